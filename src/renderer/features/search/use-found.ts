import { useQueries } from '@tanstack/react-query'
import { parseQuery, queryTerms } from '../../../shared/search-query.ts'
import type { SearchGroupName, SearchOverview, SearchSuggestion } from '../../../shared/search.ts'
import { answerTo, kb, queries, useAnswer } from '../../kb.ts'
import { isAllRead } from './options.ts'

/** So few hits that another reading of the words is worth offering. */
const FEW = 5
const UNFOLDED = 500

export interface Found {
  /** Undefined while nothing is asked for. */
  overview: SearchOverview | undefined
  suggestions: SearchSuggestion[]
  error: Error | null
  /** What is shown answers the words before the last key, or lacks what else they may mean. */
  stale: boolean
}

/** Asks at once what {@link useFound} is about to show, so that core is at work while the page is drawn. */
export function askEarly(query: string): void {
  if (parseQuery(query).root === null) return
  void queries.prefetchQuery(answerTo('search.overview', kb.search.overview, { query }))
}

interface Asked {
  /** Groups to show in full. */
  unfolded: ReadonlySet<SearchGroupName>
  /** What was found before stays until the answer is there. */
  follows: boolean
}

/** What the library has for a query, group by group. */
export function useFound(query: string, { unfolded, follows }: Asked): Found {
  const { root } = parseQuery(query)
  const asks = root !== null
  const { data, error, isPending, isPlaceholderData } = useAnswer(
    'search.overview',
    kb.search.overview,
    { query },
    { enabled: asks, keepPrevious: follows }
  )
  const whole = useQueries({
    queries: [...unfolded].map((group) => answerTo('search.group', kb.search.group, { query, group, limit: UNFOLDED }))
  })
  const stale = asks && (isPending || isPlaceholderData)
  const few = data !== undefined && !stale && data.exact && (data.total <= FEW || isAllRead(data.groups))
  const suggests = asks && few && queryTerms(query).length > 0
  const suggested = useAnswer('search.suggest', kb.search.suggest, { query }, { enabled: suggests })
  const groups = data?.groups.map((group) => whole.find((each) => each.data?.name === group.name)?.data ?? group) ?? []
  return {
    overview: asks && data ? { ...data, groups } : undefined,
    suggestions: few ? (suggested.data ?? []) : [],
    error: asks ? error : null,
    stale: stale || (suggests && data.total === 0 && suggested.isPending)
  }
}
