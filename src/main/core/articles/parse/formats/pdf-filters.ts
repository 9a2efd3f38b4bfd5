/** How many bytes PDF's LZW unpacks to, or a little more than `limit` (ISO 32000-1, 7.4.4). Nothing is unpacked. */
export function lzwLength(data: Uint8Array, limit: number): number {
  const CLEAR = 256
  const END = 257
  const lengths = new Uint32Array(4096)
  let next = 258
  let width = 9
  let before = 0
  let total = 0
  let bits = 0
  let held = 0
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xff_ff_ff
    held += 8
    if (held < width) continue
    held -= width
    const code = (bits >> held) & ((1 << width) - 1)
    if (code === END) break
    if (code === CLEAR) {
      next = 258
      width = 9
      before = 0
      continue
    }
    const length = code < CLEAR ? 1 : code < next ? (lengths[code] ?? 1) : before + 1
    total += length
    if (total > limit) break
    if (before > 0 && next < 4096) lengths[next++] = before + 1
    before = length
    // The width grows one code early.
    width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9
  }
  return total
}

/** How many bytes run-length encoding unpacks to (ISO 32000-1, 7.4.5). */
export function runLength(data: Uint8Array): number {
  let total = 0
  for (let at = 0; at < data.length;) {
    const length = data[at] ?? 128
    if (length === 128) break
    total += length < 128 ? length + 1 : 257 - length
    at += length < 128 ? length + 2 : 2
  }
  return total
}

/** Bytes written as hexadecimal digits or in base 85 (ISO 32000-1, 7.4.2 and 7.4.3). */
export function fromAscii(data: Buffer, filter: 'hex' | '85'): Buffer {
  const text = data.toString('latin1').replace(/\s+/g, '')
  if (filter === 'hex') return Buffer.from(text.replace(/>[\s\S]*$/, ''), 'hex')
  const out = Buffer.alloc(Math.ceil(text.length / 5) * 4 + text.length * 4)
  let at = 0
  let value = 0
  let digits = 0
  for (let i = 0; i < text.length && text.charAt(i) !== '~'; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x7a && digits === 0) {
      at += 4
      continue
    }
    value = value * 85 + (code - 33)
    if (++digits < 5) continue
    out.writeUInt32BE(value >>> 0, at)
    at += 4
    value = 0
    digits = 0
  }
  return out.subarray(0, at)
}
