import { access, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { EntryId } from '../../../shared/entries.ts'
import type { JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import { deleteGonePictures, unknownAssets } from '../db/assets.ts'
import type { LibraryFolder } from '../db/open.ts'
import { originalPath, removeOriginals } from '../db/originals.ts'
import { transaction } from '../db/sql.ts'
import { forgetPictures } from '../pictures/index.ts'
import { allAssets } from './queries.ts'
import type { AssetRow } from './queries.ts'

const HASH = /^[0-9a-f]{64}$/
/** Files asked for at a time. */
const AT_ONCE = 500

export const isPicture = ({ mediaType }: Pick<AssetRow, 'mediaType'>): boolean => mediaType.startsWith('image/')

/** All files below a folder, relative to it. */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((file) => !file.isDirectory()).map((file) => relative(folder, join(file.parentPath, file.name)))
}

/**
 * Removes assets that no row names, as a crash may leave them, and takes pictures whose files are gone from their articles.
 * Files that the app did not name stay: they are not its own. Throws `cancelled`.
 */
export async function mendLibrary(
  library: LibraryFolder,
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>
): Promise<{ orphans: number; pictures: number; entryIds: EntryId[] }> {
  const { db, assetsFolder } = library
  const files = await filesIn(assetsFolder)
  const hashes = files.flatMap((file) => {
    const name = file.slice(-64)
    return HASH.test(name) && join(assetsFolder, file) === originalPath(assetsFolder, name) ? [name] : []
  })
  const count = { orphans: 0, pictures: 0, entryIds: new Set<EntryId>() }
  const total = hashes.length
  for (let done = 0; done < total; done += AT_ONCE) {
    if (signal.aborted || !db.open) throw new AppError('cancelled', 'cancelled')
    const orphans = unknownAssets(db, hashes.slice(done, done + AT_ONCE))
    removeOriginals(assetsFolder, orphans)
    count.orphans += orphans.length
    progress({ done, total, label: '' })
    await new Promise((resolve) => setImmediate(resolve))
  }

  const gone: string[] = []
  for (const asset of allAssets(db)) {
    if (signal.aborted) throw new AppError('cancelled', 'cancelled')
    if (isPicture(asset) && !(await isThere(originalPath(assetsFolder, asset.sha256)))) gone.push(asset.sha256)
  }
  if (!db.open) throw new AppError('cancelled', 'cancelled')
  transaction(db, () => {
    for (const id of forgetPictures(library, gone)) count.entryIds.add(id)
    deleteGonePictures(db, gone)
  })
  progress({ done: total, total, label: '' })
  return { orphans: count.orphans, pictures: gone.length, entryIds: [...count.entryIds] }
}

/** What cannot be looked at, because its disk does not answer for example, is there. */
const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    (error: unknown) => !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  )
