import { basename, extname } from 'node:path'
import { ArchiveError, fileSource } from '../../zip/index.ts'
import type { ByteSource } from '../../zip/index.ts'
import type { FoundFile } from '../find-files.ts'
import { fileRefusal, refusal } from '../refusal.ts'
import type { Refusal } from '../refusal.ts'
import type { Container } from './container.ts'
import { enexContainer } from './enex.ts'
import { epubContainer } from './epub.ts'
import { innerSource } from './inner-source.ts'
import { zipContainer } from './zip.ts'

/** Files that hold many sources. What they hold is listed, read and kept as if each were a file of its own. */
const CONTAINERS: Container[] = [zipContainer, enexContainer, epubContainer]

/** An archive may hold archives, as Notion writes them, and these no others; books and notebooks may lie anywhere. */
const MAX_DEPTH = 2
/** An archive within an archive is unpacked into memory while it is imported. */
const MAX_INNER_BYTES = 200 * 1024 * 1024

/** True for a file name whose extension says that the file holds others. */
export const isContainer = (name: string): boolean => containerOf(name) !== undefined

const containerOf = (name: string): Container | undefined =>
  CONTAINERS.find(({ extensions }) => extensions.includes(extname(name).slice(1).toLowerCase()))

/**
 * What a container holds, in its own order, as `path!inner/path`; or the container itself as one refused file. Never
 * rejects.
 */
export async function openContainer(path: string): Promise<FoundFile[]> {
  try {
    return await expand({ path, name: basename(path), source: await fileSource(path), depth: 1 })
  } catch (error) {
    return [{ path, refused: containerRefusal(error) }]
  }
}

interface Opened {
  path: string
  name: string
  source: ByteSource
  depth: number
}

async function expand({ path, name, source, depth }: Opened): Promise<FoundFile[]> {
  const container = containerOf(name)
  if (container === undefined) throw new ArchiveError('unsupported_type', name)
  const members = await container.list(source, name)
  if (members.length === 0) return [{ path, refused: refusal('empty_file', 'holds no files') }]
  const found: FoundFile[] = []
  for (const file of members) {
    const inner = { ...file, path: `${path}!${file.path}` }
    if (!container.nests) found.push(inner)
    // One by one: an archive may hold more than a call takes arguments.
    else for (const each of await expandInner(inner, depth)) found.push(each)
  }
  return found
}

async function expandInner(file: FoundFile, depth: number): Promise<FoundFile[]> {
  const { path, refused, member } = file
  if (refused !== null || member === undefined) return [file]
  const container = containerOf(member.name)
  if (container === undefined) return [file]
  if (depth === MAX_DEPTH && container.nests)
    return [{ path, refused: refusal('unsafe_archive', `archives nest deeper than ${MAX_DEPTH}`) }]
  if (member.size > MAX_INNER_BYTES) return [{ path, refused: refusal('too_large', `${member.size} bytes`) }]
  try {
    return await expand({ path, name: member.name, source: innerSource(member, depth), depth: depth + 1 })
  } catch (error) {
    return [{ path, refused: containerRefusal(error) }]
  }
}

const containerRefusal = (error: unknown): Refusal =>
  error instanceof ArchiveError
    ? refusal(error.code, error.message)
    : error instanceof RangeError
      ? refusal('damaged', error.message)
      : fileRefusal(error)
