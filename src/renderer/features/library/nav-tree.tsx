import { useRef, useState } from 'react'
import type { DragEvent, KeyboardEvent, MouseEvent as PointerClick, ReactNode } from 'react'
import { formatCount } from '../../format.ts'
import { useMessages } from '../../i18n.tsx'
import { ContextMenu, Icon } from '../../ui/index.ts'
import type { IconName, MenuGroup } from '../../ui/index.ts'
import { InlineName } from './inline-name.tsx'

/** One row of the navigation: a view, a category or a tag. */
export interface NavRow {
  key: string
  label: string
  count: number | undefined
  icon?: IconName
  /** The sign before a tag; a class that sets its colour, or nothing. */
  hash?: string
  depth: number
  /** Null for a row without children. */
  expanded: boolean | null
  selected: boolean
  /** Draws the count as news. */
  news?: boolean
}

export type DropZone = 'before' | 'inside' | 'after'

/** A name being edited: of a row, or of a new row below `under`. */
export type Naming = { rename: string } | { under: string | null }

export interface NavTreeProps {
  label: string
  rows: NavRow[]
  /** `add` combines it with what is on, instead of going there. */
  onOpen(key: string, add: boolean): void
  onToggle?(key: string, expanded: boolean): void
  /** Alt and an arrow key. */
  onStep?(key: string, step: 'up' | 'down' | 'in' | 'out'): void
  onRename?(key: string): void
  onDelete?(key: string): void
  menu?(key: string): MenuGroup[]
  naming?: Naming | null
  nameLabel?: string
  /** Takes the name; false keeps the field open. */
  onName?(name: string): Promise<boolean>
  onCancelName?(): void
  /** Starts dragging a row; without it rows stay where they are. */
  onDragRow?(event: DragEvent, key: string): void
  /** Where something dragged would land on a row, null when it cannot. */
  zoneFor?(event: DragEvent, key: string): DropZone | null
  onDrop?(event: DragEvent, key: string, zone: DropZone): void
}

const STEPS: Partial<Record<string, 'up' | 'down' | 'in' | 'out'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out'
}

/** A tree of places: one stop of the Tab key, arrow keys inside, F2 renames, Delete deletes, Alt and arrows move. */
export function NavTree(props: NavTreeProps) {
  const { label, rows, naming = null, menu } = props
  const [active, setActive] = useState<string | null>(null)
  const [menuKey, setMenuKey] = useState<string | null>(null)
  const [drop, setDrop] = useState<{ key: string; zone: DropZone } | null>(null)
  const tree = useRef<HTMLDivElement>(null)

  const current = rows.find((row) => row.key === active) ?? rows.find((row) => row.selected) ?? rows[0]

  function focusRow(key: string | undefined) {
    if (key === undefined) return
    setActive(key)
    tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
  }
  const parentOf = (index: number): string | undefined => {
    const depth = rows[index]?.depth ?? 0
    return rows.slice(0, index).findLast((row) => row.depth < depth)?.key
  }

  function onKeyDown(event: KeyboardEvent) {
    const index = rows.findIndex((row) => row.key === current?.key)
    const row = rows[index]
    if (!row || event.nativeEvent.isComposing) return
    const { key } = event
    const step = event.altKey ? STEPS[key] : undefined
    if (step && props.onStep) props.onStep(row.key, step)
    else if (event.altKey || event.metaKey) return
    else if (key === 'ArrowDown') focusRow(rows[index + 1]?.key)
    else if (key === 'ArrowUp') focusRow(rows[index - 1]?.key)
    else if (key === 'Home') focusRow(rows[0]?.key)
    else if (key === 'End') focusRow(rows.at(-1)?.key)
    else if (key === 'ArrowRight' && row.expanded === false) props.onToggle?.(row.key, true)
    else if (key === 'ArrowRight' && row.expanded) focusRow(rows[index + 1]?.key)
    else if (key === 'ArrowLeft' && row.expanded) props.onToggle?.(row.key, false)
    else if (key === 'ArrowLeft') focusRow(parentOf(index))
    else if (key === 'Enter' || key === ' ') props.onOpen(row.key, event.ctrlKey)
    else if (key === 'F2' && props.onRename) props.onRename(row.key)
    else if (key === 'Delete' && props.onDelete) props.onDelete(row.key)
    else return
    event.preventDefault()
  }

  function onClick(event: PointerClick) {
    const key = keyAt(event.target)
    const row = rows.find((each) => each.key === key)
    if (!row) return
    setActive(row.key)
    if (event.target instanceof Element && event.target.closest('.tw'))
      props.onToggle?.(row.key, row.expanded === false)
    else props.onOpen(row.key, event.ctrlKey || event.metaKey)
  }

  function onDragOver(event: DragEvent) {
    const key = keyAt(event.target)
    const zone = key === null ? null : (props.zoneFor?.(event, key) ?? null)
    if (key === null || zone === null) {
      if (drop) setDrop(null)
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (drop?.key !== key || drop.zone !== zone) setDrop({ key, zone })
  }

  const nameField = (value: string) => (
    <InlineName
      label={props.nameLabel ?? label}
      value={value}
      onSave={async (name) => (await props.onName?.(name)) ?? true}
      onCancel={() => {
        props.onCancelName?.()
        if (current) requestAnimationFrame(() => focusRow(current.key))
      }}
    />
  )
  const under = naming && 'under' in naming ? naming.under : undefined
  const body: ReactNode[] = []
  for (const row of rows) {
    const renaming = naming !== null && 'rename' in naming && naming.rename === row.key
    body.push(
      <NavTreeRow
        key={row.key}
        row={row}
        tabbable={row.key === current?.key && !renaming}
        drop={drop?.key === row.key ? drop.zone : null}
        draggable={props.onDragRow !== undefined && !renaming}
        hasMenu={menu !== undefined}
        onFocus={() => setActive(row.key)}
        name={renaming ? nameField(row.label) : null}
      />
    )
    if (under === row.key) body.push(<NewRow key="new" depth={row.depth + 1} field={nameField('')} />)
  }
  if (under === null) body.push(<NewRow key="new" depth={0} field={nameField('')} />)

  const element = (
    <div
      ref={tree}
      role="tree"
      aria-label={label}
      className="tree"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onContextMenuCapture={(event) => setMenuKey(keyAt(event.target))}
      onDragStart={(event) => {
        const key = keyAt(event.target)
        if (key !== null) props.onDragRow?.(event, key)
      }}
      onDragOver={onDragOver}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
          setDrop(null)
      }}
      onDrop={(event) => {
        if (!drop) return
        event.preventDefault()
        event.stopPropagation()
        props.onDrop?.(event, drop.key, drop.zone)
        setDrop(null)
      }}
    >
      {body}
    </div>
  )
  if (!menu) return element
  return <ContextMenu groups={menuKey === null ? [] : menu(menuKey)}>{element}</ContextMenu>
}

