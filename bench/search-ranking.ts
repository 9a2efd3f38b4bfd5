import { PARTING } from './search-queries.ts'
import type { Texts } from './search-queries.ts'

const TITLE_WEIGHT = 5
const TAG_WEIGHT = 3
/** A part of a Latin word counts as this much of the whole word. */
const INSIDE_WORD = 0.1

/** BM25 (k1 = 1.2, b = 0.75) of the given texts, with every occurrence counted. */
export function exactScores({ ids, folded }: Texts, terms: string[], matches: Set<number>): Map<number, number> {
  const averageLength = folded.reduce((sum, text) => sum + text.length, 0) / folded.length
  const rarities = terms.map((term) => {
    const found = folded.reduce((n, text) => n + (text.includes(term) ? 1 : 0), 0)
    return Math.log(1 + (folded.length - found + 0.5) / (found + 0.5))
  })
  const scores = new Map<number, number>()
  for (const [n, id] of ids.entries()) {
    if (!matches.has(id)) continue
    const [title = '', body = '', ...tags] = (folded[n] ?? '').split(PARTING)
    const length = (folded[n]?.length ?? 0) / averageLength
    const score = terms.map((term, nth) => {
      const frequency =
        TITLE_WEIGHT * weightIn(title, term) + weightIn(body, term) + TAG_WEIGHT * weightIn(tags.join(PARTING), term)
      return ((rarities[nth] ?? 0) * frequency * 2.2) / (frequency + 1.2 * (0.25 + 0.75 * length))
    })
    scores.set(
      id,
      score.reduce((a, b) => a + b, 0)
    )
  }
  return scores
}

function weightIn(text: string, term: string): number {
  let weight = 0
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
    const cutsWord = isLatin(text, at - 1) && isLatin(text, at)
    const end = at + term.length
    weight += cutsWord || (isLatin(text, end - 1) && isLatin(text, end)) ? INSIDE_WORD : 1
  }
  return weight
}

const isLatin = (text: string, at: number): boolean => /[a-z0-9]/.test(text.charAt(at))
