import { useSyncExternalStore } from 'react'
import type { EntrySort, EntryView } from '../shared/entries.ts'

/** Where the window is: kept in the URL's hash, so that back, forward and reload work. */
export type Route =
  | { room: 'library'; filter: LibraryFilter; entry: number | null; query: string }
  | { room: 'plans'; plan: number | null }
  | { room: 'imports'; batch: number | null }
  | { room: 'duplicates'; pair: [number, number] | null }
  | { room: 'care' }
  | { room: 'print'; page: 'plan'; id: number }

/** What the library list shows. */
export interface LibraryFilter {
  view: EntryView
  category: number | null
  tags: string[]
  kind: 'article' | 'note' | null
  feed: string | null
  author: string | null
  batch: number | null
  /** What is searched for, in the query language; the list then holds what it finds and nothing else narrows it. */
  search: string
  sort: EntrySort
  descending: boolean
}

export const everything: LibraryFilter = {
  view: 'all',
  category: null,
  tags: [],
  kind: null,
  feed: null,
  author: null,
  batch: null,
  search: '',
  sort: 'added',
  descending: true
}

const VIEWS: Record<EntryView, true> = {
  all: true,
  articles: true,
  notes: true,
  inbox: true,
  unread: true,
  reading: true,
  read: true,
  starred: true,
  duplicates: true,
  trash: true
}
const SORTS: Record<EntrySort, true> = { added: true, published: true, updated: true, title: true, readingTime: true }

const isOneOf = <K extends string>(known: Record<K, true>, text: string): text is K => Object.hasOwn(known, text)

const oneOf = <K extends string>(known: Record<K, true>, text: string | null, fallback: K): K =>
  text !== null && isOneOf(known, text) ? text : fallback

const number = (text: string | null): number | null => {
  const value = Number(text)
  return text !== null && Number.isInteger(value) && value > 0 ? value : null
}

/** Reads a hash such as `#/library?view=unread&entry=12`; anything else is the library. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?')
  const [room, first, second] = path.split('/')
  const parameters = new URLSearchParams(search)
  if (room === 'plans') return { room, plan: number(first ?? null) }
  if (room === 'imports') return { room, batch: number(first ?? null) }
  if (room === 'duplicates') {
    const [a = null, b = null] = (first ?? '').split('-').map(number)
    return { room, pair: a !== null && b !== null ? [a, b] : null }
  }
  if (room === 'care') return { room }
  const id = number(second ?? null)
  if (room === 'print' && first === 'plan' && id !== null) return { room, page: 'plan', id }
  const kind = parameters.get('kind')
  return {
    room: 'library',
    filter: {
      view: oneOf(VIEWS, parameters.get('view'), 'all'),
      category: number(parameters.get('category')),
      tags: parameters.getAll('tag'),
      kind: kind === 'article' || kind === 'note' ? kind : null,
      feed: parameters.get('feed'),
      author: parameters.get('author'),
      batch: number(parameters.get('batch')),
      search: parameters.get('search') ?? '',
      sort: oneOf(SORTS, parameters.get('sort'), 'added'),
      descending: parameters.get('order') !== 'asc'
    },
    entry: number(parameters.get('entry')),
    query: parameters.get('q') ?? ''
  }
}

/** The hash of a route: the inverse of {@link parseRoute}. */
function hashOf(route: Route): string {
  if (route.room === 'plans') return route.plan ? `#/plans/${route.plan}` : '#/plans'
  if (route.room === 'imports') return route.batch ? `#/imports/${route.batch}` : '#/imports'
  if (route.room === 'duplicates') return route.pair ? `#/duplicates/${route.pair.join('-')}` : '#/duplicates'
  if (route.room === 'care') return '#/care'
  if (route.room === 'print') return `#/print/${route.page}/${route.id}`
  const parameters = new URLSearchParams()
  const { filter } = route
  if (filter.view !== 'all') parameters.set('view', filter.view)
  if (filter.category) parameters.set('category', String(filter.category))
  for (const tag of filter.tags) parameters.append('tag', tag)
  if (filter.kind) parameters.set('kind', filter.kind)
  if (filter.feed) parameters.set('feed', filter.feed)
  if (filter.author) parameters.set('author', filter.author)
  if (filter.batch) parameters.set('batch', String(filter.batch))
  if (filter.search) parameters.set('search', filter.search)
  if (filter.sort !== 'added') parameters.set('sort', filter.sort)
  if (!filter.descending) parameters.set('order', 'asc')
  if (route.entry) parameters.set('entry', String(route.entry))
  if (route.query) parameters.set('q', route.query)
  const search = parameters.toString()
  return search ? `#/library?${search}` : '#/library'
}

/** Goes somewhere; `replace` leaves no step for "back", as for moving through a list. */
export function go(route: Route, options: { replace?: boolean } = {}): void {
  const hash = hashOf(route)
  if (options.replace) history.replaceState(null, '', hash)
  else location.hash = hash
  // The browser tells of it later or not at all; what is on screen follows at once.
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

/** Opens an entry in the library, within the filter that is on if the library is in view. */
export function goToEntry(entry: number, query = ''): void {
  const current = parseRoute(location.hash)
  const filter = current.room === 'library' ? current.filter : everything
  go({ room: 'library', filter, entry, query })
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
let cached = { hash: '', route: parseRoute('') }

/** The current route. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => {
    if (location.hash !== cached.hash) cached = { hash: location.hash, route: parseRoute(location.hash) }
    return cached.route
  })
}
