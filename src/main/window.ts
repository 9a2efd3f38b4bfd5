import { app, BrowserWindow, nativeTheme, session } from 'electron'
import { join } from 'node:path'
import { logError } from './log.ts'
import { APP_ORIGIN, isAppUrl, mayRequest } from './security.ts'

/** Set by `electron-vite dev` only. */
export const developmentUrl = process.env['ELECTRON_RENDERER_URL']

const PAPER = '#FFFDF9'
const NIGHT = '#20211D'
const RELOAD_MS = 1000

/** Denies every permission, every download, and every request that is not the app's own. */
export function lockSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  defaultSession.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayRequest(details.url, developmentUrl) })
  )
}

function lockNavigation(window: BrowserWindow): void {
  const contents = window.webContents
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-frame-navigate', (event) => {
    if (!isAppUrl(event.url, developmentUrl)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function createAppWindow(show: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    minWidth: 820,
    minHeight: 560,
    show,
    // Size and place of the one window that people see are kept.
    ...(show ? { name: 'main', windowStatePersistence: true } : {}),
    title: '耕读 Gengdu',
    backgroundColor: nativeTheme.shouldUseDarkColors ? NIGHT : PAPER,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // Electron would fetch its dictionaries from the network.
      spellcheck: false
    }
  })
  lockNavigation(window)
  return window
}

let current: BrowserWindow | undefined

/** The window that the user sees; undefined when it is closed, as it may be on macOS. */
export const appWindow = (): BrowserWindow | undefined => current

/** Lets a window close when its page has saved what was typed last; `quit` then goes on where it was held up. */
function saveBeforeClose(window: BrowserWindow, askToSave: () => Promise<void>): void {
  let state: 'open' | 'asking' | 'saved' = 'open'
  let quitting = false
  const noteQuit = () => (quitting = true)
  app.on('before-quit', noteQuit)
  window.on('closed', () => app.removeListener('before-quit', noteQuit))
  window.on('close', (event) => {
    if (state === 'saved') return
    event.preventDefault()
    if (state === 'asking') return
    state = 'asking'
    void askToSave().finally(() => {
      state = 'saved'
      if (quitting) app.quit()
      else window.close()
    })
  })
}

/** Opens the app's window; `askToSave` resolves when its page has nothing unsaved, or has taken too long. */
export async function openWindow(askToSave: () => Promise<void>): Promise<void> {
  const window = createAppWindow(true)
  current = window
  saveBeforeClose(window, askToSave)
  window.on('closed', () => {
    if (current === window) current = undefined
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    logError('page', reason)
    // Not at once, so that a page that cannot live leaves time to close it.
    setTimeout(() => void load(window, ''), RELOAD_MS)
  })
  await load(window, '')
}

/** Brings the app's window to the front, or opens it. */
export async function showWindow(askToSave: () => Promise<void>): Promise<void> {
  if (!current) return openWindow(askToSave)
  if (current.isMinimized()) current.restore()
  current.focus()
}

async function load(window: BrowserWindow, hash: string): Promise<void> {
  try {
    if (!window.isDestroyed()) await window.loadURL(`${developmentUrl ?? `${APP_ORIGIN}/index.html`}${hash}`)
  } catch (error) {
    // A window that was closed meanwhile has nothing to load.
    if (!window.isDestroyed()) throw error
  }
}

/** Loads a page of the app in a window nobody sees, hands it to `use`, and closes it. */
export async function withHiddenWindow<T>(hash: string, use: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const window = createAppWindow(false)
  try {
    await load(window, hash)
    return await use(window)
  } finally {
    window.destroy()
  }
}
