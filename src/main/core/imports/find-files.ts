import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { KnownFacts } from '../articles/index.ts'
import { openContainer } from './containers/index.ts'
import type { ListOptions, Member } from './containers/container.ts'
import { belongsToPage, isHidden, isSystemFile, savedPages } from './file-types.ts'
import { placeNotes } from './note-apps/index.ts'
import { inNaturalOrder } from './natural-order.ts'
import { createPace } from './pace.ts'
import { fileRefusal, refusal, typeRefusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** A file to import, or one that was refused by its name or kind alone. */
export interface FoundFile {
  /** A member of a container is named `archive.zip!inner/path`. */
  path: string
  refused: Refusal | null
  /** Set for a file that lies in a container, and read through it. */
  member?: Member
  /** What the files around it say of it, beside what its container does. */
  known?: KnownFacts
}

const MAX_FILES = 100_000

interface Options {
  signal: AbortSignal
  /** Told how many files are found so far. */
  onFound?: (count: number) => void
  maxFiles?: number
  books?: ListOptions['books']
}

/**
 * All files at and below the paths that the user chose, folders depth first, names in natural order.
 *
 * Symbolic links are followed; a folder reached twice is listed once more as a loop and not entered. What the user chose
 * by name is taken even when hidden. A container, such as a ZIP archive, gives what it holds instead of itself. What a
 * browser saved beside a page belongs to the page and is not listed. Beyond `maxFiles` one last refused item says so. When
 * the signal aborts, the list ends with what was found.
 */
export async function findFiles(paths: string[], options: Options): Promise<FoundFile[]> {
  const { signal, onFound, maxFiles = MAX_FILES, books = 'chapters' } = options
  const found: FoundFile[] = []
  const entered = new Set<string>()
  const pace = createPace()
  const waiting = inNaturalOrder(paths, (path) => path)
    .map((path): Candidate => ({ path, entry: null }))
    .toReversed()

  for (let next = waiting.pop(); next && !signal.aborted; next = waiting.pop()) {
    if (found.length >= maxFiles) {
      found.push({ path: next.path, refused: refusal('too_large', `more than ${maxFiles} files`) })
      break
    }
    if (pace.isDue()) await pace.turn()
    const result = await look(next, entered)
    if ('children' in result) {
      // One by one: a folder may hold more than a call takes arguments.
      for (const child of result.children.toReversed()) waiting.push(child)
      onFound?.(found.length)
      continue
    }
    const members = result.refused === null ? await openContainer(next.path, { books }) : null
    if (members === null) found.push({ path: next.path, refused: result.refused ?? typeRefusal(basename(next.path)) })
    else {
      const room = maxFiles - found.length
      for (const member of members.slice(0, room)) found.push(member)
      const beyond = members[room]
      if (beyond) waiting.push({ path: beyond.path, entry: null })
    }
    onFound?.(found.length)
  }
  return placeNotes(found, signal)
}

/** Something to look at; `entry` is null for what the user chose. */
interface Candidate {
  path: string
  entry: Dirent | null
}

type Look = { children: Candidate[] } | { refused: Refusal | null }

async function look({ path, entry }: Candidate, entered: Set<string>): Promise<Look> {
  const name = basename(path)
  if (isSystemFile(name) || (entry && isHidden(name))) return { refused: refusal('hidden_file') }
  try {
    if (entry?.isFile()) return { refused: null }
    const kind = await stat(path, { bigint: true })
    if (kind.isFile()) return { refused: null }
    if (!kind.isDirectory()) return { refused: refusal('unreadable', 'not a regular file') }
    const identity = `${kind.dev}:${kind.ino}`
    if (entered.has(identity)) return { refused: refusal('symlink_loop', 'folder already listed') }
    entered.add(identity)
    const entries = await readdir(path, { withFileTypes: true })
    const pages = savedPages(entries.map((child) => child.name))
    return {
      children: inNaturalOrder(entries, (child) => child.name)
        .filter((child) => !(child.isDirectory() && belongsToPage(child.name, pages)))
        .map((child) => ({ path: join(path, child.name), entry: child }))
    }
  } catch (error) {
    const refused = fileRefusal(error)
    // A link to nothing has not vanished: it cannot be read.
    if (entry?.isSymbolicLink() && refused.code === 'vanished')
      return { refused: refusal('unreadable', refused.detail) }
    return { refused }
  }
}
