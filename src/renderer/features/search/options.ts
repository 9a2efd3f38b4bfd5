import { findFolded } from '../../../shared/fold.ts'
import { queryTerms } from '../../../shared/search-query.ts'
import type { SearchHit, TextRange } from '../../../shared/search.ts'
import type { Tag } from '../../../shared/tags.ts'
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
  | { kind: 'hit'; hit: SearchHit }
  | { kind: 'tag'; tag: Tag; ranges: TextRange[] }
  | { kind: 'command'; command: Command }
  | { kind: 'more'; group: GroupName; total: number }

export type GroupName = 'titles' | 'texts' | 'notes' | 'commands'

/** Rows that belong together, in the palette's order. `total` counts what was found, shown or not. */
export interface Group {
  name: GroupName
  options: Option[]
  total: number
}

/** Rows of a group before "show all". */
const SHOWN: Record<GroupName, number> = { titles: 5, texts: 3, notes: 3, commands: 12 }

interface Sources {
  query: string
  hits: SearchHit[]
  tags: Tag[]
  commands: Command[]
  /** Groups that show all they have. */
  unfolded: ReadonlySet<GroupName>
}

/**
 * Sorts what was found into groups: articles with the words in the title, and tags named so; articles with the words in
 * the text; notes; commands. Empty groups are left out.
 */
export function groupOptions({ query, hits, tags, commands, unfolded }: Sources): Group[] {
  const terms = queryTerms(query)
  const found: Record<GroupName, Option[]> = { titles: [], texts: [], notes: [], commands: [] }
  for (const hit of hits) {
    const name = hit.kind === 'note' ? 'notes' : hit.titleRanges.length > 0 ? 'titles' : 'texts'
    found[name].push({ kind: 'hit', hit })
  }
  if (terms.length > 0) {
    for (const tag of tags) {
      if (holdsAll(tag.name, terms)) found.titles.push({ kind: 'tag', tag, ranges: findFolded(tag.name, terms) })
    }
  }
  for (const command of commands) {
    if (holdsAll(`${command.label} ${command.aliases ?? ''}`, terms)) found.commands.push({ kind: 'command', command })
  }
  const groups: Group[] = []
  for (const name of ['titles', 'texts', 'notes', 'commands'] as const) {
    const all = found[name]
    const options = unfolded.has(name) ? all : fewOf(all, SHOWN[name])
    if (options.length < all.length) options.push({ kind: 'more', group: name, total: all.length })
    if (all.length > 0) groups.push({ name, options, total: all.length })
  }
  return groups
}

const holdsAll = (text: string, terms: string[]): boolean => terms.every((term) => findFolded(text, [term]).length > 0)

/** The first ones, with room kept for tags, which come last. */
function fewOf(options: Option[], count: number): Option[] {
  if (options.length <= count) return options
  const tags = options.filter((option) => option.kind === 'tag').slice(0, 2)
  const others = options.filter((option) => option.kind !== 'tag')
  return [...others.slice(0, count - tags.length), ...tags]
}

/** Unlike any other row's. */
export function keyOf(option: Option): string {
  if (option.kind === 'hit') return `hit-${option.hit.id}`
  if (option.kind === 'tag') return `tag-${option.tag.name}`
  return option.kind === 'command' ? `command-${option.command.id}` : `more-${option.group}`
}
