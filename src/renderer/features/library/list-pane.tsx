import { useEffect, useState } from 'react'
import type { EntryId, EntrySummary } from '../../../shared/entries.ts'
import { formatCount } from '../../format.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { parseQuery } from '../../../shared/search-query.ts'
import { kb, useAnswer } from '../../kb.ts'
import type { LibraryFilter } from '../../route.ts'
import { Button, ContextMenu, EmptyState, IconButton } from '../../ui/index.ts'
import { createNote } from '../notes/index.tsx'
import { usePictureActions } from '../pictures/index.tsx'
import { openPalette } from '../search/index.tsx'
import { Chooser } from './choosers.tsx'
import type { Choosing } from './choosers.tsx'
import { EmptyList } from './empty-list.tsx'
import { EntryList, rowId } from './entry-list.tsx'
import type { Begin } from './entry-list.tsx'
import { entryMenu } from './entry-menu.ts'
import { FilterChips } from './filter-chips.tsx'
import { headingOf } from './filter.ts'
import { NothingFound } from './nothing-found.tsx'
import { PurgeDialog } from './purge-dialog.tsx'
import { SearchChips, SearchSortMenu } from './search-chips.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { SortMenu } from './sort-menu.tsx'
import { useEntryActions } from './use-entry-actions.ts'
import { allIds, usePages } from './use-pages.ts'
import type { Pages } from './use-pages.ts'
import { useSelection } from './use-selection.ts'
import type { Selection } from './use-selection.ts'
import { useTriageKeys } from '../../triage-keys.ts'
import type { TriageKeys } from '../../triage-keys.ts'

export interface ListPaneProps {
  filter: LibraryFilter
  /** The entry in the content pane. */
  open: EntryId | null
  /** The same, if it was opened from this search: there the list begins. */
  opened: EntryId | null
  width: number
  /** Shown when the navigation is folded away. */
  onUnfold: (() => void) | null
  onFilter(filter: LibraryFilter): void
  onSearch(query: string): void
  onOpen(entry: EntrySummary): void
  /** The open entry has left the library's view. */
  onClose(): void
}

