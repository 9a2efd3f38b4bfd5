import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { assetPath, CONTENT_SECURITY_POLICY, PICTURE_POLICY, pictureHash } from './security.ts'

const MEDIA_TYPES: Partial<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
}

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** A stored picture of the open library. */
interface PictureFile {
  path: string
  mediaType: string
}

/** Serves the built page, nothing outside its folder, and the pictures that `findPicture` knows. */
export function serveApp(folder: string, findPicture: (sha256: string) => Promise<PictureFile | undefined>): void {
  protocol.handle('app', async (request) => {
    const sha256 = pictureHash(request.url)
    if (request.method === 'GET' && sha256 !== undefined) return servePicture(await findPicture(sha256))
    const path = assetPath(request.url)
    const headers = { 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' }
    if (request.method !== 'GET' || path === undefined) return new Response('Forbidden', { status: 403, headers })
    try {
      const body = await readFile(join(folder, path))
      const type = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream'
      return new Response(new Uint8Array(body), { headers: { ...headers, 'Content-Type': type } })
    } catch {
      return new Response('Not found', { status: 404, headers })
    }
  })
}

async function servePicture(picture: PictureFile | undefined): Promise<Response> {
  const headers = { 'Content-Security-Policy': PICTURE_POLICY, 'X-Content-Type-Options': 'nosniff' }
  try {
    if (picture === undefined) throw new Error('no picture')
    const body = await readFile(picture.path)
    // The address is the hash of the bytes, so that they never change.
    const cache = 'private, max-age=31536000, immutable'
    return new Response(new Uint8Array(body), {
      headers: { ...headers, 'Content-Type': picture.mediaType, 'Cache-Control': cache }
    })
  } catch {
    return new Response('Not found', { status: 404, headers })
  }
}
