import { rangesIn } from '../../../shared/fold.ts'
import type { FoldedText } from '../../../shared/fold.ts'
import { parseQuery, queryTerms } from '../../../shared/search-query.ts'
import type { SearchAnswer, SearchHit, SearchMatch } from '../../../shared/search.ts'
import type { ReadableDb } from '../db/sql.ts'
import { matchEntry, rarity, score } from './match.ts'
import type { Match } from './match.ts'
import * as queries from './queries.ts'
import { snippet } from './snippet.ts'
import { levelToken, termTokens } from './tokens.ts'
import type { Levelled, TermTokens } from './tokens.ts'

/** What an answer draws on: the library's texts, the index, and how far the index has come. */
export interface Sources {
  library: ReadableDb
  index: ReadableDb
  sequence: number
  /** Entries in the index, and their average length in UTF-16 units. */
  count: number
  averageLength: number
}

/** At least as many entries are read before the best of them are shown. */
const LEAST_READ = 100
/** Bounds for one query: candidates read that turn out not to match, text scanned beyond the index (UTF-16 units). */
const MOST_MISSES = 3000
const MOST_SCANNED = 64_000_000
/** Tokens asked for at once; the rarest of a long term tell its entries apart. */
const MOST_TOKENS = 6

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
  const plan = planOf(sources.index, terms)
  const indexed = lookUp(sources, plan, terms, new Set(tail), Math.max(limit, LEAST_READ))

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

/** How the index is asked: `phases` in this order give all candidates, the most promising first. */
interface Plan {
  phases: string[][]
  /** The tokens that every match holds. */
  required: string[]
  /** Whether `required` needs no look into the text. */
  exact: boolean
  /** How many documents hold the rarest token. */
  rarest: number
  /** For each term, about how many entries hold it. */
  frequencies: number[]
}

function planOf(index: ReadableDb, terms: string[]): Plan {
  const frequency = (token: string) => queries.countMatching(index, [token])
  const each = terms.map(termTokens)
  const found = new Map<string, number>()
  for (const token of new Set(each.flatMap((term) => term.required))) found.set(token, frequency(token))

  const byRarity = [...found].toSorted((a, b) => a[1] - b[1])
  const exact = each.every((term) => term.exact) && byRarity.length <= MOST_TOKENS
  const required = byRarity.slice(0, MOST_TOKENS).map(([token]) => token)
  const rarest = byRarity[0]?.[1] ?? 0
  const phases: string[][] = []
  if (rarest > LEAST_READ) {
    const lead = leadOf(each, found, frequency)
    const rest = required.filter((token) => token !== lead?.token)
    for (const level of lead?.levels ?? []) phases.push([levelToken(level, lead?.token ?? ''), ...rest])
    if (lead && rest.length === required.length) phases.push([lead.token, ...required])
  }
  if (rarest > 0) phases.push(required)
  const frequencies = each.map((term) => Math.min(...term.required.map((token) => found.get(token) ?? 0)))
  return { phases, required, exact, rarest, frequencies }
}

/** The rarest token with levels, as far as a term has one: a whole Latin word before any part of it. */
function leadOf(
  terms: TermTokens[],
  found: Map<string, number>,
  frequency: (token: string) => number
): Levelled | undefined {
  let best: Levelled | undefined
  let least = Infinity
  for (const term of terms) {
    for (const levelled of term.word ? [term.word] : term.levelled) {
      const n = found.get(levelled.token) ?? frequency(levelled.token)
      if (n > 0 && n < least) [best, least] = [levelled, n]
    }
  }
  return best
}

interface LookUp {
  matches: Match[]
  total: number
  exact: boolean
}

function lookUp(sources: Sources, plan: Plan, terms: string[], changed: Set<number>, wanted: number): LookUp {
  const { index, library } = sources
  const matches: Match[] = []
  const seen = new Set(changed)
  let misses = 0
  for (const tokens of plan.phases) {
    for (const id of allMatching(index, tokens)) {
      if (seen.has(id)) continue
      if (matches.length >= wanted || misses >= MOST_MISSES) return { matches, ...countBeyond() }
      seen.add(id)
      const entry = queries.entryText(library, id)
      const match = entry && matchEntry(entry, terms)
      if (match) matches.push(match)
      else misses++
    }
  }
  return { matches, total: matches.length, exact: true }

  function countBeyond(): { total: number; exact: boolean } {
    if (!plan.exact) return { total: matches.length, exact: false }
    const total = plan.required.length === 1 ? plan.rarest : queries.countMatching(index, plan.required)
    const outdated = changed.size > 0 ? queries.countMatchingAmong(index, plan.required, [...changed]) : 0
    return { total: total - outdated, exact: true }
  }
}

function* allMatching(index: ReadableDb, tokens: string[]): Generator<number> {
  let before = Number.MAX_SAFE_INTEGER
  for (let size = 64; ; size = Math.min(size * 4, 4096)) {
    const ids = queries.matchingIds(index, tokens, before, size)
    yield* ids
    if (ids.length < size) return
    before = ids.at(-1) ?? 0
  }
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
