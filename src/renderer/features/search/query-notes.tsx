import { parseQuery, requiredNodes } from '../../../shared/search-query.ts'
import type { SearchOverview } from '../../../shared/search.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'

interface QueryNoteProps {
  query: string
  overview: SearchOverview
}

/** What of the query could not be followed, beside what may still become right with the next key. */
export function Problems({ query, overview }: QueryNoteProps) {
  const t = useMessages().searchQuery
  const [problem] = overview.problems.filter(({ unfinished }) => !unfinished)
  if (!problem) return null
  return (
    <p className="palette-problem" role="status">
      <code>{query.slice(problem.start, problem.end)}</code> {t.problems[problem.key]}
    </p>
  )
}

/** Nothing was found: what was searched. */
export function NothingFound({ query, overview }: QueryNoteProps) {
  const t = useMessages().search
  const { data: status } = useAnswer('search.status', kb.search.status, null)
  return (
    <div className="palette-nothing" role="status">
      <h3>{t.nothing(query)}</h3>
      {status && (
        <p>
          {status.total === 0
            ? t.nothingYet
            : isBareWords(query)
              ? t.nothingHint(status.total, overview.terms.length)
              : t.nothingWithConditions(status.total)}
        </p>
      )}
    </div>
  )
}

/** Whether a query asks for some words, all of them, and nothing else. */
function isBareWords(query: string): boolean {
  const { root, in: place } = parseQuery(query)
  const nodes = requiredNodes(root)
  return place === null && nodes.every(({ type }) => type === 'text')
}
