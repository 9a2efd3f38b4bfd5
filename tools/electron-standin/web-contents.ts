import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'
import type { Session as CdpSession } from './cdp.ts'
import { Channel } from './channel.ts'
import { createEvent, type ElectronEvent, TypedEmitter } from './events.ts'
import { invokeHandler } from './ipc.ts'
import { nativeTheme } from './native-theme.ts'
import { type KeyPress, type MessageToHost, pageSource, preloadSources, WORLD } from './page.ts'
import { type PdfOptions, toPrintParameters } from './pdf.ts'
import { fromChromium, toChromium } from './protocol.ts'
import { chromium, debug } from './runtime.ts'
import { type Session, session } from './session.ts'
import { openTarget } from './target.ts'

export interface WebFrameMain {
  readonly url: string
  readonly origin: string
  readonly parent: null
}
interface NavigationDetails {
  url: string
  isMainFrame: boolean
  frame: WebFrameMain
}
interface WebContentsEvents {
  'will-navigate': [event: ElectronEvent<NavigationDetails>, url: string]
  'will-frame-navigate': [event: ElectronEvent<NavigationDetails>]
  'will-redirect': [event: ElectronEvent<NavigationDetails>, url: string]
  'will-attach-webview': [event: ElectronEvent]
  'did-finish-load': []
  'did-fail-load': [event: ElectronEvent, code: number, description: string, url: string, isMainFrame: boolean]
  'console-message': [event: ElectronEvent<{ level: string; message: string; lineNumber: number; sourceId: string }>]
  'render-process-gone': [event: ElectronEvent, details: { reason: 'crashed'; exitCode: number }]
  destroyed: []
}
type OpenDetails = Pick<Electron.HandlerDetails, 'url' | 'frameName' | 'features'>

/** What a WebContents needs of the window that it is in. */
interface Owner {
  close(): boolean
  gone(): void
  key(press: KeyPress): void
}
interface Options {
  preload: string | undefined
  width: number
  height: number
}
const RESOURCE_TYPES: Partial<
  Record<Protocol.Network.ResourceType, Electron.OnBeforeRequestListenerDetails['resourceType']>
> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media'
}
const all = new Map<string, WebContents>()
let lastId = 0