const keyAt = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest('[data-key]')?.getAttribute('data-key') ?? null) : null

const indentOf = (depth: number): number => 8 + depth * 12

interface NavTreeRowProps {
  row: NavRow
  tabbable: boolean
  drop: DropZone | null
  draggable: boolean
  hasMenu: boolean
  /** The field that stands in for the name while it is edited. */
  name: ReactNode
  onFocus(): void
}

function NavTreeRow({ row, tabbable, drop, draggable, hasMenu, name, onFocus }: NavTreeRowProps) {
  const t = useMessages().library
  const dropClass = drop === 'inside' ? ' drop' : drop ? ` drop-${drop}` : ''
  return (
    <div
      role="treeitem"
      data-key={row.key}
      tabIndex={tabbable ? 0 : -1}
      aria-level={row.depth + 1}
      aria-expanded={row.expanded ?? undefined}
      aria-selected={row.selected}
      aria-current={row.selected ? 'page' : undefined}
      className={`tr${row.selected ? ' on' : ''}${dropClass}`}
      style={{ paddingLeft: indentOf(row.depth) }}
      draggable={draggable}
      onFocus={onFocus}
    >
      {row.icon && <Icon name={row.icon} />}
      {row.hash !== undefined && (
        <span className={`hash ${row.hash}`} aria-hidden="true">
          #
        </span>
      )}
      {!row.icon && row.hash === undefined && (
        <span className="tw" title={row.expanded === null ? undefined : row.expanded ? t.collapse : t.expand}>
          {row.expanded !== null && <Icon name={row.expanded ? 'down' : 'right'} size={12} />}
        </span>
      )}
      {name ?? (
        <>
          <span className="cut" title={row.label}>
            {row.label}
          </span>
          {row.count !== undefined && <span className={`n${row.news ? ' new' : ''}`}>{formatCount(row.count)}</span>}
          {hasMenu && <MenuButton label={t.rowMenu(row.label)} />}
        </>
      )}
    </div>
  )
}

/** Opens the row's context menu for the pointer; the keyboard has the menu key. */
function MenuButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      className="row-menu"
      tabIndex={-1}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation()
        const { left, bottom } = event.currentTarget.getBoundingClientRect()
        const options = { bubbles: true, cancelable: true, clientX: left, clientY: bottom }
        event.currentTarget.dispatchEvent(new MouseEvent('contextmenu', options))
      }}
    >
      <Icon name="more" size={14} />
    </button>
  )
}

function NewRow({ depth, field }: { depth: number; field: ReactNode }) {
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected="false"
      className="tr"
      style={{ paddingLeft: indentOf(depth) }}
    >
      <span className="tw" />
      {field}
    </div>
  )
}
