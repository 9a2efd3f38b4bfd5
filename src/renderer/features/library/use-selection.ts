import { useState } from 'react'
import type { EntryId } from '../../../shared/entries.ts'

/** Rows that were chosen for an action, and the row the keyboard is on. */
export interface Selection {
  ids: ReadonlySet<EntryId>
  /** The place in the list of the row the keyboard is on. */
  cursor: number
  moveTo(index: number): void
  /** Chooses a row or lets it go. */
  toggle(id: EntryId, index: number): void
  /** Chooses the rows from the last one touched up to `index`. */
  extendTo(index: number): void
  all(): void
  clear(): void
}

/** `idsInOrder` gives the ids of the whole list. */
export function useSelection(idsInOrder: () => Promise<EntryId[]>): Selection {
  const [ids, setIds] = useState<ReadonlySet<EntryId>>(new Set())
  const [cursor, setCursor] = useState(0)
  const [anchor, setAnchor] = useState(0)

  return {
    ids,
    cursor,
    moveTo(index) {
      setCursor(index)
      setAnchor(index)
    },
    toggle(id, index) {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      setIds(next)
      setCursor(index)
      setAnchor(index)
    },
    extendTo(index) {
      setCursor(index)
      const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)]
      void idsInOrder().then((all) => setIds(new Set(all.slice(from, to + 1))))
    },
    all() {
      void idsInOrder().then((all) => setIds(new Set(all)))
    },
    clear() {
      setIds(new Set())
      setAnchor(cursor)
    }
  }
}
