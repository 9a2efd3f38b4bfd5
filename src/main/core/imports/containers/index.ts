import { closeSync, constants, openSync, readSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { ParseError } from '../../articles/index.ts'
import { ArchiveError, fileSource } from '../../zip/index.ts'
import type { ByteSource } from '../../zip/index.ts'
import type { FoundFile } from '../find-files.ts'
import { fileRefusal, refusal } from '../refusal.ts'
import type { Refusal } from '../refusal.ts'
import { bookmarksContainer } from './bookmarks.ts'
import { clippingsContainer } from './clippings.ts'
import type { Container, ListOptions } from './container.ts'
import { enexContainer } from './enex.ts'
import { epubContainer } from './epub.ts'
import { flomoContainer } from './flomo.ts'
import { innerSource } from './inner-source.ts'
import { jexContainer } from './jex.ts'
import { lakebookContainer } from './lakebook.ts'
import { linkListContainer } from './link-list.ts'
import { readwiseContainer } from './readwise.ts'
import { zipContainer } from './zip.ts'

/** Files that hold many sources. What they hold is listed, read and kept as if each were a file of its own. */
const CONTAINERS: Container[] = [
  zipContainer,
  enexContainer,
  epubContainer,
  jexContainer,
  lakebookContainer,
  bookmarksContainer,
  flomoContainer,
  linkListContainer,
  readwiseContainer,
  clippingsContainer
]

/** An archive may hold archives, as Notion writes them, and these no others; books and notebooks may lie anywhere. */
const MAX_DEPTH = 2
/** An archive within an archive is unpacked into memory while it is imported. */
const MAX_INNER_BYTES = 200 * 1024 * 1024
/** As much of a file as tells whether it holds others. */
const HEAD_BYTES = 64 * 1024
/** Exports hold few files that might hold others; an archive of many web pages is not unpacked only to look. */
const MAX_LOOKED_INTO = 50

/** Those that a file with this name may be. */
const candidates = (name: string, options: ListOptions): Container[] =>
  CONTAINERS.filter(
    ({ extensions, opens }) => extensions.includes(extname(name).slice(1).toLowerCase()) && (opens?.(options) ?? true)
  )

/**
 * What a container holds, in its own order, as `path!inner/path`; or the container itself as one refused file; null for a
 * file that is none. Never rejects.
 */
export async function openContainer(path: string, options: ListOptions): Promise<FoundFile[] | null> {
  const container = containerOnDisk(path, options)
  if (container === undefined) return null
  try {
    return await expand({ path, name: basename(path), source: await fileSource(path), depth: 1, options }, container)
  } catch (error) {
    return [{ path, refused: containerRefusal(error) }]
  }
}

function containerOnDisk(path: string, options: ListOptions): Container | undefined {
  let head: Buffer | undefined
  return candidates(basename(path), options).find(({ fits }) => fits?.((head ??= headOf(path))) ?? true)
}

// Opening a pipe waits for its writer unless told not to; the flag does not exist on Windows, where there are no pipes.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

const looked = Buffer.alloc(HEAD_BYTES)

/** The first bytes of a file, until the next call. Synchronous: thousands of small files are looked at. Empty for one that cannot be read. */
function headOf(path: string): Buffer {
  try {
    const file = openSync(path, FLAGS)
    try {
      return looked.subarray(0, readSync(file, looked, 0, HEAD_BYTES, 0))
    } finally {
      closeSync(file)
    }
  } catch {
    return Buffer.alloc(0)
  }
}

interface Opened {
  path: string
  name: string
  source: ByteSource
  depth: number
  options: ListOptions
}

async function expand(opened: Opened, container: Container): Promise<FoundFile[]> {
  const { path, name, source, options } = opened
  const members = await container.list(source, name, options)
  if (members.length === 0) return [{ path, refused: refusal('empty_file', 'holds no files') }]
  if (!container.nests) return members.map((file) => ({ ...file, path: `${path}!${file.path}` }))
  const looksInto = members.filter(({ member }) => member && candidates(member.name, options).some(({ fits }) => fits))
  const found: FoundFile[] = []
  for (const file of members) {
    const inner = { ...file, path: `${path}!${file.path}` }
    // One by one: an archive may hold more than a call takes arguments.
    for (const each of await expandInner(inner, opened, looksInto.length <= MAX_LOOKED_INTO)) found.push(each)
  }
  return found
}

async function expandInner(file: FoundFile, { depth, options }: Opened, looks: boolean): Promise<FoundFile[]> {
  const { path, refused, member } = file
  if (member === undefined || (refused !== null && refused.code !== 'unsupported_type')) return [file]
  const source = innerSource(member, depth)
  try {
    const container = await containerWithin(candidates(member.name, options), source, looks)
    if (container === undefined) return [file]
    if (depth === MAX_DEPTH && container.nests)
      return [{ path, refused: refusal('unsafe_archive', `archives nest deeper than ${MAX_DEPTH}`) }]
    if (member.size > MAX_INNER_BYTES) return [{ path, refused: refusal('too_large', `${member.size} bytes`) }]
    return await expand({ path, name: member.name, source, depth: depth + 1, options }, container)
  } catch (error) {
    return [{ path, refused: containerRefusal(error) }]
  }
}

async function containerWithin(
  possible: readonly Container[],
  source: ByteSource,
  looks: boolean
): Promise<Container | undefined> {
  for (const container of possible) {
    if (container.fits === undefined) return container
    if (!looks || source.size > MAX_INNER_BYTES) continue
    if (container.fits(await source.read(0, Math.min(HEAD_BYTES, source.size)))) return container
  }
  return undefined
}

const containerRefusal = (error: unknown): Refusal =>
  error instanceof ArchiveError || error instanceof ParseError
    ? refusal(error.code, error.message)
    : error instanceof RangeError
      ? refusal('damaged', error.message)
      : fileRefusal(error)
