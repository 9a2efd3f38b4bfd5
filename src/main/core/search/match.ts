import { foldForMatching } from '../../../shared/fold.ts'
import type { FoldedText } from '../../../shared/fold.ts'
import type { IndexedText } from './indexing/index.ts'
import { isPlain } from './needles.ts'
import { TAG_PARTING } from './queries.ts'
import type { EntryText } from './queries.ts'
import { TAG_WEIGHT, TITLE_WEIGHT, entryTokens, impact, lengthOf } from './tokens.ts'
import type { FoldedEntry } from './tokens.ts'
import { countWords } from './words.ts'

/** A part of a Latin word counts as this much of the whole word: `art` in `article`. */
const INSIDE_WORD = 0.1

export interface Match {
  entry: EntryText
  title: FoldedText
  body: FoldedText
  /** Occurrences in title and body. */
  matches: number
  /** For each term, its weighted occurrences. */
  frequencies: number[]
  length: number
}

export function foldEntry(entry: EntryText): FoldedEntry {
  return { title: foldForMatching(entry.title).text, body: foldForMatching(entry.body).text, tags: foldTags(entry) }
}

/** What the index holds of an entry. */
export function indexedText(entry: EntryText, averageLength: number): IndexedText {
  const folded = foldEntry(entry)
  const words = countWords(folded.body)
  const plain = isPlainEntry(entry, folded)
  return { length: lengthOf(folded), words, plain, tokens: entryTokens(folded, averageLength) }
}

/** Whether SQLite can look into all its texts as they are. */
export const isPlainEntry = (entry: EntryText, folded: FoldedEntry): boolean =>
  isPlain(entry.body, folded.body) &&
  isPlain(entry.title, folded.title) &&
  isPlain(entry.tags.join(TAG_PARTING), folded.tags)

// U+FFFF folds to itself and stands in no term.
const foldTags = (entry: EntryText): string => foldForMatching(entry.tags.join(TAG_PARTING)).text

/** The length of an entry's body in words. */
export const wordsIn = (match: Match): number => countWords(match.body.text)

/** Looks for the terms in title, body and tags; null unless every one of them is there. */
export function matchEntry(entry: EntryText, terms: string[]): Match | null {
  const match = weigh(entry, terms, null, true)
  return match.frequencies.every((frequency) => frequency > 0) ? match : null
}

/**
 * Counts the terms in title, body and tags, or in one of the first two alone; with `allNeeded` it stops at the first that
 * is missing.
 */
export function weigh(entry: EntryText, terms: string[], place: 'title' | 'text' | null, allNeeded = false): Match {
  const title = foldForMatching(entry.title)
  const body = foldForMatching(entry.body)
  const tags = foldTags(entry)
  const frequencies: number[] = []
  let matches = 0
  for (const term of terms) {
    const inTitle = place === 'text' ? NONE : occurrences(title.text, term)
    const inBody = place === 'title' ? NONE : occurrences(body.text, term)
    const inTags = place === null ? occurrences(tags, term) : NONE
    const frequency = TITLE_WEIGHT * inTitle.weight + TAG_WEIGHT * inTags.weight + inBody.weight
    frequencies.push(frequency)
    matches += inTitle.count + inBody.count
    if (allNeeded && frequency === 0) break
  }
  return { entry, title, body, matches, frequencies, length: title.text.length + body.text.length + tags.length }
}

const NONE = { count: 0, weight: 0 }

function occurrences(text: string, term: string): { count: number; weight: number } {
  let count = 0
  let inside = 0
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
    count++
    if (!isWhole(text, at, term.length)) inside++
  }
  return { count, weight: count - inside * (1 - INSIDE_WORD) }
}

/** Whether an occurrence neither starts nor ends within a Latin word. */
function isWhole(text: string, at: number, length: number): boolean {
  const end = at + length
  return (
    !(isLatin(text.charCodeAt(at - 1)) && isLatin(text.charCodeAt(at))) &&
    !(isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end)))
  )
}

/** Of folded text; NaN, beyond an end, is none. */
export const isLatin = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)

/** BM25 (Robertson and Zaragoza, "The probabilistic relevance framework", 2009; k1 = 1.2, b = 0.75). */
export function score(match: Match, rarities: number[], averageLength: number): number {
  let sum = 0
  for (const [n, frequency] of match.frequencies.entries()) {
    sum += (rarities[n] ?? 0) * impact(frequency, match.length, averageLength)
  }
  return sum
}

/** BM25's weight of a term that stands in `found` of `total` entries. */
export const rarity = (found: number, total: number): number =>
  Math.log(1 + (Math.max(0, total - found) + 0.5) / (found + 0.5))
