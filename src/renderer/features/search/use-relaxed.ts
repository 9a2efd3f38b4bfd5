import { withoutFilter } from '../../../shared/search-edit.ts'
import { parseQuery } from '../../../shared/search-query.ts'
import type { Language } from '../../../shared/shell.ts'
import { useLanguage } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'

/** A query without one of its conditions, and how much it finds. */
export interface Relaxed {
  /** The condition left out, as written; null for all of them. */
  condition: string | null
  query: string
  total: number
  exact: boolean
}

const SHOWN = 3

/**
 * For a query that finds nothing: without which of its conditions it finds something, or if need be without all of them;
 * none unless `on`.
 */
export function useRelaxed(query: string, on: boolean): Relaxed[] {
  const without = relaxations(query, useLanguage())
  const { data: counts } = useAnswer(
    'search.count',
    kb.search.count,
    { queries: without.map((each) => each.query) },
    { enabled: on && without.length > 0 }
  )
  if (!on || !counts) return []
  const found = without.flatMap((each, index) => {
    const count = counts[index]
    return count && count.total > 0 ? [{ ...each, ...count }] : []
  })
  const byOne = found.filter(({ condition }) => condition !== null)
  return byOne.length > 0 ? byOne.slice(0, SHOWN) : found
}

/** The query without each of its conditions, and at last without any when there are several. */
function relaxations(query: string, language: Language): Pick<Relaxed, 'condition' | 'query'>[] {
  const filters = parseQuery(query).filters.filter(({ filter }) => filter.key !== 'sort')
  const single = filters.map(({ filter, start, end }) => ({
    condition: query.slice(start, end),
    query: withoutFilter(query, filter, language)
  }))
  const bare = filters.reduce((rest, { filter }) => withoutFilter(rest, filter, language), query)
  return single.length > 1 ? [...single, { condition: null, query: bare }] : single
}
