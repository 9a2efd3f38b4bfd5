import type { ReadableDb } from '../db/sql.ts'
import { matchEntry } from './match.ts'
import type { Match } from './match.ts'
import * as queries from './queries.ts'
import { needleOf, patternsOf } from './needles.ts'
import type { Needle } from './needles.ts'
import { isLevelToken, levelToken, termTokens } from './tokens.ts'
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

export interface Wanted {
  /** Ends when so many are found. */
  matches: number
  /** Entries that the index has not seen since they changed: passed over. */
  changed: ReadonlySet<number>
  /** Leaves out entries before their texts are read. */
  keep?: (ids: number[]) => number[]
}

export interface Retrieved {
  matches: Match[]
  /** A lower bound unless `exact`. */
  total: number
  exact: boolean
}

/** How the index is asked for the entries that hold all of some terms. */
export interface Plan {
  terms: string[]
  /** The tokens asked for; every match holds them. */
  required: string[]
  /** Whether every entry with `required` is a match. */
  exact: boolean
  /** To be looked for in the texts, because `required` does not tell. */
  needles: Needle[]
  /** Asked for level by level beside `required`, they give the best entries first. */
  leads: Levelled[]
  /** How many entries hold the rarest token. */
  rarest: number
  /** For each term, about how many entries hold it. */
  frequencies: number[]
}

/** Tokens asked for at once; the rarest of a long term tell its entries apart. */
const MOST_TOKENS = 6
/** Entries that are looked at together: a few, then more, because often the first are enough. */
const FIRST_BATCH = 64
const LARGEST_BATCH = 512
/** So many of the newest without a level come by their lengths: a word that stands there once weighs more in a shorter text. */
const MOST_BY_LENGTH = 1000
/** An answer does not wait longer for its exact total, nor counts where it takes longer; `countAll` has it soon after. */
const COUNTING_MS = 2
const MOST_COUNTED = 1000
/** With no more entries than these, their order does not matter: all are read. */
const FEW = 100

export function planOf(sources: Sources, terms: string[]): Plan {
  const frequencyOf = frequenciesIn(sources)
  const each = terms.map(termTokens)
  const byRarity = (tokens: string[]) => tokens.toSorted((a, b) => frequencyOf(a) - frequencyOf(b))
  const required = byRarity([...new Set(each.flatMap((term) => term.required))]).slice(0, MOST_TOKENS)
  const isTold = (n: number) => each[n]?.exact === true && each[n].required.every((token) => required.includes(token))
  const needles = terms.filter((_, n) => !isTold(n)).map(needleOf)
  const frequencies = each.map((term) => frequencyOf(byRarity(term.required)[0] ?? '', true))
  const rarest = Math.min(...frequencies)
  const leads = rarest > FEW ? leadsOf(each, frequencyOf) : []
  return { terms, required, exact: needles.length === 0, needles, leads, rarest, frequencies }
}

/** About how many entries hold a term; Infinity for so many that it tells nothing. */
export function roughFrequency(sources: Sources, term: string): number {
  const frequencyOf = frequenciesIn(sources)
  const frequency = Math.min(...termTokens(term).required.map((token) => frequencyOf(token)))
  return frequency < leastBound(sources.count) ? frequency : Infinity
}

type Frequency = (token: string, exact?: boolean) => number

/** Counting ends at so many, because the rest costs a millisecond for forty thousand, unless it must be exact. */
const leastBound = (count: number): number => 1000 + Math.floor(count / 16)
const MOST_KNOWN = 20_000

const known = new WeakMap<ReadableDb, { sequence: number; counts: Map<string, number> }>()

