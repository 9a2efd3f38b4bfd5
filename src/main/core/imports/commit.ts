import { basename } from 'node:path'
import type { BatchId, ImportItem } from '../../../shared/imports.ts'
import { AppError } from '../../../shared/result.ts'
import { findBySource, insertArticle } from '../articles/index.ts'
import type { WritableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import type { Pace } from './pace.ts'
import { duplicateItem, refusedItem } from './prepare.ts'
import type { Draft, Prepared } from './prepare.ts'
import { insertItem } from './queries.ts'
import { isDiskFull, refusal } from './refusal.ts'

export interface Commit {
  db: WritableDb
  batchId: BatchId
  now: () => number
  pace: Pace
  /** Told of each item after its transaction is committed. */
  onCommitted(item: ImportItem, prepared: Prepared): void
}

/**
 * Writes prepared files in order, some milliseconds of work to a transaction, each file in a savepoint of its own.
 *
 * Gives the number written: fewer than all only when the disk is full.
 */
export async function commitAll(commit: Commit, prepared: Prepared[]): Promise<number> {
  const { db, pace, onCommitted } = commit
  const ready = await settleOriginals(prepared)
  let done = 0
  while (done < ready.length) {
    await pace.turn()
    if (!db.open) throw new AppError('cancelled', 'cancelled')
    const written: [ImportItem, Prepared][] = []
    try {
      transaction(db, () => {
        for (const next of ready.slice(done)) {
          written.push([write(commit, next), next])
          if (pace.isDue()) break
        }
      })
    } catch (error) {
      if (isDiskFull(error)) return done
      throw error
    }
    for (const [item, source] of written) onCommitted(item, source)
    done += written.length
  }
  return done
}

/** Waits for the originals. A draft without its original is refused; a full disk ends the list. */
async function settleOriginals(prepared: Prepared[]): Promise<Prepared[]> {
  const ready: Prepared[] = []
  for (const next of prepared) {
    const kept = 'draft' in next ? await next.draft.kept : null
    if (!kept || !('refused' in kept)) ready.push(next)
    else if (kept.refused.code === 'disk_full') break
    else if ('draft' in next) ready.push({ item: refusedItem(next.draft.path, kept.refused) })
  }
  return ready
}

function write({ db, batchId, now }: Commit, prepared: Prepared): ImportItem {
  const item = 'draft' in prepared ? addDraft(db, batchId, prepared.draft, now()) : prepared.item
  insertItem(db, batchId, item)
  return item
}

function addDraft(db: WritableDb, batchId: BatchId, draft: Draft, now: number): ImportItem {
  const { path, sha256, size: bytes, parsed } = draft
  const known = findBySource(db, sha256)
  if (known) return duplicateItem(path, known)
  try {
    const source = { batchId, sourceName: basename(path), sha256, bytes, now }
    const entryId = transaction(db, () => insertArticle(db, parsed, source))
    const [warning] = parsed.warnings
    return { path, outcome: 'imported', entryId, title: parsed.title, reason: warning ?? null }
  } catch (error) {
    // After these the whole transaction is gone, not this savepoint alone.
    if (isDiskFull(error) || !db.inTransaction) throw error
    return refusedItem(path, refusal('internal', error instanceof Error ? error.message : String(error)))
  }
}
