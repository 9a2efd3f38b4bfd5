import type { EntrySort } from '../../../shared/entries.ts'
import { useMessages } from '../../i18n.tsx'
import type { LibraryFilter } from '../../route.ts'
import { IconButton, Menu } from '../../ui/index.ts'

const SORTS: EntrySort[] = ['added', 'published', 'updated', 'title', 'readingTime']

export function SortMenu({ filter, onChange }: { filter: LibraryFilter; onChange(filter: LibraryFilter): void }) {
  const t = useMessages().library
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="sort" label={t.sort} />}
      groups={[
        {
          heading: t.sort,
          items: SORTS.map((sort) => ({
            label: t.sorts[sort],
            checked: filter.sort === sort,
            onSelect: () => onChange({ ...filter, sort })
          }))
        },
        {
          items: [true, false].map((descending) => ({
            label: descending ? t.descending : t.ascending,
            checked: filter.descending === descending,
            onSelect: () => onChange({ ...filter, descending })
          }))
        }
      ]}
    />
  )
}
