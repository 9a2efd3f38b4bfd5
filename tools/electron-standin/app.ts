import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { launchChromium } from './chromium.ts'
import { createEvent, type ElectronEvent, TypedEmitter } from './events.ts'
import { startProxy } from './protocol.ts'
import { runtime } from './runtime.ts'
import { session } from './session.ts'
import { lockInstance } from './single-instance.ts'
import { WebContents } from './web-contents.ts'

interface AppEvents {
  ready: []
  activate: []
  'window-all-closed': []
  'before-quit': [event: ElectronEvent]
  'will-quit': [event: ElectronEvent]
  quit: [event: ElectronEvent, exitCode: number]
  'second-instance': [event: ElectronEvent, argv: string[], workingDirectory: string]
}
type PathName = 'userData' | 'documents'
type Implemented = Pick<
  Electron.App,
  'whenReady' | 'isReady' | 'quit' | 'exit' | 'getVersion' | 'getLocale' | 'requestSingleInstanceLock'
> & { commandLine: Pick<Electron.CommandLine, 'appendSwitch'> }

class App extends TypedEmitter<AppEvents> implements Implemented {
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => void runtime.switches.set(name, value)
  }
  readonly #paths = new Map<PathName, string>()
  // its own promise and not the 'ready' event: Playwright holds that event back
  readonly #ready = Promise.withResolvers<void>()
  #quitting = false
  #exiting = false
  /** A second start waits for this before it exits. */
  #firstTold: Promise<void> | null = null

  whenReady(): Promise<void> {
    return this.#ready.promise
  }
  isReady(): boolean {
    return runtime.ready
  }
  getVersion(): string {
    return runtime.version
  }
  getLocale(): string {
    const { LC_ALL, LANG } = process.env
    const locale = (LC_ALL || LANG || '').replace(/\..*$/, '').replace('_', '-')
    return runtime.switches.get('lang') || (/^(C|POSIX)?$/.test(locale) ? 'en-US' : locale)
  }
  getPath(name: PathName): string {
    return this.#paths.get(name) ?? this.#defaultPath(name)
  }
  #defaultPath(name: PathName): string {
    if (name === 'documents') return join(homedir(), 'Documents')
    return runtime.switches.get('user-data-dir') || join(this.#configFolder(), runtime.name)
  }
  #configFolder(): string {
    const name = process.platform === 'darwin' ? 'Library/Application Support' : '.config'
    return process.env.XDG_CONFIG_HOME || join(homedir(), name)
  }
  setPath(name: PathName, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    mkdirSync(path, { recursive: true })
    this.#paths.set(name, path)
  }
  requestSingleInstanceLock(): boolean {
    this.#firstTold = lockInstance(this.getPath('userData'), ({ argv, cwd }) => {
      this.emit('second-instance', createEvent(), argv, cwd)
    })
    return this.#firstTold === null
  }

  quit(): void {
    if (this.#quitting || this.#exiting) return
    const event = createEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    const vetoed = runtime.windows.some((window) => !window.close())
    if (vetoed) this.#quitting = false
    else setImmediate(() => this.#finishQuit())
  }
  #finishQuit(): void {
    if (this.#exiting || runtime.windows.length > 0) return
    const event = createEvent()
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.#quitting = false
    else this.exit(0)
  }
  exit(code = 0): void {
    if (this.#exiting) return
    this.#exiting = true
    for (const window of runtime.windows.slice()) window.destroy()
    this.emit('quit', createEvent(), code)
    setTimeout(() => process.exit(code), 5000).unref()
    void Promise.allSettled([this.#firstTold, closeChromium()]).then(() => process.exit(code))
  }
  windowClosed(): void {
    if (this.#exiting || runtime.windows.length > 0) return
    if (this.#quitting) this.#finishQuit()
    else if (!this.emit('window-all-closed')) this.quit()
  }

  /** Called by main.ts once the app's main module is loaded. */
  async start(): Promise<void> {
    if (this.#exiting || this.#quitting) return
    const proxyPort = await startProxy()
    const devServer = process.env.ELECTRON_RENDERER_URL
    const chromium = await launchChromium({
      profile: join(this.getPath('userData'), 'standin-chromium'),
      proxyPort,
      bypass: devServer ? [new URL(devServer).host] : [],
      switches: runtime.switches
    })
    runtime.chromium = chromium
    void chromium.exited.then(() => {
      for (const window of runtime.windows.slice()) window.webContents.destroy()
      this.quit()
    })
    const { browser } = chromium.connection
    browser.on('Target.targetInfoChanged', ({ targetInfo }) => {
      const webContents = WebContents.fromDevToolsTargetId(targetInfo.targetId)
      const window = runtime.windows.find((w) => w.webContents === webContents)
      if (webContents?.getURL()) window?.retitle(targetInfo.title)
    })
    // A window that a page opened by itself: the app was asked through Page.windowOpen.
    browser.on('Target.targetCreated', ({ targetInfo: { type, openerId, targetId } }) => {
      if (type === 'page' && openerId) void browser.send('Target.closeTarget', { targetId }).catch(() => {})
    })
    await Promise.all([
      browser.send('Target.setDiscoverTargets', { discover: true }),
      session.defaultSession.watchDownloads()
    ])
    Object.defineProperty(process.versions, 'chrome', { value: chromium.version, enumerable: true })
    runtime.ready = true
    this.#ready.resolve()
    this.emit('ready')
  }
}

async function closeChromium(): Promise<void> {
  const { chromium } = runtime
  if (!chromium) return
  await chromium.connection.browser.send('Browser.close').catch(() => {})
  const timer = setTimeout(() => chromium.process.kill('SIGKILL'), 4000)
  await chromium.exited
  clearTimeout(timer)
}

export const app = new App()
runtime.windowClosed = () => app.windowClosed()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (runtime.ready ? app.quit() : app.exit(1)))
