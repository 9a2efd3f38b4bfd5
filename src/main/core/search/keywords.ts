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
const FILLERS = new Set(
  '的地得了着过是在和与或及而但也都就才又再还很更最不没无有为被把将让给对向从到由以于因所其此该这那哪我你他她它们们个些种次等能会要可应该说做用去来上下中内外前后里时们一二三两几多少每各'
)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** What a text is about: its words, and terms of words that mostly stand side by side; the most frequent first. */
export function keywordsOf(title: string, body: string): Keyword[] {
  const texts = [
    { text: title, weight: TITLE_WEIGHT },
    { text: body.slice(0, MOST_READ), weight: 1 }
  ].map(({ text, weight }) => ({ text, weight, folded: foldForMatching(text) }))
  const parted = texts.map((each) => ({ ...each, runs: runsOf(each.folded.text) }))
  const together = countTogether(parted.flatMap(({ runs }) => runs))

  const keywords = new Map<string, Keyword>()
  for (const { text, weight, folded, runs } of parted) {
    const place = (at: number) => folded.offsets?.[at] ?? at
    for (const run of runs) {
      for (let at = 0; at < run.length;) {
        const parts = partsAt(run, at, together)
        const { term, from, to } = joined(run, at, parts)
        at += parts
        if (term.length < 2) continue
        const known = keywords.get(term) ?? { term, shown: text.slice(place(from), place(to - 1) + 1), frequency: 0 }
        known.frequency += weight
        keywords.set(term, known)
      }
    }
  }
  return [...keywords.values()].toSorted((a, b) => b.frequency - a.frequency).slice(0, MOST_KEYWORDS)
}

interface Word {
  term: string
  /** Its place in the folded text. */
  from: number
  to: number
}

/** The words of a folded text; those of a run have nothing between them. */
function runsOf(folded: string): Word[][] {
  const runs: Word[][] = []
  let run: Word[] | undefined
  for (const { segment: term, index: from } of segmenter.segment(folded)) {
    if (!isWord(term)) run = undefined
    else {
      if (!run) runs.push((run = []))
      run.push({ term, from, to: from + term.length })
    }
  }
  return runs
}

function joined(run: Word[], at: number, parts: number): Word {
  const words = run.slice(at, at + parts)
  return { term: words.map((word) => word.term).join(''), from: words[0]?.from ?? 0, to: words.at(-1)?.to ?? 0 }
}

/** How often words, and terms of several words, stand in the runs. */
function countTogether(runs: Word[][]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const run of runs) {
    for (let at = 0; at < run.length; at++) {
      let term = ''
      for (let parts = 1; parts <= MOST_PARTS && at + parts <= run.length; parts++) {
        term += run[at + parts - 1]?.term ?? ''
        if (parts > 1 && term.length > LONGEST) break
        counts.set(term, (counts.get(term) ?? 0) + 1)
      }
    }
  }
  return counts
}

/** How many words from a place on are one term: those that stand together most often, and of these the most. */
function partsAt(run: Word[], at: number, together: Map<string, number>): number {
  let best = 1
  let most = 0
  for (let parts = 2; parts <= MOST_PARTS && at + parts <= run.length; parts++) {
    const words = run.slice(at, at + parts).map((word) => word.term)
    const count = together.get(words.join('')) ?? 0
    const rarest = Math.min(...words.map((word) => together.get(word) ?? 0))
    const isTerm = count >= LEAST_TOGETHER && count * 2 > rarest
    if (isTerm && count >= most && !FILLERS.has(words[0] ?? '') && !FILLERS.has(words.at(-1) ?? '')) {
      best = parts
      most = count
    }
  }
  return best
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
