import type { EntryView } from '../../../shared/entries.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { go } from '../../route.ts'
import type { LibraryFilter } from '../../route.ts'
import { draggedKind, droppedEntries } from './drag.ts'
import { NAV_VIEWS, placeOf, VIEW_ICONS } from './filter.ts'
import { NavTree } from './nav-tree.tsx'
import type { NavSectionProps } from './nav-pane.tsx'
import { useEntryActions } from './use-entry-actions.ts'

const isView = (key: string): key is EntryView => NAV_VIEWS.some((view) => view === key)
const isPlace = (filter: LibraryFilter): boolean =>
  filter.search === '' && filter.category === null && (filter.view !== 'all' || filter.tags.length === 0)

/** The smart views; entries dropped on the star or the trash go there. */
export function NavViews({ filter, onGo }: NavSectionProps) {
  const t = useMessages().library
  const { data: counts } = useAnswer('entries.counts', kb.entries.counts, null)
  const actions = useEntryActions()
  return (
    <NavTree
      label={t.smartViews}
      rows={NAV_VIEWS.map((view) => ({
        key: view,
        label: t.views[view],
        count: counts?.views[view],
        icon: VIEW_ICONS[view],
        depth: 0,
        expanded: null,
        selected: filter.view === view && isPlace(filter),
        news: view === 'inbox' && (counts?.views.inbox ?? 0) > 0
      }))}
      onOpen={(view, add) => {
        if (view === 'duplicates' && !add) go({ room: 'duplicates', pair: null })
        else if (isView(view)) onGo(add ? { ...filter, view } : placeOf(filter, { view }))
      }}
      zoneFor={(event, view) =>
        draggedKind(event) === 'entries' && (view === 'trash' || view === 'starred') ? 'inside' : null
      }
      onDrop={(event, view) => {
        const ids = droppedEntries(event)
        if (ids.length > 0) void (view === 'trash' ? actions.trash(ids) : actions.toggleStar(ids, true))
      }}
    />
  )
}
