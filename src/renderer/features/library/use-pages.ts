import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { EntrySort, EntrySummary } from '../../../shared/entries.ts'
import type { SearchHit } from '../../../shared/search.ts'
import { unwrap } from '../../../shared/result.ts'
import { answerTo, kb, queries, useAnswer } from '../../kb.ts'
import type { LibraryFilter } from '../../route.ts'
import { toEntryFilter } from './filter.ts'

const PAGE = 100

interface ListQuery extends ReturnType<typeof toEntryFilter> {
  sort: EntrySort
  descending: boolean
}

const queryOf = (filter: LibraryFilter): ListQuery => ({
  ...toEntryFilter(filter),
  sort: filter.sort,
  descending: filter.descending
})

export interface Pages {
  /** Rows in the whole list; undefined until the first answer. */
  total: number | undefined
  /** The row at a place of the list, when its page is there. */
  at(index: number): EntrySummary | undefined
  /** Where in the entry at a place the searched words stand; undefined in a list that is not a search. */
  hitAt(index: number): SearchHit | undefined
  /** Whether `total` is all there is; a search may know a lower bound only. */
  exact: boolean
  /** Whether these are the rows of the filter: until its answer is there, they may be those before. */
  answered: boolean
  error: Error | null
  retry(): void
}

/** Rows of one page, with their hits in a search. */
interface Page {
  total: number
  exact: boolean
  items: EntrySummary[]
  hits: SearchHit[]
}

async function readPage(filter: LibraryFilter, page: number): Promise<Page> {
  const place = { offset: page * PAGE, limit: PAGE }
  if (filter.search === '') {
    const list = unwrap(await kb.entries.list({ ...queryOf(filter), ...place }))
    return { ...list, exact: true, hits: [] }
  }
  const { total, exact, hits } = unwrap(await kb.search.query({ query: filter.search, ...place, matchLimit: 0 }))
  const found = unwrap(await kb.entries.summaries({ ids: hits.map(({ id }) => id) }))
  const summaries = new Map(found.map((summary) => [summary.id, summary]))
  // Rows and hits stand side by side; one that went away in between is left out.
  const present = hits.filter(({ id }) => summaries.has(id))
  return { total, exact, hits: present, items: present.flatMap(({ id }) => summaries.get(id) ?? []) }
}

/**
 * Reads the pages of the list in which the rows at `indexes` stand, and always the first. From one search to the next the
 * rows stay until the answer is there.
 */
export function usePages(filter: LibraryFilter, indexes: number[]): Pages {
  const [before, setBefore] = useState<Page>()
  const numbers = [...new Set([0, ...indexes.map((index) => Math.floor(index / PAGE))])]
  const answers = useQueries({
    queries: numbers.map((page) => ({
      // A search is stale when anything it looks at changes; the room of its key says so.
      queryKey: filter.search === '' ? ['entries', 'list', filter, page] : ['search', 'list', filter.search, page],
      queryFn: () => readPage(filter, page),
      placeholderData: page === 0 ? before : undefined
    }))
  })
  const [top] = answers
  const isAnswered = top?.data !== undefined && !top.isPlaceholderData
  if (isAnswered && top.data !== before) setBefore(top.data)
  const pages = new Map(numbers.map((page, index) => [page, answers[index]?.data]))
  const pageOf = (index: number) => pages.get(Math.floor(index / PAGE))
  const first = answers.find((answer) => answer.data)?.data
  // A search answers before it has counted to the end.
  const { data: [counted] = [] } = useAnswer(
    'search.count',
    kb.search.count,
    { queries: [filter.search] },
    { enabled: isAnswered && first?.exact === false }
  )
  const whole = first?.exact === false ? (counted ?? first) : first
  return {
    total: whole?.total,
    exact: whole?.exact ?? true,
    at: (index) => pageOf(index)?.items[index % PAGE],
    hitAt: (index) => pageOf(index)?.hits[index % PAGE],
    answered: isAnswered,
    error: answers.find((answer) => answer.error)?.error ?? null,
    retry: () => answers.forEach((answer) => void answer.refetch())
  }
}

/** The ids of the whole list, in its order. */
export async function allIds(filter: LibraryFilter): Promise<number[]> {
  if (filter.search !== '') return unwrap(await kb.search.ids({ query: filter.search }))
  return queries.fetchQuery(answerTo('entries.ids', kb.entries.ids, queryOf(filter)))
}
