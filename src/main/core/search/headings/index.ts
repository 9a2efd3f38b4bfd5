import { foldForMatching } from '../../../../shared/fold.ts'
import { pinyinMatch } from '../../../../shared/pinyin.ts'
import type { TextRange } from '../../../../shared/search.ts'
import type { ReadableDb } from '../../db/sql.ts'
import { joinTexts } from '../joined-texts.ts'
import type { JoinedTexts } from '../joined-texts.ts'
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
 * Headings of more entries are not looked through for readings: those of a hundred thousand have seven million characters,
 * and that takes 20 ms and more at every key. By their letters they are found as text.
 */
const MOST_ENTRIES = 20_000
const AT_ONCE = 200
const PARTING = '\uffff'

export function createHeadings(library: ReadableDb): Headings {
  /** Of the newest entries; empty for one without headings. */
  const known = new Map<number, string>()
  /** Of others that were asked for. */
  const older = new Map<number, string>()
  let joined: { ids: number[]; texts: JoinedTexts } | null = null
  let waiting: number[] | null = null
  let sequence = -1

  function forgetChanged(): void {
    const newest = newestSequence(library)
    if (newest === sequence) return
    const changed = sequence < 0 ? [] : changesAfter(library, sequence, MOST_ENTRIES).map(({ id }) => id)
    sequence = newest
    for (const id of changed) {
      known.delete(id)
      older.delete(id)
    }
    if (changed.length === MOST_ENTRIES) {
      known.clear()
      older.clear()
      waiting = null
    } else if (waiting) waiting = [...new Set([...changed, ...waiting])]
  }

  function read(ids: number[], into: Map<number, string>): void {
    if (ids.length === 0) return
    for (const id of ids) into.set(id, '')
    for (const { id, headings } of queries.headingsOf(library, ids)) into.set(id, foldForMatching(headings).text)
  }

  function readSome(): boolean {
    forgetChanged()
    waiting ??= queries.newestEntries(library, MOST_ENTRIES)
    if (waiting.length === 0) return false
    read(waiting.slice(0, AT_ONCE), known)
    waiting = waiting.slice(AT_ONCE)
    joined = null
    return waiting.length > 0
  }

  function join(): { ids: number[]; texts: JoinedTexts } {
    const ids = [...known.keys()].toSorted((a, b) => b - a).slice(0, MOST_ENTRIES)
    return { ids, texts: joinTexts(ids.map((id) => known.get(id) ?? '')) }
  }

  return {
    readSome,
    readAs(typed) {
      readSome()
      joined ??= join()
      const { ids, texts } = joined
      return Array.from(texts.readAs(typed), ({ text }) => ids[text] ?? 0)
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
      if (older.size > MOST_ENTRIES) older.clear()
      read(
        ids.filter((id) => !known.has(id) && !older.has(id)),
        older
      )
      const found = new Map<number, string[]>()
      for (const id of ids) {
        const headings = known.get(id) ?? older.get(id) ?? ''
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
