import { writeFilter, withFilter, withoutFilter } from '../../../shared/search-edit.ts'
import { parseQuery } from '../../../shared/search-query.ts'
import type { Filter } from '../../../shared/search-query.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import type { LibraryFilter } from '../../route.ts'
import { everything } from '../../route.ts'
import { Icon, IconButton, Menu } from '../../ui/index.ts'
import { SaveSearch } from '../search/index.tsx'
import { AddFilter } from './filter-chips.tsx'
import { conditionsOf } from './search-filter.ts'

interface SearchChipsProps {
  query: string
  onSearch(query: string): void
}

/** The conditions of a search, each to take off, and ways to add more: they write the query. */
export function SearchChips({ query, onSearch }: SearchChipsProps) {
  const t = useMessages()
  const language = useLanguage()
  const { data: categories } = useAnswer('categories.list', kb.categories.list, null)
  const conditions = parseQuery(query).filters.filter(({ filter }) => filter.key !== 'sort')
  const add = (chosen: LibraryFilter) =>
    onSearch(
      conditionsOf(chosen, categories ?? []).reduce(
        (written, condition) => withFilter(written, condition, { language }),
        query
      )
    )
  return (
    <div className="filters">
      {conditions.map(({ filter, negated, start, end }) => {
        const label = negated ? t.library.without(writeFilter(filter, language)) : query.slice(start, end)
        return (
          <button
            key={`${start}-${end}`}
            type="button"
            className="chip on"
            aria-label={t.library.removeFilter(label)}
            title={t.library.removeFilter(label)}
            onClick={() => onSearch(withoutFilter(query, filter, language))}
          >
            <span className="cut">{label}</span>
            <Icon name="x" size={12} />
          </button>
        )
      })}
      <SaveSearch query={query} />
      <span className="grow" />
      <AddFilter filter={everything} onChange={add} />
    </div>
  )
}

const SORTS: Extract<Filter, { key: 'sort' }>['value'][] = ['relevance', 'date', 'title', 'words']

/** The order of a search, kept in its query. */
export function SearchSortMenu({ query, onSearch }: SearchChipsProps) {
  const t = useMessages().library
  const language = useLanguage()
  const current = parseQuery(query).sort
  const sortBy = (value: (typeof SORTS)[number], negated: boolean) =>
    onSearch(withFilter(query, { key: 'sort', value }, { negated, language }))
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="sort" label={t.sort} />}
      groups={[
        {
          heading: t.sort,
          items: SORTS.map((value) => ({
            label: t.searchSorts[value],
            checked: (current?.by ?? 'relevance') === value,
            onSelect: () => sortBy(value, false)
          }))
        },
        {
          items: [
            {
              label: t.reversed,
              checked: current?.reversed ?? false,
              disabled: current === null || current.by === 'relevance',
              onSelect: () => sortBy(current?.by ?? 'date', !(current?.reversed ?? false))
            }
          ]
        }
      ]}
    />
  )
}
