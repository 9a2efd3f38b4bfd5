import { readdir, realpath, stat, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { EntryId } from '../../../shared/entries.ts'
import { AppError } from '../../../shared/result.ts'
import type { LibraryFolder } from '../db/open.ts'
import { givePictures, storeBytes } from './keep.ts'
import type { GivenPicture } from './keep.ts'
import { fileNames } from './matching.ts'
import type { Wanted } from './matching.ts'
import { isRemote, pathParts, sourceParts } from './names.ts'
import { lackingAny } from './queries.ts'
import type { LackingRow } from './queries.ts'

export const MAX_PICTURE_BYTES = 10 * 1024 * 1024
const EXTENSIONS = new Set(['.png', '.jpg', '.jpeg', '.jpe', '.jfif', '.gif', '.webp', '.avif', '.bmp', '.svg', '.ico'])
const MAX_FILES = 100_000
/** About ten milliseconds of work. */
const PAGE = 2000

/** A file that may be a picture that some article lacks. */
export interface PictureFile {
  /** On disk, or in an archive as `archive.zip!inner/path`. */
  path: string
  /** Null when it cannot be read or is too large. */
  read(): Promise<Uint8Array | null>
}

/** True for a file name that ends like those of pictures which the library can show. */
export const isPictureName = (name: string): boolean => EXTENSIONS.has(extname(name).toLowerCase())

/**
 * Gives pictures that articles lack from files, by name; see {@link fileNames}. `used` are the paths of the files that went
 * to an article, `given` the places that got one. Files that cannot be read or are no pictures count as not used. Throws `cancelled`, and the system's
 * error when the disk is full.
 */
export async function pairPictures(
  library: LibraryFolder,
  files: readonly PictureFile[],
  { batchId, signal }: { batchId: number | null; signal: AbortSignal }
): Promise<{ used: Set<string>; given: GivenPicture[]; entryIds: EntryId[] }> {
  const names = fileNames(files.map(({ path }) => path))
  const matches = new Map<PictureFile, Wanted[]>()
  for (const { wanted, file } of names.match(await wantedAmong(library, names.has, signal))) {
    const found = files[file]
    if (found) matches.set(found, [...(matches.get(found) ?? []), wanted])
  }
  const used = new Set<string>()
  const entryIds = new Set<EntryId>()
  const given: GivenPicture[] = []
  for (const [file, wanted] of matches) {
    if (signal.aborted || !library.db.open) throw new AppError('cancelled', 'cancelled')
    const bytes = await file.read()
    const picture = bytes && (await storeBytes(library, bytes))
    if (picture === null) continue
    for (const { entryId, src } of givePictures(library, wanted, picture, batchId)) {
      used.add(file.path)
      entryIds.add(entryId)
      given.push({ entryId, src, sha256: picture.sha256 })
    }
  }
  return { used, given, entryIds: [...entryIds] }
}

/** The pictures that articles lack and whose name one of the files has. */
async function wantedAmong(
  { db }: LibraryFolder,
  hasName: (name: string) => boolean,
  signal: AbortSignal
): Promise<Wanted[]> {
  const wanted: Wanted[] = []
  for (let after: LackingRow = { entryId: 0, src: '' }; ;) {
    if (signal.aborted || !db.open) throw new AppError('cancelled', 'cancelled')
    const rows = lackingAny(db, { after, limit: PAGE })
    const last = rows.at(-1)
    if (!last) return wanted
    for (const { entryId, src, path } of rows) {
      const own = sourceParts(src)
      if (!hasName(own.at(-1) ?? '')) continue
      const parts = isRemote(src) ? own : fullParts(path, src, own)
      wanted.push({ entryId, src, key: isRemote(src) ? src : `${path ?? entryId} ${parts.join('/')}`, parts })
    }
    after = last
    await setImmediate()
  }
}

/** Where a picture's file was: beside the file of its article, as far as that is known. */
function fullParts(articlePath: string | null, src: string, own: string[]): string[] {
  if (articlePath === null) return own
  const folder = pathParts(articlePath.replaceAll('!', '/')).slice(0, -1)
  const up = src.split('/').filter((part) => part === '..').length
  return [...folder.slice(0, Math.max(0, folder.length - up)), ...own]
}

/** Pictures at and below paths on disk, hidden ones left out; each folder is entered once. */
export async function findPictures(paths: readonly string[], signal: AbortSignal): Promise<PictureFile[]> {
  const found: PictureFile[] = []
  const entered = new Set<string>()
  const waiting = [...paths].toReversed()
  for (let path = waiting.pop(); path !== undefined && found.length < MAX_FILES; path = waiting.pop()) {
    if (signal.aborted) throw new AppError('cancelled', 'cancelled')
    const kind = await stat(path).catch(() => null)
    if (kind?.isDirectory()) {
      const folder = await realpath(path)
      if (entered.has(folder)) continue
      entered.add(folder)
      const names = (await readdir(path).catch(() => [])).filter((name) => !name.startsWith('.')).toSorted()
      for (const name of names.toReversed()) waiting.push(join(path, name))
    } else if (kind?.isFile() && isPictureName(path)) {
      const file = path
      const read = () => readFile(file).catch(() => null)
      found.push({ path: file, read: kind.size > MAX_PICTURE_BYTES ? async () => null : read })
    }
  }
  return found
}
