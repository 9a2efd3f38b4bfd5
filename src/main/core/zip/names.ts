import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import { likelyEncoding } from '../text-encoding.ts'

const UTF8_FLAG = 0x800
/** Info-ZIP's Unicode path: version, sum of the other name, the name in UTF-8. */
const UNICODE_PATH = 0x7075
/** Archivers on Chinese, Taiwanese and Japanese Windows write names in the system's own encoding, and do not say so. */
const ENCODINGS = ['gb18030', 'big5', 'shift_jis'] as const

/**
 * The names of an archive's entries: what is marked as UTF-8 or valid as such is UTF-8; the others share the one old
 * encoding in which all of them look most like text.
 */
export function decodeNames(entries: readonly Entry[]): string[] {
  const names = entries.map((entry) => unicodeName(entry))
  const old = entries.flatMap((entry, i) => (names[i] === null ? [entry.fileNameRaw, NEW_LINE] : []))
  if (old.length === 0) return names.map((name) => name ?? '')
  const decoder = new TextDecoder(likelyEncoding(Buffer.concat(old), ENCODINGS).encoding)
  return names.map((name, i) => name ?? decoder.decode(entries[i]?.fileNameRaw))
}

const NEW_LINE = Buffer.from('\n')

function unicodeName(entry: Entry): string | null {
  const extra = entry.extraFields.find(({ id }) => id === UNICODE_PATH)?.data
  if (extra && extra.length > 5 && extra[0] === 1 && extra.readUInt32LE(1) === crc32(entry.fileNameRaw))
    return extra.toString('utf8', 5)
  if (entry.generalPurposeBitFlag & UTF8_FLAG) return entry.fileNameRaw.toString('utf8')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(entry.fileNameRaw)
  } catch {
    return null
  }
}
