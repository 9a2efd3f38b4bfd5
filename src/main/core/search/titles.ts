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
  /** Looks at each title in turn. */
  each(look: (folded: string, id: number) => void): void
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
  let joined = join([])
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
    joined = join(texts)
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
    each(look) {
      refresh()
      for (let place = 0; place < texts.length; place++) look(texts[place] ?? '', ids[place] ?? 0)
    }
  }
}

/** One long string of all, because one search in it is faster than many in short ones. */
function join(texts: string[]): { holding(term: string): Generator<number> } {
  // Folded text holds no line feeds.
  const whole = texts.join('\n')
  const starts = new Uint32Array(texts.length + 1)
  for (let n = 0; n < texts.length; n++) starts[n + 1] = (starts[n] ?? 0) + (texts[n]?.length ?? 0) + 1

  /** The number of the text that holds a place, not before `from`. */
  function textAt(place: number, from: number): number {
    let [low, high] = [from, texts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= place) low = middle
      else high = middle - 1
    }
    return low
  }

  return {
    *holding(term) {
      let text = 0
      for (let at = whole.indexOf(term); at >= 0; at = whole.indexOf(term, starts[text + 1])) {
        text = textAt(at, text)
        yield text
      }
    }
  }
}
