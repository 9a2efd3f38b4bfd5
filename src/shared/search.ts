import { z } from 'zod'
import { EntryId, EntryKind } from './entries.ts'
import { call, event, job, Nothing } from './ipc.ts'

/** Half-open range of UTF-16 offsets. */
export const TextRange = z.tuple([z.int().min(0), z.int().min(0)])
export type TextRange = z.infer<typeof TextRange>

/** A query as typed; its language is read by `parseQuery` (search-query.ts). */
const QueryText = z.string().max(2000)

/** Where a word stands: UTF-16 units into the stored text of an entry, a highlight or a plan. */
export const SearchMatch = z.object({
  field: z.enum(['title', 'text', 'note']),
  offset: z.int().min(0),
  length: z.int().min(1)
})
export type SearchMatch = z.infer<typeof SearchMatch>

/**
 * `ranges` mark the query's words in `snippet`, `titleRanges` in `title`. `count` is how often they stand in title and text,
 * `matches` the first of these places, in order.
 */
export const SearchHit = z.object({
  id: EntryId,
  kind: EntryKind,
  title: z.string(),
  titleRanges: z.array(TextRange),
  feed: z.string().nullable(),
  tags: z.array(z.string()),
  score: z.number(),
  snippet: z.string(),
  ranges: z.array(TextRange),
  count: z.int(),
  matches: z.array(SearchMatch)
})
export type SearchHit = z.infer<typeof SearchHit>

/** A part of the query that could not be followed; `start` and `end` are its place in the query. */
export const SearchProblem = z.object({
  key: z.enum([
    'unclosedQuote',
    'unclosedBracket',
    'strayBracket',
    'nothingFollows',
    'emptyValue',
    'unknownValue',
    'noArchive',
    'badDate',
    'badNumber',
    'cannotExclude',
    'tooMany',
    'noSuchName'
  ]),
  start: z.int().min(0),
  end: z.int().min(0),
  /** It stands at the end of the query and may become right with the next key. */
  unfinished: z.boolean()
})
export type SearchProblem = z.infer<typeof SearchProblem>

const Found = z.object({
  /** A lower bound unless `exact`. */
  total: z.int(),
  exact: z.boolean()
})