/** One page target of Chromium. */
export class WebContents extends TypedEmitter<WebContentsEvents> {
  readonly id = ++lastId
  readonly session: Session = session.defaultSession
  readonly mainFrame: WebFrameMain
  /** Settles once the page can be driven. */
  readonly created: Promise<void>
  targetId = ''
  readonly #options: Options
  readonly #owner: Owner
  #page: CdpSession | undefined
  #channel: Channel | undefined
  #frameId = ''
  #url = ''
  #destroyed = false
  #requested: Protocol.Page.frameRequestedNavigationPayload | undefined
  #openHandler: (details: OpenDetails) => Pick<Electron.WindowOpenHandlerResponse, 'action'> = () => ({
    action: 'deny'
  })

  constructor(options: Options, owner: Owner) {
    super()
    this.#options = options
    this.#owner = owner
    const url = () => this.#url
    this.mainFrame = {
      get url() {
        return url()
      },
      get origin() {
        return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url())?.[0] ?? 'null'
      },
      parent: null
    }
    this.created = this.#create()
    this.created.catch((error: unknown) => {
      if (this.#destroyed) return
      console.error(error)
      process.exit(1)
    })
  }

  /** For Playwright, which knows pages by their target. */
  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return all.get(targetId)
  }

  async #create(): Promise<void> {
    const { connection, version } = chromium()
    this.targetId = await openTarget(this.#options)
    all.set(this.targetId, this)
    const { sessionId } = await connection.browser.send('Target.attachToTarget', {
      targetId: this.targetId,
      flatten: true
    })
    const page = connection.session(sessionId)
    this.#page = page
    const token = `__standin${randomBytes(12).toString('hex')}`
    const binding = `${token}b`
    this.#listen(page)
    const onMessage = (message: MessageToHost) => this.#receive(message)
    this.#channel = new Channel({ page, binding, mainFrameId: () => this.#frameId, onMessage })
    const { preload } = this.#options
    const { electron, node } = process.versions
    const [boot = '', appPreload] = preloadSources(
      token,
      binding,
      preload === undefined
        ? undefined
        : {
            file: resolve(preload),
            code: readFileSync(preload, 'utf8'),
            process: {
              platform: process.platform,
              arch: process.arch,
              versions: { electron, node, chrome: version },
              argv: ['electron']
            }
          }
    )
    await Promise.all([
      page.send('Page.enable'),
      page.send('Runtime.enable'),
      page.send('Debugger.enable'),
      page.send('Inspector.enable'),
      page.send('Runtime.addBinding', { name: binding, executionContextName: WORLD }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: pageSource(token) }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: boot, worldName: WORLD }),
      appPreload && page.send('Page.addScriptToEvaluateOnNewDocument', { source: appPreload, worldName: WORLD })
    ])
    const { frameTree } = await page.send('Page.getFrameTree')
    this.#frameId = frameTree.frame.id
    await Promise.all([this.#intercept(page), nativeTheme.applyTo(page), this.session.grantPermissions(this)])
  }

  async #ready(): Promise<CdpSession> {
    await this.created
    if (!this.#page) throw new Error('Object has been destroyed')
    return this.#page
  }

  #listen(page: CdpSession): void {
    page.on('Runtime.consoleAPICalled', (e) => {
      const frame = e.stackTrace?.callFrames[0]
      const message = e.args.map((arg) => arg.value ?? arg.description ?? arg.type).join(' ')
      const level = e.type === 'error' || e.type === 'warning' || e.type === 'debug' ? e.type : 'info'
      const lineNumber = (frame?.lineNumber ?? -1) + 1
      this.emit(
        'console-message',
        createEvent({ level, message, lineNumber, sourceId: fromChromium(frame?.url ?? '') })
      )
    })
    page.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', createEvent(), { reason: 'crashed', exitCode: 1 })
    })
    page.on('Page.frameRequestedNavigation', (e) => (this.#requested = e))
    page.on('Page.windowOpen', (e) => this.#open(e.url, e.windowName, e.windowFeatures.join(',')))
    page.on(
      'Fetch.requestPaused',
      (e) => void this.#answerRequest(page, e).catch((error: Error) => debug(error.message))
    )
    page.on('Page.loadEventFired', () => {
      if (this.#url === '' || this.#url === 'about:blank') return
      this.emit('did-finish-load')
    })
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId) return
      this.#frameId = frame.id
      this.#url = fromChromium(frame.url + (frame.urlFragment ?? ''))
    })
    page.on('Page.navigatedWithinDocument', (e) => {
      if (e.frameId === this.#frameId) this.#url = fromChromium(e.url)
    })
    page.on('Page.javascriptDialogOpening', (e) => {
      // nobody sits at a headless window to answer; a page may always be left
      if (chromium().headless || e.type === 'beforeunload') {
        void page.send('Page.handleJavaScriptDialog', { accept: e.type === 'beforeunload' }).catch(() => {})
      }
    })
    page.on('detached', () => this.destroy())
  }

  async intercept(): Promise<void> {
    await this.#intercept(await this.#ready())
  }
  /** Documents always, for will-navigate; everything once the app listens to its requests. */
  async #intercept(page: CdpSession): Promise<void> {
    const everything = this.session.webRequest.listening
    await page.send('Fetch.enable', {
      patterns: [everything ? { urlPattern: '*' } : { urlPattern: '*', resourceType: 'Document' }]
    })
  }

  async #answerRequest(page: CdpSession, e: Protocol.Fetch.requestPausedPayload): Promise<void> {
    const { requestId, request } = e
    const url = fromChromium(request.url)
    const isMainFrame = e.frameId === this.#frameId
    const isDocument = e.resourceType === 'Document'
    const byPage = this.#requested?.frameId === e.frameId
    if (isDocument && byPage) {
      const navigation = createEvent({ url, isMainFrame, frame: this.mainFrame })
      if (e.redirectedRequestId) this.emit('will-redirect', navigation, url)
      else {
        if (isMainFrame) this.emit('will-navigate', navigation, url)
        if (!navigation.defaultPrevented) this.emit('will-frame-navigate', navigation)
      }
      if (navigation.defaultPrevented) {
        this.#requested = undefined
        return void (await page.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }))
      }
    }
    const documentType = isMainFrame ? 'mainFrame' : 'subFrame'
    const { cancel, redirectURL } = await this.session.webRequest.ask({
      id: Number.parseInt(e.networkId ?? '0', 10) || 0,
      url,
      method: request.method,
      resourceType: isDocument ? documentType : (RESOURCE_TYPES[e.resourceType] ?? 'other'),
      referrer: fromChromium(request.headers.Referer ?? ''),
      timestamp: Date.now()
    })
    if (cancel) return void (await page.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }))
    await page.send('Fetch.continueRequest', { requestId, ...(redirectURL ? { url: toChromium(redirectURL) } : {}) })
  }

  setWindowOpenHandler(handler: (details: OpenDetails) => Pick<Electron.WindowOpenHandlerResponse, 'action'>): void {
    this.#openHandler = handler
  }
  /** No window opens here, whatever the app answers. */
  #open(url: string, frameName: string, features: string): void {
    const { action } = this.#openHandler({ url: fromChromium(url), frameName, features })
    if (action === 'allow') console.error(`stand-in: windows opened by a page are not supported: ${url}`)
  }

  #receive(message: MessageToHost): void {
    if (message.type === 'invoke') void this.#invoke(message.id, message.channel, message.args)
    else if (message.type === 'open') this.#open(message.url, message.name, message.features)
    else if (message.type === 'close') this.#owner.close()
    else this.#owner.key(message)
  }
  async #invoke(id: number, channel: string, args: unknown[]): Promise<void> {
    const answer = await invokeHandler({ sender: this, senderFrame: this.mainFrame }, channel, args)
    try {
      this.#channel?.post({ type: 'reply', id, channel, ...answer })
    } catch (error) {
      this.#channel?.post({ type: 'reply', id, channel, ok: false, value: String(error) })
    }
  }
  send(channel: string, ...args: unknown[]): void {
    this.#channel?.post({ type: 'event', channel, args })
  }
  async loadURL(url: string): Promise<void> {
    const page = await this.#ready()
    const finished = new Promise<void>((done) => {
      this.once('did-finish-load', done)
      this.once('destroyed', done)
    })
    const { errorText } = await page.send('Page.navigate', { url: toChromium(url) })
    if (errorText && errorText !== 'net::ERR_ABORTED') {
      const code = errorText.replace('net::', '')
      this.emit('did-fail-load', createEvent(), -2, code, url, true)
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url })
    }
    await finished
  }
  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.#ready()
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  async printToPDF(options: PdfOptions): Promise<Buffer> {
    const { data } = await (await this.#ready()).send('Page.printToPDF', toPrintParameters(options))
    return Buffer.from(data, 'base64')
  }
  async applyTheme(): Promise<void> {
    await nativeTheme.applyTo(await this.#ready())
  }
  focus(): void {
    void this.#ready().then((page) => page.send('Page.bringToFront'))
  }
  getURL(): string {
    return this.#url
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  close({ waitForBeforeUnload = false } = {}): void {
    if (waitForBeforeUnload)
      void this.#ready()
        .then((page) => page.send('Page.close'))
        .catch(() => this.destroy())
    else
      void chromium()
        .connection.browser.send('Target.closeTarget', { targetId: this.targetId })
        .catch(() => this.destroy())
  }
  /** The page is gone, or is to count as gone. */
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this.targetId)
    this.emit('destroyed')
    this.#owner.gone()
  }
}
