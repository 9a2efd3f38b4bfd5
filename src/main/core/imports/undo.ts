import { stat } from 'node:fs/promises'
import type { BatchId } from '../../../shared/imports.ts'
import type { JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import { editionsBrought, takeBackEdition } from '../articles/index.ts'
import type { BroughtEdition } from '../articles/index.ts'
import { deleteUnusedAssets } from '../db/assets.ts'
import type { LibraryFolder } from '../db/open.ts'
import { removeOriginals } from '../db/originals.ts'
import { transaction } from '../db/sql.ts'
import { deleteForGood, moveToTrash } from '../entries/index.ts'
import { forgetUnnamedPictures, takeBackPictures } from '../pictures/index.ts'
import { createNews } from './news.ts'
import { articlesBrought, deleteLeftBehind, markUndone } from './queries.ts'
import type { BroughtRow } from './queries.ts'

/** About twenty milliseconds of work, most of it the files. */
const AT_ONCE = 40

/**
 * Takes back what a batch brought, a slice to a transaction; the batch counts as undone when all is done, so that an undo
 * that was cut short is simply run again. Articles that the batch gave another text get their former one back first.
 *
 * There is no redo, because nothing is deleted that could not be had again by importing the file once more: an article
 * that the user has used, or whose file is gone or has another size now, goes to the trash with all that belongs to it.
 * Having been read does not count as used. Notes are never touched.
 */
export async function undoBatch(
  context: CoreContext,
  batch: { id: BatchId; total: number; label: string },
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>
): Promise<{ removed: number; trashed: number; restored: number }> {
  const { library, now, emit } = context
  const { db } = library
  const count = { removed: 0, trashed: 0, restored: 0 }
  const news = createNews(context)
  const tell = () => {
    news.tell()
    const done = count.trashed + count.removed + count.restored
    progress({ done, total: batch.total, label: batch.label })
  }
  try {
    for (;;) {
      const slice = { batchId: batch.id, limit: AT_ONCE }
      const returning = await shasThatCanReturn(editionsBrought(db, slice))
      if (signal.aborted || !db.open) throw new AppError('cancelled', 'cancelled')
      const found = editionsBrought(db, slice)
      if (found.length === 0) break
      takeBackEditions(library, found, returning)
      count.restored += found.length
      for (const { entryId } of found) news.add(entryId, { categories: true, tags: true })
      tell()
    }
    for (let after = 0; ;) {
      const slice = { batchId: batch.id, after, limit: AT_ONCE }
      const returning = await idsThatCanReturn(articlesBrought(db, slice))
      if (signal.aborted || !db.open) throw new AppError('cancelled', 'cancelled')
      // Asked again, because the user may have used one while the files were looked at.
      const found = articlesBrought(db, slice)
      const last = found.at(-1)
      if (!last) break
      const [removed, trashed] = parted(found, ({ id, used }) => used === 0 && returning.has(id))
      moveToTrash(db, trashed, now())
      deleteForGood(library, removed)
      count.trashed += trashed.length
      count.removed += removed.length
      after = last.id
      for (const { id } of found) news.add(id, { categories: true, tags: true })
      tell()
    }
    const repaired = takeBackPictures(library, batch.id)
    if (repaired.length > 0) emit('pictures.changed', { ids: repaired })
    transaction(db, () => {
      markUndone(db, batch.id, now())
      deleteLeftBehind(db)
    })
    emit('categories.changed', null)
    emit('tags.changed', null)
  } finally {
    news.tell(true)
  }
  return count
}

const parted = (articles: BroughtRow[], goes: (article: BroughtRow) => boolean): [number[], number[]] => [
  articles.filter((article) => goes(article)).map(({ id }) => id),
  articles.filter((article) => !goes(article)).map(({ id }) => id)
]

/** Gives articles the texts back that they had; what is not needed any more is removed after the commit. */
function takeBackEditions({ db, assetsFolder }: LibraryFolder, found: BroughtEdition[], returning: Set<string>): void {
  const removed = transaction(db, () => {
    const originals = found.map((edition) => takeBackEdition(db, edition, !returning.has(edition.sha256)))
    const pictures = found.flatMap(({ entryId }) => forgetUnnamedPictures(db, entryId))
    return deleteUnusedAssets(
      db,
      [...originals, ...pictures].filter((sha256) => sha256 !== null)
    )
  })
  removeOriginals(assetsFolder, removed)
}

async function shasThatCanReturn(editions: BroughtEdition[]): Promise<Set<string>> {
  const shas = await Promise.all(
    editions.map(async ({ sha256, pathsJson, bytes }) =>
      (await canReturn({ pathsJson, sizesJson: `[${bytes}]` })) ? [sha256] : []
    )
  )
  return new Set(shas.flat())
}

async function idsThatCanReturn(articles: BroughtRow[]): Promise<Set<number>> {
  const ids = await Promise.all(articles.map(async (article) => ((await canReturn(article)) ? [article.id] : [])))
  return new Set(ids.flat())
}

/** Whether the article's files are where they were, so that they can be imported again. */
async function canReturn({ pathsJson, sizesJson }: Pick<BroughtRow, 'pathsJson' | 'sizesJson'>): Promise<boolean> {
  const paths: string[] = JSON.parse(pathsJson)
  const sizes: number[] = JSON.parse(sizesJson)
  // A file in an archive is listed as `archive.zip!inner/name`; names may hold exclamation marks of their own.
  const archives = paths.flatMap((path) => [...path.matchAll(/!/g)].map(({ index }) => path.slice(0, index)))
  const found = await Promise.all(paths.map(sizeOf))
  if (paths.length > 0 && sizes.every((bytes) => found.includes(bytes))) return true
  for (const archive of archives) if ((await sizeOf(archive)) !== null) return true
  return false
}

/** The size of a regular file; null when there is none. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch {
    return null
  }
}
