import type { TextEncoding } from '../../../../shared/imports.ts'
import { likelyEncoding, textScore } from '../../text-encoding.ts'
import { ParseError } from './parsed-article.ts'

/** Larger files are not articles. */
export const MAX_SOURCE_BYTES = 50 * 1024 * 1024

/** Text of a source file without its byte order mark. `damaged` when some bytes fit no encoding and became U+FFFD. */
export interface DecodedText {
  text: string
  encoding: string
  damaged: boolean
}

const CANDIDATES = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'utf-16le', 'utf-16be', 'windows-1252'] as const
/** Bytes looked at when telling encodings apart; even, so that UTF-16 units stay whole. */
const SAMPLE_BYTES = 32 * 1024
/** The best guess must look at least this much like text: the share of good minus the weighted share of bad characters. */
const MIN_SCORE = 0.1

/**
 * Decodes a text file: with the `chosen` encoding, or by its byte order mark, the charset that it declares, strict UTF-8,
 * or whichever old encoding gives the most everyday characters.
 *
 * Throws {@link ParseError} `empty_file`, `too_large`, `binary` or `bad_encoding`.
 */
export function decodeText(bytes: Uint8Array, chosen?: TextEncoding): DecodedText {
  if (bytes.length > MAX_SOURCE_BYTES) throw new ParseError('too_large', `${bytes.length} bytes`)
  const signature = binarySignature(bytes)
  if (signature !== null) throw new ParseError('binary', signature)
  const decoded =
    chosen === undefined
      ? (decodeMarked(bytes) ?? decodeDeclared(bytes) ?? decodeUtf8(bytes) ?? decodeByScore(bytes))
      : decodeAs(bytes, chosen)
  if (!/[^\s\u200b\u2060\0]/.test(decoded.text)) throw new ParseError('empty_file', 'no text')
  return decoded
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes)
  return { text, encoding, damaged: text.includes('\ufffd') }
}

function decodeMarked(bytes: Uint8Array): DecodedText | null {
  const [a, b, c] = bytes
  const encoding =
    a === 0xef && b === 0xbb && c === 0xbf
      ? 'utf-8'
      : a === 0xff && b === 0xfe
        ? 'utf-16le'
        : a === 0xfe && b === 0xff
          ? 'utf-16be'
          : null
  return encoding === null ? null : decodeAs(bytes, encoding)
}

/** Strict UTF-8; a file cut off within its last character still counts, and so does a rare broken byte. */
function decodeUtf8(bytes: Uint8Array): DecodedText | null {
  const whole = tryDecode(bytes, 'utf-8')
  if (whole !== null) {
    if (whole.includes('\0')) return null
    return { text: whole, encoding: 'utf-8', damaged: false }
  }
  const decoded = decodeAs(bytes, 'utf-8')
  return !decoded.text.includes('\0') && isMostlyWhole(decoded.text) ? decoded : null
}

/** Whether broken characters are rare among those beyond ASCII. */
function isMostlyWhole(text: string): boolean {
  let broken = 0
  let beyondAscii = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) beyondAscii++
  }
  return broken <= 1 ? beyondAscii > 0 : broken * 10 <= beyondAscii
}

/** The charset that an HTML page or XML file names itself, unless its text is UTF-8 all the same. */
function decodeDeclared(bytes: Uint8Array): DecodedText | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const label = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)/i.exec(
    head
  )
  const name = encodingOf(label?.[1] ?? label?.[2] ?? 'utf-8')
  if (name === null || name.startsWith('utf-')) return null
  const declared = decodeAs(bytes, name)
  if (declared.text.includes('\0') || (declared.damaged && !isMostlyWhole(declared.text))) return null
  // Tools that convert a page to UTF-8 leave its label.
  const utf8 = tryDecode(bytes, 'utf-8')
  if (utf8 !== null && textScore(utf8.slice(0, SAMPLE_BYTES)) >= textScore(declared.text.slice(0, SAMPLE_BYTES)))
    return null
  return declared
}

/** The name of the encoding that a label stands for. */
function encodingOf(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label)
    // GB18030 holds all of what files labelled gb2312 or gbk really use.
    return encoding === 'gbk' ? 'gb18030' : encoding
  } catch {
    return null
  }
}

function decodeByScore(bytes: Uint8Array): DecodedText {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const best = likelyEncoding(sample, CANDIDATES)
  if (best.score < MIN_SCORE) {
    const zeros = sample.filter((byte) => byte === 0).length
    throw zeros > 0
      ? new ParseError('binary', `${zeros} zero bytes in the first ${sample.length}`)
      : new ParseError('bad_encoding', `none of UTF-8, ${CANDIDATES.join(', ')}`)
  }
  return decodeAs(bytes, best.encoding)
}

function tryDecode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const SIGNATURES: [name: string, bytes: number[], offset?: number][] = [
  ['PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['ZIP archive or Office document', [0x50, 0x4b, 0x03, 0x04]],
  ['PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG image', [0xff, 0xd8, 0xff]],
  ['GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['WebP, WAV or AVI file', [0x52, 0x49, 0x46, 0x46]],
  ['gzip archive', [0x1f, 0x8b]],
  ['7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR archive', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['old Office document', [0xd0, 0xcf, 0x11, 0xe0]],
  ['SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
  ['program', [0x4d, 0x5a, 0x90]],
  ['audio file', [0x49, 0x44, 0x33]],
  ['audio or video file', [0x66, 0x74, 0x79, 0x70], 4]
]

function binarySignature(bytes: Uint8Array): string | null {
  for (const [name, signature, offset = 0] of SIGNATURES) {
    if (signature.every((byte, i) => bytes[offset + i] === byte)) return name
  }
  return null
}
