import { ArchiveError } from '../zip/index.ts'
import type { ByteSource } from '../zip/index.ts'
import { paxValues, readHeader } from './header.ts'

/** A file in a TAR archive; folders are not listed. */
export interface TarEntry {
  /** With `/` between folders. Not safe to write to: see `refused`. */
  path: string
  size: number
  /** Why it is not read: `read` rejects with it. */
  refused: ArchiveError | null
  /** Rejects with {@link ArchiveError} or the system's error. */
  read(): Promise<Buffer>
}

const BLOCK = 512
/** Headers are read with what follows them: most members of an archive of notes are small. */
const CHUNK_BYTES = 256 * 1024
const MAX_ENTRIES = 200_000
/** Of the names and sizes that do not fit into a header. */
const MAX_EXTENSION_BYTES = 1024 * 1024

/**
 * Lists a TAR archive (ustar, pax and GNU names) from its headers, without reading what it holds. One that ends early or
 * is broken in the middle gives what was before, and a refused entry where it breaks.
 *
 * Throws {@link ArchiveError} `damaged` when it is none, `unsafe_archive` when it lists too many files.
 */
export async function readTar(source: ByteSource): Promise<TarEntry[]> {
  const entries: TarEntry[] = []
  const readAt = buffered(source)
  let extended = new Map<string, string>()
  for (let at = 0; at + BLOCK <= source.size;) {
    const header = readHeader(await readAt(at, BLOCK))
    if (header === 'end') break
    if (header === null) {
      if (at === 0) throw new ArchiveError('damaged', 'no TAR archive')
      entries.push(refusedEntry(`@${at}`, new ArchiveError('damaged', `no header at byte ${at}`)))
      break
    }
    const start = at + BLOCK
    const size = sizeOf(extended.get('size')) ?? header.size
    const path = extended.get('path') ?? header.path
    if (start + size > source.size) {
      entries.push(refusedEntry(path, new ArchiveError('damaged', `the archive ends within its ${size} bytes`)))
      break
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK
    if (header.type === 'x' || header.type === 'L') {
      if (size > MAX_EXTENSION_BYTES) throw new ArchiveError('unsafe_archive', `a name of ${size} bytes`)
      const bytes = await readAt(start, size)
      if (header.type === 'x') for (const [name, value] of paxValues(bytes)) extended.set(name, value)
      else extended.set('path', bytes.toString('utf8').replace(/\0.*$/s, ''))
      continue
    }
    extended = new Map()
    // Defaults for all that follows, names of link targets, and folders.
    if (['g', 'K', '5'].includes(header.type) || path.endsWith('/')) continue
    if (entries.length === MAX_ENTRIES) throw new ArchiveError('unsafe_archive', `more than ${MAX_ENTRIES} files`)
    const refused = refusalOf(path, header.type)
    const read = (): Promise<Buffer> => (refused === null ? source.read(start, size) : Promise.reject(refused))
    entries.push({ path: path.replace(/^(?:\.\/)+/, ''), size, refused, read })
  }
  return entries
}

const refusedEntry = (path: string, refused: ArchiveError): TarEntry => ({
  path,
  size: 0,
  refused,
  read: () => Promise.reject(refused)
})

function refusalOf(path: string, type: string): ArchiveError | null {
  if (path === '' || path.includes('\0') || /^[\\/]|^[a-z]:/i.test(path) || path.split(/[\\/]/).includes('..'))
    return new ArchiveError('unsafe_archive', 'the name leads out of the archive')
  if (type === '1' || type === '2') return new ArchiveError('unsafe_archive', 'a link')
  return type === '0' ? null : new ArchiveError('unsafe_archive', `a special file of type ${type}`)
}

function sizeOf(written: string | undefined): number | null {
  const size = written === undefined || !/^\d{1,15}$/.test(written) ? Number.NaN : Number(written)
  return Number.isSafeInteger(size) ? size : null
}

/** Reads a little more than asked for, and answers from it. */
function buffered(source: ByteSource): (at: number, length: number) => Promise<Buffer> {
  let chunk: Buffer = Buffer.alloc(0)
  let from = 0
  return async (at, length) => {
    if (at < from || at + length > from + chunk.length) {
      chunk = await source.read(at, Math.min(Math.max(length, CHUNK_BYTES), source.size - at))
      from = at
    }
    return chunk.subarray(at - from, at - from + length)
  }
}
