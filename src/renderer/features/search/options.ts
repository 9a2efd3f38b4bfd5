import { findFolded } from '../../../shared/fold.ts'
import { pinyinMatch } from '../../../shared/pinyin.ts'
import type { CompletionOption } from '../../../shared/search-complete.ts'
import type { SearchGroup, SearchGroupName, SearchItem, SearchSuggestion } from '../../../shared/search.ts'
import type { IconName } from '../../ui/index.ts'
import type { Relaxed } from './use-relaxed.ts'

export interface Command {
  id: string
  icon: IconName
  label: string
  shortcut?: string
  /** Names by which it is also found, in any language. */
  aliases?: string
  run(): void
}

/** A row of the palette. */
export type Option =
  | { kind: 'item'; item: SearchItem }
  | { kind: 'condition'; option: CompletionOption }
  | { kind: 'recent'; query: string }
  | { kind: 'command'; command: Command }
  /** Shows the rest of a group in the palette. */
  | { kind: 'more'; group: SearchGroupName; total: number }
  /** Shows entries in the library's list, which finds them by `search`; no total where it is not known beforehand. */
  | { kind: 'listed'; search: string; total: number | null; exact: boolean }
  /** Searches for what a word may have been meant as. */
  | { kind: 'suggestion'; suggestion: SearchSuggestion }
  /** Searches without one of the conditions. */
  | { kind: 'relaxed'; relaxed: Relaxed }

export type GroupName = SearchGroupName | 'suggestions' | 'relaxed' | 'conditions' | 'recent' | 'commands'

/** Rows that belong together. `total` counts what was found, shown or not; null where counting says nothing. */
export interface Group {
  name: GroupName
  options: Option[]
  total: number | null
  /** Whether `total` is all there is. */
  exact: boolean
}

interface Sources {
  /** What was found, in order. */
  found: SearchGroup[]
  /** The query, and the same within titles: by which the library's list finds what is found here. */
  query: string
  inTitles: string
  /** Where nothing was found: what may have been meant. */
  suggestions: SearchSuggestion[]
  /** What the query finds without one of its conditions. */
  relaxed: Relaxed[]
  /** What the word at the caret could become. */
  conditions: CompletionOption[]
  /** The caret stands in a condition, so that completing it comes before what is found so far. */
  conditionsFirst: boolean
  recent: string[]
  /** Commands of that name. */
  commands: Command[]
}

/** Conditions beside what was found; more are offered where they come first. */
const FEW_CONDITIONS = 3

/** The palette's rows in groups; empty groups are left out. */
export function groupOptions(sources: Sources): Group[] {
  const { found, suggestions, relaxed, conditions, conditionsFirst, recent, commands } = sources
  const asking: Group = {
    name: 'conditions',
    options: (conditionsFirst ? conditions : conditions.slice(0, FEW_CONDITIONS)).map((option) => ({
      kind: 'condition',
      option
    })),
    total: null,
    exact: true
  }
  const groups: Group[] = [
    ...(conditionsFirst ? [asking] : []),
    ...found.map((group) => groupOf(group, sources)),
    {
      name: 'suggestions',
      options: suggestions.map((suggestion) => ({ kind: 'suggestion', suggestion })),
      total: null,
      exact: true
    },
    { name: 'relaxed', options: relaxed.map((each) => ({ kind: 'relaxed', relaxed: each })), total: null, exact: true },
    ...(conditionsFirst ? [] : [asking]),
    { name: 'recent', options: recent.map((query) => ({ kind: 'recent', query })), total: null, exact: true },
    { name: 'commands', options: commands.map((command) => ({ kind: 'command', command })), total: null, exact: true }
  ]
  return groups.filter(({ options }) => options.length > 0)
}

function groupOf(group: SearchGroup, sources: Sources): Group {
  const { name, items, total, exact } = group
  const options: Option[] = items.map((item) => ({ kind: 'item', item }))
  const rest = items.length < total ? restOf(group, sources) : null
  return { name, options: rest ? [...options, rest] : options, total, exact }
}

/**
 * The way to what is found but not shown. Entries are shown by the library's list, those of texts and notes together and
 * once; what is found by its reading is not found there.
 */
function restOf(group: SearchGroup, { found, query, inTitles }: Sources): Option | null {
  const { name, total, exact } = group
  if (!isOfEntries(group) || isRead(group)) {
    return group.items.length < MOST_UNFOLDED ? { kind: 'more', group: name, total } : null
  }
  if (name === 'titles') return { kind: 'listed', search: inTitles, total, exact }
  const entries = found.filter(isOfEntries)
  const last = entries.findLast(({ name: other, items, total: all }) => other !== 'titles' && items.length < all)
  if (last !== group) return null
  return {
    kind: 'listed',
    search: query,
    total: entries.some(isRead) ? null : entries.reduce((sum, each) => sum + each.total, 0),
    exact: entries.every((each) => each.exact)
  }
}

/** So many rows of a group are shown at most. */
export const MOST_UNFOLDED = 500

const isOfEntries = ({ name }: SearchGroup): boolean => name === 'titles' || name === 'articles' || name === 'notes'

/** Whether some of a group were found by how they are read. */
const isRead = ({ items }: SearchGroup): boolean => items.some((item) => 'pinyin' in item && item.pinyin)

/** Whether entries were found, and in every group of them some by how they are read: the words are hardly meant as they stand. */
export function areMostlyRead(groups: SearchGroup[]): boolean {
  const entries = groups.filter(isOfEntries)
  return entries.length > 0 && entries.every(isRead)
}

/** The groups with the exact numbers of entries found, and of those with the words in their titles. */
export function withCounts(groups: SearchGroup[], entries: number, titles: number): SearchGroup[] {
  const notes = groups.find(({ name }) => name === 'notes')
  return groups.map((group) => {
    if (group.exact) return group
    if (group.name === 'titles') return { ...group, total: titles, exact: true }
    if (group.name !== 'articles' || notes?.exact === false) return group
    return { ...group, total: entries - titles - (notes?.total ?? 0), exact: true }
  })
}

/** The commands whose names hold every word, then those that are read so. */
export function commandsNamed(commands: Command[], terms: string[]): Command[] {
  const isNamed = ({ label, aliases = '' }: Command) =>
    terms.every((term) => findFolded(`${label} ${aliases}`, [term]).length > 0)
  const isRead = ({ label }: Command) => pinyinMatch(terms.join(' '), label) !== null
  return [
    ...commands.filter(isNamed),
    ...commands.filter((command) => terms.length > 0 && !isNamed(command) && isRead(command))
  ]
}

/** Unlike any other row's. */
export function keyOf(option: Option): string {
  switch (option.kind) {
    case 'item':
      return `${option.item.type}-${idOf(option.item)}`
    case 'condition':
      return `condition-${option.option.label}`
    case 'recent':
      return `recent-${option.query}`
    case 'command':
      return `command-${option.command.id}`
    case 'more':
      return `more-${option.group}`
    case 'listed':
      return `listed-${option.search}`
    case 'suggestion':
      return `suggestion-${option.suggestion.query}`
    case 'relaxed':
      return `relaxed-${option.relaxed.query}`
  }
}

function idOf(item: SearchItem): string | number {
  if (item.type === 'entry') return item.hit.id
  if (item.type === 'plan') return `${item.planId}-${item.itemId ?? ''}`
  return item.type === 'tag' ? item.name : item.id
}
