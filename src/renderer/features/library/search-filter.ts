import type { Category } from '../../../shared/categories.ts'
import { withFilter } from '../../../shared/search-edit.ts'
import type { Filter } from '../../../shared/search-query.ts'
import type { Language } from '../../../shared/shell.ts'
import type { LibraryFilter } from '../../route.ts'
import { emptyDraft, withText } from '../search/index.tsx'
import type { QueryDraft } from '../search/index.tsx'

/** What narrows a list, as conditions of a query: so that a search in a place finds what is in it. */
export function conditionsOf(filter: LibraryFilter, categories: Category[]): Filter[] {
  const { view, kind, category, tags, feed, author } = filter
  const path = category === null ? [] : pathOf(categories, category)
  return [
    ...(view === 'unread' || view === 'reading' || view === 'read' || view === 'starred' || view === 'trash'
      ? [{ key: 'is' as const, value: view }]
      : []),
    ...(view === 'duplicates' ? [{ key: 'is' as const, value: 'duplicate' as const }] : []),
    ...(view === 'articles' || kind === 'article' ? [{ key: 'kind' as const, value: 'article' as const }] : []),
    ...(view === 'notes' || kind === 'note' ? [{ key: 'kind' as const, value: 'note' as const }] : []),
    ...(path.length > 0 ? [{ key: 'category' as const, value: path.join('/') }] : []),
    ...tags.map((value) => ({ key: 'tag' as const, value })),
    ...(feed === null ? [] : [{ key: 'source' as const, value: feed }]),
    ...(author === null ? [] : [{ key: 'author' as const, value: author }])
  ]
}

/** Names from the root of the tree. */
function pathOf(categories: Category[], id: number): string[] {
  const path: string[] = []
  for (
    let at = categories.find((each) => each.id === id);
    at;
    at = categories.find((each) => each.id === at?.parentId)
  ) {
    path.unshift(at.name)
  }
  return path
}

/** A search in the place that a list shows, before a word is typed. */
export function draftIn(filter: LibraryFilter, categories: Category[], language: Language): QueryDraft {
  const query = conditionsOf(filter, categories).reduce(
    (written, condition) => withFilter(written, condition, { language }),
    ''
  )
  return withText(emptyDraft, query === '' ? '' : `${query} `)
}
