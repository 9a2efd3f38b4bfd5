import { basename } from 'node:path'
import type { BatchId } from '../../../shared/imports.ts'
import type { JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import { findBySource } from '../articles/index.ts'
import type { CoreContext } from '../core.ts'
import type { LibraryFolder } from '../db/open.ts'
import { removeOriginal } from '../db/originals.ts'
import { commitAll } from './commit.ts'
import type { Commit } from './commit.ts'
import { findFiles } from './find-files.ts'
import type { FoundFile } from './find-files.ts'
import { createNews } from './news.ts'
import { createPace } from './pace.ts'
import { prepareFile, refusedItem } from './prepare.ts'
import type { Keeping, Prepared } from './prepare.ts'
import { finishBatch, insertBatch } from './queries.ts'
import { readFile } from './read-file.ts'
import type { ReadResult } from './read-file.ts'
import { refusal } from './refusal.ts'

const CHUNK_FILES = 64
/** Files up to this size are read while the chunk before them is parsed; larger ones one at a time, for memory's sake. */
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
    db,
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
    cancelled = await importFiles(library, commit, files, job)
  } finally {
    if (db.open) finishBatch(db, batchId, now(), cancelled)
    news.tell(true)
  }
  return batchId
}

/**
 * Takes the files through in chunks: the next chunk is read while this one is parsed, then its articles are committed
 * together. True when cancelled.
 */
async function importFiles(
  library: LibraryFolder,
  commit: Commit,
  files: FoundFile[],
  { signal, progress }: JobContext
): Promise<boolean> {
  let reading = readChunk(files, 0)
  for (let start = 0; start < files.length; start += CHUNK_FILES) {
    const chunk = await reading
    reading = readChunk(files, start + CHUNK_FILES)

    const prepared: Prepared[] = []
    const keeping: Keeping = new Map()
    for (const { path, read } of chunk) {
      if (signal.aborted) break
      prepared.push(await prepareFile(library, path, read, keeping))
      progress({ done: start + prepared.length, total: files.length, label: basename(path) })
      if (commit.pace.isDue()) await commit.pace.turn()
    }

    const committed = await commitAll(commit, prepared)
    const rest = [...prepared.slice(committed), ...files.slice(start + prepared.length)]
    const diskFull = committed < prepared.length
    if (diskFull || (signal.aborted && rest.length > 0)) await recordRest(commit, rest, diskFull)
    await removeUnused(library, prepared)
    if (diskFull) return false
    if (signal.aborted) return rest.length > 0
  }
  return signal.aborted && files.length === 0
}

interface ChunkFile {
  path: string
  read: ReadResult
}

const readChunk = (files: FoundFile[], start: number): Promise<ChunkFile[]> =>
  Promise.all(
    files.slice(start, start + CHUNK_FILES).map(async ({ path, refused }) => ({
      path,
      read: refused ? { refused } : await readFile(path, READ_AHEAD_BYTES)
    }))
  )

/** Records files that the import did not come to, those refused by name with their own reason. */
async function recordRest(commit: Commit, rest: (Prepared | FoundFile)[], diskFull: boolean): Promise<void> {
  const reason = refusal(diskFull ? 'disk_full' : 'cancelled')
  const items = rest.map((next): Prepared => {
    if ('item' in next) return next
    if ('draft' in next) return { item: refusedItem(next.draft.path, reason) }
    return { item: refusedItem(next.path, next.refused ?? reason) }
  })
  if ((await commitAll(commit, items)) < items.length) {
    throw new AppError('io', 'diskFull', { path: commit.db.name })
  }
}

/** Takes back the originals of drafts that did not become articles. */
async function removeUnused({ db, assetsFolder }: LibraryFolder, prepared: Prepared[]): Promise<void> {
  for (const next of prepared) {
    if (!('draft' in next)) continue
    const { sha256, kept } = next.draft
    const original = await kept
    if ('created' in original && original.created && !findBySource(db, sha256)) {
      await removeOriginal(assetsFolder, sha256)
    }
  }
}

/** What the user dropped, for the list of imports: its name, and how many more. */
function labelOf(paths: string[]): string {
  const [first = ''] = paths
  const name = basename(first) || first
  return paths.length > 1 ? `${name} +${paths.length - 1}` : name
}
