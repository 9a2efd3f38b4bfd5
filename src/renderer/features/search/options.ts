import { findFolded } from '../../../shared/fold.ts'
import { pinyinMatch } from '../../../shared/pinyin.ts'
import type { CompletionOption } from '../../../shared/search-complete.ts'
import type { SearchGroup, SearchGroupName, SearchItem } from '../../../shared/search.ts'
import type { IconName } from '../../ui/index.ts'

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
  | { kind: 'more'; group: SearchGroupName; total: number }

export type GroupName = SearchGroupName | 'conditions' | 'recent' | 'commands'

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
export function groupOptions({ found, conditions, conditionsFirst, recent, commands }: Sources): Group[] {
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
    ...found.map(groupOf),
    ...(conditionsFirst ? [] : [asking]),
    { name: 'recent', options: recent.map((query) => ({ kind: 'recent', query })), total: null, exact: true },
    { name: 'commands', options: commands.map((command) => ({ kind: 'command', command })), total: null, exact: true }
  ]
  return groups.filter(({ options }) => options.length > 0)
}

function groupOf({ name, items, total, exact }: SearchGroup): Group {
  const options: Option[] = items.map((item) => ({ kind: 'item', item }))
  if (items.length < total) options.push({ kind: 'more', group: name, total })
  return { name, options, total, exact }
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
  }
}

function idOf(item: SearchItem): string | number {
  if (item.type === 'entry') return item.hit.id
  if (item.type === 'plan') return `${item.planId}-${item.itemId ?? ''}`
  return item.type === 'tag' ? item.name : item.id
}
