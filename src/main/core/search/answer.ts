import { rangesIn } from '../../../shared/fold.ts'
import type { FoldedText } from '../../../shared/fold.ts'
import { parseQuery, queryTerms } from '../../../shared/search-query.ts'
import type { SearchAnswer, SearchHit, SearchMatch } from '../../../shared/search.ts'
import type { ReadableDb } from '../db/sql.ts'
import { matchEntry, rarity, score } from './match.ts'
import type { Match } from './match.ts'
import * as queries from './queries.ts'
import { planOf, retrieve } from './retrieve.ts'
import type { Sources } from './retrieve.ts'
import { snippet } from './snippet.ts'

/** At least as many entries are read before the best of them are shown. */
const LEAST_READ = 100
/** Text scanned beyond the index for one query, in UTF-16 units. */
const MOST_SCANNED = 64_000_000

/**
 * Finds the entries that hold every word of the query in title, text or a tag's name, best first (BM25, then newest).
 *
 * Candidates come from the index, those with the heaviest occurrences first; each is verified in its text. Entries that
 * changed since they were indexed are read one by one.
 */
export function answer(sources: Sources, query: string, limit: number): SearchAnswer {
  const started = performance.now()
  const terms = queryTerms(query)
  const { problems } = parseQuery(query)
  if (terms.length === 0) return { total: 0, exact: true, tookMs: 0, terms, problems, hits: [] }

  const tail = queries.changedIds(sources.library, sources.sequence)
  const scanned = scan(sources.library, tail, terms)
  const plan = planOf(sources, terms)
  const indexed = retrieve(sources, plan, { matches: Math.max(limit, LEAST_READ), changed: new Set(tail) })

  const rarities = plan.frequencies.map((found) => rarity(found, sources.count + tail.length))
  const ranked = [...scanned.matches, ...indexed.matches]
    .map((match) => ({ match, score: score(match, rarities, sources.averageLength) }))
    .toSorted((a, b) => b.score - a.score || b.match.entry.id - a.match.entry.id)
  return {
    total: scanned.matches.length + indexed.total,
    exact: scanned.complete && indexed.exact,
    tookMs: performance.now() - started,
    terms,
    problems,
    hits: ranked.slice(0, limit).map((hit) => toHit(sources.library, hit.match, hit.score, terms))
  }
}

function scan(library: ReadableDb, ids: number[], terms: string[]): { matches: Match[]; complete: boolean } {
  const matches: Match[] = []
  let read = 0
  for (const id of ids) {
    if (read > MOST_SCANNED) return { matches, complete: false }
    const entry = queries.entryText(library, id)
    if (!entry) continue
    read += entry.title.length + entry.body.length
    const match = matchEntry(entry, terms)
    if (match) matches.push(match)
  }
  return { matches, complete: true }
}

function toHit(library: ReadableDb, match: Match, points: number, terms: string[]): SearchHit {
  const { id, kind, title, body, tags } = match.entry
  const { feed, promotionText } = queries.articleFacts(library, id)
  const part = snippet(body, match.body, terms, promotionText ?? body.length)
  return {
    id,
    kind,
    title,
    titleRanges: rangesIn(match.title, terms),
    feed,
    tags,
    score: points,
    snippet: part.text,
    ranges: part.ranges,
    count: match.matches,
    matches: matchesIn(match, terms)
  }
}

const MOST_MATCHES = 20

function matchesIn(match: Match, terms: string[]): SearchMatch[] {
  const places = (field: SearchMatch['field'], text: FoldedText): SearchMatch[] =>
    rangesIn(text, terms, MOST_MATCHES).map(([start, end]) => ({ field, offset: start, length: end - start }))
  return [...places('title', match.title), ...places('text', match.body)].slice(0, MOST_MATCHES)
}
