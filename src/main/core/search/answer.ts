import { localDay } from '../../../shared/days.ts'
import { maybePinyin, pinyinMatch, typedPinyin } from '../../../shared/pinyin.ts'
import { foldedTerm, parseQuery, requiredNodes, textsOf } from '../../../shared/search-query.ts'
import type { ParsedQuery, Query } from '../../../shared/search-query.ts'
import { SearchGroupName } from '../../../shared/search.ts'
import type { SearchAnswer, SearchGroup, SearchItem, SearchOverview, SearchProblem } from '../../../shared/search.ts'
import { EntrySearch } from './entry-search.ts'
import type { Library, Page } from './entry-search.ts'
import { leavesOf } from './evaluate.ts'
import { toHit } from './hits.ts'
import { IdSet } from './id-set.ts'
import { weigh } from './match.ts'
import type { Names } from './names/index.ts'
import type { Others } from './others/index.ts'
import { entryText } from './queries.ts'

export interface Searched extends Library {
  others: Others
  names: Names
  now: number
}

const GROUPS = SearchGroupName.options
type EntryGroup = 'titles' | 'articles' | 'notes'
const KINDS = { articles: 'article', notes: 'note' } as const
const MOST_MATCHES = 20
const NONE = new IdSet()
/** Readings are looked for only when no more entries hold the words. */
const FEW = 20

/** Answers one query; what several answers to it need is worked out once. */
export class Answer {
  private readonly library: Searched
  private readonly query: ParsedQuery
  private readonly length: number
  private readonly terms: string[]
  private readonly entries: EntrySearch
  /** The words as pinyin, where they may be that; a query with filters or quotes is meant as it stands. */
  private readonly typed: string | null
  private readonly started = performance.now()

  constructor(library: Searched, text: string) {
    this.library = library
    this.query = parseQuery(text)
    this.length = text.length
    this.terms = [...new Set(textsOf(this.query.root).map(foldedTerm))]
    this.entries = new EntrySearch(library, this.query)
    this.typed = pinyinOf(this.query)
  }

  list(offset: number, limit: number, matchLimit: number): SearchAnswer {
    const page = this.entries.page(offset, limit)
    return {
      ...this.report(),
      total: page.total,
      exact: page.exact,
      hits: this.hitsOf(page, matchLimit),
      tookMs: this.tookMs()
    }
  }

  counting(): ReturnType<EntrySearch['counting']> {
    return this.entries.counting()
  }

  everyId(): ReturnType<EntrySearch['everyId']> {
    return this.entries.everyId()
  }

  /** As {@link list}, of all the ids that {@link everyId} gave. */
  listOf(ids: number[], offset: number, limit: number, matchLimit: number): SearchAnswer {
    const hits = this.hitsOf({ hits: this.entries.unranked(ids.slice(offset, offset + limit)) }, matchLimit)
    return { ...this.report(), total: ids.length, exact: true, hits, tookMs: this.tookMs() }
  }

  overview(limit: number): SearchOverview {
    const groups = this.query.root
      ? GROUPS.map((name) => this.group(name, 0, limit)).filter((group) => group.items.length > 0)
      : []
    return {
      ...this.report(),
      total: groups.reduce((sum, group) => sum + group.total, 0),
      exact: groups.every((group) => group.exact),
      groups,
      tookMs: this.tookMs()
    }
  }

  group(name: SearchGroupName, offset: number, limit: number): SearchGroup {
    switch (name) {
      case 'titles':
      case 'articles':
      case 'notes':
        return this.entryGroup(name, offset, limit)
      case 'highlights':
        return whole(name, this.asksFor('highlight') ? this.highlights() : [], offset, limit)
      case 'plans':
        return whole(name, this.asksFor('plan') ? this.plans() : [], offset, limit)
      case 'tags':
      case 'categories':
        return whole(name, this.asksForWords() && this.query.in === null ? this.names(name) : [], offset, limit)
    }
  }

  private report(): { terms: string[]; problems: SearchProblem[] } {
    const unknown = this.query.filters.flatMap(({ filter, start, end }): SearchProblem[] => {
      if (filter.key === 'in' || filter.key === 'sort' || this.library.filters.isKnown(filter)) return []
      return [{ key: 'noSuchName', start, end, unfinished: end === this.length }]
    })
    return { terms: this.terms, problems: [...this.query.problems, ...unknown] }
  }

  private tookMs(): number {
    return performance.now() - this.started
  }

  private hitsOf({ hits }: Pick<Page, 'hits'>, matchLimit: number) {
    const ids = hits.map((hit) => hit.match.entry.id)
    const headed = this.library.headings.holding(ids, this.query.in === 'title' ? [] : this.terms)
    return hits.map((hit) =>
      toHit(this.library.library, hit, this.terms, this.query.in, matchLimit, headed.get(hit.match.entry.id))
    )
  }

