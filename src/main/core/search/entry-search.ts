import { foldedTerm, requiredNodes, textsOf } from '../../../shared/search-query.ts'
import type { Query } from '../../../shared/search-query.ts'
import { boundsOf, holds, leavesOf } from './evaluate.ts'
import type { Bounds, FilterNode, TextNode } from './evaluate.ts'
import type { Filters, SortOrder } from './filters/index.ts'
import type { Headings } from './headings/index.ts'
import { IdSet } from './id-set.ts'
import { rarity, weigh, wordsIn } from './match.ts'
import type { Match } from './match.ts'
import * as queries from './queries.ts'
import { FIRST_BLOCK, RANKED, blocksOf, ranked, reach } from './ranking.ts'
import type { Scored } from './ranking.ts'
import { countAll, holdingAll, phasesOf, planOf, retrieve } from './retrieve.ts'
import type { Plan, Sources } from './retrieve.ts'
import { sorted } from './sorted.ts'
import { changedHolding } from './tail.ts'
import type { Titles } from './titles.ts'

export interface Library extends Sources {
  filters: Filters
  titles: Titles
  headings: Headings
}

/** `total` is a lower bound unless `exact`. */
export interface Page {
  hits: Scored[]
  total: number
  exact: boolean
}

/** A few milliseconds of counting. */
const FEW_STEPS = 4
/** Texts read in one step of counting. */
const ENTRIES_AT_ONCE = 100
/** Texts read beyond what a page needs, so that its total is exact. */
const MOST_COUNTED = 300
/** Entries kept as they were read, because several answers look at the same ones. */
const MOST_KEPT = 2000
/** Entries beyond the index that are ranked together, the last changed first, where there are thousands. */
const MOST_WEIGHED = 300
/** Text scanned beyond the index for one query, in UTF-16 units. */
const MOST_SCANNED = 64_000_000

/**
 * Finds the entries that satisfy a query.
 *
 * Words that must all be there are looked up in the index, heaviest occurrences first. Any other query is first bounded by
 * sets of ids: those that surely satisfy it and those that may; of the latter the text decides. Entries that changed since
 * they were indexed are always read.
 */
export class EntrySearch {
  readonly terms: string[]
  private readonly library: Library
  private readonly query: Query
  private readonly order: SortOrder | 'relevance'
  /** Changed since they were indexed. */
  private readonly changed: Set<number>
  private readonly read = new Map<number, Match | null>()
  private known: Bounds | undefined
  /** The length of the text read last, in UTF-16 units. */
  private lastRead = 0
  private readonly plans = new Map<string, Plan>()
  private scanned: { ids: number[]; complete: boolean } | undefined

  constructor(library: Library, query: Query) {
    this.library = library
    this.query = query
    this.terms = [
      ...new Set(leavesOf(query.root).flatMap((leaf) => (leaf.type === 'text' ? [foldedTerm(leaf.text)] : [])))
    ]
    const asked = query.sort?.by ?? 'relevance'
    this.order = asked === 'relevance' && this.terms.length === 0 ? 'date' : asked
    this.changed = new Set(queries.changedIds(library.library, library.sequence))
  }

  /** How many hits there are, as far as some steps of counting tell. */
  total(): Omit<Page, 'hits'> {
    const steps = this.counting()
    let total = 0
    for (let n = 0; n < FEW_STEPS; n++) {
      const { value, done } = steps.next()
      if (done) return value
      total = value
    }
    return { total, exact: false }
  }

  /** Counts the hits to the end, in steps of some milliseconds: gives the count so far, returns the whole. */
  *counting(): Generator<number, Omit<Page, 'hits'>> {
    if (this.isAllWords()) {
      const { ids, complete } = this.scan()
      const indexed = yield* countAll(this.library, this.plan(this.terms), { changed: this.changed })
      return { total: ids.length + indexed, exact: complete }
    }
    const { sure, maybe } = this.candidates()
    let total = sure.and(maybe).size
    let steps = 0
    for (const id of maybe.without(sure)) {
      if (this.matchOf(id)) total++
      if (++steps % ENTRIES_AT_ONCE === 0) yield total
    }
    return { total, exact: true }
  }

  /** The hits from `offset` on; with `among`, of these entries alone. `certain`: all of them are known to be hits. */
  page(offset: number, limit: number, among?: IdSet, certain = false): Page {
    // Most entries are met soon among the heaviest; a few are found sooner by what they are.
    const most = !among || among.size * 4 > this.library.count
    return most && this.order === 'relevance' && this.isAllWords()
      ? this.allWords(offset, limit, among)
      : this.bounded(offset, limit, among, certain)
  }

