import type { DragEvent } from 'react'
import type { EntryId } from '../../../shared/entries.ts'

// While something is dragged a page sees only the types of its data, so each kind has its own.
const ENTRIES = 'application/x-gengdu-entries'
const CATEGORY = 'application/x-gengdu-category'

export type Dragged = 'entries' | 'category'

/** What is being dragged over an element, when it is ours. */
export function draggedKind(event: DragEvent): Dragged | null {
  if (event.dataTransfer.types.includes(ENTRIES)) return 'entries'
  return event.dataTransfer.types.includes(CATEGORY) ? 'category' : null
}

export function dragEntries(event: DragEvent, ids: EntryId[]): void {
  event.dataTransfer.setData(ENTRIES, ids.join(','))
  event.dataTransfer.effectAllowed = 'move'
}

export function dragCategory(event: DragEvent, id: number): void {
  event.dataTransfer.setData(CATEGORY, String(id))
  event.dataTransfer.effectAllowed = 'move'
}

/** The entries dropped; empty when the drag carried none. */
export function droppedEntries(event: DragEvent): EntryId[] {
  return event.dataTransfer
    .getData(ENTRIES)
    .split(',')
    .map(Number)
    .filter((id) => id > 0)
}

/** The category dropped, if one was. */
export function droppedCategory(event: DragEvent): number | null {
  const data = event.dataTransfer.getData(CATEGORY)
  return data ? Number(data) : null
}