  private entryGroup(name: EntryGroup, offset: number, limit: number): SearchGroup {
    const titled = this.titled()
    const kind = name === 'titles' ? null : this.library.filters.idsOf({ key: 'kind', value: KINDS[name] })
    const page = (from: number, most: number) =>
      this.entries.page(from, most, kind?.without(titled) ?? titled, !kind && this.asksForWords())
    const found = page(offset, limit)
    const items = this.hitsOf(found, MOST_MATCHES).map((hit) => ({ type: 'entry' as const, hit, pinyin: false }))
    const read = found.total <= FEW ? this.readIn(name, titled, () => page(0, FEW)) : []
    const first = Math.max(0, offset - found.total)
    const more = read.slice(first, first + limit - items.length).flatMap((id) => this.readItem(name, id))
    return { name, total: found.total + read.length, exact: found.exact, items: [...items, ...more] }
  }

  /** Entries whose titles or headings are read as the words typed, beside those that hold them. */
  private readIn(name: EntryGroup, titled: IdSet, holding: () => Page): number[] {
    if (this.typed === null) return []
    const titles = this.readTitles(this.typed, titled)
    if (name === 'titles') return titles
    const ofKind = this.library.filters.idsOf({ key: 'kind', value: KINDS[name] })
    const headed = this.readHeadings(this.typed).filter((id) => ofKind.has(id))
    if (headed.length === 0) return []
    const others = new IdSet(holding().hits.map((hit) => hit.match.entry.id))
    const known = new IdSet(titles).or(titled).or(others).or(this.library.filters.trash())
    return headed.filter((id) => !known.has(id))
  }

  /** Where the reading begins a title first, then the newest. */
  private readTitles(typed: string, titled: IdSet): number[] {
    if (this.titlesRead) return this.titlesRead
    const trash = this.library.filters.trash()
    const found = this.library.titles.readAs(typed).filter(({ id }) => !titled.has(id) && !trash.has(id))
    this.titlesRead = found.toSorted((a, b) => a.from - b.from || b.id - a.id).map(({ id }) => id)
    return this.titlesRead
  }
  private titlesRead: number[] | undefined

  private readHeadings(typed: string): number[] {
    this.headingsRead ??= this.library.headings.readAs(typed)
    return this.headingsRead
  }
  private headingsRead: number[] | undefined

  private readItem(name: EntryGroup, id: number): SearchItem[] {
    const entry = entryText(this.library.library, id)
    if (!entry || this.typed === null) return []
    const hit = toHit(this.library.library, { match: weigh(entry, [], null), score: 0 }, [], null, 0)
    if (name === 'titles') {
      const titleRanges = pinyinMatch(this.typed, entry.title)
      return titleRanges ? [{ type: 'entry', hit: { ...hit, titleRanges }, pinyin: true }] : []
    }
    const heading = this.library.headings.find(id, this.typed)
    return heading
      ? [{ type: 'entry', hit: { ...hit, snippet: heading.text, ranges: heading.ranges }, pinyin: true }]
      : []
  }

  /** Entries that satisfy the query by the words in their titles. */
  private titled(): IdSet {
    if (this.terms.length === 0 || this.query.in === 'text') return NONE
    const query: Query = { ...this.query, in: 'title' }
    this.titledSearch ??= new EntrySearch(this.library, query)
    return this.titledSearch.candidates().maybe
  }
  private titledSearch: EntrySearch | undefined

  private highlights(): SearchItem[] {
    return this.library.others.highlights(this.query, this.terms, this.library.filters)
  }

  private plans(): SearchItem[] {
    return this.library.others.plans(this.query, this.terms, localDay(this.library.now), this.typed)
  }

  private names(name: 'tags' | 'categories'): SearchItem[] {
    return this.library.names[name](this.terms, this.library.filters)
  }

  /** Whether such things are wanted: words are looked for in all, filters alone mean entries. */
  private asksFor(kind: 'highlight' | 'plan'): boolean {
    const leaves = leavesOf(this.query.root)
    return (
      this.terms.length > 0 ||
      leaves.some((leaf) => leaf.type === 'filter' && leaf.filter.key === 'kind' && leaf.filter.value === kind)
    )
  }

  /** Whether all of some words are asked for and nothing else: then whatever has them in its title is a hit. */
  private asksForWords(): boolean {
    const nodes = requiredNodes(this.query.root)
    return nodes.length > 0 && nodes.every((node) => node.type === 'text')
  }
}

/** The letters of a query of bare words that must all be there. */
function pinyinOf({ root, in: place }: Query): string | null {
  const nodes = requiredNodes(root)
  if (place === 'text' || !nodes.every((node) => node.type === 'text' && !node.exact)) return null
  const typed = typedPinyin(textsOf(root).join(''))
  return maybePinyin(typed) ? typed : null
}

const whole = (name: SearchGroupName, all: SearchItem[], offset: number, limit: number): SearchGroup => ({
  name,
  total: all.length,
  exact: true,
  items: all.slice(offset, offset + limit)
})
