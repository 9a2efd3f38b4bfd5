import type { ImportCounts, ImportItem, ImportReceipt, imports as contract } from '../../../shared/imports.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import type { ReadableDb } from '../db/sql.ts'
import { batchById, closeInterruptedBatches, countOutcomes, itemsOf, newestBatches } from './queries.ts'
import type { BatchRow, ItemRow } from './queries.ts'
import { importPaths } from './run.ts'

export function createImports(context: CoreContext): Handlers<typeof contract> {
  const { db } = context.library
  closeInterruptedBatches(db, context.now())

  return {
    async run(_, job) {
      if (job.paths.length === 0) throw new AppError('invalid_input', 'nothingToImport')
      return receiptOf(db, requireBatch(db, await importPaths(context, job)))
    },
    receipts: ({ limit }) => newestBatches(db, limit).map((batch) => receiptOf(db, batch)),
    receipt: ({ batchId }) => receiptOf(db, requireBatch(db, batchId)),
    items({ batchId, outcome, offset, limit }) {
      const { counts } = receiptOf(db, requireBatch(db, batchId))
      const total = outcome ? counts[outcome] : sum(counts)
      const rows = itemsOf(db, { batchId, outcome: outcome ?? null, offset, limit })
      return { total, items: rows.map(itemOf) }
    }
  }
}

function requireBatch(db: ReadableDb, id: number): BatchRow {
  const batch = batchById(db, id)
  if (!batch) throw new AppError('not_found', 'batchNotFound')
  return batch
}

function receiptOf(db: ReadableDb, batch: BatchRow): ImportReceipt {
  const counts: ImportCounts = { imported: 0, updated: 0, duplicate: 0, skipped: 0, failed: 0 }
  for (const { outcome, count } of countOutcomes(db, batch.batchId)) counts[outcome] = count
  return { ...batch, cancelled: batch.cancelled === 1, counts }
}

const sum = (counts: ImportCounts): number => Object.values(counts).reduce((total, count) => total + count, 0)

const itemOf = ({ reasonCode, reasonDetail, ...item }: ItemRow): ImportItem => ({
  ...item,
  reason: reasonCode === null ? null : { code: reasonCode, detail: reasonDetail ?? '' }
})
