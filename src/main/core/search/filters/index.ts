import { addDays, localDay } from '../../../../shared/days.ts'
import { foldForMatching } from '../../../../shared/fold.ts'
import type { Condition } from '../../../../shared/search-query.ts'
import { daysOf } from '../../../../shared/search-ranges.ts'
import type { DateRange } from '../../../../shared/search-ranges.ts'
import type { WritableDb } from '../../db/sql.ts'
import { IdSet } from '../id-set.ts'
import * as queries from './queries.ts'

/** From here on two articles count as the same (articles/similarity.ts). */
const DUPLICATE = 0.85
const MOST_KEPT = 64

export type SortOrder = 'date' | 'title' | 'words'

/** Sets of entries that conditions select, in the trash or not. */
export interface Filters {
  /** `words` of entries that the index does not know are left out. */
  idsOf(condition: Condition): IdSet
  all(): IdSet
  trash(): IdSet
  /** By entry id, what the order goes by: a time, a place in the order of titles, a number of words; NaN where unknown. */
  keysBy(order: SortOrder): Float64Array
  /** Whether the library has what a condition names: a tag, a category, an author, a source. */
  isKnown(condition: Condition): boolean
}

/**
 * Filters over a library and its index. What was asked is kept until either changes, so that the next key of a query finds
 * its filters at hand.
 */
export function createFilters(library: WritableDb, now: () => number): (index: WritableDb) => Filters {
  let kept: Kept = { index: library, stamp: '', sets: new Map(), keys: new Map(), known: new Map() }

  return (index) => {
    const today = localDay(now())
    const stamp = `${queries.changeCount(library)} ${today}`
    if (kept.index !== index || kept.stamp !== stamp || kept.sets.size + kept.keys.size > MOST_KEPT) {
      kept = { index, stamp, sets: new Map(), keys: new Map(), known: new Map() }
    }
    const { sets, keys, known } = kept
    // The index changes more often, and knows words alone.
    const indexStamp = queries.changeCount(index)
    const set = (name: string, select: () => Iterable<number>): IdSet => keep(sets, name, () => new IdSet(select()))
    const keysBy = (order: SortOrder) =>
      keep(keys, order === 'words' ? `words ${indexStamp}` : order, () => keysOf(library, index, order))

    function select(condition: Condition): Iterable<number> {
      if (condition.key === 'date') return within(keysBy('date'), boundsOf(condition.value, today))
      if (condition.key === 'words') {
        const { from, to } = condition.value
        return within(keysBy('words'), [from ?? 0, (to ?? Infinity) + 1])
      }
      return selected(library, condition)
    }

    return {
      idsOf: (condition) =>
        set(JSON.stringify(condition.key === 'words' ? [condition, indexStamp] : condition), () => select(condition)),
      all: () => set('all', () => queries.allIds(library)),
      trash: () => set('trash', () => queries.trashIds(library)),
      keysBy,
      isKnown: (condition) => keep(known, JSON.stringify(condition), () => namedBy(library, condition)?.length !== 0)
    }
  }
}

interface Kept {
  index: WritableDb
  stamp: string
  sets: Map<string, IdSet>
  keys: Map<string, Float64Array>
  /** Whether the library has what a condition names. */
  known: Map<string, boolean>
}

function keep<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

function keysOf(library: WritableDb, index: WritableDb, order: SortOrder): Float64Array {
  if (order === 'words') return keysFrom(queries.sizes(index))
  if (order === 'title') {
    const ids = queries.titleOrder(library)
    return keysFrom({ ids, values: ids.map((_, place) => place) })
  }
  const added = queries.additions(library)
  const published = queries.publications(library)
  return keysFrom({ ids: added.ids.concat(published.ids), values: added.values.concat(published.values.map(timeOf)) })
}

/** The first moment of a day, or the moment itself. */
const timeOf = (date: string): number => (date.length === 10 ? startOf(date) : Date.parse(date))

function keysFrom({ ids, values }: queries.Column<number>): Float64Array {
  let length = 0
  for (const id of ids) length = Math.max(length, id + 1)
  const keys = new Float64Array(length).fill(NaN)
  for (const [n, id] of ids.entries()) keys[id] = values[n] ?? NaN
  return keys
}

/** The entries with a key from the first bound to before the second. */
function* within(keys: Float64Array, [from, end]: [number, number]): Generator<number> {
  for (let id = 0; id < keys.length; id++) {
    const key = keys[id] ?? NaN
    if (key >= from && key < end) yield id
  }
}

type ListedCondition = Exclude<Condition, { key: 'date' | 'words' }>

function selected(library: WritableDb, condition: ListedCondition): number[] {
  switch (condition.key) {
    case 'kind':
      return queries.kindIds(library, condition.value)
    case 'tag':
      return queries.taggedIds(library, tagsNamed(library, condition.value))
    case 'category':
      return queries.filedIds(library, categoriesNamed(library, condition.value))
    case 'author':
      return queries.authoredIds(library, namesLike(queries.authorNames(library), condition.value))
    case 'source':
      return queries.sourcedIds(library, namesLike(queries.sourceNames(library), condition.value))
    case 'has':
      if (condition.value === 'image') return queries.illustratedIds(library)
      return condition.value === 'highlight' ? queries.highlightedIds(library) : queries.annotatedIds(library)
    case 'is':
      if (condition.value === 'starred') return queries.starredIds(library)
      if (condition.value === 'trash') return queries.trashIds(library)
      if (condition.value === 'duplicate') return queries.duplicateIds(library, DUPLICATE)
      return queries.stateIds(library, condition.value)
  }
}

const folded = (text: string): string => foldForMatching(text).text.trim().replace(/\s+/g, ' ')

/** The names meant by a condition; undefined where it names nothing. */
function namedBy(library: WritableDb, condition: Condition): unknown[] | undefined {
  switch (condition.key) {
    case 'tag':
      return tagsNamed(library, condition.value)
    case 'category':
      return categoriesNamed(library, condition.value)
    case 'author':
      return namesLike(queries.authorNames(library), condition.value)
    case 'source':
      return namesLike(queries.sourceNames(library), condition.value)
    default:
      return undefined
  }
}

function tagsNamed(library: WritableDb, name: string): number[] {
  const wanted = folded(name)
  return queries.tagNames(library).flatMap((tag) => (folded(tag.name) === wanted ? [tag.id] : []))
}

/** Categories whose path ends with the names given, parted by slashes. */
function categoriesNamed(library: WritableDb, path: string): number[] {
  const rows = queries.categoryNames(library)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const wanted = path.split(/[/／]/).map(folded).filter(Boolean)
  if (wanted.length === 0) return []
  return rows.flatMap((row) => {
    let at: typeof row | undefined = row
    for (const name of wanted.toReversed()) {
      if (!at || folded(at.name) !== name) return []
      at = at.parentId === null ? undefined : byId.get(at.parentId)
    }
    return [row.id]
  })
}

/** The name itself where there is one, else all that hold it. */
function namesLike(names: string[], name: string): string[] {
  const wanted = folded(name)
  const same = names.filter((each) => folded(each) === wanted)
  return same.length > 0 ? same : names.filter((each) => folded(each).includes(wanted))
}

/** The first moment of the days, and the first behind them, on the clock of this machine. */
function boundsOf(range: DateRange, today: string): [number, number] {
  const { from, to } = daysOf(range, today)
  return [from === null ? -Infinity : startOf(from), to === null ? Infinity : startOf(addDays(to, 1))]
}

/** The first moment of a day here. */
const startOf = (day: string): number => new Date(`${day}T00:00:00`).getTime()
