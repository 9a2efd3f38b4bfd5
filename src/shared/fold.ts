import { folds, into } from './fold-table.ts'
import type { TextRange } from './search.ts'

/** Stands for every character without width in folded text. */
const ZERO_WIDTH = 0x200b

/** One UTF-16 unit to one unit; surrogates stand for themselves. */
const table = buildTable()

function buildTable(): Uint16Array {
  const units = new Uint16Array(0x10000)
  for (let unit = 0; unit < units.length; unit++) units[unit] = unit
  for (let n = 0; n < folds.length; n++) units[folds.charCodeAt(n)] = into.charCodeAt(n)

  // Outside these blocks only ideographs fold.
  for (const [from, to] of [
    [0, 0x2e80],
    [0x2fe0, 0x3400],
    [0xa640, 0xabc0],
    [0xf900, 0xfffe]
  ] as const) {
    for (let unit = from; unit < to; unit++) units[unit] = foldUnit(unit, units)
  }
  units.fill(0x20, 0, 0x20)
  units.fill(0x20, 0x7f, 0xa1)
  for (const space of [0x1680, 0x2028, 0x2029]) units[space] = 0x20
  // Private use: no meaning of its own.
  units.fill(0xfffd, 0xe000, 0xf900)
  // Joiners, direction marks, variation selectors, soft hyphen, byte order mark, combining accents: a word is the same
  // word with or without them.
  for (const [from, to] of [
    [0xad, 0xad],
    [0x300, 0x36f],
    [0x61c, 0x61c],
    [0x180b, 0x180f],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x206f],
    [0xfe00, 0xfe0f],
    [0xfeff, 0xfeff]
  ] as const) {
    units.fill(ZERO_WIDTH, from, to + 1)
  }
  return units
}

/** Compatibility forms, accents and case, as far as the result is one unit. */
function foldUnit(unit: number, ideographs: Uint16Array): number {
  const char = String.fromCharCode(unit)
  const decomposed = char.normalize('NFKD')
  let single = char
  if (decomposed !== char) {
    const bare = decomposed.replace(/[\u0300-\u036f]/g, '')
    const composed = bare.length === 1 ? bare : char.normalize('NFKC')
    if (composed.length === 1) single = composed
  }
  const lower = single.toLowerCase()
  const code = (lower.length === 1 ? lower : single).charCodeAt(0)
  return ideographs[code] ?? code
}

let scratch = new Uint16Array(1 << 14)
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/**
 * The form in which texts and queries are compared: lower case without accents, half width, simplified characters, radicals
 * and compatibility characters as the ordinary ones, every kind of space as a space.
 *
 * Keeps the length in UTF-16 units, so that offsets stay valid; characters without width become U+200B.
 */
export function fold(text: string): string {
  const { length } = text
  if (scratch.length < length) scratch = new Uint16Array(length * 2)
  const units = scratch
  for (let i = 0; i < length; i++) units[i] = table[text.charCodeAt(i)] ?? 0
  return decoder.decode(units.subarray(0, length))
}

/** Folded text without characters of no width. `offsets` gives the place of each unit in the original; null: the same. */
export interface FoldedText {
  text: string
  offsets: Uint32Array | null
}

/** {@link fold} for matching: a zero-width character inside a word does not part it. */
export function foldForMatching(text: string): FoldedText {
  const folded = fold(text)
  if (!folded.includes('\u200b')) return { text: folded, offsets: null }
  const offsets = new Uint32Array(folded.length)
  let length = 0
  for (let i = 0; i < folded.length; i++) {
    if (folded.charCodeAt(i) !== ZERO_WIDTH) offsets[length++] = i
  }
  return { text: folded.replaceAll('\u200b', ''), offsets: offsets.subarray(0, length) }
}

/** Where the terms stand in the original text: sorted, overlaps joined. Terms may be raw or folded. */
export function findFolded(text: string, terms: string[]): TextRange[] {
  return rangesIn(
    foldForMatching(text),
    terms.map((term) => foldForMatching(term).text)
  )
}

/** {@link findFolded} on text and terms that are folded already; at most `limit` occurrences of each term. */
export function rangesIn(folded: FoldedText, terms: string[], limit = Infinity): TextRange[] {
  const found: TextRange[] = []
  for (const term of terms) {
    if (term === '') continue
    let count = 0
    for (
      let at = folded.text.indexOf(term);
      at >= 0 && count < limit;
      at = folded.text.indexOf(term, at + term.length)
    ) {
      found.push([originalOffset(folded, at), originalOffset(folded, at + term.length - 1) + 1])
      count++
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const joined: TextRange[] = []
  for (const range of found) {
    const last = joined.at(-1)
    if (last && range[0] < last[1]) last[1] = Math.max(last[1], range[1])
    else joined.push(range)
  }
  return joined
}

const originalOffset = (folded: FoldedText, at: number) => folded.offsets?.[at] ?? at
