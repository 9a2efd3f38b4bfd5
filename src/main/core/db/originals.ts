import { hash } from 'node:crypto'
import { existsSync, rm, rmSync, stat as statWithCallback, writeFile as writeFileWithCallback } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

// An import stores thousands: the functions of fs/promises take several times their processor time.
const writeFile = promisify(writeFileWithCallback)
const remove = promisify(rm)
const stat = promisify(statWithCallback)

/** The name of an original: the SHA-256 of its bytes in hexadecimal. */
export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** Where an original lies in a library: `assets/ab/ab12…`, so that no folder grows too long. */
export const originalPath = (assetsFolder: string, sha256: string): string =>
  join(assetsFolder, sha256.slice(0, 2), sha256)

/**
 * Keeps the bytes of a source file under their hash. Commit the row that names them only after this resolved: then a
 * crash leaves at most a file that nothing uses.
 *
 * Files are not flushed one by one, which would halve the speed of an import: after a power cut the last ones may be
 * damaged, and the library's check says which. Rejects with the system's error, for example `ENOSPC`; remove the original
 * then, because a part of it may be there.
 */
export async function storeOriginal(assetsFolder: string, sha256: string, bytes: Uint8Array): Promise<void> {
  const path = originalPath(assetsFolder, sha256)
  try {
    await writeFile(path, bytes, { flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EEXIST') {
      // The same bytes over themselves: another article may need them, so the file is never emptied first.
      await writeFile(path, bytes, { flag: 'r+' })
    } else if (code === 'ENOENT') {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytes)
    } else throw error
  }
}

/** Pictures that are being written, by path. */
const writing = new Map<string, Promise<void>>()

/**
 * Like {@link storeOriginal} for a picture, which other articles may have or get at the same time: it is written once, and
 * what is there whole is left as it is.
 */
export async function storePicture(assetsFolder: string, sha256: string, bytes: Uint8Array): Promise<void> {
  const path = originalPath(assetsFolder, sha256)
  const write = async () => {
    const there = await stat(path).catch(() => null)
    if (there?.size !== bytes.byteLength) await storeOriginal(assetsFolder, sha256, bytes)
  }
  const written = writing.get(path) ?? write().finally(() => writing.delete(path))
  writing.set(path, written)
  await written
}

/** Whether the file is there: asked in the same tick in which a row comes to name it, nothing removes it in between. */
export const isStored = (assetsFolder: string, sha256: string): boolean =>
  existsSync(originalPath(assetsFolder, sha256))

/** Deletes an original that no article uses; one that cannot be there is fine. */
export async function removeOriginal(assetsFolder: string, sha256: string): Promise<void> {
  await remove(originalPath(assetsFolder, sha256), { force: true })
}

/** Deletes files that nothing uses, in the tick in which that was found. */
export function removeOriginals(assetsFolder: string, hashes: readonly string[]): void {
  for (const sha256 of hashes) rmSync(originalPath(assetsFolder, sha256), { force: true })
}
