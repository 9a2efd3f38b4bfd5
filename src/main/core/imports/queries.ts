import type { ImportItem, ImportOutcome, ImportReason } from '../../../shared/imports.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

export interface BatchRow {
  batchId: number
  label: string
  startedAt: number
  finishedAt: number | null
  cancelled: number
}

const BATCH = 'id AS batchId, label, started_at AS startedAt, finished_at AS finishedAt, cancelled'

export const insertBatch = (db: WritableDb, label: string, startedAt: number): number =>
  run(db, 'INSERT INTO import_batches (label, started_at) VALUES (?, ?)', [label, startedAt]).id

export const finishBatch = (db: WritableDb, id: number, finishedAt: number, cancelled: boolean): void => {
  run(db, 'UPDATE import_batches SET finished_at = ?, cancelled = ? WHERE id = ?', [finishedAt, cancelled ? 1 : 0, id])
}

/** Closes batches that a crash or a closed app left open. */
export const closeInterruptedBatches = (db: WritableDb, finishedAt: number): void => {
  run(db, 'UPDATE import_batches SET finished_at = ?, cancelled = 1 WHERE finished_at IS NULL', [finishedAt])
}

export const newestBatches = (db: ReadableDb, limit: number): BatchRow[] =>
  all(db, `SELECT ${BATCH} FROM import_batches ORDER BY id DESC LIMIT ?`, [limit])

export const batchById = (db: ReadableDb, id: number): BatchRow | undefined =>
  get<BatchRow>(db, `SELECT ${BATCH} FROM import_batches WHERE id = ?`, [id])

export const countOutcomes = (db: ReadableDb, batchId: number): { outcome: ImportOutcome; count: number }[] =>
  all(db, 'SELECT outcome, count(*) AS count FROM import_items WHERE batch_id = ? GROUP BY outcome', [batchId])

/** Lists a file of a batch with a reason why it is not imported; gives the item's id. */
export const insertItem = (
  db: WritableDb,
  batchId: number,
  path: string,
  { outcome, code, detail }: { outcome: ImportOutcome; code: ImportReason; detail: string }
): number =>
  run(db, 'INSERT INTO import_items (batch_id, path, outcome, reason_code, reason_detail) VALUES (?, ?, ?, ?, ?)', [
    batchId,
    path,
    outcome,
    code,
    detail
  ]).id

/** Says how an item ended. Its entry may have been deleted for good since it was found. */
export const updateItem = (db: WritableDb, id: number, item: Omit<ImportItem, 'path'>): void => {
  run(
    db,
    `UPDATE import_items SET outcome = @outcome, entry_id = (SELECT id FROM entries WHERE id = @entryId), title = @title,
       reason_code = @reasonCode, reason_detail = @reasonDetail
     WHERE id = @id`,
    {
      id,
      outcome: item.outcome,
      entryId: item.entryId,
      title: item.title,
      reasonCode: item.reason?.code ?? null,
      reasonDetail: item.reason?.detail ?? null
    }
  )
}

/** Says of all files that the import did not come to that the disk was full. */
export const failRemainingItems = (db: WritableDb, batchId: number): void => {
  run(
    db,
    `UPDATE import_items SET outcome = 'failed', reason_code = 'disk_full'
     WHERE batch_id = ? AND outcome = 'skipped' AND reason_code = 'cancelled'`,
    [batchId]
  )
}

export interface ItemRow extends Omit<ImportItem, 'reason'> {
  reasonCode: ImportReason | null
  reasonDetail: string | null
}

/** Items in the order in which they were recorded. */
export const itemsOf = (
  db: ReadableDb,
  query: { batchId: number; outcome: ImportOutcome | null; offset: number; limit: number }
): ItemRow[] =>
  all(
    db,
    `SELECT path, outcome, entry_id AS entryId, title, reason_code AS reasonCode, reason_detail AS reasonDetail
     FROM import_items
     WHERE batch_id = @batchId AND (@outcome IS NULL OR outcome = @outcome)
     ORDER BY id LIMIT @limit OFFSET @offset`,
    query
  )
