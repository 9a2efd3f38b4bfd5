import { basename } from 'node:path'
import type { BatchId, ImportItem } from '../../../shared/imports.ts'
import { AppError } from '../../../shared/result.ts'
import { findBySource, insertArticle } from '../articles/index.ts'
import type { LibraryFolder } from '../db/open.ts'
import { removeOriginal, storeOriginal } from '../db/originals.ts'
import { transaction } from '../db/sql.ts'
import type { Pace } from './pace.ts'
import { duplicateItem, refusedItem } from './prepare.ts'
import type { Draft, Prepared } from './prepare.ts'
import { insertItem } from './queries.ts'
import { isDiskFull, refusal } from './refusal.ts'

export interface Commit {
  library: LibraryFolder
  batchId: BatchId
  now: () => number
  pace: Pace
  /** Told of each item after its transaction is committed. */
  onCommitted(item: ImportItem, prepared: Prepared): void
}

/**
 * Writes prepared files in order, some milliseconds of work to a transaction, each article in a savepoint of its own.
 *
 * Gives the number written: fewer than all only when the disk is full, and then nothing of the others is left behind.
 */
export async function commitAll(commit: Commit, prepared: Prepared[]): Promise<number> {
  const { library, pace, onCommitted } = commit
  let done = 0
  while (done < prepared.length) {
    await pace.turn()
    if (!library.db.open) throw new AppError('cancelled', 'cancelled')
    const written: [ImportItem, Prepared][] = []
    try {
      transaction(library.db, () => {
        for (const next of prepared.slice(done)) {
          written.push([write(commit, next), next])
          if (pace.isDue()) break
        }
      })
    } catch (error) {
      for (const [item, source] of written)
        if ('draft' in source && item.outcome === 'imported') takeBack(library, source.draft)
      if (isDiskFull(error)) return done
      throw error
    }
    for (const [item, source] of written) onCommitted(item, source)
    done += written.length
  }
  return done
}

function write(commit: Commit, prepared: Prepared): ImportItem {
  const item = 'draft' in prepared ? addDraft(commit, prepared.draft) : prepared.item
  insertItem(commit.library.db, commit.batchId, item)
  return item
}

function addDraft({ library, batchId, now }: Commit, draft: Draft): ImportItem {
  const { db, assetsFolder } = library
  const { path, bytes, sha256, parsed } = draft
  const known = findBySource(db, sha256)
  if (known) return duplicateItem(path, known)
  try {
    storeOriginal(assetsFolder, sha256, bytes)
    const source = { batchId, sourceName: basename(path), sha256, bytes: bytes.byteLength, now: now() }
    const entryId = transaction(db, () => insertArticle(db, parsed, source))
    const [warning] = parsed.warnings
    return { path, outcome: 'imported', entryId, title: parsed.title, reason: warning ?? null }
  } catch (error) {
    takeBack(library, draft)
    // After these the whole transaction is gone, not this savepoint alone.
    if (isDiskFull(error) || !db.inTransaction) throw error
    return refusedItem(path, refusal('internal', error instanceof Error ? error.message : String(error)))
  }
}

const takeBack = ({ assetsFolder }: LibraryFolder, { sha256 }: Draft): void => removeOriginal(assetsFolder, sha256)
