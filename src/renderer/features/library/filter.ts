import type { Category } from '../../../shared/categories.ts'
import type { EntryFilter, EntryView } from '../../../shared/entries.ts'
import type { Messages } from '../../../shared/messages/index.ts'
import { everything } from '../../route.ts'
import type { LibraryFilter } from '../../route.ts'
import type { IconName } from '../../ui/index.ts'

/** The views of the navigation, in its order; articles alone are a filter. */
export const NAV_VIEWS: EntryView[] = [
  'all',
  'inbox',
  'unread',
  'reading',
  'read',
  'starred',
  'notes',
  'duplicates',
  'trash'
]

export const VIEW_ICONS: Record<EntryView, IconName> = {
  all: 'all',
  articles: 'file',
  notes: 'note',
  inbox: 'inbox',
  unread: 'unread',
  reading: 'reading',
  read: 'done',
  starred: 'star',
  duplicates: 'dup',
  trash: 'trash'
}

/** What the contract's calls take: a filter that is off is left out. */
export function toEntryFilter(filter: LibraryFilter): EntryFilter {
  const { view, tags, kind, category, feed, author, batch } = filter
  return {
    view,
    tags,
    ...(kind === null ? {} : { kind }),
    ...(category === null ? {} : { category }),
    ...(feed === null ? {} : { feed }),
    ...(author === null ? {} : { author }),
    ...(batch === null ? {} : { batch })
  }
}

/** A place of the navigation by itself; the order of the list stays as it is. */
export function placeOf(current: LibraryFilter, place: Partial<LibraryFilter>): LibraryFilter {
  const { sort, descending } = current
  return { ...everything, sort, descending, ...place }
}

/** The filter with the tag put in, or taken out if it was there. */
export function toggleTag(filter: LibraryFilter, tag: string): LibraryFilter {
  const tags = filter.tags.includes(tag) ? filter.tags.filter((other) => other !== tag) : [...filter.tags, tag]
  return { ...filter, tags }
}

/** One condition of a filter, as a chip that can be taken off. */
export interface FilterPart {
  key: string
  label: string
  icon: IconName
  /** The filter without it. */
  without: LibraryFilter
}

/** Every condition of the filter in the order: view, category, tags, kind, feed, author, batch. */
function partsOf(filter: LibraryFilter, categories: Category[], t: Messages): FilterPart[] {
  const parts: FilterPart[] = []
  const add = (key: string, icon: IconName, label: string, change: Partial<LibraryFilter>) =>
    parts.push({ key, icon, label, without: { ...filter, ...change } })
  if (filter.view !== 'all') {
    add('view', VIEW_ICONS[filter.view], t.library.views[filter.view], { view: 'all' })
  }
  if (filter.category !== null) {
    const name = categories.find((category) => category.id === filter.category)?.name
    add('category', 'folder', name ?? t.library.unknownCategory, { category: null })
  }
  for (const tag of filter.tags) add(`tag:${tag}`, 'hash', tag, { tags: filter.tags.filter((other) => other !== tag) })
  if (filter.kind !== null) {
    add('kind', filter.kind === 'note' ? 'note' : 'file', t.common[filter.kind], { kind: null })
  }
  if (filter.feed !== null) add('feed', 'globe', filter.feed, { feed: null })
  if (filter.author !== null) add('author', 'user', filter.author, { author: null })
  if (filter.batch !== null) add('batch', 'import', t.library.batch(filter.batch), { batch: null })
  return parts
}

/** The list's title and the chips beside it: what the navigation chose is the title, all else are chips. */
export function headingOf(
  filter: LibraryFilter,
  categories: Category[],
  t: Messages
): { title: string; chips: FilterPart[] } {
  if (filter.search !== '') return { title: t.library.search, chips: [] }
  const parts = partsOf(filter, categories, t)
  const leading =
    parts.find((part) => part.key === 'category') ??
    parts.find((part) => part.key === 'view') ??
    parts.find((part) => part.key.startsWith('tag:'))
  return {
    title: leading?.label ?? t.library.views.all,
    chips: parts.filter((part) => part !== leading)
  }
}