  /** Whether the query asks for nothing but words that must all be there. */
  private isAllWords(): boolean {
    const nodes = requiredNodes(this.query.root)
    return this.query.in === null && nodes.length > 0 && nodes.every((node) => node.type === 'text')
  }

  /** Entries that are not in the trash unless the query asks for it, and satisfy it for all that is known without reading. */
  candidates(): Bounds {
    if (this.known) return this.known
    const { root } = this.query
    const { filters } = this.library
    const inTrash = leavesOf(root).some(
      (leaf) => leaf.type === 'filter' && leaf.filter.key === 'is' && leaf.filter.value === 'trash'
    )
    const all = inTrash ? filters.all() : filters.all().without(filters.trash())
    // Without any condition only an order can ask for all entries.
    const none = this.query.sort ? all : new IdSet()
    const bounds = root ? boundsOf(root, all, (leaf) => this.leaf(leaf)) : { sure: none, maybe: none }
    this.known = { sure: bounds.sure.and(all), maybe: bounds.maybe.and(all) }
    return this.known
  }

  private leaf(leaf: TextNode | FilterNode): Bounds {
    const { filters, titles, index } = this.library
    if (leaf.type === 'filter') {
      const ids = filters.idsOf(leaf.filter)
      if (leaf.filter.key !== 'words') return { sure: ids, maybe: ids }
      return this.unlessUnread({ sure: ids, maybe: ids })
    }
    const term = foldedTerm(leaf.text)
    if (this.query.in === 'title') {
      const ids = titles.holding(term)
      return { sure: ids, maybe: ids }
    }
    const plan = this.plan([term])
    const ids = new IdSet(plan.rarest === 0 ? [] : queries.allMatching(index, plan.required))
    return this.unlessUnread({ sure: plan.exact && this.query.in === null ? ids : new IdSet(), maybe: ids })
  }

  /** Nothing is known of entries that the index has not seen as they are: those changed, and the trash. */
  private unlessUnread({ sure, maybe }: Bounds): Bounds {
    const unread = new IdSet(this.changed).or(this.library.filters.trash())
    return { sure: sure.without(unread), maybe: maybe.or(unread) }
  }

  private plan(terms: string[]): Plan {
    const key = terms.join('\uffff')
    const plan = this.plans.get(key) ?? planOf(this.library, terms)
    this.plans.set(key, plan)
    return plan
  }

  private allWords(offset: number, limit: number, among: IdSet | undefined): Page {
    const { ids, complete } = this.scan()
    const scanned = among ? ids.filter((id) => among.has(id)) : ids
    const found = retrieve(this.library, this.plan(this.terms), {
      matches: reach(offset + limit),
      changed: this.changed,
      ...(among ? { keep: (indexed: number[]) => indexed.filter((id) => among.has(id)) } : {})
    })
    const indexed = blocksOf(found.matches)
    const rank = this.ranking()
    const unindexed = blocksOf(scanned, MOST_WEIGHED)
    const hits: Scored[] = []
    for (let n = 0; n < Math.max(indexed.length, unindexed.length) && hits.length < offset + limit; n++) {
      hits.push(...rank([...this.weighed(unindexed[n] ?? []), ...(indexed[n] ?? [])]))
    }
    return {
      hits: hits.slice(offset, offset + limit),
      total: scanned.length + found.total,
      exact: complete && found.exact
    }
  }

  private scan(): { ids: number[]; complete: boolean } {
    const { library, sequence } = this.library
    return (this.scanned ??= changedHolding(library, sequence, this.terms))
  }

  /** Entries that are known to be hits. */
  private weighed(ids: number[]): Match[] {
    return ids.flatMap((id) => {
      const entry = queries.anyEntryText(this.library.library, id)
      return entry ? [weigh(entry, this.terms, this.query.in)] : []
    })
  }

  private bounded(offset: number, limit: number, among: IdSet | undefined, certain: boolean): Page {
    const { sure, maybe } = certain && among ? { sure: among, maybe: among } : this.candidates()
    const possible = among ? maybe.and(among) : maybe
    const uncertain = possible.without(sure)
    const wanted = this.order === 'relevance' ? reach(offset + limit) : offset + limit
    const found: Match[] = []
    let scanned = 0
    for (const id of wanted > 0 ? this.inOrder(possible, wanted) : []) {
      const match = this.matchOf(id)
      if (match) found.push(match)
      if (this.changed.has(id)) scanned += this.lastRead
      // Asking for one more would sort the rest.
      if (found.length >= wanted || scanned > MOST_SCANNED) break
    }
    const hits = this.order === 'relevance' ? blocksOf(found).flatMap(this.ranking()) : found.map(unscored)
    return { hits: hits.slice(offset, offset + limit), ...this.count(possible.size - uncertain.size, uncertain) }
  }

