import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, EmptyState } from '../../ui/index.ts'

interface NothingFoundProps {
  query: string
  onSearch(query: string): void
}

/** A search without results: what else its words may mean, and the way back. */
export function NothingFound({ query, onSearch }: NothingFoundProps) {
  const t = useMessages()
  const { data: suggestions = [] } = useAnswer('search.suggest', kb.search.suggest, { query })
  return (
    <div className="center">
      <EmptyState
        icon="search"
        title={t.search.nothing(query)}
        actions={
          <>
            {suggestions.slice(0, 3).map((suggestion) => (
              <Button key={suggestion.query} variant="primary" onClick={() => onSearch(suggestion.query)}>
                {t.library.searchInstead(suggestion.word)}
              </Button>
            ))}
            <Button onClick={() => onSearch('')}>{t.library.endSearch}</Button>
          </>
        }
      />
    </div>
  )
}
