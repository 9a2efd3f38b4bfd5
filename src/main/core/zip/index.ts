import { crc32, inflateRaw } from 'node:zlib'
import { promisify } from 'node:util'
import type { Entry } from 'yauzl'
import { ArchiveError } from './archive-error.ts'
import type { ByteSource } from './byte-source.ts'
import { listEntries } from './list-entries.ts'
import { decodeNames } from './names.ts'

export { ArchiveError } from './archive-error.ts'
export { bytesSource, fileSource } from './byte-source.ts'
export type { ByteSource } from './byte-source.ts'

/** A file in a ZIP archive; folders are not listed. */
export interface ZipEntry {
  /** With `/` between folders. Not safe to write to: see `refused`. */
  path: string
  /** Size when unpacked, as the archive says; `read` gives exactly as many bytes. */
  size: number
  /** Why it is not read: `read` rejects with it. */
  refused: ArchiveError | null
  /** The unpacked bytes, checked against size and sum. Rejects with {@link ArchiveError} or the system's error. */
  read(): Promise<Buffer>
}

const MEGABYTE = 1024 * 1024
/** Text packs 3:1 to 20:1, and Deflate at most 1032:1: what packs better than this was made to fill memory. */
const MAX_RATIO = 200
/** Small entries, such as a page of blanks, may pack as well as they like. */
const FREE_BYTES = 2 * MEGABYTE
const SYMBOLIC_LINK = 0o120000

const inflate = promisify(inflateRaw)

/**
 * Lists a ZIP archive from its directory, without unpacking anything.
 *
 * Throws {@link ArchiveError}: `damaged` when the directory cannot be read, `unsafe_archive` when entries overlap, are
 * too many or unpack to far more than text would.
 */
export async function readZip(source: ByteSource): Promise<ZipEntry[]> {
  const entries = await listEntries(source)
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
  if (packed > source.size) throw new ArchiveError('unsafe_archive', 'entries overlap')
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (isBomb(source.size, unpacked)) {
    throw new ArchiveError('unsafe_archive', `${source.size} bytes unpack to ${unpacked}`)
  }
  const names = decodeNames(entries)
  return entries.flatMap((entry, i) => {
    const path = (names[i] ?? '').replaceAll('\\', '/')
    if (path.endsWith('/')) return []
    const refused = refusalOf(entry, path)
    const read = async (): Promise<Buffer> => {
      if (refused !== null) throw refused
      return readEntry(source, entry)
    }
    return [{ path, size: entry.uncompressedSize, refused, read }]
  })
}

const isBomb = (packed: number, unpacked: number): boolean => unpacked > FREE_BYTES && unpacked > packed * MAX_RATIO

function refusalOf(entry: Entry, path: string): ArchiveError | null {
  if (path === '' || path.includes('\0') || /^\/|^[a-z]:\//i.test(path) || path.split('/').includes('..'))
    return new ArchiveError('unsafe_archive', 'the name leads out of the archive')
  // The upper half of the attributes is the file's mode where a Unix system wrote the archive.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === SYMBOLIC_LINK)
    return new ArchiveError('unsafe_archive', 'symbolic link')
  if (entry.isEncrypted()) return new ArchiveError('encrypted', 'needs a password')
  if (isBomb(entry.compressedSize, entry.uncompressedSize))
    return new ArchiveError('unsafe_archive', `${entry.compressedSize} bytes unpack to ${entry.uncompressedSize}`)
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return new ArchiveError('unsupported_type', `compression method ${entry.compressionMethod}`)
  return null
}

/** Reads through the entry's own header, whose name and extra field may differ in length from the directory's. */
async function readEntry(source: ByteSource, entry: Entry): Promise<Buffer> {
  const { relativeOffsetOfLocalHeader: at, compressedSize, uncompressedSize } = entry
  const bytes = await unpack(entry, await readPacked(source, at, compressedSize))
  if (bytes.length !== uncompressedSize)
    throw new ArchiveError('damaged', `${bytes.length} of ${uncompressedSize} bytes`)
  if (crc32(bytes) !== entry.crc32) throw new ArchiveError('damaged', 'wrong checksum')
  return bytes
}

async function readPacked(source: ByteSource, at: number, length: number): Promise<Buffer> {
  try {
    const header = await source.read(at, 30)
    if (header.readUInt32LE(0) !== 0x04034b50) throw new ArchiveError('damaged', 'no entry where the directory says')
    return await source.read(at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), length)
  } catch (error) {
    throw error instanceof RangeError ? new ArchiveError('damaged', error.message) : error
  }
}

async function unpack({ compressionMethod, uncompressedSize }: Entry, packed: Buffer): Promise<Buffer> {
  if (compressionMethod === 0) return packed
  try {
    // One byte more than promised, so that a lie shows, and never more than that in memory.
    return await inflate(packed, { maxOutputLength: uncompressedSize + 1 })
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    if (tooLarge)
      throw new ArchiveError('unsafe_archive', `unpacks to more than the ${uncompressedSize} bytes it names`)
    throw new ArchiveError('damaged', error instanceof Error ? error.message : String(error))
  }
}
