import type { BatchId, TextEncoding } from '../../../shared/imports.ts'
import type { KnownFacts } from '../articles/index.ts'
import { requireRoom } from '../db/disk-room.ts'
import type { LibraryFolder } from '../db/open.ts'
import type { ReadableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import type { Member } from './containers/container.ts'
import type { ChosenFile } from './chosen-files.ts'
import type { Pace } from './pace.ts'
import { insertItem, listedItems } from './queries.ts'
import type { KnownItem } from './queries.ts'
import { refusal } from './refusal.ts'

/** A file that the batch lists and that is to be imported; `id` is its item's. */
export interface ListedFile {
  id: number
  path: string
  /** Set for a file that lies in a container, and read through it. */
  member?: Member
  /** What the files around it say of it, beside what its container does. */
  known?: KnownFacts
  /** What the user said that a text file is to be read with. */
  encoding?: TextEncoding
}

/**
 * Lists every file found as an item of the batch before the first is read, each as not reached yet: so a receipt is whole
 * whatever happens later, and a full disk has room for it. Gives those that were not refused by name already. Throws
 * `ENOSPC` when there is no room for the list.
 *
 * A batch that is gone on with has items: these are not listed again, and of them only those that it had not come to are
 * given.
 */
export async function listFiles(
  { db, folder }: LibraryFolder,
  batchId: BatchId,
  found: ChosenFile[],
  pace: Pace
): Promise<ListedFile[]> {
  const listed: ListedFile[] = []
  const notReached = refusal('cancelled')
  const known = knownItems(db, batchId)
  let next = 0
  while (next < found.length) {
    await pace.turn()
    requireRoom(folder)
    transaction(db, () => {
      for (const { refused, ...file } of found.slice(next, next + LISTED_AT_ONCE)) {
        const item = known.get(file.path)?.pop()
        const id = item?.id ?? insertItem(db, batchId, file.path, refused ?? notReached)
        if (!refused && item?.waits !== 0) listed.push({ id, ...file })
      }
    })
    next += LISTED_AT_ONCE
  }
  return listed
}

/** The items that a batch has, by path: the same file may have been chosen twice. */
function knownItems(db: ReadableDb, batchId: BatchId): Map<string, KnownItem[]> {
  const known = new Map<string, KnownItem[]>()
  for (const item of listedItems(db, batchId).toReversed()) {
    const same = known.get(item.path)
    if (same) same.push(item)
    else known.set(item.path, [item])
  }
  return known
}

/** About five milliseconds of work. */
const LISTED_AT_ONCE = 1000
