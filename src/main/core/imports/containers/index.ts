import { extname } from 'node:path'
import { ArchiveError, bytesSource, fileSource } from '../../zip/index.ts'
import type { ByteSource } from '../../zip/index.ts'
import type { FoundFile } from '../find-files.ts'
import { fileRefusal, refusal } from '../refusal.ts'
import type { Refusal } from '../refusal.ts'
import type { Container } from './container.ts'
import { enexContainer } from './enex.ts'
import { epubContainer } from './epub.ts'
import { zipContainer } from './zip.ts'

/** Files that hold many sources. What they hold is listed, read and kept as if each were a file of its own. */
const CONTAINERS: Container[] = [zipContainer, enexContainer, epubContainer]

/** An archive may hold archives, as Notion writes them, and these no others. */
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
    return await expand(path, await fileSource(path), 1)
  } catch (error) {
    return [{ path, refused: containerRefusal(error) }]
  }
}

async function expand(path: string, source: ByteSource, depth: number): Promise<FoundFile[]> {
  const container = containerOf(path)
  if (container === undefined) throw new ArchiveError('unsupported_type', path)
  const members = await container.list(source, path)
  if (members.length === 0) return [{ path, refused: refusal('empty_file', 'holds no files') }]
  const found: FoundFile[] = []
  for (const { path: inner, refused, member } of members) {
    const name = `${path}!${inner}`
    if (refused !== null || member === undefined || !container.nests || !isContainer(inner)) {
      found.push({ path: name, refused, ...(member === undefined ? {} : { member }) })
    } else if (depth === MAX_DEPTH) {
      found.push({ path: name, refused: refusal('unsafe_archive', `archives nest deeper than ${MAX_DEPTH}`) })
    } else if (member.size > MAX_INNER_BYTES) {
      found.push({ path: name, refused: refusal('too_large', `${member.size} bytes`) })
    } else {
      try {
        found.push(...(await expand(name, bytesSource(await member.read()), depth + 1)))
      } catch (error) {
        found.push({ path: name, refused: containerRefusal(error) })
      }
    }
  }
  return found
}

const containerRefusal = (error: unknown): Refusal =>
  error instanceof ArchiveError
    ? refusal(error.code, error.message)
    : error instanceof RangeError
      ? refusal('damaged', error.message)
      : fileRefusal(error)
