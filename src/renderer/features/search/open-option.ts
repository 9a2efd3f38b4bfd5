import type { SearchItem } from '../../../shared/search.ts'
import { kb } from '../../kb.ts'
import { everything, go, goToEntry } from '../../route.ts'
import type { LibraryFilter } from '../../route.ts'
import type { Option } from './options.ts'
import { closePalette } from './palette-open.ts'

/** Whether a row leads out of the palette; the others change what it shows. */
export const leadsAway = ({ kind }: Option): boolean => kind === 'item' || kind === 'listed' || kind === 'command'

/**
 * Goes where a row of the palette leads, and remembers the search that led there. `beside`: with all that was found in the
 * library's list next to it, to go on from one to the next.
 */
export function openOption(option: Option, query: string, place: 'here' | 'beside'): void {
  const isBeside = place === 'beside' && isBesideList(option)
  closePalette({ inList: isBeside || option.kind === 'listed' })
  if (option.kind === 'command') return option.command.run()
  if (query !== '') void kb.search.remember({ query })
  if (option.kind === 'listed') list({ search: option.search })
  else if (option.kind === 'item' && isBeside) openBeside(option.item, query)
  else if (option.kind === 'item') openItem(option.item, query)
}

/** Whether the library's list finds what a row stands for: it knows entries, by their words alone. */
export const isBesideList = (option: Option): boolean =>
  option.kind === 'item' && option.item.type === 'entry' && !option.item.pinyin

function openBeside(item: SearchItem, query: string): void {
  if (item.type === 'entry') {
    go({ room: 'library', filter: { ...everything, search: query }, entry: item.hit.id, query })
  }
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
