import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, posix, resolve, sep } from 'node:path'
import type { ParsedArticle, PictureBeside } from '../articles/index.ts'
import type { LibraryFolder } from '../db/open.ts'
import {
  decodePercent,
  isPictureName,
  isTelling,
  MAX_PICTURE_BYTES,
  pathParts,
  removeUnusedPictures,
  storeBytes
} from '../pictures/index.ts'
import type { PictureFile, StoredPicture } from '../pictures/index.ts'
import type { FoundFile } from './find-files.ts'
import { readSource } from './read-file.ts'
import { writeRefusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** Pictures of all articles of an import that are read or written at the same time. */
const PARALLEL = 4
const MAX_OF_ARTICLE = 2000

/** What became of the pictures that an article has within its source or beside it; remote ones are not among them. */
export interface TakenPictures {
  /** By their names in the tree. Empty in a preview. */
  stored: Map<string, StoredPicture>
  found: number
  /** Names of those that nobody can find and that have no address on the web either. */
  missing: string[]
  /** Files that were taken, as the import lists them. */
  files: string[]
  /** Why they could not be stored: the article is refused then. */
  refusal: Refusal | null
}

/** A file of an import that names pictures. */
type Source = Pick<FoundFile, 'path' | 'member' | 'known'>

/** The pictures of one import. */
export interface ImportPictures {
  /** Finds an article's pictures and, where `keep` is set, stores them. Never rejects. */
  take(parsed: Pick<ParsedArticle, 'embedded' | 'beside'>, file: Source, keep: boolean): Promise<TakenPictures>
  /** Picture files among those found, as files to pair with articles that lack them. */
  files(): PictureFile[]
  /** Removes what was stored and came into no article. */
  close(): void
}

/** `chosen` are the paths that the user gave, `found` the files at and below them. */
export function createImportPictures(
  library: LibraryFolder,
  chosen: readonly string[],
  found: readonly FoundFile[]
): ImportPictures {
  const places = createPlaces(chosen, found)
  const oneOfFew = limiter(PARALLEL)
  const written = new Set<string>()

  return {
    async take({ embedded, beside }, file, keep) {
      const taken: TakenPictures = { stored: new Map(), found: 0, missing: [], files: [], refusal: null }
      const store = async (src: string, bytes: Uint8Array): Promise<boolean> => {
        const picture = await storeBytes(library, bytes)
        if (picture === null) return false
        written.add(picture.sha256)
        taken.stored.set(src, picture)
        return true
      }
      try {
        for (const { src, bytes } of embedded.slice(0, MAX_OF_ARTICLE)) {
          if (!keep || (await oneOfFew(() => store(src, bytes)))) taken.found++
        }
        for (const picture of beside.slice(0, MAX_OF_ARTICLE)) {
          const isTaken = await oneOfFew(async () => {
            const place = await places.find(file, picture)
            if (place === null) return false
            const bytes = keep ? await place.read() : null
            if (keep && (bytes === null || !(await store(picture.src, bytes)))) return false
            taken.files.push(place.path)
            return true
          })
          if (isTaken) taken.found++
          else if (picture.src === picture.path) taken.missing.push(picture.src)
        }
      } catch (error) {
        taken.refusal = writeRefusal(error)
      }
      return taken
    },
    files: () => places.pictures.map(places.asFile),
    close: () => removeUnusedPictures(library, [...written])
  }
}

interface Places {
  pictures: FoundFile[]
  find(file: Source, picture: PictureBeside): Promise<PictureFile | null>
  asFile(file: FoundFile): PictureFile
}

/** Finds the files that sources name: where they say, or, as note apps do, by the end of their path among all found. */
function createPlaces(chosen: readonly string[], found: readonly FoundFile[]): Places {
  const pictures = found.filter(
    ({ path, member, refused }) => refused?.code === 'picture_unused' && isPictureName(member?.name ?? path)
  )
  let byName: Map<string, FoundFile[]> | undefined

  /** The only picture whose path ends like the one named. */
  function findByEnd(file: Source, path: string): FoundFile | null {
    const parts = pathParts(path)
    const name = parts.at(-1) ?? ''
    if (parts.length === 1 && !isTelling(name) && file.known?.app !== 'obsidian') return null
    byName ??= Map.groupBy(pictures, (each) => partsOf(each.path).at(-1) ?? '')
    const [only, ...others] = (byName.get(name) ?? []).filter((each) => endsWith(partsOf(each.path), parts))
    return only && others.length === 0 ? only : null
  }

  /** Reads a picture within the folder that the user chose, or the one its article lies in; symbolic links do not lead out. */
  async function readInside(file: Source): Promise<Uint8Array | null> {
    if (file.member === undefined && !(await isInside(file.path, rootsOf(file.path)))) return null
    const read = await readSource(file, MAX_PICTURE_BYTES)
    return 'bytes' in read ? read.bytes : null
  }

  const rootsOf = (path: string): string[] =>
    chosen.filter((root) => path === root || path.startsWith(withSeparator(root)))
  const asFile = (file: FoundFile): PictureFile => ({ path: file.path, read: () => readInside(file) })

  return {
    pictures,
    asFile,
    async find(file, { path }) {
      for (const named of spellings(path)) {
        const place = file.member ? besideMember(file, named) : await besideFile(file.path, named, rootsOf(file.path))
        if (place) return place
      }
      const elsewhere = spellings(path).map((named) => findByEnd(file, named))
      const first = elsewhere.find((each) => each !== null)
      return first ? asFile(first) : null
    }
  }
}

/** The ways in which a path may be meant: decoded, without query and fragment, or as it stands. */
function spellings(path: string): string[] {
  const bare = path.replace(/[?#].*$/s, '')
  const decoded = decodePercent(bare)
  return [...new Set([decoded, decoded.replaceAll('\\', '/'), bare, decodePercent(path)])].filter((each) => each !== '')
}

/** A file in the same container as a source, at a path relative to it. */
function besideMember({ path: full, member }: Source, named: string): PictureFile | null {
  const place = member?.place
  if (place === undefined) return null
  const path = posix.normalize(posix.join(posix.dirname(place.path), named))
  const entry = place.files.get(path)
  if (entry === undefined || entry.size > MAX_PICTURE_BYTES) return null
  const read = () => entry.read().catch(() => null)
  return { path: `${full.slice(0, full.length - place.path.length)}${path}`, read }
}

/** A file on disk at a path relative to a source, or in the folder that has the source's name, as Hexo keeps them. */
async function besideFile(source: string, named: string, roots: string[]): Promise<PictureFile | null> {
  // On Windows a colon leads to a drive, or to a stream of a file.
  if (named.includes('\0') || (process.platform === 'win32' && named.includes(':'))) return null
  const folder = dirname(source)
  const stem = basename(source).replace(/\.[^.]*$/, '')
  const bounds = [...roots.filter((root) => root !== source), folder]
  for (const path of [resolve(folder, named), join(folder, stem, named)]) {
    if (!bounds.some((bound) => path.startsWith(withSeparator(bound)))) continue
    const found = await stat(path).catch(() => null)
    if (!found?.isFile() || found.size > MAX_PICTURE_BYTES || !(await isInside(path, bounds))) continue
    const read = async () => {
      const result = await readSource({ path }, MAX_PICTURE_BYTES)
      return 'bytes' in result ? result.bytes : null
    }
    return { path, read }
  }
  return null
}

/** Whether a file really lies in one of the folders, or is one of the files, when all symbolic links are followed. */
async function isInside(path: string, roots: readonly string[]): Promise<boolean> {
  try {
    const real = await realpath(path)
    for (const root of roots) {
      const bound = await realpath(root)
      if (real === bound || real.startsWith(withSeparator(bound))) return true
    }
  } catch {
    // Gone, or not to be read.
  }
  return false
}

const withSeparator = (folder: string): string => (folder.endsWith(sep) ? folder : folder + sep)
const partsOf = (path: string): string[] => pathParts(path.replaceAll('!', '/'))
const endsWith = (parts: readonly string[], end: readonly string[]): boolean =>
  end.length > 0 && end.length <= parts.length && end.every((part, i) => parts[parts.length - end.length + i] === part)

/** Runs works one after another, so many at a time. */
function limiter(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < most) running++
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      // The next one takes this one's place.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
