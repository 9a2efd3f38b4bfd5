import type {
  ImportCounts,
  ImportItem,
  ImportLoss,
  ImportReceipt,
  imports as contract
} from '../../../shared/imports.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { messagesFor } from '../../../shared/messages/index.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import type { ReadableDb } from '../db/sql.ts'
import { writeWhole } from '../write-whole.ts'
import { closeInterruptedBatches } from './finish.ts'
import { batchById, countOutcomes, itemsOf, newestBatches } from './queries.ts'
import type { BatchRow, ItemRow } from './queries.ts'
import { receiptToCsv } from './receipt-csv.ts'
import { importPaths, previewPaths } from './run.ts'
import { undoBatch } from './undo.ts'

export function createImports(context: CoreContext): Handlers<typeof contract> {
  const { db } = context.library
  closeInterruptedBatches(db, context.now())

  return {
    async run(options, job) {
      requirePaths(job.paths)
      return receiptOf(db, requireBatch(db, await importPaths(context, options, job)))
    },
    async preview(options, job) {
      requirePaths(job.paths)
      const items = await previewPaths(context, options, job)
      const counts = noCounts()
      for (const { outcome } of items) counts[outcome]++
      return { counts, items }
    },
    async undo({ batchId }, job) {
      const { undoneAt, counts, label } = receiptOf(db, requireBatch(db, batchId))
      if (undoneAt !== null) throw new AppError('conflict', 'importUndone')
      return undoBatch(context, { id: batchId, total: counts.imported, label }, job)
    },
    async export({ batchId, language }, { saveTo }) {
      if (saveTo === undefined) throw new AppError('cancelled', 'cancelled')
      requireBatch(db, batchId)
      const items = itemsOf(db, { batchId, outcome: null, offset: 0, limit: ALL_ROWS }).map(itemOf)
      await writeWhole(saveTo, receiptToCsv(items, messagesFor(language)))
      return { path: saveTo }
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

/** SQLite's "no limit". */
const ALL_ROWS = -1

function requirePaths(paths: string[]): void {
  if (paths.length === 0) throw new AppError('invalid_input', 'nothingToImport')
}

function requireBatch(db: ReadableDb, id: number): BatchRow {
  const batch = batchById(db, id)
  if (!batch) throw new AppError('not_found', 'batchNotFound')
  return batch
}

const noCounts = (): ImportCounts => ({ imported: 0, updated: 0, duplicate: 0, skipped: 0, failed: 0 })

function receiptOf(db: ReadableDb, { lossJson, ...batch }: BatchRow): ImportReceipt {
  const counts = noCounts()
  let measured = 0
  for (const each of countOutcomes(db, batch.batchId)) {
    counts[each.outcome] = each.count
    measured += each.measured
  }
  return { ...batch, cancelled: batch.cancelled === 1, counts, measured, loss: lossFrom(lossJson) }
}

// Written by this room; the router checks it against the contract again.
const lossFrom = (json: string | null): ImportLoss | null => (json === null ? null : JSON.parse(json))

const sum = (counts: ImportCounts): number => Object.values(counts).reduce((total, count) => total + count, 0)

const itemOf = ({ reasonCode, reasonDetail, lossJson, ...item }: ItemRow): ImportItem => ({
  ...item,
  loss: lossFrom(lossJson),
  reason: reasonCode === null ? null : { code: reasonCode, detail: reasonDetail ?? '' }
})
