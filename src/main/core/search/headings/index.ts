import { foldForMatching } from '../../../../shared/fold.ts'
import { pinyinMatch, readAs } from '../../../../shared/pinyin.ts'
import type { TextRange } from '../../../../shared/search.ts'
import type { ReadableDb } from '../../db/sql.ts'
import { changesAfter, newestSequence } from '../queries.ts'
import * as queries from './queries.ts'

/** Headings of the newest articles, in memory, to be found by their readings. By their letters they are found as text. */
export interface Headings {
  /** Reads some more; false when all are read. */
  readSome(): boolean
  /** Articles with a heading that is read as `typed`, the newest first. */
  readAs(typed: string): number[]
  /** The heading of an article that is read as `typed`. */
  find(id: number, typed: string): { text: string; ranges: TextRange[] } | null
}

/** Older articles are many and their headings long: their words are found in the texts. */
const MOST_ARTICLES = 20_000
const AT_ONCE = 200
const PARTING = '\uffff'

export function createHeadings(library: ReadableDb): Headings {
  const known = new Map<number, { text: string; folded: string }>()
  let waiting: number[] | null = null
  let sequence = 0

  function readSome(): boolean {
    const newest = newestSequence(library)
    if (!waiting) waiting = queries.newestArticles(library, MOST_ARTICLES)
    else if (newest !== sequence) {
      const changed = changesAfter(library, sequence, MOST_ARTICLES).map(({ id }) => id)
      for (const id of changed) known.delete(id)
      waiting = [...new Set([...changed, ...waiting])]
    }
    sequence = newest
    const ids = waiting.slice(0, AT_ONCE)
    waiting = waiting.slice(AT_ONCE)
    for (const { id, headings } of queries.headingsOf(library, ids)) {
      known.set(id, { text: headings, folded: foldForMatching(headings).text })
    }
    return waiting.length > 0
  }

  return {
    readSome,
    readAs(typed) {
      readSome()
      const found: number[] = []
      for (const [id, { folded }] of known) if (readAs(typed, folded)) found.push(id)
      return found.toSorted((a, b) => b - a)
    },
    find(id, typed) {
      for (const text of known.get(id)?.text.split(PARTING) ?? []) {
        const ranges = pinyinMatch(typed, text)
        if (ranges) return { text, ranges }
      }
      return null
    }
  }
}
