import { useQueries } from '@tanstack/react-query'
import { parseQuery, queryTerms } from '../../../shared/search-query.ts'
import type { SearchGroupName, SearchOverview, SearchSuggestion } from '../../../shared/search.ts'
import { answerTo, kb, queries, useAnswer } from '../../kb.ts'
import { areMostlyRead, MOST_UNFOLDED, withCounts } from './options.ts'
import { useCounts } from './use-counts.ts'

/** So few hits that another reading of the words is worth offering. */
const FEW = 5

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
  /** The query within titles alone. */
  inTitles: string
  /** Groups to show in full. */
  unfolded: ReadonlySet<SearchGroupName>
  /** What was found before stays until the answer is there. */
  follows: boolean
}

/** What the library has for a query, group by group. */
export function useFound(query: string, { inTitles, unfolded, follows }: Asked): Found {
  const { root } = parseQuery(query)
  const asks = root !== null
  const { data, error, isPending, isPlaceholderData } = useAnswer(
    'search.overview',
    kb.search.overview,
    { query },
    { enabled: asks, keepPrevious: follows }
  )
  const whole = useQueries({
    queries: [...unfolded].map((group) =>
      answerTo('search.group', kb.search.group, { query, group, limit: MOST_UNFOLDED })
    )
  })
  const stale = asks && (isPending || isPlaceholderData)
  const few = data !== undefined && !stale && data.exact && (data.total <= FEW || areMostlyRead(data.groups))
  const suggests = asks && few && queryTerms(query).length > 0
  const suggested = useAnswer('search.suggest', kb.search.suggest, { query }, { enabled: suggests })
  const counts = useCounts([query, inTitles], asks && !stale && data?.exact === false)
  const shown = data?.groups.map((group) => whole.find((each) => each.data?.name === group.name)?.data ?? group) ?? []
  const [entries, titles] = counts ?? []
  const groups = entries === undefined || titles === undefined ? shown : withCounts(shown, entries, titles)
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  return {
    overview: asks && data ? { ...data, groups, total, exact: groups.every(({ exact }) => exact) } : undefined,
    suggestions: few ? (suggested.data ?? []) : [],
    error: asks ? error : null,
    stale: stale || (suggests && data.total === 0 && suggested.isPending)
  }
}
