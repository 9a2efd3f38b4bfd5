import { foldForMatching } from '../../../../shared/fold.ts'
import { pinyinMatch, readAs } from '../../../../shared/pinyin.ts'
import type { TextRange } from '../../../../shared/search.ts'
import type { ReadableDb } from '../../db/sql.ts'
import { changesAfter, newestSequence } from '../queries.ts'
import * as queries from './queries.ts'

/** Headings of articles and notes. Those of the newest entries are kept folded in memory. */
export interface Headings {
  /** Reads some more of the newest; false when all are read. */
  readSome(): boolean
  /** Of the newest entries, those with a heading that is read as `typed`, the newest first. */
  readAs(typed: string): number[]
  /** The heading of an entry that is read as `typed`. */
  find(id: number, typed: string): { text: string; ranges: TextRange[] } | null
  /** Of these entries, those with a heading that holds one of the folded terms, and these headings, folded. */
  holding(ids: number[], terms: string[]): Map<number, string[]>
}

/**
 * Headings of more entries are not looked through for readings: a hundred thousand have seven million characters, which
 * takes longer than a key may. By their letters they are found as text.
 */
const MOST_ENTRIES = 20_000
const AT_ONCE = 200
const PARTING = '\uffff'

export function createHeadings(library: ReadableDb): Headings {
  /** Empty for an entry without headings. */
  const known = new Map<number, string>()
  let waiting: number[] | null = null
  let sequence = -1

  function forgetChanged(): void {
    const newest = newestSequence(library)
    if (newest === sequence) return
    const changed = sequence < 0 ? [] : changesAfter(library, sequence, MOST_ENTRIES).map(({ id }) => id)
    sequence = newest
    for (const id of changed) known.delete(id)
    if (changed.length === MOST_ENTRIES) {
      known.clear()
      waiting = null
    } else if (waiting) waiting = [...new Set([...changed, ...waiting])]
  }

  function read(ids: number[]): void {
    for (const id of ids) known.set(id, '')
    for (const { id, headings } of queries.headingsOf(library, ids)) known.set(id, foldForMatching(headings).text)
  }

  function readSome(): boolean {
    forgetChanged()
    waiting ??= queries.newestEntries(library, MOST_ENTRIES)
    read(waiting.slice(0, AT_ONCE).filter((id) => !known.has(id)))
    waiting = waiting.slice(AT_ONCE)
    return waiting.length > 0
  }

  return {
    readSome,
    readAs(typed) {
      readSome()
      const found: number[] = []
      for (const [id, headings] of known) if (readAs(typed, headings)) found.push(id)
      return found.toSorted((a, b) => b - a)
    },
    find(id, typed) {
      for (const { headings } of queries.headingsOf(library, [id])) {
        for (const text of headings.split(PARTING)) {
          const ranges = pinyinMatch(typed, text)
          if (ranges) return { text, ranges }
        }
      }
      return null
    },
    holding(ids, terms) {
      forgetChanged()
      read(ids.filter((id) => !known.has(id)))
      const found = new Map<number, string[]>()
      for (const id of ids) {
        const headings = known.get(id) ?? ''
        if (!terms.some((term) => headings.includes(term))) continue
        found.set(
          id,
          headings.split(PARTING).filter((heading) => terms.some((term) => heading.includes(term)))
        )
      }
      return found
    }
  }
}
