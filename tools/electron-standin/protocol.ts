// The only network that Chromium sees: an HTTP proxy on loopback. Requests for a custom scheme's host (app://kb/x travels
// as http://kb.app.localhost/x) go to the handler that the app registered; everything else is refused.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { debug, runtime } from './runtime.ts'

type Handler = (request: Request) => Response | Promise<Response>

const SUFFIX = '.localhost'
const handlers = new Map<string, Handler>()
const privileges = new Map<string, Electron.Privileges>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (runtime.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const scheme of schemes) privileges.set(scheme.scheme, scheme.privileges ?? {})
  },
  handle(scheme: string, handler: Handler): void {
    if (!runtime.ready) throw new Error('protocol module can only be used after app is ready')
    if (handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`)
    if (!privileges.get(scheme)?.standard) throw new Error(`stand-in: ${scheme} is not a standard privileged scheme`)
    handlers.set(scheme, handler)
  }
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>

/** app://kb/x → http://kb.app.localhost/x; other URLs stay as they are. */
export function toChromium(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
  return privileges.has(scheme) ? `http://${host || 'root'}.${scheme}${SUFFIX}${rest || '/'}` : url
}

/** The way back. */
export function fromChromium(url: string): string {
  const [, name = '', rest = ''] = /^http:\/\/([^/?#]+)\.localhost(.*)$/s.exec(url) ?? []
  const dot = name.lastIndexOf('.')
  const scheme = name.slice(dot + 1)
  return dot > 0 && privileges.has(scheme) ? `${scheme}://${name.slice(0, dot)}${rest}` : url
}

/** Translates a response header that may name the scheme: CSP, Location, CORS. */
function headerToChromium(value: string): string {
  for (const scheme of privileges.keys()) {
    value = value.replace(
      new RegExp(`\\b${scheme}://([\\w.-]+)`, 'g'),
      (_, host) => `http://${host}.${scheme}${SUFFIX}`
    )
    value = value.replace(new RegExp(`(?<=^|[\\s;,])${scheme}:(?=$|[\\s;,])`, 'g'), `http://*.${scheme}${SUFFIX}`)
  }
  return value
}

/** Starts the proxy on a free port of 127.0.0.1 and gives that port. */
export async function startProxy(): Promise<number> {
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    // a path only: not a proxy request but some other local program
    if (!url.startsWith('http://')) return refuse(url, request.socket)
    serve(url, request, response).catch((error: unknown) => {
      console.error(error)
      request.socket.destroy()
    })
  })
  server.on('connect', (request, socket) => refuse(`CONNECT ${request.url}`, socket))
  server.on('upgrade', (request, socket) => refuse(`UPGRADE ${request.url}`, socket))
  server.on('clientError', (_error, socket) => socket.destroy())
  server.keepAliveTimeout = 60_000
  server.requestTimeout = 0
  return listen(server)
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.unref().address() as AddressInfo).port))
  })
}

function refuse(what: string, socket: { destroy(): unknown }): void {
  debug(`refused ${what}`)
  socket.destroy()
}

async function serve(chromiumUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = fromChromium(chromiumUrl)
  const scheme = url.slice(0, url.indexOf(':'))
  const handler = handlers.get(scheme)
  if (!handler) return refuse(chromiumUrl, incoming.socket)
  if (incoming.headers['sec-fetch-dest'] === 'empty' && !privileges.get(scheme)?.supportFetchAPI) {
    return refuse(`fetch of ${url}: supportFetchAPI is not set`, incoming.socket)
  }
  // Chromium asks every http site for its icon; Electron does not ask the app
  if (new URL(url).pathname === '/favicon.ico') return void outgoing.writeHead(204).end()
  const response = await handler(toRequest(url, incoming, outgoing))
  if (response.type === 'error') return void incoming.socket.destroy()
  outgoing.writeHead(response.status, response.statusText || undefined, responseHeaders(response))
  if (!response.body || incoming.method === 'HEAD') return void outgoing.end()
  const body = Readable.fromWeb(response.body as ReadableStream)
  body.on('error', () => outgoing.destroy())
  outgoing.on('close', () => body.destroy())
  body.pipe(outgoing)
}

const PROXY_HEADERS = new Set(
  'accept-encoding connection content-length host keep-alive proxy-connection transfer-encoding upgrade'.split(' ')
)

function toRequest(url: string, incoming: IncomingMessage, outgoing: ServerResponse): Request {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of PROXY_HEADERS.has(name) ? [] : (values ?? [])) {
      headers.append(name, name === 'origin' || name === 'referer' ? fromChromium(value) : value)
    }
  }
  const abort = new AbortController()
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) abort.abort()
  })
  const { method = 'GET' } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const init = { method, headers, signal: abort.signal }
  if (!hasBody) return new Request(url, init)
  return new Request(url, { ...init, body: Readable.toWeb(incoming) as never, duplex: 'half' } as RequestInit)
}

function responseHeaders(response: Response): Record<string, string> {
  const headers: Record<string, string> = { 'cache-control': 'no-store' } // custom schemes never reach the HTTP cache
  for (const [name, value] of response.headers) {
    if (PROXY_HEADERS.has(name) && name !== 'content-length') continue
    headers[name] = name === 'content-length' ? value : headerToChromium(value)
  }
  return headers
}
