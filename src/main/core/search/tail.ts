import type { ReadableDb } from '../db/sql.ts'
import { foldEntry, isPlainEntry } from './match.ts'
import { needleOf, patternsOf } from './needles.ts'
import { TAG_PARTING, changesAfter, entryText, idsHolding } from './queries.ts'
import type { Change } from './queries.ts'

/** Of folded texts kept in memory, and of texts folded for one query; in UTF-16 units. */
const MOST_KEPT = 16_000_000
const MOST_READ = 64_000_000

/** An entry as it was when read last. */
interface Known {
  sequence: number
  plain: boolean
  /** Null when there was no room for it. */
  folded: string | null
}

const knownEntries = new WeakMap<ReadableDb, Map<number, Known>>()

/**
 * The entries changed after `sequence` that hold all terms, last changed first: those that the index does not know yet.
 *
 * Their folded texts are kept, so that a query while typing does not read them again; beyond that SQLite looks into those
 * that are known to be plain (needles.ts). Not `complete` when there is too much to read.
 */
export function changedHolding(
  library: ReadableDb,
  sequence: number,
  terms: string[],
  mostKept = MOST_KEPT
): { ids: number[]; complete: boolean } {
  const before = knownEntries.get(library)
  const known = new Map<number, Known>()
  knownEntries.set(library, known)
  const holding = new Set<number>()
  const unread: number[] = []
  const changes = changesAfter(library, sequence, Number.MAX_SAFE_INTEGER).toReversed()
  const needles = terms.map(needleOf)
  const patterns = patternsOf(needles)
  let [keptUnits, readUnits] = [0, 0]
  let complete = true
  const holdsAll = (folded: string): boolean => terms.every((term) => folded.includes(term))

  function look({ id, sequence: changed }: Change): void {
    const same = before?.get(id)
    const isKnown = same?.sequence === changed
    if (isKnown && same.folded === null && same.plain && patterns.length > 0) {
      known.set(id, same)
      unread.push(id)
      return
    }
    const kept = isKnown && same.folded ? { folded: same.folded, plain: same.plain } : null
    const { folded, plain } = kept ?? foldedText(library, id)
    if (!kept) readUnits += folded.length
    if (holdsAll(folded)) holding.add(id)
    const room = keptUnits + folded.length <= mostKept
    if (room) keptUnits += folded.length
    known.set(id, { sequence: changed, plain, folded: room ? folded : null })
  }

  for (const change of changes) {
    if (readUnits > MOST_READ) {
      complete = false
      break
    }
    look(change)
  }
  const sure = needles.every((needle) => needle.sure)
  for (const id of unread.length > 0 ? idsHolding(library, unread, patterns) : []) {
    if (sure || holdsAll(foldedText(library, id).folded)) holding.add(id)
  }
  return { ids: changes.map(({ id }) => id).filter((id) => holding.has(id)), complete }
}

function foldedText(library: ReadableDb, id: number): { folded: string; plain: boolean } {
  const entry = entryText(library, id)
  if (!entry) return { folded: '', plain: true }
  const folded = foldEntry(entry)
  return { folded: [folded.title, folded.tags, folded.body].join(TAG_PARTING), plain: isPlainEntry(entry, folded) }
}
