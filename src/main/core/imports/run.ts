import { basename } from 'node:path'
import type { BatchId, ImportItem, ImportOptions } from '../../../shared/imports.ts'
import type { JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import { commitAll } from './commit.ts'
import type { Batch } from './commit.ts'
import { findFiles } from './find-files.ts'
import { closeBatch } from './finish.ts'
import { listFiles } from './list-files.ts'
import type { ListedFile } from './list-files.ts'
import { createNews } from './news.ts'
import { createPace } from './pace.ts'
import type { Pace } from './pace.ts'
import { duplicate, imported, prepareFile, refused } from './prepare.ts'
import type { Preparation, Prepared } from './prepare.ts'
import { failRemainingItems, insertBatch } from './queries.ts'
import { readSource } from './read-file.ts'
import { refusal } from './refusal.ts'

/** As much as is parsed and then committed together. */
const GROUP_FILES = 64
const GROUP_BYTES = 8 * 1024 * 1024
/** Files up to this size are read while others are parsed; larger ones one at a time, for memory's sake. */
const READ_AHEAD_BYTES = 1024 * 1024

/**
 * Imports files and folders as one batch and gives its id. Every file found is exactly one item of the batch.
 *
 * A cancel or a full disk keeps what is committed; the other files stay listed as not imported. Throws SQLite's error
 * when the disk is too full even to say so.
 */
export async function importPaths(context: CoreContext, options: ImportOptions, job: JobContext): Promise<BatchId> {
  const { library, now } = context
  const { db } = library
  const label = labelOf(job.paths)
  const id = insertBatch(db, label, now())
  const news = createNews(context)
  news.tell(true)
  const batch: Batch = {
    id,
    library,
    now,
    pace: createPace(),
    onCommitted(prepared, { outcome, entryId }) {
      if (outcome === 'imported' && entryId !== null && 'draft' in prepared) {
        const { categories, tags } = prepared.draft.parsed
        news.add(entryId, { categories: categories.length > 0, tags: tags.length > 0 })
      }
      news.tell()
    }
  }
  let cancelled = true
  try {
    const onFound = (count: number) => job.progress({ done: count, total: 0, label })
    const found = await findFiles(job.paths, { signal: job.signal, onFound })
    const files = await listFiles(db, id, found, batch.pace)
    cancelled = await importFiles(batch, options, files, job)
  } finally {
    if (db.open) closeBatch(db, id, now(), cancelled)
    news.tell(true)
  }
  return id
}

/** True when cancelled before the last file. */
async function importFiles(
  batch: Batch,
  options: ImportOptions,
  files: ListedFile[],
  job: JobContext
): Promise<boolean> {
  let done = 0
  for await (const group of prepareAll({ library: batch.library, options, keep: true }, batch.pace, files, job)) {
    const committed = await commitAll(batch, group)
    if (committed < group.length) {
      failRemainingItems(batch.library.db, batch.id)
      return false
    }
    done += committed
  }
  return job.signal.aborted && (done < files.length || files.length === 0)
}

/**
 * What an import of files and folders would come to, an item a file: everything is read and parsed, nothing written.
 * Throws `cancelled`.
 */
export async function previewPaths(
  { library }: CoreContext,
  options: ImportOptions,
  job: JobContext
): Promise<ImportItem[]> {
  const found = await findFiles(job.paths, { signal: job.signal })
  const items = found.map(({ path, refused: known }) => ({ path, ...refused(known ?? refusal('cancelled')) }))
  const files = found.flatMap((file, id) => (file.refused ? [] : [{ ...file, id }]))
  const titles = new Map<string, string>()
  for await (const group of prepareAll({ library, options, keep: false }, createPace(), files, job)) {
    for (const file of group) {
      const { id, path } = file
      if (!('draft' in file)) {
        items[id] = { path, ...file.ending }
        continue
      }
      const { sha256, parsed } = file.draft
      const title = titles.get(sha256)
      titles.set(sha256, parsed.title)
      const isNew = title === undefined
      items[id] = { path, ...(isNew ? imported(file.draft, null) : duplicate({ id: null, title, deletedAt: null })) }
    }
  }
  if (job.signal.aborted) throw new AppError('cancelled', 'cancelled')
  return items
}

/** The files in groups fit for a commit; the next ones are read meanwhile. Ends early when cancelled. */
async function* prepareAll(
  preparation: Preparation,
  pace: Pace,
  files: ListedFile[],
  { signal, progress }: JobContext
): AsyncGenerator<Prepared[]> {
  let group: Prepared[] = []
  let bytes = 0
  let done = 0
  let reading = readAhead(files.slice(0, GROUP_FILES))
  while (done < files.length) {
    const chunk = await reading
    reading = readAhead(files.slice(done + GROUP_FILES, done + 2 * GROUP_FILES))
    for (const { file, read } of chunk) {
      if (signal.aborted) return yield group
      const next = await prepareFile(preparation, file, read)
      group.push(next)
      bytes += 'draft' in next ? next.draft.bytes : 0
      progress({ done: ++done, total: files.length, label: basename(file.path) })
      if (bytes >= GROUP_BYTES || group.length === GROUP_FILES) {
        yield group
        group = []
        bytes = 0
      }
      if (pace.isDue()) await pace.turn()
    }
  }
  yield group
}

const readAhead = (files: ListedFile[]) =>
  Promise.all(files.map(async (file) => ({ file, read: await readSource(file, READ_AHEAD_BYTES) })))

/** What the user dropped, for the list of imports: its name, and how many more. */
function labelOf(paths: string[]): string {
  const [first = ''] = paths
  const name = basename(first) || first
  return paths.length > 1 ? `${name} +${paths.length - 1}` : name
}
