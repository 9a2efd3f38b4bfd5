import { fold, foldForMatching } from './fold.ts'
import { characters } from './pinyin-table.ts'
import type { TextRange } from './search.ts'

interface Table {
  /** The readings of each character; `ü` as `v` and as `u`. */
  readings: Map<number, string[]>
  /** Characters by the first letter of a reading. */
  byInitial: Map<string, Set<number>>
  /** For each unit, one bit for every letter that can be typed for it, alone or first; all for one that is passed over. */
  begins: Uint32Array
}

let table: Table | undefined

/** Built when first asked for: it takes some milliseconds. */
function tables(): Table {
  if (table) return table
  const readings = new Map<number, string[]>()
  const byInitial = new Map<string, Set<number>>()
  const begins = Uint32Array.from({ length: 0x10000 }, (_, unit) => (isLetter(unit) ? bitOf(unit) : ANY_LETTER))
  begins[LINE_FEED] = 0
  for (const [syllable, written] of Object.entries(characters)) {
    const chars = fold(written)
    const forms = syllable.includes('v') ? [syllable, syllable.replace('v', 'u')] : [syllable]
    const initial = syllable.charAt(0)
    const same = byInitial.get(initial) ?? new Set()
    byInitial.set(initial, same)
    for (let at = 0; at < chars.length; at++) {
      const unit = chars.charCodeAt(at)
      same.add(unit)
      const known = readings.get(unit)
      if (!known) begins[unit] = 0
      begins[unit] = (begins[unit] ?? 0) | bitOf(syllable.charCodeAt(0))
      if (known) known.push(...forms)
      else readings.set(unit, [...forms])
    }
  }
  table = { readings, byInitial, begins }
  return table
}

const LINE_FEED = 0x0a
const ANY_LETTER = 0x3ffffff
/** Beside the bits of letters: nothing more is typed, or no letter. */
const WHATEVER = 1 << 26

const bitOf = (letter: number): number => (letter >= 0x61 && letter <= 0x7a ? 1 << (letter - 0x61) : 0)

/** All readings of a character without tones; none for what is no common ideograph. */
const readingsOf = (char: string): readonly string[] => tables().readings.get(char.charCodeAt(0)) ?? []

/** The characters with a reading, folded. */
export const charactersRead = (reading: string): string =>
  Object.hasOwn(characters, reading) ? fold(characters[reading] ?? '') : ''

/** Characters that share a reading with one, itself included. */
export function homophonesOf(char: string): Set<string> {
  const same = new Set([char])
  for (const reading of readingsOf(char)) for (const other of characters[reading] ?? '') same.add(other)
  return same
}

/** A query as it is compared with readings: folded, without spaces and apostrophes. */
export const typedPinyin = (query: string): string => foldForMatching(query).text.replace(/[\s'’]/g, '')

/** Whether a query can be meant as pinyin: letters, at least two, perhaps among Chinese. */
export const maybePinyin = (typed: string): boolean => /[a-z]/.test(typed) && /^[a-z\d\u3400-\u9fff]{2,40}$/.test(typed)

/**
 * The first range of text from `from` on that is read as `typed`; null if there is none. It holds no line feed. `folded` and
 * `typed` are in the form of {@link typedPinyin}.
 */
export function readAs(typed: string, folded: string, from = 0): TextRange | null {
  const { begins } = tables()
  const { first, goesOn } = beginningsOf(typed)
  const { length } = folded
  for (let start = from; start < length; start++) {
    // Most places are ruled out by the first two characters.
    if (first[folded.charCodeAt(start)] === 0) continue
    const next = goesOn[folded.charCodeAt(start)] ?? 0
    if ((next & WHATEVER) === 0 && ((begins[folded.charCodeAt(start + 1)] ?? 0) & next) === 0) continue
    const end = follow(typed, 0, folded, start, false)
    if (end > 0) return [start, end]
  }
  return null
}

interface Beginnings {
  typed: string
  /** 1 for each unit that `typed` can begin with: a small table, for a fast look at each character. */
  first: Uint8Array
  /** For these units, the letters that may be typed behind. */
  goesOn: Uint32Array
}

let last: Beginnings | undefined

/** Many texts are asked in turn for what is typed once. */
function beginningsOf(typed: string): Beginnings {
  if (last?.typed === typed) return last
  const first = new Uint8Array(0x10000)
  const goesOn = new Uint32Array(0x10000)
  const { readings, byInitial } = tables()
  const add = (unit: number, at: number) => {
    first[unit] = 1
    goesOn[unit] = (goesOn[unit] ?? 0) | (bitOf(typed.charCodeAt(at)) || WHATEVER)
  }
  for (const unit of byInitial.get(typed.charAt(0)) ?? []) {
    for (const reading of readings.get(unit) ?? []) for (const at of endsOf(reading, typed, 0)) add(unit, at)
  }
  add(typed.charCodeAt(0), 1)
  last = { typed, first, goesOn }
  return last
}

/** Where what is typed for a character with this reading may end, the longest first. */
function endsOf(reading: string, typed: string, at: number): number[] {
  const common = commonLength(reading, typed, at)
  const ends: number[] = []
  for (let length = common; length > 0; length--) {
    const isInitial = length === 1 || (length === 2 && reading.charCodeAt(1) === 0x68)
    const isLast = length === common && at + common === typed.length
    if (length === reading.length || isInitial || isLast) ends.push(at + length)
  }
  return ends
}

/**
 * Where a reading of `typed` from `at` on ends in the text, 0 if there is none. A character is typed as itself, by a whole
 * reading, its first letter, or `zh`, `ch`, `sh`; the last one by any beginning of a reading.
 */
function follow(typed: string, at: number, text: string, place: number, read: boolean): number {
  if (at === typed.length) return read ? place : 0
  if (place >= text.length) return 0
  const unit = text.charCodeAt(place)
  const readings = tables().readings.get(unit)
  for (const reading of readings ?? []) {
    for (const next of endsOf(reading, typed, at)) {
      const end = follow(typed, next, text, place + 1, true)
      if (end > 0) return end
    }
  }
  if (unit === typed.charCodeAt(at)) return follow(typed, at + 1, text, place + 1, read)
  // Signs and spaces between words are not typed.
  return at > 0 && !readings && !isLetter(unit) && unit !== LINE_FEED ? follow(typed, at, text, place + 1, read) : 0
}

function commonLength(reading: string, typed: string, at: number): number {
  let length = 0
  while (length < reading.length && reading.charCodeAt(length) === typed.charCodeAt(at + length)) length++
  return length
}

const isLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit > 0x3100

/** Where a text is read as the query: `xuqiufenxi`, `xqfx` and `需qfx` in 需求分析. Null unless it is. */
export function pinyinMatch(query: string, text: string): TextRange[] | null {
  const typed = typedPinyin(query)
  if (!maybePinyin(typed)) return null
  const folded = foldForMatching(text)
  const range = readAs(typed, folded.text)
  if (!range) return null
  const place = (at: number) => folded.offsets?.[at] ?? at
  return [[place(range[0]), place(range[1] - 1) + 1]]
}
