import { z } from 'zod'
import { ArticleFacts, SourceFormat } from './articles.ts'
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
  'page_frame',
  'as_plain_text',
  'comments_hidden',
  'conflict_copy',
  'table_cut',
  'unsafe_link',
  'same_bytes',
  'newer_text',
  'title_kept',
  'same_text',
  'earlier_text',
  'shorter_text',
  'longer_beside',
  'export_details',
  'same_table',
  'hidden_file',
  'excluded',
  'picture_stored',
  'picture_unused',
  'not_changed',
  'too_slow',
  'too_much_memory',
  'disk_full',
  'cancelled',
  'internal'
])
export type ImportReason = z.infer<typeof ImportReason>

/** Encodings that a text file may be read with, as WHATWG labels. */
export const TEXT_ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'utf-16le',
  'utf-16be',
  'windows-1252'
] as const
export const TextEncoding = z.enum(TEXT_ENCODINGS)
export type TextEncoding = z.infer<typeof TextEncoding>

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
 * up those of its `measured` files: version 0.1.0 did not measure Word, PDF, MHTML and whole books. `undoneAt`: its articles were
 * taken back; the receipt stays.
 */
export const ImportReceipt = z.object({
  batchId: BatchId,
  label: z.string(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  cancelled: z.boolean(),
  /** Whether files that the import did not come to can still be imported: it was stopped, or interrupted. */
  resumable: z.boolean(),
  undoneAt: z.int().nullable(),
  counts: ImportCounts,
  /** Picture files among those skipped: stored for articles, and of no article. */
  pictures: z.object({ stored: z.int(), unused: z.int() }),
  measured: z.int(),
  loss: ImportLoss.nullable()
})
export type ImportReceipt = z.infer<typeof ImportReceipt>

/** A path of an import's item: as the user gave it, members of containers as `archive.zip!inner/path`. */
const ItemPath = z.string().min(1).max(32_768)

/** A pattern as shells have it: `*.md` for names in any folder, `2024/**` for paths below what the user chose. */
const Pattern = z.string().min(1).max(1000)
const Patterns = z.array(Pattern).max(100)

/**
 * How an import goes. Every article gets `category`, a path from the root, and `tags` beside what its source says.
 * `exclude` leaves out single files, `patterns` those that fit, `changedSince` those that are older, in milliseconds since
 * 1970. `encodings` says how single text files are read, `encoding` how the others are. A book becomes an article for each
 * chapter or one article.
 */
export const ImportOptions = z
  .object({
    category: z.array(z.string().trim().min(1).max(120)).max(20).default([]),
    tags: z.array(TagName).max(50).default([]),
    exclude: z.array(ItemPath).max(100_000).default([]),
    encodings: z
      .array(z.object({ path: ItemPath, encoding: TextEncoding }))
      .max(100_000)
      .default([]),
    books: z.enum(['chapters', 'whole']).default('chapters'),
    patterns: z.object({ include: Patterns, exclude: Patterns }).optional(),
    changedSince: z.int().optional(),
    encoding: TextEncoding.optional()
  })
  .nullable()
export type ImportOptions = z.infer<typeof ImportOptions>

/**
 * A file of a batch with what the library has of its article, as it is now: null for what did not become one. `similarTo`
 * is the article much like it, where there is one.
 */
export const ImportedItem = ImportItem.extend({
  format: SourceFormat.nullable(),
  encoding: z.string().nullable(),
  facts: ArticleFacts.nullable(),
  similarTo: z.object({ id: EntryId, title: z.string() }).nullable()
})
export type ImportedItem = z.infer<typeof ImportedItem>

/** What an import would make of one file. Beside the item: what an article of it would have; null or empty for others. */
export const PreviewItem = ImportItem.extend({
  /** Size of the file; null while it was not read. */
  bytes: z.int().nullable(),
  format: SourceFormat.nullable(),
  encoding: z.string().nullable(),
  publishedAt: z.string().nullable(),
  categories: z.array(z.array(z.string())),
  tags: z.array(z.string()),
  /** Pictures that will be stored, and those that the text names and nobody can find. Remote ones are neither. */
  pictures: z.object({ found: z.int(), missing: z.int() }),
  /** The article much like this one, where there is one. */
  similarTo: z.object({ id: EntryId, title: z.string() }).nullable(),
  /** False while the file was not looked at. */
  known: z.boolean()
})
export type PreviewItem = z.infer<typeof PreviewItem>

/** Files of a preview: all, those that become or change articles, duplicates, those worth a look. */
export const PreviewShow = z.enum(['all', 'new', 'duplicate', 'attention'])
export type PreviewShow = z.infer<typeof PreviewShow>

/** How far a preview is: `found` files of which `known` were read; `listed` once all are found. */
export const PreviewState = z.object({
  found: z.int(),
  listed: z.boolean(),
  known: z.int(),
  counts: ImportCounts,
  /** Files in containers of the preview, or on the disk, that are books. */
  books: z.int(),
  /** Picture files that no article of the preview has: an import gives them to articles of the library that lack them. */
  pictures: z.int(),
  loss: ImportLoss.nullable()
})
export type PreviewState = z.infer<typeof PreviewState>

export const imports = {
  /**
   * Imports the job's files and folders; without any, those of the last preview. One bad file stops nothing; a file
   * imported before is a duplicate.
   */
  run: job(ImportOptions, ImportReceipt),
  /** Goes on with a batch that was stopped or interrupted, with the files it did not come to. Fails with `conflict` for another. */
  resume: job(z.object({ batchId: BatchId }), ImportReceipt),
  /**
   * What an import of the job's files and folders would come to: reads and parses everything, writes nothing. Without
   * any, looks again at those of the last preview, as the options now say. While it runs and until the next one,
   * `previewItems` answers with what is known so far; `previewChanged` tells of progress, first once files are found.
   */
  preview: job(ImportOptions, PreviewState, { beside: true }),
  /** The files of the preview in natural order; `query` is part of a name or title. `mayLeaveOut`: so many can be left out. */
  previewItems: call(
    z.object({
      show: PreviewShow.default('all'),
      query: z.string().trim().max(200).default(''),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(10_000).default(500)
    }),
    z.object({ total: z.int(), mayLeaveOut: z.int(), items: z.array(PreviewItem) })
  ),
  previewChanged: event(PreviewState),
  /** Forgets the preview. */
  closePreview: call(Nothing, Nothing),
  /**
   * Takes back what a batch brought. Articles that it gave another text get their former one back (`restored`). Those that
   * the user has used since, or whose file is gone, go to the trash; the others, and the tags and categories that only imports since undone made, are deleted. Fails with `conflict` for a
   * batch that is undone already. Cancelled or interrupted, it can be run again.
   */
  undo: job(z.object({ batchId: BatchId }), z.object({ removed: z.int(), trashed: z.int(), restored: z.int() })),
  /** Writes the receipt with all its files as CSV to the path the user chose; gives that path. */
  export: job(
    z.object({ batchId: BatchId, language: z.enum(['zh-CN', 'en']), name: FileName }),
    z.object({ path: z.string() }),
    { saveAs: true }
  ),
  receipts: call(z.object({ limit: z.int().min(1).max(500).default(50) }), z.array(ImportReceipt)),
  receipt: call(z.object({ batchId: BatchId }), ImportReceipt),
  /** A batch's files in the order found, narrowed by all that is given; `query` is part of a path or title. */
  items: call(
    z.object({
      batchId: BatchId,
      outcome: ImportOutcome.optional(),
      reason: ImportReason.optional(),
      format: SourceFormat.optional(),
      query: z.string().trim().max(200).optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(100_000).default(500)
    }),
    z.object({ total: z.int(), items: z.array(ImportItem) })
  ),
  /** By what the files of a batch can be narrowed, with how many have it, most first; formats are those of articles. */
  facets: call(
    z.object({ batchId: BatchId }),
    z.object({
      reasons: z.array(z.object({ reason: ImportReason, count: z.int() })),
      formats: z.array(z.object({ format: SourceFormat, count: z.int() }))
    })
  ),
  /** The items of a batch in order, with what is known of their articles. */
  importedItems: call(
    z.object({
      batchId: BatchId,
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(10_000).default(500)
    }),
    z.array(ImportedItem)
  ),
  changed: event(Nothing)
}
