import { promisify } from 'node:util'
import { inflate as inflateWithCallback } from 'node:zlib'
import { ParseError } from '../parsed-article.ts'
import { fromAscii, lzwLength, runLength } from './pdf-filters.ts'

/** A page's picture without compression has up to 100 MB, its text far less. */
const MAX_STREAM_BYTES = 128 * 1024 * 1024
/** Smaller streams cannot unpack to more: LZW packs at most some 2,700:1, Deflate 1032:1. */
const MIN_BOMB_BYTES = MAX_STREAM_BYTES / 2731
const STREAM = Buffer.from('stream')
const END = Buffer.from('endstream')
const DICTIONARY_BYTES = 2000

const inflate = promisify(inflateWithCallback)

/**
 * Refuses a file with a stream that unpacks to far more than pages need, because the reader of PDF files unpacks whatever
 * it finds. Throws {@link ParseError} `unsafe_archive`.
 */
export async function checkStreams(bytes: Uint8Array): Promise<void> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = file.indexOf(STREAM); at >= 0;) {
    const end = file.indexOf(END, at)
    const data = file.subarray(at + STREAM.length, end < 0 ? file.length : end)
    const dictionary = file.toString('latin1', Math.max(0, at - DICTIONARY_BYTES), at)
    await checkStream(dictionary.slice(dictionary.lastIndexOf(' obj') + 1), data)
    at = end < 0 ? -1 : file.indexOf(STREAM, end + END.length)
  }
}

async function checkStream(dictionary: string, data: Buffer): Promise<void> {
  const filters = dictionary.match(/\/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/g) ?? []
  if (filters.length > 1) throw new ParseError('unsafe_archive', 'a stream is packed twice')
  if (data.length < MIN_BOMB_BYTES) return
  const start = data[0] === 13 ? 2 : 1
  const ascii = /\/(?:ASCII85Decode|A85)\b/.test(dictionary)
    ? '85'
    : /\/(?:ASCIIHexDecode|AHx)\b/.test(dictionary)
      ? 'hex'
      : null
  const packed = ascii === null ? data.subarray(start) : fromAscii(data, ascii)
  if (await unpacksTooFar(filters[0]?.slice(1) ?? '', packed))
    throw new ParseError('unsafe_archive', `a stream of ${data.length} bytes unpacks to more than ${MAX_STREAM_BYTES}`)
}

async function unpacksTooFar(filter: string, packed: Buffer): Promise<boolean> {
  if (filter.startsWith('LZW')) return lzwLength(packed, MAX_STREAM_BYTES) > MAX_STREAM_BYTES
  if (filter.startsWith('R')) return runLength(packed) > MAX_STREAM_BYTES
  try {
    await inflate(packed, { maxOutputLength: MAX_STREAM_BYTES })
    return false
  } catch (error) {
    // Other errors mean that it is no such stream, or damaged, which the reader of the file says.
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
  }
}
