import { foldForMatching } from '../../../shared/fold.ts'
import type { ReadableDb } from '../db/sql.ts'
import { IdSet } from './id-set.ts'
import { joinTexts } from './joined-texts.ts'
import * as queries from './queries.ts'

/** The folded titles of all entries, in memory: a hundred thousand take some megabytes and are searched in milliseconds. */
export interface Titles {
  /** Brings them up to what the library holds. */
  refresh(): void
  /** Entries, in the trash or not, whose title holds a folded text. */
  holding(term: string): IdSet
  /** Entries whose title is read as `typed`, and where in the folded title the first such part stands. */
  readAs(typed: string): { id: number; from: number }[]
  /** The first titles, folded. */
  first(count: number): string[]
}

/** More changes than these are read with all the others. */
const MANY = 5000
/** Answers kept until a title changes: several questions about one query ask the same. */
const MOST_KEPT = 32

export function createTitles(library: ReadableDb): Titles {
  let titles = new Map<number, string>()
  let sequence = -1
  let ids: number[] = []
  let texts: string[] = []
  let joined = joinTexts([])
  const kept = new Map<string, IdSet>()

  function refresh(): void {
    const newest = queries.newestSequence(library)
    if (newest === sequence) return
    const changes = sequence < 0 ? undefined : queries.changesAfter(library, sequence, MANY + 1).map(({ id }) => id)
    const changed = changes && changes.length <= MANY ? changes : undefined
    if (changed) for (const id of changed) titles.delete(id)
    else titles = new Map()
    for (const { id, title } of queries.titlesOf(library, changed)) titles.set(id, foldForMatching(title).text)
    ids = [...titles.keys()]
    texts = [...titles.values()]
    joined = joinTexts(texts)
    kept.clear()
    sequence = newest
  }

  return {
    refresh,
    holding(term) {
      refresh()
      const known = kept.get(term)
      if (known) return known
      const found = new IdSet()
      for (const place of joined.holding(term)) found.add(ids[place] ?? 0)
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(term, found)
      return found
    },
    readAs(typed) {
      refresh()
      return Array.from(joined.readAs(typed), ({ text, from }) => ({ id: ids[text] ?? 0, from }))
    },
    first(count) {
      refresh()
      return texts.slice(0, count)
    }
  }
}
