import type { BatchId, ImportLoss } from '../../../shared/imports.ts'
import type { WritableDb } from '../db/sql.ts'
import { createLossSum } from './loss/index.ts'
import type { Pace } from './pace.ts'
import { failNextItems, finishBatch, firstItemOf, lossesAfter, unfinishedBatches } from './queries.ts'

/** Items whose loss is read at a time: a few milliseconds of work. */
const AT_ONCE = 2000

/** Items that get a reason in one transaction: few enough for the room that a full disk leaves. */
const FAILED_AT_ONCE = 1000

/** Says why the files failed that the import did not come to. */
export async function failRemainingItems(
  db: WritableDb,
  batchId: BatchId,
  reason: 'disk_full' | 'vanished',
  pace: Pace
): Promise<void> {
  let after: number | undefined = 0
  while (db.open && after !== undefined) {
    after = failNextItems(db, { batchId, reason, after, limit: FAILED_AT_ONCE })
    await pace.turn()
  }
}

/** Ends a batch: notes when, and what was kept of its sources together. */
export async function closeBatch(
  db: WritableDb,
  id: BatchId,
  end: { finishedAt: number; cancelled: boolean },
  pace: Pace
): Promise<void> {
  const losses = sumLossesOf(db, id)
  let step = losses.next()
  while (!step.done) {
    await pace.turn()
    if (!db.open) return
    step = losses.next()
  }
  finishBatch(db, id, { ...end, loss: step.value })
}

/** Ends batches that a crash or a closed app left open. */
export function closeInterruptedBatches(db: WritableDb, finishedAt: number): void {
  for (const id of unfinishedBatches(db)) {
    const losses = sumLossesOf(db, id)
    let step = losses.next()
    while (!step.done) step = losses.next()
    finishBatch(db, id, { finishedAt, cancelled: true, loss: step.value })
  }
}

/** Yields after each part of the work; returns the sum. */
function* sumLossesOf(db: WritableDb, batchId: BatchId): Generator<void, ImportLoss | null> {
  const sum = createLossSum()
  for (let after = firstItemOf(db, batchId) - 1; ;) {
    const rows = lossesAfter(db, { batchId, after, limit: AT_ONCE })
    const last = rows.at(-1)
    if (last === undefined) return sum.result()
    // Written by this room.
    for (const { lossJson } of rows) sum.add(JSON.parse(lossJson))
    after = last.id
    yield
  }
}
