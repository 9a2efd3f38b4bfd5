import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { ArchiveError } from '../zip/index.ts'
import type { ListedFile } from './list-files.ts'
import { fileRefusal, refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

export const MAX_BYTES = 50 * 1024 * 1024

/** `large` is a file within the library's limit but over the limit of this read. */
export type ReadResult = { bytes: Uint8Array } | { large: number } | { refused: Refusal }

// Opening a pipe waits for its writer unless told not to; the flag does not exist on Windows, where there are no pipes.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Reads a file that a batch lists: from the disk, or from the container it lies in. Never rejects. */
export async function readSource(
  { path, member }: Pick<ListedFile, 'path' | 'member'>,
  limit: number = MAX_BYTES
): Promise<ReadResult> {
  if (member === undefined) return readFile(path, limit)
  if (member.size > MAX_BYTES) return { refused: refusal('too_large', `${member.size} bytes`) }
  if (member.size > limit) return { large: member.size }
  try {
    return { bytes: await member.read() }
  } catch (error) {
    if (error instanceof ArchiveError) return { refused: refusal(error.code, error.message) }
    return { refused: fileRefusal(error) }
  }
}

/** Reads a regular file of at most `limit` bytes. Never rejects, and never waits on a pipe or a device. */
export async function readFile(path: string, limit: number = MAX_BYTES): Promise<ReadResult> {
  try {
    const file = await open(path, FLAGS)
    try {
      const stats = await file.stat()
      const { size } = stats
      if (!stats.isFile()) return { refused: refusal('unreadable', 'not a regular file') }
      if (size > MAX_BYTES) return { refused: refusal('too_large', `${size} bytes`) }
      if (size > limit) return { large: size }
      return { bytes: await readBytes(file, size) }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { refused: fileRefusal(error) }
  }
}

/** The first `size` bytes, or fewer when the file shrank meanwhile. */
async function readBytes(file: FileHandle, size: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await file.read(buffer, filled, size - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
