import type { SearchItem } from '../../../shared/search.ts'
import { kb } from '../../kb.ts'
import { everything, go, goToEntry } from '../../route.ts'
import type { LibraryFilter } from '../../route.ts'
import type { Option } from './options.ts'
import { closePalette } from './palette-open.ts'

/** Goes where a row of the palette leads, and remembers the search that led there. */
export function openOption(option: Option, query: string): void {
  closePalette()
  if (option.kind === 'command') return option.command.run()
  if (query !== '') void kb.search.remember({ query })
  if (option.kind === 'item') openItem(option.item, query)
  else if (option.kind === 'more') list({ search: query })
}

function openItem(item: SearchItem, query: string): void {
  switch (item.type) {
    case 'entry':
      return goToEntry(item.hit.id, query)
    case 'highlight':
      return goToEntry(item.entry.id, query)
    case 'plan':
      return go({ room: 'plans', plan: item.planId })
    case 'tag':
      return list({ tags: [item.name] })
    case 'category':
      return list({ category: item.id })
  }
}

const list = (filter: Partial<LibraryFilter>): void =>
  go({ room: 'library', filter: { ...everything, ...filter }, entry: null, query: '' })
