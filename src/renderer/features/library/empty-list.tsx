import { useMessages } from '../../i18n.tsx'
import type { LibraryFilter } from '../../route.ts'
import { Button, EmptyState, Title } from '../../ui/index.ts'
import { placeOf, VIEW_ICONS } from './filter.ts'

interface EmptyListProps {
  filter: LibraryFilter
  /** Whether more than the navigation narrows the list. */
  filtered: boolean
  onFilter(filter: LibraryFilter): void
}

/** Why the list is empty, and the next step. */
export function EmptyList({ filter, filtered, onFilter }: EmptyListProps) {
  const t = useMessages().library
  const { view } = filter
  if (filtered) {
    return (
      <div className="center">
        <EmptyState
          icon="search"
          title={t.nothingMatches}
          actions={<Button onClick={() => onFilter(placeOf(filter, {}))}>{t.clearFilters}</Button>}
        />
      </div>
    )
  }
  return (
    <div className="center">
      <EmptyState icon={VIEW_ICONS[view]} title={t.nothing[view]}>
        {view === 'inbox' ? <Title text={t.inboxHint} /> : undefined}
      </EmptyState>
    </div>
  )
}
