import type { ReadableDb } from '../db/sql.ts'
import { foldEntry } from './match.ts'
import { TAG_PARTING, changesAfter, entryText } from './queries.ts'

/** Of folded texts kept in memory, and of texts read beyond these for one query; in UTF-16 units. */
const MOST_KEPT = 16_000_000
const MOST_READ = 64_000_000

interface Kept {
  sequence: number
  folded: string
}

const keptTexts = new WeakMap<ReadableDb, Map<number, Kept>>()

/**
 * The entries changed after `sequence` that hold all terms, last changed first: those that the index does not know yet.
 * Their folded texts are kept, so that a query while typing does not read them again. Not `complete` when there is too much
 * to read.
 */
export function changedHolding(
  library: ReadableDb,
  sequence: number,
  terms: string[]
): { ids: number[]; complete: boolean } {
  const before = keptTexts.get(library)
  const kept = new Map<number, Kept>()
  keptTexts.set(library, kept)
  const ids: number[] = []
  let [keptUnits, readUnits] = [0, 0]
  for (const change of changesAfter(library, sequence, Number.MAX_SAFE_INTEGER).toReversed()) {
    let text = before?.get(change.id)
    if (text?.sequence !== change.sequence) {
      if (readUnits > MOST_READ) return { ids, complete: false }
      text = { sequence: change.sequence, folded: foldedText(library, change.id) }
      readUnits += text.folded.length
    }
    const { folded } = text
    if (keptUnits + folded.length <= MOST_KEPT) {
      keptUnits += folded.length
      kept.set(change.id, text)
    }
    if (terms.every((term) => folded.includes(term))) ids.push(change.id)
  }
  return { ids, complete: true }
}

function foldedText(library: ReadableDb, id: number): string {
  const entry = entryText(library, id)
  if (!entry) return ''
  const { title, body, tags } = foldEntry(entry)
  return [title, tags, body].join(TAG_PARTING)
}
