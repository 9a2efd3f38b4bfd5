import { hash } from 'node:crypto'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The name of an original: the SHA-256 of its bytes in hexadecimal. */
export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** Where an original lies in a library: `assets/ab/ab12…`, so that no folder grows too long. */
export const originalPath = (assetsFolder: string, sha256: string): string =>
  join(assetsFolder, sha256.slice(0, 2), sha256)

/**
 * Keeps the bytes of a source file under their hash; gives false when they were there already.
 *
 * A crash or a power cut leaves either the whole file or none under that name. Rejects with the system's error, for
 * example `ENOSPC`, and leaves nothing behind then.
 */
export async function storeOriginal(assetsFolder: string, sha256: string, bytes: Uint8Array): Promise<boolean> {
  const path = originalPath(assetsFolder, sha256)
  const existing = await stat(path).catch(() => null)
  if (existing?.size === bytes.byteLength) return false
  const temporary = `${path}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, bytes, { flush: true })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  return true
}

/** Deletes an original that no article uses; one that is not there is fine. */
export async function removeOriginal(assetsFolder: string, sha256: string): Promise<void> {
  await rm(originalPath(assetsFolder, sha256), { force: true })
}