  /** Counts the certain hits, and of the others those that reading shows to be some, as far as that goes. */
  private count(certain: number, uncertain: IdSet): Omit<Page, 'hits'> {
    let total = certain
    let budget = MOST_COUNTED
    for (const id of uncertain) {
      if (!this.read.has(id) && budget-- <= 0) return { total, exact: false }
      if (this.matchOf(id)) total++
    }
    return { total, exact: true }
  }

  /** The ids of all hits in order, in steps of some milliseconds. Beyond the first, relevance is what the index knows of it. */
  *everyId(): Generator<void, number[]> {
    const ids = this.page(0, RANKED).hits.map(({ match }) => match.entry.id)
    const seen = new IdSet(ids)
    const add = (id: number): void => {
      if (!seen.has(id)) ids.push(id)
      seen.add(id)
    }
    yield
    if (this.order === 'relevance' && this.isAllWords()) {
      this.scan().ids.forEach(add)
      for (const holding of holdingAll(this.library, this.plan(this.terms), { changed: this.changed })) {
        holding.forEach(add)
        yield
      }
      return ids
    }
    const { sure, maybe } = this.candidates()
    let read = 0
    for (const id of this.inOrder(maybe, Infinity)) {
      if (sure.has(id) || this.matchOf(id)) add(id)
      if (!sure.has(id) && ++read % ENTRIES_AT_ONCE === 0) yield
    }
    return ids
  }

  /** Hits that are known to be some, unranked. */
  unranked(ids: number[]): Scored[] {
    return this.weighed(ids).map(unscored)
  }

  /** Null unless the entry satisfies the query. */
  matchOf(id: number): Match | null {
    const known = this.read.get(id)
    if (known !== undefined) return known
    const entry = queries.anyEntryText(this.library.library, id)
    this.lastRead = entry?.body.length ?? 0
    const match = entry ? this.verified(weigh(entry, this.terms, this.query.in)) : null
    if (this.read.size < MOST_KEPT) this.read.set(id, match)
    return match
  }

  private verified(match: Match): Match | null {
    const { root } = this.query
    if (!root) return match
    const { filters } = this.library
    const text = (node: TextNode) => (match.frequencies[this.terms.indexOf(foldedTerm(node.text))] ?? 0) > 0
    const fits = holds(root, text, (condition) => {
      if (condition.key !== 'words') return filters.idsOf(condition).has(match.entry.id)
      const words = wordsIn(match)
      return words >= (condition.value.from ?? 0) && words <= (condition.value.to ?? Infinity)
    })
    return fits ? match : null
  }

  /** The ids in the order of the query; by relevance only about so, those with the heaviest words first. */
  private *inOrder(ids: IdSet, wanted: number): Generator<number> {
    if (this.order !== 'relevance') {
      const reversed = this.query.sort?.reversed ?? false
      yield* sorted(ids, this.library.filters.keysBy(this.order), reversed !== (this.order === 'title'), wanted)
      return
    }
    if (ids.size <= FIRST_BLOCK) return yield* ids.toArray()
    const seen = new IdSet()
    const fresh = (found: Iterable<number>) => new IdSet(found).and(ids).without(seen)
    for (const phase of this.phases()) {
      for (const id of fresh(phase.flatMap((tokens) => queries.allMatching(this.library.index, tokens)))) {
        seen.add(id)
        yield id
      }
    }
    yield* ids.without(seen)
  }

  /** Sets of tokens to ask for in turn, those of the heaviest occurrences first: of the words that must be there, else of all. */
  private phases(): queries.Tokens[][] {
    const { root } = this.query
    const nodes = requiredNodes(root)
    const required = nodes.flatMap((node) => (node.type === 'text' ? [foldedTerm(node.text)] : []))
    const plans =
      required.length > 0 ? [this.plan(required)] : textsOf(root).map((text) => this.plan([foldedTerm(text)]))
    const phases = plans.filter((plan) => plan.rarest > 0).map(phasesOf)
    const count = Math.max(0, ...phases.map((each) => each.length))
    return Array.from({ length: count }, (_, n) => phases.flatMap((each) => (each[n] ? [each[n]] : [])))
  }

  private ranking(): (matches: Match[]) => Scored[] {
    const { count, averageLength, headings } = this.library
    const { frequencies } = this.plan(this.terms)
    const rarities = frequencies.map((found) => rarity(found, count + this.changed.size))
    const place = this.query.in
    const named = {
      inTitle: ({ title }: Match) => place !== 'text' && this.terms.some((term) => title.text.includes(term)),
      inHeading: (ids: number[]) => headings.holding(place === 'title' ? [] : ids, this.terms)
    }
    return (matches) => ranked(matches, rarities, averageLength, named)
  }
}

const unscored = (match: Match): Scored => ({ match, score: 0 })
