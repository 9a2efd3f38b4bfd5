import { useRef, useState } from 'react'
import type { EntrySummary } from '../../../shared/entries.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { everything, go } from '../../route.ts'
import type { LibraryFilter, Route } from '../../route.ts'
import { changeSettings, useSettings } from '../../settings.tsx'
import { Divider, IconButton } from '../../ui/index.ts'
import { EmptyLibrary } from '../setup/index.tsx'
import { ContentPane } from './content-pane.tsx'
import './library.css'
import { ListPane } from './list-pane.tsx'
import { NavPane } from './nav-pane.tsx'
import { SearchBox } from './search-box.tsx'
import { LIST_WIDTH, NAV_WIDTH, useLayout } from './use-layout.ts'
import type { Pane } from './use-layout.ts'
import { useTriageKeys } from '../../triage-keys.ts'

type LibraryRoute = Extract<Route, { room: 'library' }>

/** The library: places on the left, the list in the middle, the open entry on the right. */
export function LibraryScreen({ route }: { route: LibraryRoute }) {
  const t = useMessages().library
  const settings = useSettings()
  const [navWidth, setNavWidth] = useState(settings.navWidth)
  const [listWidth, setListWidth] = useState(settings.listWidth)
  const { nav, list } = useLayout(route.entry !== null)

  const { data: counts } = useAnswer('entries.counts', kb.entries.counts, null)
  const empty = counts?.views.all === 0 && route.filter.view !== 'trash' && route.entry === null

  const goTo = (filter: LibraryFilter) => {
    if (nav.floating) nav.show(false)
    go({ ...route, filter })
  }
  /** The list before the search began, to go back to when it ends. */
  const before = useRef<LibraryFilter>(everything)
  const search = (query: string) => {
    if (route.filter.search === '') before.current = route.filter
    const filter = query === '' ? before.current : { ...everything, search: query }
    go({ ...route, filter }, { replace: route.filter.search !== '' && query !== '' })
  }
  const openEntry = ({ id }: EntrySummary) => {
    if (list.floating) list.show(false)
    if (id !== route.entry) go({ ...route, entry: id, query: route.filter.search })
  }
  const covering = [nav, ...(route.entry === null ? [] : [list])].find((pane) => pane.shown && pane.floating)
  useTriageKeys({
    '[': () => nav.show(!nav.shown),
    ']': () => list.show(!list.shown),
    ...(covering ? { Escape: () => covering.show(false) } : {})
  })

  const navDivider = !nav.floating && (
    <Divider
      label={t.resizeNav}
      width={navWidth}
      {...NAV_WIDTH}
      onResize={setNavWidth}
      onSettle={(width) => void changeSettings({ navWidth: width })}
    />
  )
  const listDivider = !list.floating && (
    <Divider
      label={t.resizeList}
      width={listWidth}
      {...LIST_WIDTH}
      onResize={setListWidth}
      onSettle={(width) => void changeSettings({ listWidth: width })}
    />
  )
  const shade = (pane: Pane) =>
    pane.shown && pane.floating && <div className="shade" aria-hidden="true" onClick={() => pane.show(false)} />
  return (
    <div className="library">
      {shade(nav)}
      {nav.shown && (
        <div className={`pane${nav.floating ? ' floating' : ''}`}>
          <NavPane filter={route.filter} width={navWidth} onGo={goTo} onFold={() => nav.show(false)}>
            {navDivider}
          </NavPane>
        </div>
      )}
      {route.entry !== null && shade(list)}
      {empty ? (
        <>
          {!nav.shown && <Strip label={t.unfoldNav} shortcut="[" onShow={() => nav.show(true)} />}
          <EmptyLibrary />
        </>
      ) : (
        <>
          {list.shown ? (
            <div className={`pane${list.floating ? ' floating' : ''}`}>
              <section className="list" aria-label={t.list} style={{ width: listWidth }}>
                <SearchBox filter={route.filter} onSearch={search} />
                <ListPane
                  key={route.filter.search === '' ? JSON.stringify(route.filter) : 'search'}
                  filter={route.filter}
                  open={route.entry}
                  opened={route.query === route.filter.search ? route.entry : null}
                  width={listWidth}
                  onUnfold={nav.shown ? null : () => nav.show(true)}
                  onFilter={goTo}
                  onSearch={search}
                  onOpen={openEntry}
                  onClose={() => go({ ...route, entry: null }, { replace: true })}
                />
                {listDivider}
              </section>
            </div>
          ) : (
            <Strip label={t.showList} shortcut="]" onShow={() => list.show(true)} />
          )}
          <ContentPane id={route.entry} query={route.query} />
        </>
      )}
    </div>
  )
}

/** What is left of a pane that is put away. */
function Strip({ label, shortcut, onShow }: { label: string; shortcut: string; onShow(): void }) {
  return (
    <div className="strip">
      <IconButton icon="panell" label={label} shortcut={shortcut} onClick={onShow} />
    </div>
  )
}
