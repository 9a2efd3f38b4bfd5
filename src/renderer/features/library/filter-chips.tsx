import { useState } from 'react'
import type { EntryView } from '../../../shared/entries.ts'
import { formatCount } from '../../format.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import type { LibraryFilter } from '../../route.ts'
import { Icon, Picker, Popover } from '../../ui/index.ts'
import type { PickerItem } from '../../ui/index.ts'
import { categoryItems } from '../filing/index.tsx'
import { toggleTag, VIEW_ICONS } from './filter.ts'
import type { FilterPart } from './filter.ts'

export interface FilterChipsProps {
  filter: LibraryFilter
  chips: FilterPart[]
  onChange(filter: LibraryFilter): void
}

/** The conditions that narrow the list, each to take off, and a way to add more. */
export function FilterChips({ filter, chips, onChange }: FilterChipsProps) {
  const t = useMessages()
  const kinds = ['article', 'note'] as const
  return (
    <div className="filters">
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className={`chip${filter.kind === kind ? ' on' : ''}`}
          aria-pressed={filter.kind === kind}
          onClick={() => onChange({ ...filter, kind: filter.kind === kind ? null : kind })}
        >
          {t.library.views[kind === 'note' ? 'notes' : 'articles']}
        </button>
      ))}
      {chips
        .filter((chip) => chip.key !== 'kind')
        .map((chip) => (
          <button
            key={chip.key}
            type="button"
            className="chip on"
            aria-label={t.library.removeFilter(chip.label)}
            title={t.library.removeFilter(chip.label)}
            onClick={() => onChange(chip.without)}
          >
            <Icon name={chip.icon} size={14} />
            <span className="cut">{chip.label}</span>
            <Icon name="x" size={12} />
          </button>
        ))}
      <span className="grow" />
      <AddFilter filter={filter} onChange={onChange} />
    </div>
  )
}

const STATES: EntryView[] = ['unread', 'reading', 'read', 'starred', 'inbox']

/** A way to add a condition to what the list shows. */
export function AddFilter({ filter, onChange }: Omit<FilterChipsProps, 'chips'>) {
  const t = useMessages().library
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t.addFilter}
      align="end"
      flush
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="chip add" aria-label={t.addFilter} title={t.addFilter}>
          <Icon name="plus" size={14} />
        </button>
      }
    >
      <FilterPicker
        filter={filter}
        onChange={(next) => {
          setOpen(false)
          onChange(next)
        }}
      />
    </Popover>
  )
}

/** Every condition there is, in one list to search. */
function FilterPicker({ filter, onChange }: Omit<FilterChipsProps, 'chips'>) {
  const t = useMessages().library
  const common = useMessages().filing
  const { data: sources } = useAnswer('entries.sources', kb.entries.sources, null)
  const { data: tags } = useAnswer('tags.list', kb.tags.list, null)
  const { data: categories } = useAnswer('categories.list', kb.categories.list, null)
  const { data: counts } = useAnswer('entries.counts', kb.entries.counts, null)

  const choices: { item: PickerItem; filter: LibraryFilter }[] = [
    ...STATES.map((view) => ({
      item: {
        key: `view:${view}`,
        group: t.filterKinds.view,
        label: t.views[view],
        icon: VIEW_ICONS[view],
        detail: formatCount(counts?.views[view] ?? 0)
      },
      filter: { ...filter, view }
    })),
    ...categoryItems(categories ?? []).map((item) => ({
      item: { ...item, key: `category:${item.key}`, group: t.filterKinds.category },
      filter: { ...filter, category: Number(item.key) }
    })),
    ...(tags ?? []).map(({ name, count }) => ({
      item: {
        key: `tag:${name}`,
        group: t.filterKinds.tag,
        label: name,
        icon: 'hash' as const,
        detail: formatCount(count)
      },
      filter: toggleTag(filter, name)
    })),
    ...(sources?.feeds ?? []).map(({ name, count }) => ({
      item: {
        key: `feed:${name}`,
        group: t.filterKinds.feed,
        label: name,
        icon: 'globe' as const,
        detail: formatCount(count)
      },
      filter: { ...filter, feed: name }
    })),
    ...(sources?.authors ?? []).map(({ name, count }) => ({
      item: {
        key: `author:${name}`,
        group: t.filterKinds.author,
        label: name,
        icon: 'user' as const,
        detail: formatCount(count)
      },
      filter: { ...filter, author: name }
    }))
  ]
  return (
    <Picker
      label={t.findFilter}
      emptyText={t.noFilter}
      moreText={common.moreMatches}
      items={choices.map((choice) => choice.item)}
      onPick={(key) => {
        const choice = choices.find(({ item }) => item.key === key)
        if (choice) onChange(choice.filter)
      }}
    />
  )
}
