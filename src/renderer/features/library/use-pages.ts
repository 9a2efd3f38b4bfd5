import { useQueries } from '@tanstack/react-query'
import type { EntrySort, EntrySummary } from '../../../shared/entries.ts'
import { answerTo, kb, queries } from '../../kb.ts'
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
  error: Error | null
  retry(): void
}

/** Reads the pages of the list in which the rows at `indexes` stand, and always the first. */
export function usePages(filter: LibraryFilter, indexes: number[]): Pages {
  const query = queryOf(filter)
  const numbers = [...new Set([0, ...indexes.map((index) => Math.floor(index / PAGE))])]
  const answers = useQueries({
    queries: numbers.map((page) => ({
      ...answerTo('entries.list', kb.entries.list, { ...query, offset: page * PAGE, limit: PAGE })
    }))
  })
  const pages = new Map(numbers.map((page, index) => [page, answers[index]]))
  return {
    total: answers.find((answer) => answer.data)?.data?.total,
    at: (index) => pages.get(Math.floor(index / PAGE))?.data?.items[index % PAGE],
    error: answers.find((answer) => answer.error)?.error ?? null,
    retry: () => answers.forEach((answer) => void answer.refetch())
  }
}

/** The ids of the whole list, in its order. */
export function allIds(filter: LibraryFilter): Promise<number[]> {
  return queries.fetchQuery(answerTo('entries.ids', kb.entries.ids, queryOf(filter)))
}
