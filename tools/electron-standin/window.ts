import { createEvent, type ElectronEvent, TypedEmitter } from './events.ts'
import { Menu } from './menu.ts'
import { chromium, debug, runtime } from './runtime.ts'
import { WebContents } from './web-contents.ts'

type Options = Pick<
  Electron.BrowserWindowConstructorOptions,
  | 'width'
  | 'height'
  | 'minWidth'
  | 'minHeight'
  | 'show'
  | 'title'
  | 'backgroundColor'
  // Taken and not acted on: a window opens in its default size.
  | 'name'
  | 'windowStatePersistence'
> & {
  webPreferences?: Pick<
    Electron.WebPreferences,
    'preload' | 'sandbox' | 'contextIsolation' | 'nodeIntegration' | 'spellcheck'
  >
}

interface WindowEvents {
  close: [event: ElectronEvent]
  closed: []
  'page-title-updated': [event: ElectronEvent, title: string]
}
type WindowState = 'normal' | 'minimized' | 'fullscreen'
type Implemented = Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'isVisible'
  | 'focus'
  | 'isMinimized'
  | 'restore'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'isDestroyed'
  | 'destroy'
>

export class BrowserWindow extends TypedEmitter<WindowEvents> implements Implemented {
  readonly id: number
  readonly webContents: WebContents
  readonly #size: { width: number; height: number }
  #title: string
  readonly #visible: boolean
  #state: WindowState = 'normal'
  #destroyed = false
  #closing = false

  constructor(options: Options = {}) {
    super()
    if (!runtime.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    const { width = 800, height = 600, show = true, title = runtime.name, webPreferences = {} } = options
    const { nodeIntegration = false, contextIsolation = true, sandbox = true } = webPreferences
    if (nodeIntegration || !contextIsolation || !sandbox) {
      throw new Error('stand-in: pages run isolated, sandboxed and without Node; webPreferences ask for less')
    }
    this.#size = { width, height }
    this.#title = title
    this.#visible = show
    this.webContents = new WebContents(
      { preload: webPreferences.preload, width, height },
      {
        close: () => this.close(),
        gone: () => this.#gone(),
        key: (press) => Menu.press(press, this)
      }
    )
    this.id = this.webContents.id
    runtime.windows.push(this)
    void this.#resize()
  }
  static getAllWindows(): BrowserWindow[] {
    return [...runtime.windows]
  }
  static fromWebContents(webContents: WebContents): BrowserWindow | null {
    return runtime.windows.find((window) => window.webContents === webContents) ?? null
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  /** Width and height are the page's: a headless window also has room for tabs and an address bar that nobody sees. */
  async #resize(): Promise<void> {
    const { browser } = chromium().connection
    try {
      const windowId = await this.#windowId()
      if (chromium().headless) await browser.send('Browser.setContentsSize', { windowId, ...this.#size })
      else await browser.send('Browser.setWindowBounds', { windowId, bounds: this.#size })
    } catch (error) {
      debug(String(error))
    }
  }
  async #windowId(): Promise<number> {
    await this.webContents.created
    const { targetId } = this.webContents
    return (await chromium().connection.browser.send('Browser.getWindowForTarget', { targetId })).windowId
  }
  async #setState(windowState: WindowState): Promise<void> {
    this.#state = windowState
    const windowId = await this.#windowId()
    await chromium().connection.browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  }

  isVisible(): boolean {
    return this.#visible
  }
  focus(): void {
    this.webContents.focus()
  }
  isMinimized(): boolean {
    return this.#state === 'minimized'
  }
  restore(): void {
    void this.#setState('normal')
  }
  setFullScreen(on: boolean): void {
    void this.#setState(on ? 'fullscreen' : 'normal')
  }
  isFullScreen(): boolean {
    return this.#state === 'fullscreen'
  }
  /** The page changed its title. */
  retitle(title: string): void {
    if (title === this.#title) return
    const event = createEvent()
    this.emit('page-title-updated', event, title)
    if (!event.defaultPrevented) this.#title = title
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }

  /** Asks the 'close' listeners, then the page's beforeunload. Answers whether it went ahead. */
  close(): boolean {
    if (this.#destroyed || this.#closing) return true
    const event = createEvent()
    this.emit('close', event)
    if (event.defaultPrevented) return false
    this.#closing = true
    this.webContents.close({ waitForBeforeUnload: true })
    return true
  }
  destroy(): void {
    if (this.#destroyed) return
    if (this.webContents.targetId) this.webContents.close()
    this.webContents.destroy()
  }
  #gone(): void {
    this.#destroyed = true
    runtime.windows.splice(runtime.windows.indexOf(this), 1)
    this.emit('closed')
    runtime.windowClosed()
  }
}
