import { BrowserWindow, nativeTheme, session } from 'electron'
import { join } from 'node:path'
import { APP_ORIGIN, isAppUrl, mayRequest } from './security.ts'

/** Set by `electron-vite dev` only. */
export const developmentUrl = process.env['ELECTRON_RENDERER_URL']

const PAPER = '#FFFDF9'
const NIGHT = '#20211D'

/** Denies every permission and every request that is not the app's own. */
export function lockSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayRequest(details.url, developmentUrl) })
  )
}

function lockNavigation(window: BrowserWindow): void {
  const contents = window.webContents
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
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
    title: '耕读 Gengdu',
    backgroundColor: nativeTheme.shouldUseDarkColors ? NIGHT : PAPER,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false
    }
  })
  lockNavigation(window)
  return window
}

/** Opens the app's window at a route, for example `#/library`. */
export async function openWindow(hash = ''): Promise<BrowserWindow> {
  const window = createAppWindow(true)
  await window.loadURL(pageUrl(hash))
  return window
}

/** Loads a page of the app in a window nobody sees, hands it to `use`, and closes it. */
export async function withHiddenWindow<T>(hash: string, use: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const window = createAppWindow(false)
  try {
    await window.loadURL(pageUrl(hash))
    return await use(window)
  } finally {
    window.destroy()
  }
}

function pageUrl(hash: string): string {
  return `${developmentUrl ?? `${APP_ORIGIN}/index.html`}${hash}`
}
