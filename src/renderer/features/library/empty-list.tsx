import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import type { LibraryFilter } from '../../route.ts'
import { Button, EmptyState, Title } from '../../ui/index.ts'
import { pickAndImport } from '../imports/index.tsx'
import { createNote } from '../notes/index.tsx'
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
  const { data: counts } = useAnswer('entries.counts', kb.entries.counts, null)
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
  if (view === 'all' && counts?.views.all === 0) {
    return (
      <div className="center">
        <EmptyState
          icon="library"
          title={t.emptyLibrary}
          actions={
            <>
              <Button icon="import" onClick={() => pickAndImport('files')}>
                {t.importFiles}
              </Button>
              <Button icon="pen" onClick={() => void createNote()}>
                {t.newNote}
              </Button>
            </>
          }
        >
          <Title text={t.emptyLibraryHint} />
        </EmptyState>
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