/** How many entries hold a token, remembered until the index changes. */
function frequenciesIn({ index, sequence, count }: Sources): Frequency {
  const bound = leastBound(count)
  let { counts } = known.get(index) ?? { counts: new Map<string, number>() }
  if (known.get(index)?.sequence !== sequence || counts.size > MOST_KNOWN) {
    counts = new Map()
    known.set(index, { sequence, counts })
  }
  return (token, exact = false) => {
    let n = counts.get(token)
    if (n === undefined) counts.set(token, (n = queries.countMatchingUpTo(index, token, bound)))
    // One at the bound was cut off there, or has exactly so many.
    if (exact && n === bound) counts.set(token, (n = queries.countMatching(index, [token])))
    return n
  }
}

/** The rarest token with levels; before it the rarest whole word, when a term is one. */
function leadsOf(terms: TermTokens[], frequencyOf: Frequency): Levelled[] {
  const rarest = (levelled: Levelled[]): Levelled[] => {
    const present = levelled.filter(({ token }) => frequencyOf(token) > 0)
    return present.toSorted((a, b) => frequencyOf(a.token) - frequencyOf(b.token)).slice(0, 1)
  }
  const words = rarest(terms.flatMap((term) => term.word ?? []))
  return [...words, ...rarest(terms.flatMap((term) => term.levelled))]
}

/**
 * Reads entries that hold all terms of the plan: those with the heaviest occurrences first, newest first among equals,
 * until `wanted.matches` are found or there are no more.
 */
export function retrieve(sources: Sources, plan: Plan, wanted: Wanted): Retrieved {
  const { library } = sources
  const matches: Match[] = []
  for (const ids of candidates(sources, plan, wanted)) {
    for (const id of ids) {
      if (matches.length >= wanted.matches) return { matches, ...totalBeyond(sources, plan, wanted, matches.length) }
      const entry = queries.entryText(library, id)
      const match = entry && matchEntry(entry, plan.terms)
      if (match) matches.push(match)
    }
  }
  return { matches, total: matches.length, exact: true }
}

/** The total when not all was read: a lower bound where counting to the end takes long. */
function totalBeyond(sources: Sources, plan: Plan, wanted: Wanted, found: number): Omit<Retrieved, 'matches'> {
  if (!isCounted(plan, wanted.keep) && plan.rarest > MOST_COUNTED) return { total: found, exact: false }
  const deadline = performance.now() + COUNTING_MS
  const counting = countAll(sources, plan, wanted)
  for (;;) {
    const { value, done } = counting.next()
    if (done) return { total: value, exact: true }
    if (performance.now() > deadline) return { total: Math.max(found, value), exact: false }
  }
}

/** Whether the plan itself has the number of matches. */
const isCounted = (plan: Plan, keep: Wanted['keep']): boolean => plan.exact && plan.required.length === 1 && !keep

/**
 * Counts the entries that hold all terms, in steps of some milliseconds: gives the count so far, returns the whole.
 */
export function* countAll(sources: Sources, plan: Plan, wanted: Omit<Wanted, 'matches'>): Generator<number, number> {
  const { index } = sources
  const { changed, keep } = wanted
  if (plan.rarest === 0) return 0
  if (isCounted(plan, keep)) {
    return plan.rarest - (changed.size > 0 ? queries.countMatchingAmong(index, plan.required, [...changed]) : 0)
  }
  let count = 0
  for (const ids of holdingAll(sources, plan, wanted, [plan.required])) yield (count += ids.length)
  return count
}

/** The entries that hold all terms, in steps of some milliseconds, about the best first. Reads only those that it must. */
export function* holdingAll(
  sources: Sources,
  plan: Plan,
  { changed, keep }: Omit<Wanted, 'matches'>,
  phases = phasesOf(plan)
): Generator<number[]> {
  if (plan.rarest === 0) return
  const { library } = sources
  const sure = plan.needles.every((needle) => needle.sure)
  const holds = (id: number): boolean => {
    const entry = queries.entryText(library, id)
    return entry !== undefined && matchEntry(entry, plan.terms) !== null
  }
  for (const batch of batches(sources, phases, changed)) {
    const holding = holdingNeedles(library, keepOnly(batch, keep), plan.needles)
    yield holding.filter(({ id, plain }) => plan.exact || (sure && plain) || holds(id)).map(({ id }) => id)
  }
}

