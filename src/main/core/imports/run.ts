import { basename } from 'node:path'
import type { BatchId } from '../../../shared/imports.ts'
import type { JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../core.ts'
import { commitAll } from './commit.ts'
import type { Commit } from './commit.ts'
import { findFiles } from './find-files.ts'
import type { FoundFile } from './find-files.ts'
import { createNews } from './news.ts'
import { createPace } from './pace.ts'
import { prepareFile, refusedItem } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import { finishBatch, insertBatch } from './queries.ts'
import { readFile } from './read-file.ts'
import type { ReadResult } from './read-file.ts'
import { refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** As much as is parsed and then committed together. */
const GROUP_FILES = 64
const GROUP_BYTES = 8 * 1024 * 1024
/** Files up to this size are read while others are parsed; larger ones one at a time, for memory's sake. */
const READ_AHEAD_BYTES = 1024 * 1024

/**
 * Imports files and folders as one batch and gives its id. Every file found ends as exactly one item of the batch.
 *
 * A cancel or a full disk keeps what is committed and records the rest as not imported. Throws `io` when the disk is too
 * full even for that record.
 */
export async function importPaths(context: CoreContext, job: JobContext): Promise<BatchId> {
  const { library, now } = context
  const { db } = library
  const label = labelOf(job.paths)
  const batchId = insertBatch(db, label, now())
  const news = createNews(context)
  news.tell(true)
  const commit: Commit = {
    library,
    batchId,
    now,
    pace: createPace(),
    onCommitted(item, prepared) {
      if (item.outcome === 'imported' && item.entryId !== null && 'draft' in prepared) {
        news.add(item.entryId, prepared.draft.parsed)
      }
      news.tell()
    }
  }
  let cancelled = true
  try {
    const onFound = (count: number) => job.progress({ done: count, total: 0, label })
    const files = await findFiles(job.paths, { signal: job.signal, onFound })
    cancelled = await importFiles(commit, files, job)
  } finally {
    if (db.open) finishBatch(db, batchId, now(), cancelled)
    news.tell(true)
  }
  return batchId
}

/** True when cancelled before the last file. */
async function importFiles(commit: Commit, files: FoundFile[], job: JobContext): Promise<boolean> {
  let prepared = 0
  for await (const group of prepareAll(commit, files, job)) {
    prepared += group.length
    const committed = await commitAll(commit, group)
    if (committed < group.length) {
      await recordRest(commit, [...group.slice(committed), ...files.slice(prepared)], refusal('disk_full'))
      return false
    }
  }
  await recordRest(commit, files.slice(prepared), refusal('cancelled'))
  return job.signal.aborted && (prepared < files.length || files.length === 0)
}

/** The files in groups fit for a commit; the next ones are read meanwhile. Ends early when cancelled. */
async function* prepareAll(
  { library, pace }: Commit,
  files: FoundFile[],
  { signal, progress }: JobContext
): AsyncGenerator<Prepared[]> {
  let group: Prepared[] = []
  let bytes = 0
  let done = 0
  let reading = readAhead(files.slice(0, GROUP_FILES))
  while (done < files.length) {
    const chunk = await reading
    reading = readAhead(files.slice(done + GROUP_FILES, done + 2 * GROUP_FILES))
    for (const { path, read } of chunk) {
      if (signal.aborted) return yield group
      const next = await prepareFile(library.db, path, read)
      group.push(next)
      bytes += 'draft' in next ? next.draft.bytes.byteLength : 0
      progress({ done: ++done, total: files.length, label: basename(path) })
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

const readAhead = (files: FoundFile[]): Promise<{ path: string; read: ReadResult }[]> =>
  Promise.all(
    files.map(async ({ path, refused }) => ({
      path,
      read: refused ? { refused } : await readFile(path, READ_AHEAD_BYTES)
    }))
  )

/** Records files that the import did not come to, those refused by name with their own reason. */
async function recordRest(commit: Commit, rest: (Prepared | FoundFile)[], reason: Refusal): Promise<void> {
  const items = rest.map((next): Prepared => {
    if ('item' in next) return next
    if ('draft' in next) return { item: refusedItem(next.draft.path, reason) }
    return { item: refusedItem(next.path, next.refused ?? reason) }
  })
  if ((await commitAll(commit, items)) < items.length) {
    throw new AppError('io', 'diskFull', { path: commit.library.folder })
  }
}

/** What the user dropped, for the list of imports: its name, and how many more. */
function labelOf(paths: string[]): string {
  const [first = ''] = paths
  const name = basename(first) || first
  return paths.length > 1 ? `${name} +${paths.length - 1}` : name
}
