import { app, nativeTheme, shell as operatingSystem } from 'electron'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { AppContract } from '../shared/contract.ts'
import type { EventName, EventPayload, Handlers, Message } from '../shared/ipc.ts'
import { messagesFor } from '../shared/messages/index.ts'
import type { Messages } from '../shared/messages/index.ts'
import { AppError } from '../shared/result.ts'
import type { shell as contract } from '../shared/shell.ts'
import type { CoreHost } from './core-host.ts'
import { pickLibraryFolder } from './dialogs.ts'
import { createOpenLibrary } from './library.ts'
import { setMenu } from './menu.ts'
import { printToPdf } from './print.ts'
import { mayOpenExternally } from './security.ts'
import type { SettingsFile } from './settings.ts'
import { appWindow } from './window.ts'

type ShellEvent = Extract<EventName<AppContract>, `shell.${string}`>

/** The main process's own room, and the library that it keeps open. */
export interface Shell {
  handlers: Handlers<typeof contract>
  messages(): Messages
  /** Core of the open library, once opening has ended; undefined on first run or when the library cannot be opened. */
  core(): Promise<CoreHost | undefined>
  /** Opens the library remembered or given by the environment; without one, waits for the user's choice. */
  start(): Promise<void>
  /** Has the page save what was typed last; resolves when it has, or has had three seconds for it. */
  askToSave(): Promise<void>
  close(): Promise<void>
}

const LONGEST_SAVE_MS = 3000

const Notices = z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }))

export function createShell(settings: SettingsFile, publish: (message: Message) => void): Shell {
  const emit = <E extends ShellEvent>(name: E, payload: EventPayload<AppContract, E>) =>
    publish({ type: 'event', name, payload })
  const messages = () => messagesFor(settings.read().language)

  const given = process.env['GENGDU_LIBRARY']
  const startFolder = given ? resolve(given) : settings.read().libraryFolder
  const suggestedFolder = join(app.getPath('documents'), 'Gengdu')
  /** Where a library may be made. Where one was before, a missing one is told and not replaced by an empty one. */
  const newFolders = new Set([given ? resolve(given) : suggestedFolder])
  if (!given && startFolder) newFolders.delete(startFolder)

  const library = createOpenLibrary({
    suggestedFolder,
    mayMake: (folder) => newFolders.has(folder),
    publish,
    onChange(state) {
      if (state.state === 'open') newFolders.delete(state.folder)
      emit('shell.libraryChanged', state)
    }
  })

  function applySettings(): void {
    nativeTheme.themeSource = settings.read().theme
    setMenu(messages(), (name) => emit('shell.command', { name }))
  }

  /** The page may only name folders that the user chose in a dialog, the suggested one, or one that was open before. */
  async function isKnown(folder: string): Promise<boolean> {
    const state = await library.state()
    return (
      newFolders.has(folder) ||
      folder === settings.read().libraryFolder ||
      (state.state !== 'none' && state.folder === folder)
    )
  }

  let allSaved = () => {}
  async function askToSave(): Promise<void> {
    const answer = new Promise<void>((resolve) => (allSaved = resolve))
    emit('shell.closing', null)
    await Promise.race([answer, wait(LONGEST_SAVE_MS)])
  }

  const handlers: Handlers<typeof contract> = {
    settings: () => settings.read(),
    updateSettings(change) {
      const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      try {
        return settings.update(defined)
      } finally {
        // In force even when they could not be kept.
        applySettings()
        emit('shell.settingsChanged', settings.read())
      }
    },
    libraryState: () => library.state(),
    async chooseFolder() {
      const window = appWindow()
      const folder = window ? await pickLibraryFolder(window, messages()) : null
      if (folder) newFolders.add(folder)
      return folder
    },
    async openLibrary({ folder }) {
      if (!(await isKnown(folder))) {
        throw new AppError('invalid_input', 'folderUnusable', { path: folder, reason: 'unknown' })
      }
      const opened = await library.open(folder)
      if (opened.state === 'open') settings.update({ libraryFolder: folder })
      return opened
    },
    async openExternal({ url }) {
      if (!mayOpenExternally(url)) throw new AppError('invalid_input', 'linkRefused', { url })
      await operatingSystem.openExternal(url)
      return null
    },
    async showLibraryFolder() {
      const core = await library.core()
      if (!core) throw new AppError('io', 'noLibrary')
      const reason = await operatingSystem.openPath(core.folder)
      if (reason) throw new AppError('io', 'folderUnusable', { path: core.folder, reason })
      return null
    },
    async exportPdf({ page, id }, job) {
      if (job.saveTo === undefined) throw new AppError('cancelled', 'cancelled')
      await printToPdf(`#/print/${page}/${id}`, job.saveTo)
      return { path: job.saveTo }
    },
    allSaved() {
      allSaved()
      return null
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
    askToSave,
    core: () => library.core(),
    async start() {
      applySettings()
      if (startFolder) await library.open(startFolder)
    },
    close: () => library.close()
  }
}

/** Third-party notices, written by the build beside the bundles. */
function readNotices(): z.infer<typeof Notices> {
  try {
    return Notices.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../notices.json'), 'utf8')))
  } catch {
    return []
  }
}
