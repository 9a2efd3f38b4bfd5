import { fold, foldForMatching } from './fold.ts'
import { characters } from './pinyin-table.ts'
import type { TextRange } from './search.ts'

interface Table {
  /** The readings of each character; `ü` as `v` and as `u`. */
  readings: Map<number, string[]>
  /** For each character, one bit for every letter that a reading begins with, or has as its second. */
  initials: Uint32Array
  seconds: Uint32Array
}

let table: Table | undefined

/** Built when first asked for: it takes some milliseconds. */
function tables(): Table {
  if (table) return table
  const readings = new Map<number, string[]>()
  const initials = new Uint32Array(0x10000)
  const seconds = new Uint32Array(0x10000)
  for (const [syllable, written] of Object.entries(characters)) {
    const chars = fold(written)
    const forms = syllable.includes('v') ? [syllable, syllable.replace('v', 'u')] : [syllable]
    for (let at = 0; at < chars.length; at++) {
      const unit = chars.charCodeAt(at)
      initials[unit] = (initials[unit] ?? 0) | bitOf(syllable.charCodeAt(0))
      for (const form of forms) seconds[unit] = (seconds[unit] ?? 0) | bitOf(form.charCodeAt(1))
      const known = readings.get(unit)
      if (known) known.push(...forms)
      else readings.set(unit, [...forms])
    }
  }
  table = { readings, initials, seconds }
  return table
}

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

/** Whether a range of text is read as `typed`; null unless so. `folded` and `typed` are in the form of {@link typedPinyin}. */
export function readAs(typed: string, folded: string): TextRange | null {
  const { initials, seconds } = tables()
  const [first, second] = [typed.charCodeAt(0), typed.charCodeAt(1)]
  const [firstBit, secondBit] = [bitOf(first), bitOf(second)]
  for (let start = 0; start < folded.length; start++) {
    const unit = folded.charCodeAt(start)
    if (unit !== first && ((initials[unit] ?? 0) & firstBit) === 0) continue
    // Most places are ruled out by the second letter: it goes on the reading, or begins the next.
    const next = folded.charCodeAt(start + 1)
    const goesOn = ((seconds[unit] ?? 0) | (initials[next] ?? 0)) & secondBit
    if (!goesOn && next !== second && isLetter(next)) continue
    const end = follow(typed, 0, folded, start, false)
    if (end > 0) return [start, end]
  }
  return null
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
    const common = commonLength(reading, typed, at)
    const last = at + common === typed.length
    for (let length = common; length > 0; length--) {
      const isInitial = length === 1 || (length === 2 && reading.charCodeAt(1) === 0x68)
      if (length !== reading.length && !isInitial && !(last && length === common)) continue
      const end = follow(typed, at + length, text, place + 1, true)
      if (end > 0) return end
    }
  }
  if (unit === typed.charCodeAt(at)) return follow(typed, at + 1, text, place + 1, read)
  // Signs and spaces between words are not typed.
  return at > 0 && !readings && !isLetter(unit) ? follow(typed, at, text, place + 1, read) : 0
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
