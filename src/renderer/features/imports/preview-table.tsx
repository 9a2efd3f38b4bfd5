import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, RefObject } from 'react'
import type { PreviewItem } from '../../../shared/imports.ts'
import { mayLeaveOut, passesFilter } from '../../../shared/preview-filter.ts'
import type { PreviewFilter } from '../../../shared/preview-filter.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Banner, Checkbox } from '../../ui/index.ts'
import { itemsBetween, leaveOut } from './preview.ts'
import type { Preview } from './preview.ts'
import { PreviewDetail, REMARKS_ID } from './preview-detail.tsx'
import { PreviewRow } from './preview-row.tsx'
import { useRows } from './use-rows.ts'

const ROW_HEIGHT = 40
const COLUMNS = ['file', 'encoding', 'title', 'date', 'filing', 'pictures', 'kept', 'result'] as const
const isWhole = ({ show, query }: PreviewFilter) => show === 'all' && query === ''
const rowId = (index: number) => `preview-row-${index}`

interface PreviewTableProps {
  ref: RefObject<HTMLDivElement | null>
  preview: Preview
  filter: PreviewFilter
}

/**
 * The files as a grid in which the keyboard moves a cursor while the focus stays on the grid. Space leaves the file at the
 * cursor out or takes it in; with Shift the same holds for all files between there and the cursor.
 */
export function PreviewTable({ ref, preview, filter }: PreviewTableProps) {
  const t = useMessages()
  const texts = t.imports.preview
  const [cursor, setCursor] = useState(0)
  const anchor = useRef<{ index: number; out: boolean } | null>(null)
  const [range, setRange] = useState({ first: 0, last: 0 })
  const rows = useRows('imports.previewItems', kb.imports.previewItems, filter, range)
  const atCursor = useRows('imports.previewItems', kb.imports.previewItems, filter, { first: cursor, last: cursor })
  // known before the first rows are
  const total = isWhole(filter) ? (preview.state?.found ?? 0) : rows.total
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => ref.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    onChange({ range: seen }) {
      const first = seen?.startIndex ?? 0
      const last = seen?.endIndex ?? 0
      if (first !== range.first || last !== range.last) setRange({ first, last })
    }
  })
  const current = atCursor.at(cursor)
  const isOut = (item: PreviewItem) => preview.out.has(item.path)

  function moveTo(index: number, extend: boolean) {
    const to = Math.max(0, Math.min(total - 1, index))
    setCursor(to)
    virtualizer.scrollToIndex(to)
    if (extend) void extendTo(to)
    else anchor.current = null
  }
  async function extendTo(to: number) {
    const start = (anchor.current ??= { index: cursor, out: current ? !isOut(current) : true })
    const items = await itemsBetween(filter, Math.min(start.index, to), Math.max(start.index, to))
    leaveOut(items.filter(mayLeaveOut), start.out)
  }
  function toggle(index: number) {
    const item = rows.at(index) ?? atCursor.at(index)
    if (!item || !mayLeaveOut(item)) return
    const out = !isOut(item)
    anchor.current = { index, out }
    leaveOut([item], out)
  }
  /** Takes in all that are listed, or leaves them out when all are taken. */
  async function toggleAll() {
    const items = (await itemsBetween(filter, 0, total - 1)).filter(mayLeaveOut)
    leaveOut(items, !items.some(isOut))
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey, target } = event
    const grid = ref.current
    // What a menu of a row hears comes here too.
    if (!grid || event.altKey || !(target instanceof Node && grid.contains(target))) return
    if (target !== grid && (key === ' ' || key === 'Enter')) return // the row's button takes them
    const page = Math.max(1, Math.floor(grid.clientHeight / ROW_HEIGHT) - 1)
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'a') void toggleAll()
    else if (event.ctrlKey || event.metaKey) return
    else if (key === 'ArrowDown') moveTo(cursor + 1, shiftKey)
    else if (key === 'ArrowUp') moveTo(cursor - 1, shiftKey)
    else if (key === 'PageDown') moveTo(cursor + page, shiftKey)
    else if (key === 'PageUp') moveTo(cursor - page, shiftKey)
    else if (key === 'Home') moveTo(0, shiftKey)
    else if (key === 'End') moveTo(total - 1, shiftKey)
    else if (key === ' ') toggle(cursor)
    else return
    event.preventDefault()
    grid.focus({ preventScroll: true })
  }

  function onClick(event: MouseEvent) {
    const element = event.target instanceof Element ? event.target : null
    const index = Number(element?.closest('[data-index]')?.getAttribute('data-index') ?? -1)
    if (index < 0) return
    setCursor(index)
    if (event.shiftKey) void extendTo(index)
    else if (element?.closest('[data-act=take]')) {
      event.preventDefault() // the state of the box is that of the preview
      toggle(index)
    } else anchor.current = null
  }

  const choosable = rows.first?.mayLeaveOut ?? total
  const outHere = Math.min(choosable, [...preview.out.values()].filter(passesFilter(filter)).length)
  return (
    <>
      <div className="preview-columns preview-line" role="presentation">
        <span>
          <Checkbox
            label={texts.takeAll}
            hideLabel
            checked={choosable > 0 && outHere === 0}
            mixed={outHere > 0 && outHere < choosable}
            disabled={choosable === 0}
            onChange={() => void toggleAll()}
          />
        </span>
        {COLUMNS.map((column) => (
          <span key={column} className={`col-${column}`} aria-hidden="true">
            {texts.columns[column]}
          </span>
        ))}
      </div>
      {rows.error && <Banner kind="err">{failureText(t, rows.error)}</Banner>}
      <div
        ref={ref}
        className="preview-grid scroll grow"
        role="grid"
        aria-label={texts.files}
        aria-multiselectable="true"
        aria-rowcount={total}
        aria-busy={preview.reading}
        aria-activedescendant={total > 0 ? rowId(cursor) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onMouseDown={(event) => {
          const { target } = event
          if (!(target instanceof Element) || target.closest('button') || !target.closest('[data-index]')) return
          event.preventDefault() // the focus stays on the grid, and a shift-click marks no text
          ref.current?.focus({ preventScroll: true })
        }}
      >
        {total === 0 && !preview.reading && (
          <div role="row" className="preview-none t3">
            <span role="gridcell">{filter.query === '' ? texts.none[filter.show] : texts.notFound(filter.query)}</span>
          </div>
        )}
        <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const item = rows.at(index)
            const taken = item !== undefined && mayLeaveOut(item) && !isOut(item)
            return (
              <div
                key={key}
                id={rowId(index)}
                data-index={index}
                role="row"
                aria-rowindex={index + 1}
                aria-selected={taken}
                aria-describedby={index === cursor ? REMARKS_ID : undefined}
                className={`preview-line preview-row${index === cursor ? ' cursor' : ''}${taken ? '' : ' dim'}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                {item && <PreviewRow item={item} taken={taken} out={isOut(item)} choices={preview.choices} />}
              </div>
            )
          })}
        </div>
      </div>
      <PreviewDetail item={current} />
    </>
  )
}
