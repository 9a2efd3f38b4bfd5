import type { ReadableDb } from '../db/sql.ts'
import { matchEntry } from './match.ts'
import type { Match } from './match.ts'
import * as queries from './queries.ts'
import { needleOf } from './needles.ts'
import type { Needle } from './needles.ts'
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
  /** In front of the tokens in turn, gives the best entries first. */
  lead: Levelled | undefined
  /** How many entries hold the rarest token. */
  rarest: number
  /** For each term, about how many entries hold it. */
  frequencies: number[]
}

/** Tokens asked for at once; the rarest of a long term tell its entries apart. */
const MOST_TOKENS = 6
/** Entries that are looked at together: a few, then more, because often the first are enough. */
const FIRST_BATCH = 64
const LARGEST_BATCH = 1024
/** With no more entries than these, their order does not matter: all are read. */
const FEW = 100

export function planOf(sources: Sources, terms: string[]): Plan {
  const { index } = sources
  // Counting to the end costs a millisecond for forty thousand entries, and is worth it for the rarest token alone.
  const bound = 1000 + Math.floor(sources.count / 16)
  const found = new Map<string, number>()
  const bounded = (token: string): number => {
    const known = found.get(token)
    if (known !== undefined) return known
    const n = queries.countMatchingUpTo(index, token, bound)
    found.set(token, n)
    return n
  }
  const each = terms.map(termTokens)
  const tokens = [...new Set(each.flatMap((term) => term.required))].toSorted((a, b) => bounded(a) - bounded(b))
  const rarestOf = (term: TermTokens) => {
    const [rarest = ''] = term.required.toSorted((a, b) => bounded(a) - bounded(b))
    if (bounded(rarest) === bound) found.set(rarest, queries.countMatching(index, [rarest]))
    return bounded(rarest)
  }
  const frequencies = each.map(rarestOf)
  const rarest = Math.min(...frequencies)
  const required = tokens.slice(0, MOST_TOKENS)
  const isTold = ({ exact, required: [token = ''] }: TermTokens) => exact && required.includes(token)
  const needles = terms.flatMap((term, n) => (each.slice(n, n + 1).every(isTold) ? [] : [needleOf(term)]))
  return {
    terms,
    required,
    exact: needles.length === 0,
    needles,
    lead: rarest > FEW ? leadOf(each, bounded) : undefined,
    rarest,
    frequencies
  }
}

/** The rarest token with levels, as far as a term has one: a whole Latin word before any part of it. */
function leadOf(terms: TermTokens[], frequency: (token: string) => number): Levelled | undefined {
  let best: Levelled | undefined
  let least = Infinity
  for (const term of terms) {
    for (const levelled of term.word ? [term.word] : term.levelled) {
      const n = frequency(levelled.token)
      if (n > 0 && n < least) [best, least] = [levelled, n]
    }
  }
  return best
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

function totalBeyond({ index }: Sources, plan: Plan, wanted: Wanted, found: number): Omit<Retrieved, 'matches'> {
  if (!plan.exact || plan.required.length > 1 || wanted.keep) return { total: found, exact: false }
  const outdated = wanted.changed.size > 0 ? queries.countMatchingAmong(index, plan.required, [...wanted.changed]) : 0
  return { total: plan.rarest - outdated, exact: true }
}

/**
 * Counts the entries that hold all terms, in steps of some milliseconds: gives the count so far, returns the whole.
 */
export function* countAll(sources: Sources, plan: Plan, wanted: Omit<Wanted, 'matches'>): Generator<number, number> {
  let count = 0
  const sure = plan.needles.every((needle) => needle.sure)
  for (const batch of batches(sources, [plan.required], wanted.changed)) {
    const kept = keepOnly(batch, wanted.keep)
    if (plan.exact) count += kept.length
    else {
      const holding = holdingNeedles(sources.library, kept, plan.needles)
      for (const { id, plain } of holding) {
        if (sure && plain) count++
        else {
          const entry = queries.entryText(sources.library, id)
          if (entry && matchEntry(entry, plan.terms)) count++
        }
      }
    }
    yield count
  }
  return count
}

/** Entries that may hold all terms, best first; a look into the text has left out most of those that do not. */
function* candidates(sources: Sources, plan: Plan, wanted: Wanted): Generator<number[]> {
  if (plan.rarest === 0) return
  for (const batch of batches(sources, phasesOf(plan), wanted.changed)) {
    const kept = keepOnly(batch, wanted.keep)
    yield holdingNeedles(sources.library, kept, plan.needles).map(({ id }) => id)
  }
}

/** Sets of tokens to ask for in turn. The last finds every entry, the others the best of them. */
function phasesOf({ lead, required }: Plan): string[][] {
  if (!lead) return [required]
  const rest = required.filter((token) => token !== lead.token)
  const phases = lead.levels.map((level) => [levelToken(level, lead.token), ...rest])
  if (rest.length === required.length) phases.push([lead.token, ...required])
  return [...phases, required]
}

function* batches(
  { index }: Sources,
  phases: string[][],
  changed: ReadonlySet<number>
): Generator<queries.IndexedEntry[]> {
  const seen = new Set(changed)
  for (const tokens of phases) {
    let before = Number.MAX_SAFE_INTEGER
    for (let size = FIRST_BATCH; ; size = Math.min(size * 4, LARGEST_BATCH)) {
      const entries = queries.matchingEntries(index, tokens, before, size)
      const fresh = entries.filter(({ id }) => !seen.has(id))
      for (const { id } of fresh) seen.add(id)
      if (fresh.length > 0) yield fresh
      if (entries.length < size) break
      before = entries.at(-1)?.id ?? 0
    }
  }
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
  const texts = needles.map((needle) => needle.text).filter((text) => text !== '')
  if (texts.length === 0 || entries.length === 0) return entries
  const plain = entries.filter((entry) => entry.plain).map(({ id }) => id)
  const holding = new Set(queries.idsHolding(library, plain, texts))
  return entries.filter((entry) => !entry.plain || holding.has(entry.id))
}