/** Entries that may hold all terms, best first; a look into the text has left out most of those that do not. */
function* candidates(sources: Sources, plan: Plan, wanted: Wanted): Generator<number[]> {
  if (plan.rarest === 0) return
  for (const batch of batches(sources, phasesOf(plan), wanted.changed)) {
    const kept = keepOnly(batch, wanted.keep)
    yield holdingNeedles(sources.library, kept, plan.needles).map(({ id }) => id)
  }
}

/** What to ask for in turn. The last finds every entry, the others the best of them. */
export function phasesOf({ terms, leads, required }: Plan): queries.Tokens[] {
  const phases = leads.flatMap(({ token, levels }): queries.Tokens[] => {
    const rest = required.filter((other) => other !== token)
    // The level of a part says little about a longer term, and every question costs a look-up of all its tokens.
    const grouped = terms.length === 1 && rest.length > 0 ? inGroups(levels) : levels.map((level) => [level])
    const levelled = grouped.map((group) => [group.map((level) => levelToken(level, token)), ...rest])
    return rest.length === required.length ? [...levelled, [token, ...rest]] : levelled
  })
  return [...phases, required]
}

const inGroups = (levels: number[]): number[][] =>
  [levels.slice(0, 4), levels.slice(4)].filter((group) => group.length > 0)

function* batches(
  { index }: Sources,
  phases: queries.Tokens[],
  changed: ReadonlySet<number>
): Generator<queries.IndexedEntry[]> {
  const seen = new Set(changed)
  for (const tokens of phases) {
    const parts = tokens.flat().some(isLevelToken) ? newestFirst(index, tokens) : shortestFirst(index, tokens)
    for (const entries of parts) {
      const fresh = entries.filter(({ id }) => !seen.has(id))
      for (const { id } of fresh) seen.add(id)
      if (fresh.length > 0) yield fresh
    }
  }
}

function* newestFirst(
  index: ReadableDb,
  tokens: queries.Tokens,
  below = Number.MAX_SAFE_INTEGER
): Generator<queries.IndexedEntry[]> {
  let before = below
  for (let size = FIRST_BATCH; ; size = Math.min(size * 2, LARGEST_BATCH)) {
    const entries = queries.matchingEntries(index, tokens, before, size)
    yield entries
    if (entries.length < size) break
    before = entries.at(-1)?.id ?? 0
  }
}

/** Of the newest the shortest first, then the older ones. */
function* shortestFirst(index: ReadableDb, tokens: queries.Tokens): Generator<queries.IndexedEntry[]> {
  const newest = queries.matchingEntries(index, tokens, Number.MAX_SAFE_INTEGER, MOST_BY_LENGTH)
  const shortest = newest.toSorted((a, b) => a.length - b.length)
  for (let from = 0, size = FIRST_BATCH; from < shortest.length; from += size, size = LARGEST_BATCH) {
    yield shortest.slice(from, from + size)
  }
  if (newest.length === MOST_BY_LENGTH) yield* newestFirst(index, tokens, newest.at(-1)?.id)
}

function keepOnly(entries: queries.IndexedEntry[], keep: Wanted['keep']): queries.IndexedEntry[] {
  if (!keep) return entries
  const kept = new Set(keep(entries.map(({ id }) => id)))
  return entries.filter(({ id }) => kept.has(id))
}

/** Leaves out plain entries without one of the needles; whether the others hold them is not known yet. */
function holdingNeedles(
  library: ReadableDb,
  entries: queries.IndexedEntry[],
  needles: Needle[]
): queries.IndexedEntry[] {
  const patterns = patternsOf(needles)
  if (patterns.length === 0 || entries.length === 0) return entries
  const plain = entries.filter((entry) => entry.plain).map(({ id }) => id)
  const holding = new Set(queries.idsHolding(library, plain, patterns))
  return entries.filter((entry) => !entry.plain || holding.has(entry.id))
}
