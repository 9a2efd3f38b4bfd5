import { basename } from 'node:path'
import type { BatchId } from '../../../shared/imports.ts'
import { AppError } from '../../../shared/result.ts'
import { findBySource, insertArticle } from '../articles/index.ts'
import type { LibraryFolder } from '../db/open.ts'
import { removeOriginal, storeOriginal } from '../db/originals.ts'
import { transaction } from '../db/sql.ts'
import type { Pace } from './pace.ts'
import { duplicate, refused } from './prepare.ts'
import type { Draft, Ending, Prepared } from './prepare.ts'
import { updateItem } from './queries.ts'
import { isDiskFull, refusal } from './refusal.ts'

export interface Batch {
  id: BatchId
  library: LibraryFolder
  now: () => number
  pace: Pace
  /** Told of each file after its transaction is committed. */
  onCommitted(prepared: Prepared, ending: Ending): void
}

/**
 * Adds prepared files in order, some milliseconds of work to a transaction, each article in a savepoint of its own.
 *
 * Gives the number of files done: fewer than all only when the disk is full, and then nothing of the others is left.
 */
export async function commitAll(batch: Batch, prepared: Prepared[]): Promise<number> {
  const { library, pace } = batch
  let done = 0
  while (done < prepared.length) {
    await pace.turn()
    if (!library.db.open) throw new AppError('cancelled', 'cancelled')
    const written: [Prepared, Ending][] = []
    try {
      transaction(library.db, () => {
        for (const next of prepared.slice(done)) {
          written.push([next, write(batch, next)])
          if (pace.isDue()) break
        }
      })
    } catch (error) {
      for (const [source, ending] of written) {
        if ('draft' in source && ending.outcome === 'imported') takeBack(library, source.draft)
      }
      if (isDiskFull(error)) return done
      throw error
    }
    for (const [source, ending] of written) batch.onCommitted(source, ending)
    done += written.length
  }
  return done
}

function write(batch: Batch, prepared: Prepared): Ending {
  const ending = 'draft' in prepared ? addDraft(batch, prepared.path, prepared.draft) : prepared.ending
  updateItem(batch.library.db, prepared.id, ending)
  return ending
}

function addDraft(batch: Batch, path: string, draft: Draft): Ending {
  const { db } = batch.library
  const known = findBySource(db, draft.sha256)
  if (known) return duplicate(known)
  try {
    const entryId = addArticle(batch, path, draft)
    const { title, warnings } = draft.parsed
    return { outcome: 'imported', entryId, title, reason: warnings[0] ?? null }
  } catch (error) {
    // After these the whole transaction is gone, not this savepoint alone.
    if (isDiskFull(error) || !db.inTransaction) throw error
    return refused(refusal('internal', error instanceof Error ? error.message : String(error)))
  }
}

function addArticle({ library, id, now }: Batch, path: string, draft: Draft): number {
  const { bytes, sha256, parsed } = draft
  storeOriginal(library.assetsFolder, sha256, bytes)
  try {
    const source = { batchId: id, sourceName: basename(path), sha256, bytes: bytes.byteLength, now: now() }
    return transaction(library.db, () => insertArticle(library.db, parsed, source))
  } catch (error) {
    takeBack(library, draft)
    throw error
  }
}

const takeBack = ({ assetsFolder }: LibraryFolder, { sha256 }: Draft): void => removeOriginal(assetsFolder, sha256)
