/**
 * What of a folded text goes into the index, and which of it a term needs.
 *
 * Every entry holds, each once: every character, every two adjacent characters of a run, every three adjacent Latin
 * letters or digits, every Latin word. A term of any kind is then a conjunction of tokens that misses no entry; whether
 * the entry really holds the term is seen in its text. Characters and pairs that stand often in an entry are held once
 * more with the level of their weight in front, so that the best entries can be read first (impact-ordered postings:
 * Anh and Moffat, "Pruned query evaluation using pre-computed impacts", 2006).
 */
import { LATIN, OTHER, SIGN, SPACE, classOf, classes, isPair, isSingle } from './characters.ts'

// Folded text holds no private-use characters, so they can tell kinds of tokens apart.
const LEVEL_MARK = 0xe000
const WORD_MARK = 0xe0f0
const TRIPLE_MARK = 0xe0f1
/** The tokenizer parts at ASCII signs, so these stand for them. */
const SIGN_BASE = 0xe100
const TRIPLE_KEY = 0xe000 * 0x10000

/** Longer words are found by their triples alone. */
const LONGEST_WORD = 40

/** Of title and tags in the count of a word's occurrences. */
export const TITLE_WEIGHT = 5
export const TAG_WEIGHT = 3

/** BM25's part for one term: from 0 to 2.2, more for more occurrences in a shorter text. */
export function impact(occurrences: number, length: number, averageLength: number): number {
  return (occurrences * 2.2) / (occurrences + 1.2 * (0.25 + (0.75 * length) / averageLength))
}

const LEVELS = [1.5, 1.65, 1.8, 1.9, 2, 2.08]

function levelOf(weight: number): number {
  let level = 0
  while (level < LEVELS.length && weight >= (LEVELS[level] ?? 0)) level++
  return level
}

/** Single characters keep two levels only: they have the longest postings and gain the least. */
const SINGLE_LEVELS = [5, 3]
const PAIR_LEVELS = [6, 5, 4, 3, 2, 1]
const singleLevel = (level: number): number => (level >= 5 ? 5 : level >= 3 ? 3 : 0)

/** What an entry is searched by: folded, without zero-width characters. */
export interface FoldedEntry {
  title: string
  body: string
  tags: string
}

export const lengthOf = (entry: FoldedEntry): number => entry.title.length + entry.body.length + entry.tags.length

/** Counts keys in open addressing; three times as fast here as a Map of numbers. */
class Counts {
  keys = new Float64Array(1 << 13).fill(-1)
  values = new Uint32Array(1 << 13)
  used: number[] = []

  add(key: number, by: number): void {
    if (this.used.length * 2 > this.keys.length) this.grow()
    const slot = this.slotOf(key)
    if (this.keys[slot] === -1) {
      this.keys[slot] = key
      this.used.push(slot)
    }
    this.values[slot] = (this.values[slot] ?? 0) + by
  }

  clear(): void {
    for (const slot of this.used) {
      this.keys[slot] = -1
      this.values[slot] = 0
    }
    this.used = []
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1
    let slot = (Math.imul(key | 0, 0x9e3779b1) >>> 15) & mask
    while (this.keys[slot] !== -1 && this.keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  private grow(): void {
    const { keys, values, used } = this
    this.keys = new Float64Array(keys.length * 4).fill(-1)
    this.values = new Uint32Array(keys.length * 4)
    this.used = []
    for (const slot of used) this.add(keys[slot] ?? 0, values[slot] ?? 0)
  }
}

const counts = new Counts()
let words = new Map<string, number>()

function count(text: string, weight: number): void {
  let wordStart = -1
  let previous = SPACE
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0x20
    const kind = classes[unit] ?? SPACE
    if (isSingle(kind)) counts.add(unit, weight)
    if (i > 0 && isPair(previous, kind)) counts.add(text.charCodeAt(i - 1) * 0x10000 + unit, weight)
    if (kind === LATIN) {
      if (wordStart < 0) wordStart = i
      if (i - wordStart >= 2) counts.add(tripleKey(text, i - 2), weight)
    } else if (wordStart >= 0) {
      if (i - wordStart <= LONGEST_WORD) {
        const word = text.slice(wordStart, i)
        words.set(word, (words.get(word) ?? 0) + weight)
      }
      wordStart = -1
    }
    previous = kind
  }
}

/** Letters and digits as numbers below 36. */
const digitOf = (unit: number): number => (unit < 0x61 ? unit - 0x30 : unit - 0x57)

function tripleKey(text: string, at: number): number {
  const [a, b, c] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)]
  return TRIPLE_KEY + (digitOf(a) * 36 + digitOf(b)) * 36 + digitOf(c)
}

const unitOfDigit = (digit: number): number => (digit < 10 ? digit + 0x30 : digit + 0x57)
const tokenUnit = (unit: number): number => (classes[unit] === SIGN ? SIGN_BASE + unit : unit)

