/** A message or a part of one (RFC 2045); one that holds others has an empty body and stands before them. */
export interface Part {
  /** By lower-case name; the first of several. */
  headers: Map<string, string>
  /** Media type in lower case. */
  type: string
  /** Parameters of the content type by lower-case name. */
  parameters: Map<string, string>
  /** Decoded from its transfer encoding. */
  body: Buffer
}

const MAX_DEPTH = 5
const MAX_PARTS = 10_000
const MAX_HEADER_BYTES = 64 * 1024

/** The message with all its parts in order. A part that is cut off ends where the bytes end. */
export function partsOf(bytes: Uint8Array): Part[] {
  const parts: Part[] = []
  collect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), parts, 0)
  return parts
}

function collect(bytes: Buffer, parts: Part[], depth: number): void {
  if (depth > MAX_DEPTH || parts.length >= MAX_PARTS) return
  const { headers, bodyAt } = readHeaders(bytes)
  const { value, parameters } = parseHeader(headers.get('content-type') ?? 'text/plain')
  const type = value.toLowerCase()
  const raw = bytes.subarray(bodyAt)
  const boundary = parameters.get('boundary')
  const isMultipart = type.startsWith('multipart/') && boundary !== undefined && boundary !== ''
  const body = isMultipart ? Buffer.alloc(0) : decodeBody(raw, headers.get('content-transfer-encoding') ?? '')
  parts.push({ headers, type, parameters, body })
  if (isMultipart) for (const part of split(raw, boundary)) collect(part, parts, depth + 1)
}

function readHeaders(bytes: Buffer): { headers: Map<string, string>; bodyAt: number } {
  const head = bytes.subarray(0, MAX_HEADER_BYTES).toString('latin1')
  const blank = /^\r?\n|\r?\n\r?\n/.exec(head)
  const end = blank?.index ?? head.length
  const headers = new Map<string, string>()
  for (const line of head
    .slice(0, end)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return { headers, bodyAt: end + (blank?.[0].length ?? 0) }
}

/** `text/html; charset="utf-8"` as value and parameters. */
function parseHeader(header: string): { value: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, plain] of header.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^;\s]*))/g)) {
    parameters.set(name.toLowerCase(), quoted ?? plain ?? '')
  }
  return { value: header.split(';', 1)[0]?.trim() ?? '', parameters }
}

/** What stands between the lines of a boundary. */
function split(bytes: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const starts: { from: number; to: number }[] = []
  for (let at = bytes.indexOf(mark); at >= 0 && starts.length < MAX_PARTS; at = bytes.indexOf(mark, at + mark.length)) {
    if (at === 0 || bytes[at - 1] === 10) starts.push({ from: at, to: at + mark.length })
  }
  return starts.flatMap(({ to }, i) => {
    if (bytes.toString('latin1', to, to + 2) === '--') return []
    const line = bytes.indexOf(10, to)
    const end = starts[i + 1]?.from ?? bytes.length
    return line < 0 || line >= end ? [] : [bytes.subarray(line + 1, trimLine(bytes, line + 1, end))]
  })
}

/** The line break before a boundary belongs to the boundary. */
function trimLine(bytes: Buffer, start: number, end: number): number {
  if (end <= start || bytes[end - 1] !== 10) return end
  return bytes[end - 2] === 13 ? end - 2 : end - 1
}

function decodeBody(raw: Buffer, encoding: string): Buffer {
  if (/^base64$/i.test(encoding)) return Buffer.from(raw.toString('latin1'), 'base64')
  return /^quoted-printable$/i.test(encoding) ? decodeQuotedPrintable(raw) : raw
}

/** RFC 2045, 6.7; what is no escape stays as it is. */
function decodeQuotedPrintable(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length)
  let length = 0
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i] ?? 0
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const hex = raw.toString('latin1', i + 1, i + 3)
    if (/^[\da-f]{2}$/i.test(hex)) {
      out[length++] = Number.parseInt(hex, 16)
      i += 2
      continue
    }
    const softBreak = /^[ \t]*(?:\r?\n|$)/.exec(raw.toString('latin1', i + 1, i + 80))
    if (softBreak !== null) i += softBreak[0].length
    else out[length++] = byte
  }
  return out.subarray(0, length)
}

/** Encoded words of a header (RFC 2047), such as `=?utf-8?B?…?=`. */
export function decodeWords(header: string): string {
  return header
    .replace(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi, (word, charset: string, kind: string, text: string) => {
      const bytes =
        kind.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : decodeQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'latin1'))
      try {
        return new TextDecoder(charset).decode(bytes)
      } catch {
        return word
      }
    })
    .trim()
}
