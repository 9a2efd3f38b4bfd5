import { z } from 'zod'
import { EntryId } from './entries.ts'
import { call, event, job, Nothing } from './ipc.ts'

export const BatchId = z.int().positive()
export type BatchId = z.infer<typeof BatchId>

export const ImportOutcome = z.enum(['imported', 'updated', 'duplicate', 'skipped', 'failed'])
export type ImportOutcome = z.infer<typeof ImportOutcome>

/** Why a file was not imported as it is. Codes are stable; texts are in `messages/imports.ts`. */
export const ImportReason = z.enum([
  'empty_file',
  'too_large',
  'binary',
  'unsupported_type',
  'unreadable',
  'vanished',
  'symlink_loop',
  'bad_encoding',
  'encrypted',
  'no_text',
  'damaged',
  'unsafe_archive',
  'front_matter_unclosed',
  'front_matter_invalid',
  'same_bytes',
  'hidden_file',
  'disk_full',
  'cancelled',
  'internal'
])
export type ImportReason = z.infer<typeof ImportReason>

/**
 * One file of a batch. `path` is as the user gave it; `detail` is technical, for example the parser's message. A duplicate
 * names the entry that is there; its detail is `trash` when that one lies in the trash.
 */
export const ImportItem = z.object({
  path: z.string(),
  outcome: ImportOutcome,
  entryId: EntryId.nullable(),
  title: z.string().nullable(),
  reason: z.object({ code: ImportReason, detail: z.string() }).nullable()
})
export type ImportItem = z.infer<typeof ImportItem>

export const ImportCounts = z.record(ImportOutcome, z.int())
export type ImportCounts = z.infer<typeof ImportCounts>

/** While a batch runs (`finishedAt` null), files that it has not come to are listed as skipped with `cancelled`. */
export const ImportReceipt = z.object({
  batchId: BatchId,
  label: z.string(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  cancelled: z.boolean(),
  counts: ImportCounts
})
export type ImportReceipt = z.infer<typeof ImportReceipt>

export const imports = {
  /** Imports the job's files and folders. One bad file stops nothing; a file imported before is a duplicate. */
  run: job(Nothing, ImportReceipt),
  receipts: call(z.object({ limit: z.int().min(1).max(500).default(50) }), z.array(ImportReceipt)),
  receipt: call(z.object({ batchId: BatchId }), ImportReceipt),
  items: call(
    z.object({
      batchId: BatchId,
      outcome: ImportOutcome.optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(100_000).default(500)
    }),
    z.object({ total: z.int(), items: z.array(ImportItem) })
  ),
  changed: event(Nothing)
}
