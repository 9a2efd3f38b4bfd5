import { foldForMatching } from '../../../shared/fold.ts'
import type { ReadableDb } from '../db/sql.ts'
import { IdSet } from './id-set.ts'
import * as queries from './queries.ts'

/** The folded titles of all entries, in memory: a hundred thousand take some megabytes and are searched in milliseconds. */
export interface Titles {
  /** Brings them up to what the library holds. */
  refresh(): void
  /** Entries, in the trash or not, whose title holds a folded text. */
  holding(term: string): IdSet
  entries(): Iterable<[id: number, folded: string]>
}

/** More changes than these are read with all the others. */
const MANY = 5000

export function createTitles(library: ReadableDb): Titles {
  let titles = new Map<number, string>()
  let sequence = -1

  function refresh(): void {
    const newest = queries.newestSequence(library)
    if (newest === sequence) return
    const changed = sequence < 0 ? undefined : queries.changesAfter(library, sequence, MANY + 1)
    if (!changed || changed.length > MANY) titles = new Map()
    else for (const { id } of changed) titles.delete(id)
    for (const { id, title } of queries.titlesOf(
      library,
      titles.size === 0 ? undefined : changed?.map(({ id }) => id)
    )) {
      titles.set(id, foldForMatching(title).text)
    }
    sequence = newest
  }

  return {
    refresh,
    holding(term) {
      refresh()
      const ids = new IdSet()
      for (const [id, title] of titles) if (title.includes(term)) ids.add(id)
      return ids
    },
    entries() {
      refresh()
      return titles
    }
  }
}
