import type { BatchId, ImportLoss } from '../../../shared/imports.ts'
import type { WritableDb } from '../db/sql.ts'
import { sumLosses } from './loss/index.ts'
import { finishBatch, lossesOf, unfinishedBatches } from './queries.ts'

/** Ends a batch: notes when, and what was kept of its sources together. */
export function closeBatch(db: WritableDb, id: BatchId, finishedAt: number, cancelled: boolean): void {
  const losses = lossesOf(db, id).map((json): ImportLoss => JSON.parse(json))
  finishBatch(db, id, { finishedAt, cancelled, loss: sumLosses(losses) })
}

/** Ends batches that a crash or a closed app left open. */
export function closeInterruptedBatches(db: WritableDb, finishedAt: number): void {
  for (const id of unfinishedBatches(db)) closeBatch(db, id, finishedAt, true)
}