/** The middle pane: what the filter selects, and what can be done with it. */
export function ListPane(props: ListPaneProps) {
  const { filter, open, opened, width, onUnfold, onFilter, onSearch, onOpen, onClose } = props
  const t = useMessages()
  const [indexes, setIndexes] = useState<number[]>([0])
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  const [purging, setPurging] = useState<EntryId[]>([])
  const pages = usePages(filter, indexes)
  const selection = useSelection(() => allIds(filter))
  const actions = useEntryActions()
  const { download } = usePictureActions()
  const { data: categories } = useAnswer('categories.list', kb.categories.list, null)
  const { data: saved } = useAnswer('search.saved', kb.search.saved, null)
  const { title, chips } = headingOf(filter, categories ?? [], t)
  const name = saved?.find(({ query }) => query === filter.search)?.name ?? title
  const searching = filter.search !== ''
  const inTrash = filter.view === 'trash' || asksForTrash(filter.search)
  const { total } = pages

  useCursorInRange(selection, total)
  const begin = useBegin(selection, pages, filter.search, opened)

  /** The chosen rows, else the row under the cursor. */
  function targets(): EntryId[] {
    if (selection.ids.size > 0) return [...selection.ids]
    const current = pages.at(selection.cursor)
    return current ? [current.id] : []
  }
  /** What a key acts on: in the content pane the entry that is open. */
  function keyTargets(): EntryId[] {
    const inContent = document.activeElement?.closest('.content-pane') !== null
    return inContent && open !== null && document.activeElement !== null ? [open] : targets()
  }
  function leave(ids: EntryId[]) {
    done()
    if (open !== null && ids.includes(open)) onClose()
  }
  /** Lets the rows go; the bar that was used goes with them, so the list takes the focus. */
  function done() {
    selection.clear()
    if (document.activeElement?.closest('.selection')) document.querySelector<HTMLElement>('.entries')?.focus()
  }
  async function trash(ids: EntryId[]) {
    if (ids.length > 0 && (await actions.trash(ids))) leave(ids)
  }
  async function restore(ids: EntryId[]) {
    if (ids.length > 0 && (await actions.restore(ids))) done()
  }
  async function purge(ids: EntryId[]) {
    setPurging([])
    if (await actions.purge(ids)) leave(ids)
  }
  function choose(what: Choosing['what'], ids: EntryId[], anchor: Element | null = null) {
    const at = anchor ?? document.getElementById(rowId(selection.cursor)) ?? document.querySelector('.entries')
    if (ids.length > 0 && at) setChoosing({ what, ids, anchor: at })
  }
  function act(run: (ids: EntryId[]) => Promise<boolean>, ids: EntryId[]) {
    if (ids.length > 0) void run(ids)
  }
  const star = (ids: EntryId[]) => actions.toggleStar(ids)
  function step(by: number) {
    const to = Math.max(0, Math.min((total ?? 1) - 1, selection.cursor + by))
    selection.moveTo(to)
    document.getElementById(rowId(to))?.scrollIntoView({ block: 'nearest' })
  }

  const keys: TriageKeys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => {
      const current = pages.at(selection.cursor)
      if (current) onOpen(current)
    },
    '/': openPalette,
    ...(inTrash
      ? { '#': () => setPurging(targets()), Delete: () => setPurging(targets()) }
      : {
          s: () => act(star, keyTargets()),
          e: () => act(actions.toggleRead, keyTargets()),
          t: () => choose('tags', keyTargets()),
          m: () => choose('category', keyTargets()),
          '#': () => void trash(keyTargets()),
          Delete: () => void trash(keyTargets())
        })
  }
  // A popover takes the focus a moment after it opens; what is typed until then is no command.
  useTriageKeys(choosing ? {} : keys)

  const menu = entryMenu(t, {
    inTrash,
    onOpen: () => {
      const current = pages.at(selection.cursor)
      if (current) onOpen(current)
    },
    onTag: () => choose('tags', targets()),
    onMove: () => choose('category', targets()),
    onDownload: () => void download(targets()),
    onStar: () => act(star, targets()),
    onRead: () => act(actions.toggleRead, targets()),
    onTrash: () => void trash(targets()),
    onRestore: () => void restore(targets()),
    onPurge: () => setPurging(targets()),
    onSelectAll: selection.all
  })

  return (
    <>
      {selection.ids.size > 0 ? (
        <SelectionBar
          ids={[...selection.ids]}
          inTrash={inTrash}
          onTag={(anchor) => choose('tags', targets(), anchor)}
          onMove={(anchor) => choose('category', targets(), anchor)}
          onStar={() => act(star, targets())}
          onRead={() => act(actions.toggleRead, targets())}
          onTrash={() => void trash(targets())}
          onRestore={() => void restore(targets())}
          onPurge={() => setPurging(targets())}
          onClear={done}
        />
      ) : (
        <div className="bar">
          {onUnfold && <IconButton icon="panell" label={t.library.unfoldNav} shortcut="[" onClick={onUnfold} />}
          <h2 className="list-title grow cut">
            {name}{' '}
            {total !== undefined && (
              <span className="t3">{pages.exact ? formatCount(total) : t.search.countOf(total, false)}</span>
            )}
          </h2>
          {searching ? (
            <SearchSortMenu query={filter.search} onSearch={onSearch} />
          ) : (
            <SortMenu filter={filter} onChange={onFilter} />
          )}
          <IconButton icon="pen" label={t.library.newNote} onClick={() => void createNote()} />
        </div>
      )}
      {searching ? (
        <SearchChips query={filter.search} onSearch={onSearch} />
      ) : (
        <FilterChips filter={filter} chips={chips} onChange={onFilter} />
      )}
      {filter.view === 'trash' && total !== undefined && total > 0 && (
        <div className="trash-bar">
          <Button icon="trash" onClick={() => void allIds(filter).then(setPurging)}>
            {t.library.emptyTrash}
          </Button>
        </div>
      )}
      {pages.error && total === undefined && (
        <div className="center">
          <EmptyState
            icon="err"
            title={t.library.listFailed}
            actions={<Button onClick={pages.retry}>{t.common.retry}</Button>}
          >
            {failureText(t, pages.error)}
          </EmptyState>
        </div>
      )}
      {total === 0 &&
        (searching ? (
          <NothingFound query={filter.search} onSearch={onSearch} />
        ) : (
          <EmptyList filter={filter} filtered={chips.length > 0} onFilter={onFilter} />
        ))}
      {total !== undefined && total > 0 && (
        <ContextMenu groups={menu}>
          <div className="entries-frame">
            <EntryList
              label={t.library.listOf(name)}
              begin={begin}
              total={total}
              pages={pages}
              selection={selection}
              open={open}
              width={width}
              onShow={setIndexes}
              onOpen={onOpen}
              onStar={(id) => act(star, [id])}
            />
          </div>
        </ContextMenu>
      )}
      {choosing && <Chooser choosing={choosing} onClose={() => setChoosing(null)} />}
      <PurgeDialog ids={purging} onPurge={() => void purge(purging)} onClose={() => setPurging([])} />
    </>
  )
}

/** Keeps the cursor on a row when the list gets shorter. */
function useCursorInRange(selection: { cursor: number; moveTo(index: number): void }, total: number | undefined): void {
  const { cursor, moveTo } = selection
  const last = Math.max(0, (total ?? 1) - 1)
  useEffect(() => {
    if (total !== undefined && cursor > last) moveTo(last)
  })
}

/**
 * Where a list begins, once its rows are there: on the row of the entry that was opened from it, else at its first. A
 * search takes the focus when nothing has it.
 */
function useBegin(selection: Selection, pages: Pages, search: string, opened: EntryId | null): Begin {
  const [begin, setBegin] = useState<Begin>({ search: null, at: 0 })
  if (pages.answered && begin.search !== search) {
    const rows = Array.from({ length: LOOKED_AT }, (_, index) => pages.at(index)?.id)
    const at = opened === null ? 0 : Math.max(0, rows.indexOf(opened))
    setBegin({ search, at })
    selection.clear()
    selection.moveTo(at)
  }
  useEffect(() => {
    const isFree = document.activeElement === null || document.activeElement === document.body
    if (begin.search && isFree) document.querySelector<HTMLElement>('.entries')?.focus({ preventScroll: true })
  }, [begin])
  return begin
}
const LOOKED_AT = 100

const asksForTrash = (query: string): boolean =>
  parseQuery(query).filters.some(({ filter, negated }) => filter.key === 'is' && filter.value === 'trash' && !negated)
