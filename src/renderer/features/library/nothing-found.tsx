import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, EmptyState } from '../../ui/index.ts'
import { useRelaxed } from '../search/index.tsx'

interface NothingFoundProps {
  query: string
  onSearch(query: string): void
}

/** A search without results: what else its words may mean, what it finds with a condition less, and the way back. */
export function NothingFound({ query, onSearch }: NothingFoundProps) {
  const t = useMessages()
  const { data: suggestions = [] } = useAnswer('search.suggest', kb.search.suggest, { query })
  const relaxed = useRelaxed(query, true)
  return (
    <div className="center">
      <EmptyState
        icon="search"
        title={t.search.nothing(query)}
        actions={
          <div className="ways-on">
            {suggestions.slice(0, 3).map((suggestion, index) => (
              <Button
                key={suggestion.query}
                variant={index === 0 ? 'primary' : 'plain'}
                onClick={() => onSearch(suggestion.query)}
              >
                {t.library.searchInstead(suggestion.word)}
              </Button>
            ))}
            {relaxed.map(({ condition, query: other, total, exact }) => (
              <Button key={other} onClick={() => onSearch(other)}>
                {t.library.searchWithout(t.search.without(condition), t.search.found(total, exact))}
              </Button>
            ))}
            <Button onClick={() => onSearch('')}>{t.library.endSearch}</Button>
          </div>
        }
      />
    </div>
  )
}
