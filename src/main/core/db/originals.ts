import { hash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The name of an original: the SHA-256 of its bytes in hexadecimal. */
export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** Where an original lies in a library: `assets/ab/ab12…`, so that no folder grows too long. */
export const originalPath = (assetsFolder: string, sha256: string): string =>
  join(assetsFolder, sha256.slice(0, 2), sha256)

/**
 * Keeps the bytes of a source file under their hash. Call it before the row that names them is committed: then a crash
 * leaves at most a file that nothing uses.
 *
 * Synchronous like the database beside it. Files are not flushed one by one, which would halve the speed of an import:
 * after a power cut the last ones may be damaged, and the library's check says which. Throws the system's error, for
 * example `ENOSPC`, and leaves nothing behind then.
 */
export function storeOriginal(assetsFolder: string, sha256: string, bytes: Uint8Array): void {
  const path = originalPath(assetsFolder, sha256)
  try {
    write(path, bytes)
  } catch (error) {
    // What was begun goes; where nothing could be begun there is nothing to remove.
    if (existsSync(path)) removeOriginal(assetsFolder, sha256)
    throw error
  }
}

/** Deletes an original that no article uses; one that is not there is fine. */
export function removeOriginal(assetsFolder: string, sha256: string): void {
  rmSync(originalPath(assetsFolder, sha256), { force: true })
}

function write(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes)
  } catch (error) {
    const isFolderMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isFolderMissing) throw error
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
}
