import { open } from 'node:fs/promises'

/** Bytes that can be read anywhere: a file on disk, or what is in memory already. */
export interface ByteSource {
  size: number
  /** Exactly `length` bytes. Rejects with {@link RangeError} beyond the end and with the system's error. */
  read(position: number, length: number): Promise<Buffer>
}

/** A file; it is open only while a part is read. Rejects with the system's error. */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path)
  const { size } = await file.stat()
  await file.close()
  return {
    size,
    async read(position, length) {
      check(size, position, length)
      const handle = await open(path)
      try {
        const buffer = Buffer.allocUnsafe(length)
        let filled = 0
        while (filled < length) {
          const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled)
          if (bytesRead === 0) throw new RangeError('the file has become shorter')
          filled += bytesRead
        }
        return buffer
      } finally {
        await handle.close()
      }
    }
  }
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    size: buffer.length,
    async read(position, length) {
      check(buffer.length, position, length)
      return buffer.subarray(position, position + length)
    }
  }
}

function check(size: number, position: number, length: number): void {
  if (position < 0 || length < 0 || position + length > size) throw new RangeError('beyond the end')
}
