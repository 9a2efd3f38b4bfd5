import { crc32, deflateRawSync } from 'node:zlib'

/** An entry to write, with all that a hostile archive may say wrongly. */
export interface TestEntry {
  name: string | Uint8Array
  data?: string | Uint8Array
  stored?: boolean
  /** General purpose bits: 0x1 encrypted, 0x800 UTF-8 name. */
  flags?: number
  /** Unix mode, for example 0o120777 for a symbolic link. */
  mode?: number
  /** The size that the headers name instead of the true one. */
  size?: number
  sum?: number
  method?: number
}

/** A ZIP archive with exactly these entries (APPNOTE.TXT 4.3). */
export function testZip(entries: readonly (TestEntry | [name: string, data: string | Uint8Array])[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const given of entries) {
    const entry: TestEntry = Array.isArray(given) ? { name: given[0], data: given[1], flags: 0x800 } : given
    const name = Buffer.from(entry.name)
    const data = Buffer.from(entry.data ?? '')
    const packed = entry.stored ? data : deflateRawSync(data)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(entry.flags ?? 0, 2)
    shared.writeUInt16LE(entry.method ?? (entry.stored ? 0 : 8), 4)
    shared.writeUInt32LE(entry.sum ?? crc32(data), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(entry.size ?? data.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((entry.mode ?? 0) * 0x10000, 6)
    tail.writeUInt32LE(offset, 10)
    const madeByUnix = Buffer.from([20, 3])
    directory.push(Buffer.from('PK\u0001\u0002', 'latin1'), madeByUnix, shared, tail, name)
    parts.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}