let output = new Uint16Array(1 << 16)
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/** All tokens of an entry, parted by spaces, ready for the `ascii` tokenizer. */
export function entryTokens(entry: FoldedEntry, averageLength: number): string {
  counts.clear()
  words = new Map()
  count(entry.title, TITLE_WEIGHT)
  count(entry.tags, TAG_WEIGHT)
  count(entry.body, 1)
  const length = lengthOf(entry)

  let end = 0
  /** Units of 0 are left out. */
  const put = (a = 0, b = 0, c = 0, d = 0, e = 0): void => {
    if (end + 6 > output.length) output = grown(output)
    output[end++] = a
    if (b) output[end++] = b
    if (c) output[end++] = c
    if (d) output[end++] = d
    if (e) output[end++] = e
    output[end++] = 0x20
  }
  for (const slot of counts.used) {
    const key = counts.keys[slot] ?? 0
    const occurrences = counts.values[slot] ?? 0
    const level = occurrences > 1 ? levelOf(impact(occurrences, length, averageLength)) : 0
    if (key >= TRIPLE_KEY && key < TRIPLE_KEY + 0x10000) {
      const index = key - TRIPLE_KEY
      const [a, b, c] = [Math.floor(index / 1296), Math.floor(index / 36) % 36, index % 36].map(unitOfDigit)
      put(TRIPLE_MARK, a, b, c)
      if (level > 0) put(LEVEL_MARK + level, TRIPLE_MARK, a, b, c)
      continue
    }
    const [first, second] = key > 0xffff ? [Math.floor(key / 0x10000), key % 0x10000] : [key, 0]
    const [a, b] = [tokenUnit(first), second ? tokenUnit(second) : 0]
    put(a, b)
    const mark = second ? level : singleLevel(level)
    if (mark > 0 && isLevelled(first, second)) put(LEVEL_MARK + mark, a, b)
  }
  const parts = [decoder.decode(output.subarray(0, end))]
  for (const [word, occurrences] of words) {
    parts.push(wordToken(word))
    const level = occurrences > 1 ? levelOf(impact(occurrences, length, averageLength)) : 0
    if (level > 0) parts.push(levelToken(level, wordToken(word)))
  }
  return parts.join(' ')
}

function grown(buffer: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(buffer.length * 2)
  larger.set(buffer)
  return larger
}

/** Whether a pair, or with 0 a single character, has levels: signs and punctuation alone have none. */
const isLevelled = (first: number, second: number): boolean =>
  second > 0 || classes[first] === LATIN || classes[first] === OTHER

/** The token of a whole Latin word, folded and at most {@link LONGEST_WORD} long. */
export const wordToken = (word: string): string => String.fromCharCode(WORD_MARK) + word
export const levelToken = (level: number, token: string): string => String.fromCharCode(LEVEL_MARK + level) + token

export const isLevelToken = (token: string): boolean => token.charCodeAt(0) >> 4 === LEVEL_MARK >> 4

/** A token with the levels it is held at, best first. */
export interface Levelled {
  token: string
  levels: number[]
}

export interface TermTokens {
  /** Every entry with the term holds all of these. */
  required: string[]
  /** Every entry that holds `required` has the term: no need to look into its text. */
  exact: boolean
  /** Of the required ones, those with levels. */
  levelled: Levelled[]
  /** The term as a whole Latin word: entries that hold it come before those that hold the term inside a word. */
  word: Levelled | null
}

/** The tokens to look for a folded term. */
export function termTokens(term: string): TermTokens {
  const required = new Set<string>()
  const levelled = new Map<string, number[]>()
  const { length } = term
  const token = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, i) => String.fromCharCode(tokenUnit(term.charCodeAt(from + i)))).join('')

  for (let i = 0; i < length; i++) {
    const [before, kind, after] = [i > 0 ? classOf(term, i - 1) : SPACE, classOf(term, i), classOf(term, i + 1)]
    const hasNext = i + 1 < length
    const inTriple =
      kind === LATIN && after === LATIN && (before === LATIN || (i + 2 < length && classOf(term, i + 2) === LATIN))
    if (hasNext && isPair(kind, after) && !inTriple) {
      required.add(token(i, i + 2))
      levelled.set(token(i, i + 2), PAIR_LEVELS)
    }
    const inPair = (i > 0 && isPair(before, kind)) || (hasNext && isPair(kind, after))
    if (isSingle(kind) && !inPair) {
      required.add(token(i, i + 1))
      if (isLevelled(term.charCodeAt(i), 0)) levelled.set(token(i, i + 1), SINGLE_LEVELS)
    }
  }
  let only: string | null = null
  for (const match of term.matchAll(/[a-z0-9]+/g)) {
    const [word] = match
    for (let i = 0; i + 3 <= word.length; i++) {
      const triple = String.fromCharCode(TRIPLE_MARK) + word.slice(i, i + 3)
      required.add(triple)
      levelled.set(triple, PAIR_LEVELS)
    }
    if (word.length === length) only = word
    else if (match.index > 0 && match.index + word.length < length && word.length <= LONGEST_WORD) {
      required.add(wordToken(word))
    }
  }
  // One token is the term itself, not a part that repeats: `、、` is no pair.
  const [first = ''] = required
  const exact = required.size === 1 && first.length - (first.charCodeAt(0) === TRIPLE_MARK ? 1 : 0) === length
  return {
    required: [...required],
    exact,
    levelled: Array.from(levelled, ([key, levels]) => ({ token: key, levels })),
    word: only !== null && length <= LONGEST_WORD ? { token: wordToken(only), levels: PAIR_LEVELS } : null
  }
}
