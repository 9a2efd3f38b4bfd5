import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { EntryId, EntrySummary } from '../../../shared/entries.ts'
import { useTagColors } from '../filing/index.tsx'
import { dragEntries } from './drag.ts'
import { EntryRow } from './entry-row.tsx'
import type { Pages } from './use-pages.ts'
import type { Selection } from './use-selection.ts'

/** A card with a one-line title, a meta line and tags; cards are measured as they appear. */
const ROW_HEIGHT = 84
const ROWS_A_PAGE = 8

/** The row to have in view at first, of what `search` finds; null until the rows are there. */
export interface Begin {
  search: string | null
  at: number
}

export interface EntryListProps {
  label: string
  total: number
  pages: Pages
  selection: Selection
  /** The entry in the content pane. */
  open: EntryId | null
  begin: Begin
  width: number
  onShow(indexes: number[]): void
  onOpen(entry: EntrySummary): void
  onStar(id: EntryId): void
}

export const rowId = (index: number): string => `library-row-${index}`

/** The list itself: a listbox in which the keyboard moves a cursor while the focus stays on the list. */
export function EntryList(props: EntryListProps) {
  const { label, total, pages, selection, open, begin, width, onShow, onOpen, onStar } = props
  const scroller = useRef<HTMLDivElement>(null)
  const colors = useTagColors()
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6
  })
  const rows = virtualizer.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? 0
  const { cursor, ids } = selection

  useEffect(() => onShow([first, last, cursor]), [onShow, first, last, cursor])
  useEffect(
    () => virtualizer.scrollToIndex(begin.at, { align: begin.at === 0 ? 'start' : 'center' }),
    [virtualizer, begin]
  )

  function moveTo(index: number, extend: boolean) {
    const to = Math.max(0, Math.min(total - 1, index))
    if (extend) selection.extendTo(to)
    else selection.moveTo(to)
    virtualizer.scrollToIndex(to)
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey } = event
    const command = event.ctrlKey || event.metaKey
    const current = pages.at(cursor)
    if (command && key.toLowerCase() === 'a') selection.all()
    else if (command || event.altKey) return
    else if (key === 'ArrowDown' || key === 'j') moveTo(cursor + 1, shiftKey)
    else if (key === 'ArrowUp' || key === 'k') moveTo(cursor - 1, shiftKey)
    else if (key === 'PageDown') moveTo(cursor + ROWS_A_PAGE, shiftKey)
    else if (key === 'PageUp') moveTo(cursor - ROWS_A_PAGE, shiftKey)
    else if (key === 'Home') moveTo(0, shiftKey)
    else if (key === 'End') moveTo(total - 1, shiftKey)
    else if ((key === 'Enter' || key === 'o') && current) onOpen(current)
    else if ((key === ' ' || key === 'x') && current) selection.toggle(current.id, cursor)
    else if (key === 'Escape' && ids.size > 0) selection.clear()
    else return
    event.preventDefault()
  }

  function onClick(event: MouseEvent) {
    const { index, entry, act } = rowAt(event.target)
    if (!entry) return
    if (act === 'star') onStar(entry.id)
    else if (event.shiftKey) selection.extendTo(index)
    else if (act === 'select' || event.ctrlKey || event.metaKey) selection.toggle(entry.id, index)
    else {
      selection.clear()
      selection.moveTo(index)
      onOpen(entry)
    }
  }

  function rowAt(target: EventTarget): { index: number; entry: EntrySummary | undefined; act: string | null } {
    const element = target instanceof Element ? target : null
    const index = Number(element?.closest('[data-index]')?.getAttribute('data-index') ?? -1)
    return { index, entry: pages.at(index), act: element?.closest('[data-act]')?.getAttribute('data-act') ?? null }
  }

  return (
    <div
      ref={scroller}
      className="entries scroll grow"
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={cursor >= first && cursor <= last ? rowId(cursor) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onMouseDown={(event) => {
        // shift-click would mark text
        if (event.shiftKey) event.preventDefault()
        scroller.current?.focus({ preventScroll: true })
      }}
      onContextMenuCapture={(event) => {
        const { index, entry } = rowAt(event.target)
        if (!entry || ids.has(entry.id)) return
        selection.clear()
        selection.moveTo(index)
      }}
      onDragStart={(event) => {
        const { entry } = rowAt(event.target)
        if (entry) dragEntries(event, ids.has(entry.id) ? [...ids] : [entry.id])
      }}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {rows.map((row) => {
          const entry = pages.at(row.index)
          const selected = entry !== undefined && ids.has(entry.id)
          const isOpen = entry !== undefined && entry.id === open
          return (
            <div
              key={row.key}
              ref={virtualizer.measureElement}
              id={rowId(row.index)}
              data-index={row.index}
              data-entry={entry?.id}
              role="option"
              tabIndex={-1}
              aria-selected={selected}
              aria-current={isOpen}
              aria-setsize={total}
              aria-posinset={row.index + 1}
              draggable={entry !== undefined}
              className={rowClass(entry, { selected, isOpen, cursor: row.index === cursor })}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {entry ? (
                <EntryRow
                  entry={entry}
                  hit={pages.hitAt(row.index)}
                  width={width}
                  colors={colors}
                  selected={selected}
                  selecting={ids.size > 0}
                />
              ) : (
                <span className="skeleton" />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function rowClass(
  entry: EntrySummary | undefined,
  { selected, isOpen, cursor }: { selected: boolean; isOpen: boolean; cursor: boolean }
): string {
  const seen = entry?.readState === 'read'
  return `it${selected || isOpen ? ' on' : ''}${seen ? ' seen' : ''}${cursor ? ' cursor' : ''}`
}
