/** Format: POSIX.1-2017 pax, "ustar Interchange Format"; base-256 sizes and type L are GNU's. */
export interface TarHeader {
  path: string
  size: number
  /** `0` for a file, whatever stands for it in the archive. */
  type: string
}

const MAGIC_AT = 257
const SUM_AT = 148

/** Reads a block of 512 bytes: `end` for an empty one, null for one that is no header. */
export function readHeader(block: Buffer): TarHeader | 'end' | null {
  if (block.every((byte) => byte === 0)) return 'end'
  if (numberAt(block, SUM_AT, 8) !== sumOf(block)) return null
  const size = numberAt(block, 124, 12)
  if (size === null || size < 0 || !Number.isSafeInteger(size)) return null
  const prefix = block.toString('latin1', MAGIC_AT, MAGIC_AT + 6) === 'ustar\0' ? textAt(block, 345, 155) : ''
  const name = textAt(block, 0, 100)
  const type = String.fromCharCode(block[156] ?? 0)
  return { path: prefix === '' ? name : `${prefix}/${name}`, size, type: type === '\0' || type === '7' ? '0' : type }
}

/** The sum of all bytes, those of the sum itself taken as spaces. */
function sumOf(block: Buffer): number {
  let sum = 8 * 32
  for (let i = 0; i < block.length; i++) if (i < SUM_AT || i >= SUM_AT + 8) sum += block[i] ?? 0
  return sum
}

function textAt(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at)
  return block.toString('utf8', at, end < 0 || end > at + length ? at + length : end)
}

/** Octal digits, or a number of 11 bytes after a byte 0x80. */
function numberAt(block: Buffer, at: number, length: number): number | null {
  if (block[at] === 0x80) return Number(block.readBigUInt64BE(at + length - 8))
  const digits = textAt(block, at, length).trim()
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null
}

/** The records `length name=value\n` of a pax header; what is no record ends them. */
export function paxValues(bytes: Buffer): Map<string, string> {
  const values = new Map<string, string>()
  for (let at = 0; at < bytes.length;) {
    const written = /^(\d{1,9}) /.exec(bytes.toString('latin1', at, at + 12))?.[1]
    const end = at + Number(written)
    if (written === undefined || end > bytes.length || end <= at + written.length) break
    const record = bytes.toString('utf8', at + written.length + 1, end - 1)
    const equals = record.indexOf('=')
    if (equals > 0) values.set(record.slice(0, equals), record.slice(equals + 1))
    at = end
  }
  return values
}