/** `terms` are the folded words searched for. */
export const SearchAnswer = Found.extend({
  tookMs: z.number(),
  terms: z.array(z.string()),
  problems: z.array(SearchProblem),
  hits: z.array(SearchHit)
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

/** `titles`: entries with the words in the title; `articles` and `notes`: the other ones. */
export const SearchGroupName = z.enum(['titles', 'articles', 'notes', 'highlights', 'plans', 'tags', 'categories'])
export type SearchGroupName = z.infer<typeof SearchGroupName>

const Marked = { ranges: z.array(TextRange) }
const Places = { count: z.int(), matches: z.array(SearchMatch) }

/** `ranges` mark the words in what is shown: a highlight's `text`, a plan's or item's `title`, a name, the last of a path. */
export const SearchItem = z.discriminatedUnion('type', [
  /** `pinyin`: found by the reading of its title alone. */
  z.object({ type: z.literal('entry'), hit: SearchHit, pinyin: z.boolean() }),
  z.object({
    type: z.literal('highlight'),
    id: z.int(),
    entry: z.object({ id: EntryId, title: z.string() }),
    text: z.string(),
    note: z.string(),
    ...Marked,
    noteRanges: z.array(TextRange),
    ...Places
  }),
  /** A plan, or with `itemId` one of its items. */
  z.object({
    type: z.literal('plan'),
    planId: z.int(),
    itemId: z.int().nullable(),
    title: z.string(),
    planTitle: z.string(),
    date: z.string().nullable(),
    done: z.boolean(),
    pinyin: z.boolean(),
    ...Marked,
    ...Places
  }),
  z.object({ type: z.literal('tag'), name: z.string(), entries: z.int(), pinyin: z.boolean(), ...Marked }),
  z.object({
    type: z.literal('category'),
    id: z.int(),
    path: z.array(z.string()),
    entries: z.int(),
    pinyin: z.boolean(),
    ...Marked
  })
])
export type SearchItem = z.infer<typeof SearchItem>
export type SearchItemOf<T extends SearchItem['type']> = Extract<SearchItem, { type: T }>

export const SearchGroup = Found.extend({ name: SearchGroupName, items: z.array(SearchItem) })
export type SearchGroup = z.infer<typeof SearchGroup>

/** Groups without hits are left out. `total` counts hits of all groups. */
export const SearchOverview = Found.extend({
  tookMs: z.number(),
  terms: z.array(z.string()),
  problems: z.array(SearchProblem),
  groups: z.array(SearchGroup)
})
export type SearchOverview = z.infer<typeof SearchOverview>

/**
 * Another reading of one word of a query: `typed` as pinyin, or as a word that is spelt nearly so. `query` is the query
 * with it in place; `entries` would be found, at least.
 */
export const SearchSuggestion = z.object({
  kind: z.enum(['pinyin', 'similar']),
  typed: z.string(),
  word: z.string(),
  query: z.string(),
  entries: z.int().min(1),
  exact: z.boolean()
})
export type SearchSuggestion = z.infer<typeof SearchSuggestion>

const SavedName = z.string().trim().min(1).max(120)
export const SavedSearch = z.object({ id: z.int().positive(), name: SavedName, query: QueryText, position: z.int() })
export type SavedSearch = z.infer<typeof SavedSearch>

export const RecentSearch = z.object({ query: QueryText.min(1), usedAt: z.int() })
export type RecentSearch = z.infer<typeof RecentSearch>

/** An entry like another: `terms` are words that both hold, the most telling first, as the other writes them. */
export const RelatedEntry = z.object({
  id: EntryId,
  kind: EntryKind,
  title: z.string(),
  feed: z.string().nullable(),
  score: z.number(),
  terms: z.array(z.string())
})
export type RelatedEntry = z.infer<typeof RelatedEntry>

const Offset = z.int().min(0).default(0)

export const search = {
  /** Entries that satisfy the query, best first or in the order it asks for; the trash only when it asks for that. */
  query: call(
    z.object({
      query: QueryText,
      offset: Offset,
      limit: z.int().min(1).max(500).default(50),
      /** Places given of one hit. */
      matchLimit: z.int().min(0).max(10_000).default(20)
    }),
    SearchAnswer
  ),
  /** The first hits of every group, for results while typing. */
  overview: call(z.object({ query: QueryText, limit: z.int().min(1).max(50).default(5) }), SearchOverview),
  /** More hits of one group. */
  group: call(
    z.object({
      query: QueryText,
      group: SearchGroupName,
      offset: Offset,
      limit: z.int().min(1).max(500).default(50)
    }),
    SearchGroup
  ),
  /** Every entry that satisfies the query, in its order: for "select all". */
  ids: call(z.object({ query: QueryText }), z.array(EntryId)),
  /** How many entries each query finds; one without any condition finds none. */
  count: call(z.object({ queries: z.array(QueryText).max(200) }), z.array(Found)),
  /** Other readings of a query's words, those with most hits first; worth asking when there are few hits. */
  suggest: call(z.object({ query: QueryText }), z.array(SearchSuggestion)),
  /** Names that begin with a text, hold it or are read so, most used first: values of `tag:` and the like. */
  complete: call(
    z.object({
      key: z.enum(['tag', 'category', 'author', 'source']),
      text: z.string().max(200),
      limit: z.int().min(1).max(50).default(8)
    }),
    z.array(z.object({ value: z.string(), entries: z.int(), ...Marked }))
  ),

  /** The entries outside the trash that are most like one, best first; none when nothing is much like it. */
  related: call(z.object({ id: EntryId, limit: z.int().min(1).max(20).default(8) }), z.array(RelatedEntry)),

  /** Saved searches in the user's order. */
  saved: call(Nothing, z.array(SavedSearch)),
  save: call(z.object({ name: SavedName, query: QueryText.min(1) }), SavedSearch),
  updateSaved: call(
    z.object({ id: z.int().positive(), name: SavedName.optional(), query: QueryText.min(1).optional() }),
    Nothing
  ),
  /** Sets the order; those that are not named follow. */
  reorderSaved: call(z.object({ ids: z.array(z.int().positive()).max(1000) }), Nothing),
  /** Gives what `restoreSaved` takes back. */
  removeSaved: call(z.object({ id: z.int().positive() }), SavedSearch),
  restoreSaved: call(SavedSearch, Nothing),
  savedChanged: event(Nothing),

  /** The last searches, newest first, at most 50. */
  recent: call(Nothing, z.array(RecentSearch)),
  remember: call(z.object({ query: QueryText }), Nothing),
  /** Forgets one search, or all without a query; gives what `restoreRecent` takes back. */
  forget: call(z.object({ query: QueryText.optional() }), z.array(RecentSearch)),
  restoreRecent: call(z.array(RecentSearch).max(50), Nothing),
  recentChanged: event(Nothing),

  status: call(Nothing, z.object({ indexed: z.int(), total: z.int() })),
  /** Builds the index anew; searching stays correct meanwhile. Gives the number of entries indexed. */
  reindex: job(Nothing, z.object({ indexed: z.int() })),
  /** Indexes what changed since, as happens by itself when nothing else is going on: for those who want to wait for it. */
  catchUp: job(Nothing, z.object({ indexed: z.int() })),
  changed: event(z.object({ indexed: z.int(), total: z.int() }))
}
