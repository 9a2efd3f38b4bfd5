import { z } from 'zod'
import { EntryId, TagName } from './entries.ts'
import { call, event, FileName, job, Nothing } from './ipc.ts'

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

/** How many the source has, and how many of them the library keeps. */
const Kept = z.tuple([z.int().min(0), z.int().min(0)])

/**
 * What was kept of a source, by a reading of it that knows nothing of how it was imported. `text` is the share of its
 * visible text, 0 to 1, by pairs of neighbouring characters; `characters` is how much visible text the source has;
 * `media` are embedded videos, sounds and frames.
 */
export const ImportLoss = z.object({
  text: z.number().min(0).max(1),
  characters: z.int().min(0),
  images: Kept,
  links: Kept,
  tables: Kept,
  headings: Kept,
  lists: Kept,
  code: Kept,
  media: Kept
})
export type ImportLoss = z.infer<typeof ImportLoss>

/**
 * One file of a batch. `path` is as the user gave it; `detail` is technical, for example the parser's message. A duplicate
 * names the entry that is there; its detail is `trash` when that one lies in the trash. `loss` is null for what was not
 * imported and for formats whose source cannot be read as text.
 */
export const ImportItem = z.object({
  path: z.string(),
  outcome: ImportOutcome,
  entryId: EntryId.nullable(),
  title: z.string().nullable(),
  reason: z.object({ code: ImportReason, detail: z.string() }).nullable(),
  loss: ImportLoss.nullable()
})
export type ImportItem = z.infer<typeof ImportItem>

export const ImportCounts = z.record(ImportOutcome, z.int())
export type ImportCounts = z.infer<typeof ImportCounts>

/**
 * While a batch runs (`finishedAt` null), files that it has not come to are listed as skipped with `cancelled`. `loss` sums
 * up those of its `measured` files; what binary formats lose is not measured. `undoneAt`: its articles were taken back; the
 * receipt stays.
 */
export const ImportReceipt = z.object({
  batchId: BatchId,
  label: z.string(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  cancelled: z.boolean(),
  undoneAt: z.int().nullable(),
  counts: ImportCounts,
  measured: z.int(),
  loss: ImportLoss.nullable()
})
export type ImportReceipt = z.infer<typeof ImportReceipt>

/** What every article of an import gets beside what its source says; `category` is a path from the root. */
export const ImportOptions = z
  .object({
    category: z.array(z.string().trim().min(1).max(120)).max(20).default([]),
    tags: z.array(TagName).max(50).default([])
  })
  .nullable()
export type ImportOptions = z.infer<typeof ImportOptions>

export const imports = {
  /** Imports the job's files and folders. One bad file stops nothing; a file imported before is a duplicate. */
  run: job(ImportOptions, ImportReceipt),
  /** What an import of the job's files and folders would come to: reads and parses everything, writes nothing. */
  preview: job(ImportOptions, z.object({ counts: ImportCounts, items: z.array(ImportItem) })),
  /**
   * Takes back what a batch brought. Articles that the user has used since, or whose file is gone, go to the trash; the
   * others, and the tags and categories that only imports since undone made, are deleted. Fails with `conflict` for a
   * batch that is undone already. Cancelled or interrupted, it can be run again.
   */
  undo: job(z.object({ batchId: BatchId }), z.object({ removed: z.int(), trashed: z.int() })),
  /** Writes the receipt with all its files as CSV to the path the user chose; gives that path. */
  export: job(
    z.object({ batchId: BatchId, language: z.enum(['zh-CN', 'en']), name: FileName }),
    z.object({ path: z.string() }),
    { saveAs: true }
  ),
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
