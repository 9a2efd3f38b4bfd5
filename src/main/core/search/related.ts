import { AppError } from '../../../shared/result.ts'
import type { RelatedEntry } from '../../../shared/search.ts'
import { keywordsOf } from './keywords.ts'
import type { Keyword } from './keywords.ts'
import { rarity, weigh } from './match.ts'
import * as queries from './queries.ts'
import { planOf, roughFrequency } from './retrieve.ts'
import type { Plan, Sources } from './retrieve.ts'
import { impact, levelToken } from './tokens.ts'

/** So many words of an entry are looked for in the others. */
const MOST_KEYWORDS = 12
/** Votes of one word; entries where it is heavy have them first. */
const MOST_VOTES = 200
const LEVEL_RANGES = [
  { levels: [6, 5, 4, 3], weight: 1.9 },
  { levels: [2, 1], weight: 1.6 },
  { levels: [], weight: 1 }
]
/** Entries that are read to be compared exactly. */
const MOST_READ = 30
/** An entry is like another when it shares at least so many of its words. */
const LEAST_SHARED = 2
const MOST_SHOWN = 5
/** Entries that the index has not seen yet: as many as this are compared as well. */
const MOST_CHANGED = 100

interface Weighted extends Keyword {
  plan: Plan
  weight: number
}

/**
 * The entries most like one, best first, with the words they share, the most telling first.
 *
 * Its telling words (frequent here, rare elsewhere: tf-idf) vote in the index for entries that hold them often; those with
 * most votes are read and compared. An advert at an entry's end counts for nothing.
 */
export function relatedTo(sources: Sources, id: number, limit: number): RelatedEntry[] {
  const entry = queries.anyEntryText(sources.library, id)
  if (!entry) throw new AppError('not_found', 'entryNotFound')
  const body = entry.body.slice(0, queries.articleFacts(sources.library, id).promotionText ?? undefined)
  const changed = queries.changedIds(sources.library, sources.sequence)
  const itself = changed.includes(id) ? 0 : 1
  const keywords = tellingWords(sources, keywordsOf(entry.title, body), itself)
  const votes = collectVotes(sources, keywords)
  for (const other of changed) votes.delete(other)
  votes.delete(id)
  const elected = [...votes]
    .toSorted((a, b) => b[1] - a[1] || b[0] - a[0])
    .slice(0, MOST_READ)
    .map(([other]) => other)
  return [...elected, ...changed.slice(0, MOST_CHANGED).filter((other) => other !== id)]
    .flatMap((other) => compare(sources, other, keywords) ?? [])
    .toSorted((a, b) => b.score - a.score || b.id - a.id)
    .slice(0, limit)
}

/** `itself` is how often the index counts the entry that the words are of. */
function tellingWords(sources: Sources, keywords: Keyword[], itself: number): Weighted[] {
  return keywords
    .map((keyword) => ({ ...keyword, found: roughFrequency(sources, keyword.term) }))
    .filter(({ found }) => Number.isFinite(found) && (found > itself || itself === 0))
    .map(({ found, ...keyword }) => ({
      ...keyword,
      weight: impact(keyword.frequency, 1, 1) * rarity(found, sources.count)
    }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_KEYWORDS)
    .map((keyword) => ({ ...keyword, plan: planOf(sources, [keyword.term]) }))
}

function collectVotes({ index }: Sources, keywords: Weighted[]): Map<number, number> {
  const votes = new Map<number, number>()
  for (const { plan, weight } of keywords) {
    const lead = plan.leads.at(0)
    const rest = plan.required.filter((token) => token !== lead?.token)
    const seen = new Set<number>()
    for (const range of LEVEL_RANGES) {
      const heavy = (lead?.levels ?? []).filter((level) => range.levels.includes(level))
      if (range.levels.length > 0 && heavy.length === 0) continue
      const tokens =
        lead && heavy.length > 0 ? [heavy.map((level) => levelToken(level, lead.token)), ...rest] : plan.required
      if (seen.size >= MOST_VOTES) break
      for (const id of queries.newestMatching(index, tokens, MOST_VOTES)) {
        if (seen.has(id)) continue
        seen.add(id)
        votes.set(id, (votes.get(id) ?? 0) + weight * range.weight)
      }
    }
  }
  return votes
}

function compare(sources: Sources, id: number, keywords: Weighted[]): RelatedEntry | undefined {
  const entry = queries.entryText(sources.library, id)
  if (!entry) return undefined
  const { feed, promotionText } = queries.articleFacts(sources.library, id)
  const terms = keywords.map((keyword) => keyword.term)
  const match = weigh({ ...entry, body: entry.body.slice(0, promotionText ?? undefined) }, terms, null)
  const shared = keywords
    .map(({ shown, weight }, n) => ({
      shown,
      score: weight * impact(match.frequencies[n] ?? 0, match.length, sources.averageLength)
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
  const shown = shared.map((each) => each.shown)
  if (shared.length === 0 || shared.length < Math.min(LEAST_SHARED, keywords.length)) return undefined
  return {
    id,
    kind: entry.kind,
    title: entry.title,
    feed,
    score: shared.reduce((sum, { score }) => sum + score, 0),
    terms: shown.filter((term, n) => !shown.slice(0, n).some((better) => overlap(term, better))).slice(0, MOST_SHOWN)
  }
}

const overlap = (a: string, b: string): boolean => a.includes(b) || b.includes(a)
