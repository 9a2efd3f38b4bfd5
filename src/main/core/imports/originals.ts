import { findBySource } from '../articles/index.ts'
import type { LibraryFolder } from '../db/open.ts'
import { removeOriginal, storeOriginal } from '../db/originals.ts'
import { writeRefusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** The original files that one import stores. */
export interface ImportOriginals {
  /** Gives null, or why it could not be stored. Never rejects. */
  store(sha256: string, bytes: Uint8Array): Promise<Refusal | null>
  /** Notes that an article has it. */
  keep(sha256: string): void
  /** Removes those that no article has: at the end only, because a later file may have the same bytes. */
  close(): Promise<void>
}

export function createImportOriginals({ db, assetsFolder }: LibraryFolder): ImportOriginals {
  const unsettled = new Set<string>()

  return {
    async store(sha256, bytes) {
      unsettled.add(sha256)
      try {
        await storeOriginal(assetsFolder, sha256, bytes)
        return null
      } catch (error) {
        return writeRefusal(error)
      }
    },
    keep(sha256) {
      unsettled.delete(sha256)
    },
    async close() {
      for (const sha256 of unsettled)
        if (db.open && !findBySource(db, sha256)) await removeOriginal(assetsFolder, sha256).catch(() => {})
      unsettled.clear()
    }
  }
}
