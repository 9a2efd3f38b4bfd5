import type { FoundFile } from '../find-files.ts'
import { placeJoplinNotes } from './joplin.ts'
import { placeNotionPages } from './notion.ts'
import { placeVaultNotes } from './vaults.ts'

/**
 * Recognises exports of note apps among all files found, as folders or in archives, and tells each note what the files
 * around it know of it: its category, tags, ids and attachments. Files that only say such things are refused, with their
 * reason; all others come back as they are.
 */
export async function placeNotes(found: FoundFile[], signal: AbortSignal): Promise<FoundFile[]> {
  return placeVaultNotes(placeNotionPages(await placeJoplinNotes(found, signal)))
}
