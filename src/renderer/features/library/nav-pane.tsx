import type { ReactNode } from 'react'
import { useMessages } from '../../i18n.tsx'
import type { LibraryFilter } from '../../route.ts'
import { IconButton } from '../../ui/index.ts'
import { openPalette } from '../search/index.tsx'
import { NavCategories } from './nav-categories.tsx'
import { NavSaved } from './nav-saved.tsx'
import { NavTags } from './nav-tags.tsx'
import { NavViews } from './nav-views.tsx'

export interface NavSectionProps {
  filter: LibraryFilter
  onGo(filter: LibraryFilter): void
}

interface NavPaneProps extends NavSectionProps {
  width: number
  onFold(): void
  children: ReactNode
}

/** The places of the library: views, saved searches, categories, tags. */
export function NavPane({ filter, width, onGo, onFold, children }: NavPaneProps) {
  const t = useMessages().library
  return (
    <nav className="nav" aria-label={t.navigation} style={{ width }}>
      <div className="bar">
        <h1 className="grow">{t.title}</h1>
        <IconButton icon="panell" label={t.foldNav} shortcut="[" onClick={onFold} />
        <IconButton icon="search" label={t.search} shortcut="/" onClick={openPalette} />
      </div>
      <div className="nav-scroll scroll">
        <NavViews filter={filter} onGo={onGo} />
        <NavSaved filter={filter} onGo={onGo} />
        <NavCategories filter={filter} onGo={onGo} />
        <NavTags filter={filter} onGo={onGo} />
      </div>
      {children}
    </nav>
  )
}
