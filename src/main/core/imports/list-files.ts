import type { BatchId } from '../../../shared/imports.ts'
import type { WritableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import type { Member } from './containers/container.ts'
import type { FoundFile } from './find-files.ts'
import type { Pace } from './pace.ts'
import { insertItem } from './queries.ts'
import { refusal } from './refusal.ts'

/** A file that the batch lists and that is to be imported; `id` is its item's. */
export interface ListedFile {
  id: number
  path: string
  /** Set for a file that lies in a container, and read through it. */
  member?: Member
}

/**
 * Lists every file found as an item of the batch before the first is read, each as not reached yet: so a receipt is whole
 * whatever happens later, and a full disk has room for it. Gives those that were not refused by name already.
 */
export async function listFiles(
  db: WritableDb,
  batchId: BatchId,
  found: FoundFile[],
  pace: Pace
): Promise<ListedFile[]> {
  const listed: ListedFile[] = []
  const notReached = refusal('cancelled')
  let next = 0
  while (next < found.length) {
    await pace.turn()
    transaction(db, () => {
      for (const { path, refused, member } of found.slice(next, next + LISTED_AT_ONCE)) {
        const id = insertItem(db, batchId, path, refused ?? notReached)
        if (!refused) listed.push(member ? { id, path, member } : { id, path })
      }
    })
    next += LISTED_AT_ONCE
  }
  return listed
}

/** About five milliseconds of work. */
const LISTED_AT_ONCE = 1000
