import { z } from 'zod'
import { call, event, job, Nothing } from './ipc.ts'

/** `code` names a text in `messages/library.ts`. */
export const LibraryProblem = z.object({
  code: z.enum([
    'database',
    'foreign_keys',
    'index',
    'asset_missing',
    'asset_damaged',
    'picture_missing',
    'picture_damaged',
    'orphan'
  ]),
  detail: z.string()
})
export type LibraryProblem = z.infer<typeof LibraryProblem>

const LibraryStatus = z.object({
  folder: z.string(),
  articles: z.int(),
  notes: z.int(),
  trashed: z.int(),
  plans: z.int(),
  databaseBytes: z.int(),
  indexBytes: z.int(),
  assetsBytes: z.int(),
  schemaVersion: z.int(),
  hasSamples: z.boolean()
})

export const Backup = z.object({ name: z.string(), createdAt: z.int(), bytes: z.int() })
export type Backup = z.infer<typeof Backup>

export const library = {
  status: call(Nothing, LibraryStatus),
  /** Reads everything: the database's own check, its references, the index against the text, each asset's hash. */
  check: job(Nothing, z.object({ ok: z.boolean(), problems: z.array(LibraryProblem) })),
  /**
   * Mends what can be: removes files of the app that nothing uses, and lets articles get pictures again whose files are
   * gone.
   */
  mend: job(Nothing, z.object({ orphans: z.int(), pictures: z.int() })),
  backups: call(Nothing, z.array(Backup)),
  /** Writes a backup and opens it once to prove that it can be read. */
  backUp: job(Nothing, Backup),
  /** Adds the invented sample articles, notes and plan in one language. */
  addSamples: job(z.object({ language: z.enum(['zh-CN', 'en']) }), z.object({ added: z.int() })),
  removeSamples: call(Nothing, z.object({ removed: z.int() })),
  changed: event(Nothing)
}
