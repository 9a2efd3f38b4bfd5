import { basename } from 'node:path'
import type { BatchId, ImportOptions } from '../../../shared/imports.ts'
import type { JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import { resolveLinks } from '../articles/index.ts'
import type { CoreContext } from '../context.ts'
import { requireRoom } from '../db/disk-room.ts'
import { transaction } from '../db/sql.ts'
import { chosenFiles } from './chosen-files.ts'
import { commitAll } from './commit.ts'
import type { Batch } from './commit.ts'
import { findFiles } from './find-files.ts'
import { closeBatch, failRemainingItems } from './finish.ts'
import { listFiles } from './list-files.ts'
import type { ListedFile } from './list-files.ts'
import { createNews } from './news.ts'
import { pairPictures } from '../pictures/index.ts'
import { createImportOriginals } from './originals.ts'
import { createPace } from './pace.ts'
import type { ParsePool } from './parse-pool/index.ts'
import { createImportPictures } from './pictures.ts'
import type { ImportPictures } from './pictures.ts'
import { prepareAll } from './prepare-all.ts'
import type { Ending, Preparation, Prepared } from './prepare.ts'
import { askedOf, insertBatch, markPictures, reopenBatch } from './queries.ts'

export interface ImportContext extends CoreContext {
  parse: ParsePool['parse']
}

/** How far an import came. */
type Ended = 'all' | 'cancelled' | 'diskFull'

/** What an import is asked for. */
interface Asked {
  paths: string[]
  options: ImportOptions
}

/**
 * Imports files and folders as one batch and gives its id. Every file found is exactly one item of the batch.
 *
 * A cancel or a full disk keeps what is committed; the other files stay listed as not imported. Throws `ENOSPC` when there is
 * no room to begin.
 */
export async function importPaths(context: ImportContext, asked: Asked, job: JobContext): Promise<BatchId> {
  requireRoom(context.library.folder)
  const batch = {
    label: labelOf(asked.paths),
    startedAt: context.now(),
    pathsJson: JSON.stringify(asked.paths),
    optionsJson: JSON.stringify(asked.options)
  }
  const id = insertBatch(context.library.db, batch)
  await runBatch(context, { id, label: batch.label, ...asked }, job)
  return id
}

/**
 * Goes on with a batch that ended before its last file: looks for its files again, and imports those that it had not come
 * to. One of them that is gone has vanished.
 */
export async function resumeBatch(
  context: ImportContext,
  { id, label }: { id: BatchId; label: string },
  job: JobContext
): Promise<void> {
  const { db, folder } = context.library
  requireRoom(folder)
  const asked = askedOf(db, id)
  if (!asked) throw new AppError('conflict', 'importNotResumable')
  // Both written by importPaths.
  const paths: string[] = JSON.parse(asked.pathsJson)
  const options: ImportOptions = JSON.parse(asked.optionsJson)
  transaction(db, () => reopenBatch(db, id))
  await runBatch(context, { id, label, paths, options }, job)
}

async function runBatch(
  context: ImportContext,
  { id, label, paths, options }: Asked & { id: BatchId; label: string },
  job: JobContext
): Promise<void> {
  const { library, now, parse } = context
  const { db } = library
  const news = createNews(context)
  news.tell(true)
  const batch = {
    id,
    library,
    now,
    parse,
    pace: createPace(),
    originals: createImportOriginals(library),
    onCommitted(prepared: Prepared, { outcome, entryId }: Ending) {
      if ((outcome === 'imported' || outcome === 'updated') && entryId !== null && 'draft' in prepared) {
        const { categories, tags } = prepared.draft.parsed
        news.add(entryId, { categories: categories.length > 0, tags: tags.length > 0 })
      }
      news.tell()
    }
  }
  let ended: Ended = 'cancelled'
  let pictures: ImportPictures | undefined
  try {
    const onFound = (count: number) => job.progress({ done: count, total: 0, label })
    const found = await findFiles(paths, { signal: job.signal, onFound, ...(options && { books: options.books }) })
    const chosen = await chosenFiles(found, options, paths)
    const files = await listFiles(library, id, chosen, batch.pace)
    pictures = createImportPictures(library, paths, chosen)
    ended = await importFiles({ ...batch, pictures }, options, files, job)
    if (ended === 'diskFull') {
      // What the originals of files without an article took is room for the receipt. Pictures and links are paired when the
      // import goes on.
      await batch.originals.close()
      await failRemainingItems(db, id, 'disk_full', batch.pace)
    } else {
      if (ended === 'all') await failRemainingItems(db, id, 'vanished', batch.pace)
      if (!job.signal.aborted) await pairRest(context, id, pictures, job.signal)
      const linking = await resolveLinks(db, batch.pace.turn)
      for (const article of linking) news.add(article, { categories: false, tags: false })
    }
  } finally {
    await batch.originals.close()
    pictures?.close()
    if (db.open) await closeBatch(db, id, { finishedAt: now(), cancelled: ended === 'cancelled' }, batch.pace)
    news.tell(true)
  }
}

async function importFiles(
  batch: Batch & Pick<Preparation, 'parse' | 'pictures'>,
  options: ImportOptions,
  files: ListedFile[],
  job: JobContext
): Promise<Ended> {
  const { library, parse, pictures, pace, originals } = batch
  let done = 0
  for await (const group of prepareAll({ library, options, pictures, keep: originals, parse }, pace, files, job)) {
    const committed = await commitAll(batch, group)
    if (committed < group.length) return 'diskFull'
    done += committed
  }
  return job.signal.aborted && (done < files.length || files.length === 0) ? 'cancelled' : 'all'
}

/** Gives the picture files that no article of the import has to articles of the library that lack them. */
async function pairRest(
  { library, emit }: CoreContext,
  batchId: BatchId,
  pictures: ImportPictures,
  signal: AbortSignal
): Promise<void> {
  const files = pictures.files()
  if (files.length === 0) return
  const paired = await pairPictures(library, files, { batchId, signal }).catch((error: unknown) => {
    // What was paired until then stays.
    if (signal.aborted) return null
    throw error
  })
  if (paired === null) return
  const { used, entryIds } = paired
  markPictures(library.db, batchId, [...used])
  if (entryIds.length > 0) emit('pictures.changed', { ids: entryIds })
}

/** What the user dropped, for the list of imports: its name, and how many more. */
function labelOf(paths: string[]): string {
  const [first = ''] = paths
  const name = basename(first) || first
  return paths.length > 1 ? `${name} +${paths.length - 1}` : name
}
