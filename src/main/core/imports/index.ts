import type {
  ImportedItem,
  ImportItem,
  ImportLoss,
  ImportReceipt,
  imports as contract
} from '../../../shared/imports.ts'
import type { Handlers, JobContext } from '../../../shared/ipc.ts'
import { messagesFor } from '../../../shared/messages/index.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import { noCounts } from './prepare.ts'
import { sharedParsePool } from './parse-pool/index.ts'
import type { ParsePool } from './parse-pool/index.ts'
import { createPreviews } from './preview.ts'
import type { Previews } from './preview.ts'
import type { ReadableDb } from '../db/sql.ts'
import { writeWhole } from '../write-whole.ts'
import { closeInterruptedBatches } from './finish.ts'
import {
  batchById,
  countFormats,
  countItems,
  countOutcomes,
  countReasons,
  importedItemsOf,
  itemsOf,
  newestBatches
} from './queries.ts'
import type { BatchRow, ImportedRow, ItemRow } from './queries.ts'
import { receiptToCsv } from './receipt-csv.ts'
import { importPaths, resumeBatch } from './run.ts'
import { undoBatch } from './undo.ts'

export { sharedParsePool } from './parse-pool/index.ts'

export function createImports(core: CoreContext, { parse }: ParsePool = sharedParsePool()): Handlers<typeof contract> {
  const context = { ...core, parse }
  const { db } = context.library
  const previews = createPreviews(context)
  closeInterruptedBatches(db, context.now())

  return {
    async run(options, job) {
      const paths = pathsOf(job, previews)
      return receiptOf(db, requireBatch(db, await importPaths(context, { paths, options }, job)))
    },
    async resume({ batchId }, job) {
      const batch = requireBatch(db, batchId)
      if (batch.resumable === 0) throw new AppError('conflict', 'importNotResumable')
      await resumeBatch(context, { id: batchId, label: batch.label }, job)
      return receiptOf(db, requireBatch(db, batchId))
    },
    preview: async (options, job) => previews.run(pathsOf(job, previews), options, job),
    previewItems: (query) => previews.items(query),
    closePreview() {
      previews.close()
      return null
    },
    async undo({ batchId }, job) {
      const { undoneAt, counts, label } = receiptOf(db, requireBatch(db, batchId))
      if (undoneAt !== null) throw new AppError('conflict', 'importUndone')
      return undoBatch(context, { id: batchId, total: counts.imported + counts.updated, label }, job)
    },
    async export({ batchId, language }, { saveTo }) {
      if (saveTo === undefined) throw new AppError('cancelled', 'cancelled')
      requireBatch(db, batchId)
      const items = itemsOf(db, { batchId, ...everyItem, offset: 0, limit: ALL_ROWS }).map(itemOf)
      await writeWhole(saveTo, receiptToCsv(items, messagesFor(language)))
      return { path: saveTo }
    },
    receipts: ({ limit }) => newestBatches(db, limit).map((batch) => receiptOf(db, batch)),
    receipt: ({ batchId }) => receiptOf(db, requireBatch(db, batchId)),
    items({ batchId, outcome, reason, format, query, offset, limit }) {
      requireBatch(db, batchId)
      const narrowed = {
        batchId,
        outcome: outcome ?? null,
        reason: reason ?? null,
        format: format ?? null,
        query: query || null
      }
      const rows = itemsOf(db, { ...narrowed, offset, limit })
      return { total: countItems(db, narrowed), items: rows.map(itemOf) }
    },
    importedItems(query) {
      requireBatch(db, query.batchId)
      return importedItemsOf(db, query).map(importedItemOf)
    },
    facets({ batchId }) {
      requireBatch(db, batchId)
      return { reasons: countReasons(db, batchId), formats: countFormats(db, batchId) }
    }
  }
}

/** SQLite's "no limit". */
const ALL_ROWS = -1

const everyItem = { outcome: null, reason: null, format: null, query: null }

function requirePaths(paths: string[]): void {
  if (paths.length === 0) throw new AppError('invalid_input', 'nothingToImport')
}

/** The files and folders of a job, or those of the last preview. */
function pathsOf(job: JobContext, previews: Previews): string[] {
  const paths = job.paths.length > 0 ? job.paths : previews.paths()
  requirePaths(paths)
  return paths
}

function requireBatch(db: ReadableDb, id: number): BatchRow {
  const batch = batchById(db, id)
  if (!batch) throw new AppError('not_found', 'batchNotFound')
  return batch
}

function receiptOf(db: ReadableDb, { lossJson, ...batch }: BatchRow): ImportReceipt {
  const counts = noCounts()
  const pictures = { stored: 0, unused: 0 }
  let measured = 0
  for (const each of countOutcomes(db, batch.batchId)) {
    counts[each.outcome] = each.count
    measured += each.measured
    pictures.stored += each.stored
    pictures.unused += each.unused
  }
  const { cancelled, resumable } = batch
  return {
    ...batch,
    cancelled: cancelled === 1,
    resumable: resumable === 1,
    counts,
    pictures,
    measured,
    loss: lossFrom(lossJson)
  }
}

// Written by this room; the router checks it against the contract again.
const lossFrom = (json: string | null): ImportLoss | null => (json === null ? null : JSON.parse(json))

const importedItemOf = ({
  factsJson,
  similarId,
  similarTitle,
  format,
  encoding,
  ...row
}: ImportedRow): ImportedItem => ({
  ...itemOf(row),
  format,
  encoding,
  facts: factsJson === null ? null : JSON.parse(factsJson),
  similarTo: similarId === null || similarTitle === null ? null : { id: similarId, title: similarTitle }
})

const itemOf = ({ reasonCode, reasonDetail, lossJson, ...item }: ItemRow): ImportItem => ({
  ...item,
  loss: lossFrom(lossJson),
  reason: reasonCode === null ? null : { code: reasonCode, detail: reasonDetail ?? '' }
})
