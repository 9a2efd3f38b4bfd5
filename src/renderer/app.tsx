import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { CareScreen } from './features/care/index.tsx'
import { DuplicatesScreen } from './features/duplicates/index.tsx'
import { ImportDropZone, ImportsScreen, pickAndImport } from './features/imports/index.tsx'
import { LibraryScreen } from './features/library/index.tsx'
import { createNote } from './features/notes/index.tsx'
import { PictureDownloads } from './features/pictures/index.tsx'
import { PlanPrintPage, PlansScreen } from './features/plans/index.tsx'
import { openPalette, SearchPalette } from './features/search/index.tsx'
import { SetupScreen } from './features/setup/index.tsx'
import { useMessages } from './i18n.tsx'
import { kb, queries, useAnswer } from './kb.ts'
import { Rail } from './rail.tsx'
import { everything, go, useRoute } from './route.ts'
import { SettingsProvider } from './settings.tsx'
import { ToastProvider } from './ui/index.ts'

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <CSPProvider disableStyleElements>
        <SettingsProvider>
          <Window />
        </SettingsProvider>
      </CSPProvider>
    </QueryClientProvider>
  )
}

function Window() {
  const t = useMessages()
  const route = useRoute()
  const { data: library } = useAnswer('shell.libraryState', kb.shell.libraryState, null)
  useShellCommands()

  if (!library) return null
  if (route.room === 'print') return <PlanPrintPage id={route.id} />
  return (
    <ToastProvider label={t.common.notifications} closeLabel={t.common.close}>
      <Tooltip.Provider delay={500}>
        {library.state === 'open' ? <Rooms /> : <SetupScreen library={library} />}
      </Tooltip.Provider>
    </ToastProvider>
  )
}

function Rooms() {
  const route = useRoute()
  return (
    <ImportDropZone>
      <div className="app">
        <Rail room={route.room} />
        {route.room === 'library' && <LibraryScreen route={route} />}
        {route.room === 'plans' && <PlansScreen plan={route.plan} />}
        {route.room === 'duplicates' && <DuplicatesScreen pair={route.pair} />}
        {route.room === 'imports' && <ImportsScreen batch={route.batch} />}
        {route.room === 'care' && <CareScreen />}
      </div>
      <SearchPalette />
      <PictureDownloads />
    </ImportDropZone>
  )
}

/** Does what a menu item or its accelerator asks for. */
function useShellCommands(): void {
  useEffect(
    () =>
      kb.shell.command(({ name }) => {
        if (name === 'newNote') void createNote()
        else if (name === 'import') pickAndImport('files')
        else if (name === 'search') openPalette()
        else if (name === 'library') go({ room: 'library', filter: everything, entry: null, query: '' })
        else if (name === 'plans') go({ room: 'plans', plan: null })
        else go({ room: 'care' })
      }),
    []
  )
}
