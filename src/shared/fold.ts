import {
  LONGEST_SEVERAL,
  SELECTOR,
  SELECTOR_FROM,
  SELECTOR_TO,
  ZERO_WIDTH,
  several,
  special,
  table
} from './fold-units.ts'
import type { TextRange } from './search.ts'

const SPACE = 0x20

let scratch = new Uint16Array(1 << 14)
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/** Fills `scratch`; tells whether one of the units is special, or a space behind a space. */
function foldUnits(text: string): boolean {
  const { length } = text
  if (scratch.length < length) scratch = new Uint16Array(length * 2)
  const units = scratch
  let found = 0
  let previous = 0
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    const folded = table[unit] ?? 0
    units[i] = folded
    found |= special[unit] ?? 0
    if (folded === SPACE && previous === SPACE) found = 1
    previous = folded
  }
  return found === 1
}

const foldedUnits = (length: number): string => decoder.decode(scratch.subarray(0, length))

/**
 * The form in which texts and queries are compared: lower case without accents, half width, simplified characters, radicals
 * and compatibility characters as the ordinary ones, every kind of space as a space.
 *
 * Keeps the length in UTF-16 units, so that offsets stay valid; characters without width become U+200B.
 */
export function fold(text: string): string {
  foldUnits(text)
  return foldedUnits(text.length)
}

/**
 * Folded text without characters of no width and spaces behind a space. `offsets` gives the place of each unit in the original, and at the end the
 * original's length; null: every unit is in its place.
 */
export interface FoldedText {
  text: string
  offsets: Uint32Array | null
}

let matching = new Uint16Array(1 << 15)
let places = new Uint32Array(matching.length + 1)

/**
 * {@link fold} for matching: a zero-width character does not part a word, a ligature is the letters it stands for, and a run
 * of white space is one space. A line break is white space too, between ideographs as well: stored texts have one line for
 * each block, and what stands in two blocks is not one word.
 */
export function foldForMatching(text: string): FoldedText {
  const { length } = text
  if (!foldUnits(text)) return { text: foldedUnits(length), offsets: null }
  if (matching.length < length * LONGEST_SEVERAL) {
    matching = new Uint16Array(length * LONGEST_SEVERAL * 2)
    places = new Uint32Array(matching.length + 1)
  }
  const [units, offsets] = [matching, places]
  let end = 0
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (special[unit] === 0) {
      const folded = scratch[i] ?? 0
      if (folded === SPACE && end > 0 && units[end - 1] === SPACE) continue
      offsets[end] = i
      units[end++] = folded
      continue
    }
    const next = text.charCodeAt(i + 1)
    if (unit === SELECTOR && next >= SELECTOR_FROM && next <= SELECTOR_TO) i++
    else if (table[unit] !== ZERO_WIDTH) {
      const whole = several.get(unit) ?? text.charAt(i)
      for (let n = 0; n < whole.length; n++) {
        offsets[end] = i
        units[end++] = whole.charCodeAt(n)
      }
    }
  }
  offsets[end] = length
  return { text: decoder.decode(units.subarray(0, end)), offsets: offsets.slice(0, end + 1) }
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
      found.push([originalOffset(folded, at), originalEnd(folded, at + term.length - 1)])
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

/** Behind a unit and the accents and selectors that belong to it. */
const originalEnd = (folded: FoldedText, at: number) =>
  Math.max(originalOffset(folded, at) + 1, originalOffset(folded, at + 1))
