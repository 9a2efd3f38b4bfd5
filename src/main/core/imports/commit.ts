import { basename } from 'node:path'
import type { BatchId } from '../../../shared/imports.ts'
import { AppError } from '../../../shared/result.ts'
import { addOrUpdateArticle, keepNameOfCopy } from '../articles/index.ts'
import { isDiskFull, roomIn } from '../db/disk-room.ts'
import type { LibraryFolder } from '../db/open.ts'
import { transaction } from '../db/sql.ts'
import { keepPictures } from '../pictures/index.ts'
import type { ImportOriginals } from './originals.ts'
import type { Pace } from './pace.ts'
import type { TakenPictures } from './pictures.ts'
import { refused, withMissing } from './prepare.ts'
import type { Draft, Ending, Prepared } from './prepare.ts'
import { markPictures, updateItem } from './queries.ts'
import { refusal, writeRefusal } from './refusal.ts'

export interface Batch {
  id: BatchId
  library: LibraryFolder
  now: () => number
  pace: Pace
  originals: ImportOriginals
  /** Told of each file after its transaction is committed. */
  onCommitted(prepared: Prepared, ending: Ending): void
}

/** A file whose original and pictures are stored. */
type Ready = Prepared & { taken: TakenPictures | null }

/**
 * Adds prepared files in order, some milliseconds of work to a transaction, each article in a savepoint of its own.
 *
 * Gives the number of files done: fewer than all only when the disk is full or nearly so, and then nothing of the others
 * is left.
 */
export async function commitAll(batch: Batch, prepared: Prepared[]): Promise<number> {
  const { library, pace, originals } = batch
  const ready = await withOriginals(prepared)
  const endings: Ending[] = []
  try {
    while (endings.length < ready.length) {
      await pace.turn()
      if (!library.db.open) throw new AppError('cancelled', 'cancelled')
      const written = transaction(library.db, () => writeSome(batch, ready.slice(endings.length)))
      if (written.length === 0) break
      for (const ending of written) {
        const source = ready[endings.length]
        if (source) batch.onCommitted(source, ending)
        if (source && 'draft' in source && isKept(ending)) originals.keep(source.draft.sha256)
        endings.push(ending)
      }
    }
  } catch (error) {
    if (!isDiskFull(error)) throw error
  }
  return endings.length
}

/** Waits for the originals and pictures: a file without its own is refused, and a full disk ends the list. */
async function withOriginals(prepared: Prepared[]): Promise<Ready[]> {
  const ready: Ready[] = []
  for (const next of prepared) {
    const stored = 'draft' in next ? await next.draft.stored : null
    const taken = 'draft' in next ? await next.draft.pictures : null
    const refusal = stored ?? taken?.refusal ?? null
    if (refusal?.code === 'disk_full') break
    const file = refusal ? { id: next.id, path: next.path, bytes: next.bytes, ending: refused(refusal) } : next
    ready.push({ ...file, taken })
  }
  return ready
}

/**
 * Bytes that an article may take on the disk for each character of its tree: tree and text, in the database and in the log
 * before it. Measured 12.3 for Chinese text, a third of that for English.
 */
const DISK_PER_CHARACTER = 15

/** Writes as many as fit into a slice of time: at least one, unless the disk is nearly full. One too large for it fails alone. */
function writeSome(batch: Batch, prepared: Ready[]): Ending[] {
  const { db, folder } = batch.library
  const endings: Ending[] = []
  const taken: string[] = []
  let room = roomIn(folder)
  for (const next of prepared) {
    if (room < 0) break
    const needed = 'draft' in next ? DISK_PER_CHARACTER * next.draft.parsed.treeJson.length : 0
    const ending =
      needed > room ? refused(refusal('disk_full')) : 'draft' in next ? addDraft(batch, next, next.draft) : next.ending
    if (needed <= room) room -= needed
    updateItem(db, next.id, ending)
    if (ending.outcome === 'duplicate' && ending.entryId !== null)
      keepNameOfCopy(db, ending.entryId, nameOf(next), batch.id)
    endings.push(ending)
    for (const path of next.taken?.files ?? []) taken.push(path)
    if (batch.pace.isDue()) break
  }
  markPictures(db, batch.id, taken)
  return endings
}

const nameOf = ({ path, member }: Prepared): string => member?.name ?? basename(path)

function addDraft({ id, library, now }: Batch, ready: Ready, draft: Draft): Ending {
  const { path, bytes, taken } = ready
  const { db } = library
  const { sha256, parsed, loss } = draft
  try {
    const source = { batchId: id, path, sourceName: nameOf(ready), sha256, bytes: bytes ?? 0, now: now() }
    const ending = transaction(db, () => {
      const added = addOrUpdateArticle(db, parsed, source)
      if (taken && isKept(added)) keepPictures(library, added.entryId, taken.stored)
      return added
    })
    return { ...ending, loss: isKept(ending) ? withMissing(loss, parsed, taken?.missing ?? []) : null }
  } catch (error) {
    // After these the whole transaction is gone, not this savepoint alone.
    if (isDiskFull(error) || !db.inTransaction) throw error
    return refused(writeRefusal(error))
  }
}

/** Whether the file became the text of an article. */
const isKept = ({ outcome }: Pick<Ending, 'outcome'>): boolean => outcome === 'imported' || outcome === 'updated'
