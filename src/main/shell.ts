import { app, BrowserWindow, nativeTheme, shell as operatingSystem } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { AppContract } from '../shared/contract.ts'
import type { EventName, EventPayload, Handlers, Message } from '../shared/ipc.ts'
import { messagesFor } from '../shared/messages/index.ts'
import type { Messages } from '../shared/messages/index.ts'
import { AppError } from '../shared/result.ts'
import type { LibraryState, shell as contract } from '../shared/shell.ts'
import { startCore } from './core-host.ts'
import type { CoreHost } from './core-host.ts'
import { toFailure } from './core/router.ts'
import { pickLibraryFolder } from './dialogs.ts'
import { setMenu } from './menu.ts'
import { printToPdf } from './print.ts'
import { mayOpenExternally } from './security.ts'
import type { SettingsFile } from './settings.ts'

type ShellEvent = Extract<EventName<AppContract>, `shell.${string}`>

/** The main process's own room, and the library that it keeps open. */
export interface Shell {
  handlers: Handlers<typeof contract>
  messages(): Messages
  /** Core of the open library, once opening has ended; undefined on first run or when the library cannot be opened. */
  core(): Promise<CoreHost | undefined>
  /** Opens the library remembered or given by the environment; without one, waits for the user's choice. */
  start(): Promise<void>
  close(): Promise<void>
}

const Notices = z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }))

export function createShell(settings: SettingsFile, publish: (message: Message) => void): Shell {
  let core: CoreHost | undefined
  let opening: Promise<LibraryState> | undefined
  const suggestedFolder = join(app.getPath('documents'), 'Gengdu')
  let state: LibraryState = { state: 'none', suggestedFolder }
  const chosenFolders = new Set([suggestedFolder])

  const emit = <E extends ShellEvent>(name: E, payload: EventPayload<AppContract, E>) =>
    publish({ type: 'event', name, payload })
  const messages = () => messagesFor(settings.read().language)
  const refreshMenu = () => setMenu(messages(), (name) => emit('shell.command', { name }))

  /** Opens one library after the other, however many were asked for. */
  function open(folder: string): Promise<LibraryState> {
    const previous = opening
    opening = (async () => {
      await previous
      return replaceCore(folder)
    })()
    return opening
  }

  async function replaceCore(folder: string): Promise<LibraryState> {
    await core?.close()
    core = undefined
    try {
      core = await startCore(folder, { publish, onCrash: (message) => showFailure(folder, message) })
      state = { state: 'open', folder }
    } catch (error) {
      state = { state: 'failed', folder, error: toFailure(error) }
    }
    emit('shell.libraryChanged', state)
    return state
  }

  /** Core is gone; the page offers to open the library again. */
  function showFailure(folder: string, message: string): void {
    core = undefined
    state = { state: 'failed', folder, error: { code: 'internal', key: 'coreStopped', details: { message } } }
    emit('shell.libraryChanged', state)
  }

  const parentWindow = () => {
    const window = BrowserWindow.getAllWindows()[0]
    if (!window) throw new AppError('internal', 'internal', { message: 'no window' })
    return window
  }

  const handlers: Handlers<typeof contract> = {
    settings: () => settings.read(),
    updateSettings(change) {
      const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const updated = settings.update(defined)
      nativeTheme.themeSource = updated.theme
      refreshMenu()
      emit('shell.settingsChanged', updated)
      return updated
    },
    async libraryState() {
      await opening
      return state
    },
    async chooseFolder() {
      const folder = await pickLibraryFolder(parentWindow(), messages())
      if (folder) chosenFolders.add(folder)
      return folder
    },
    async openLibrary({ folder }) {
      // The page may only name folders that the user chose in a dialog, or the suggested and remembered ones.
      const known =
        chosenFolders.has(folder) || folder === settings.read().libraryFolder || sameAsCurrent(state, folder)
      if (!known) throw new AppError('invalid_input', 'folderUnusable', { path: folder, reason: 'unknown' })
      const opened = await open(folder)
      if (opened.state === 'open') settings.update({ libraryFolder: folder })
      return opened
    },
    async openExternal({ url }) {
      if (!mayOpenExternally(url)) throw new AppError('invalid_input', 'linkRefused', { url })
      await operatingSystem.openExternal(url)
      return null
    },
    async showLibraryFolder() {
      if (!core) throw new AppError('not_found', 'noLibrary')
      await operatingSystem.openPath(core.folder)
      return null
    },
    async exportPdf({ page, id }, job) {
      if (job.saveTo === undefined) throw new AppError('cancelled', 'cancelled')
      await printToPdf(`#/print/${page}/${id}`, job.saveTo)
      return { path: job.saveTo }
    },
    about: () => ({
      version: app.getVersion(),
      runtime: `Electron ${process.versions['electron'] ?? '?'}, Chromium ${process.versions['chrome'] ?? '?'}, Node ${process.versions.node}`,
      notices: readNotices()
    })
  }

  return {
    handlers,
    messages,
    async core() {
      await opening
      return core
    },
    async start() {
      nativeTheme.themeSource = settings.read().theme
      refreshMenu()
      const folder = process.env['GENGDU_LIBRARY'] ?? settings.read().libraryFolder
      if (folder) await open(folder)
    },
    async close() {
      await opening
      await core?.close()
      core = undefined
    }
  }
}

const sameAsCurrent = (state: LibraryState, folder: string) => state.state !== 'none' && state.folder === folder

/** Third-party notices, written by the build beside the bundles. */
function readNotices(): z.infer<typeof Notices> {
  try {
    return Notices.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../notices.json'), 'utf8')))
  } catch {
    return []
  }
}
