import { foldForMatching } from '../../../shared/fold.ts'
import { SIGN, SPACE, STOP, classOf } from './characters.ts'
import { TITLE_WEIGHT } from './tokens.ts'

/** A word or a term of several words that tells what a text is about. */
export interface Keyword {
  /** Folded. */
  term: string
  /** As the text writes it. */
  shown: string
  /** Occurrences, those in the title weighted. */
  frequency: number
}

/** A text says what it is about within so many UTF-16 units; parting it into words takes a millisecond for two thousand. */
const MOST_READ = 5000
const MOST_KEYWORDS = 60
/** Words that stand side by side at least so often, and mostly, are one term of at most so many words and units. */
const LEAST_TOGETHER = 3
const MOST_PARTS = 4
const LONGEST = 12
/** With these at an end it is no term. */
const FILLERS = new Set([
  ...'的地得了着过是在和与或及而但也都就才又再还很更最不没无有为被把将让给对向从到由以于因所其此该这那哪我你他她它们们个些种次等能会要可应该说做用去来上下中内外前后里时们一二三两几多少每各'
])

interface Counted extends Keyword {
  count: number
  /** Places of its words in {@link Words}. */
  first: number
  parts: number
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** What a text is about: its words, and terms of words that mostly stand side by side; the most frequent first. */
export function keywordsOf(title: string, body: string): Keyword[] {
  const counted = new Map<string, Counted>()
  const words: string[] = []
  for (const [text, weight] of [
    [title, TITLE_WEIGHT],
    [body.slice(0, MOST_READ), 1]
  ] as const) {
    countTerms(text, weight, words, counted)
  }
  joinWords(counted, words)
  return [...counted.values()]
    .filter(({ term, count, parts }) => count >= (parts > 1 ? LEAST_TOGETHER : 1) && term.length > 1)
    .toSorted((a, b) => b.frequency - a.frequency)
    .slice(0, MOST_KEYWORDS)
    .map(({ term, shown, frequency }) => ({ term, shown, frequency }))
}

function countTerms(text: string, weight: number, words: string[], counted: Map<string, Counted>): void {
  const folded = foldForMatching(text)
  const place = (at: number) => folded.offsets?.[at] ?? at
  let starts: number[] = []
  for (const { segment, index } of segmenter.segment(folded.text)) {
    if (!isWord(segment)) {
      starts = []
      continue
    }
    words.push(segment)
    starts = [...starts, index].slice(-MOST_PARTS)
    const end = index + segment.length
    for (const [n, start] of starts.entries()) {
      const parts = starts.length - n
      if (parts > 1 && end - start > LONGEST) continue
      const term = folded.text.slice(start, end)
      let known = counted.get(term)
      if (!known) {
        const shown = text.slice(place(start), place(end - 1) + 1)
        known = { term, shown, frequency: 0, count: 0, first: words.length - parts, parts }
        counted.set(term, known)
      }
      known.count++
      known.frequency += weight
    }
  }
}

/** Keeps the terms that are more than their words by chance side by side; what a term takes, its parts lose. */
function joinWords(counted: Map<string, Counted>, words: string[]): void {
  const terms = [...counted.values()].filter(({ parts }) => parts > 1).toSorted((a, b) => b.parts - a.parts)
  for (const term of terms) {
    const own = words.slice(term.first, term.first + term.parts)
    const rarest = Math.min(...own.map((word) => counted.get(word)?.count ?? 0))
    const isTerm =
      term.count >= LEAST_TOGETHER &&
      term.count * 2 > rarest &&
      !FILLERS.has(own[0] ?? '') &&
      !FILLERS.has(own.at(-1) ?? '')
    if (!isTerm) {
      counted.delete(term.term)
      continue
    }
    for (let from = 0; from < own.length; from++) {
      for (let to = from + 1; to <= own.length; to++) {
        const part = counted.get(own.slice(from, to).join(''))
        if (!part || part === term) continue
        part.count -= term.count
        part.frequency -= term.frequency
      }
    }
  }
}

/** Neither punctuation nor a number. */
function isWord(term: string): boolean {
  if (/^[0-9]+$/.test(term)) return false
  for (let i = 0; i < term.length; i++) {
    const kind = classOf(term, i)
    if (kind === SIGN || kind === STOP || kind === SPACE) return false
  }
  return true
}
