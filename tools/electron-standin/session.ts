import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'
import { createEvent, type ElectronEvent, TypedEmitter } from './events.ts'
import { chromium, debug, runtime } from './runtime.ts'
import type { WebContents } from './web-contents.ts'

type RequestDetails = Pick<
  Electron.OnBeforeRequestListenerDetails,
  'id' | 'url' | 'method' | 'resourceType' | 'referrer' | 'timestamp'
>
type RequestAnswer = Pick<Electron.CallbackResponse, 'cancel' | 'redirectURL'>
type RequestListener = (details: RequestDetails, callback: (answer: RequestAnswer) => void) => void

class WebRequest {
  #filter: Pick<Electron.WebRequestFilter, 'urls'> = { urls: [] }
  #listener: RequestListener | null = null

  onBeforeRequest(filter: Pick<Electron.WebRequestFilter, 'urls'>, listener: RequestListener | null): void
  onBeforeRequest(listener: RequestListener | null): void
  onBeforeRequest(
    first: Pick<Electron.WebRequestFilter, 'urls'> | RequestListener | null,
    second: RequestListener | null = null
  ): void {
    const all = typeof first === 'function' || first === null
    this.#filter = all ? { urls: ['<all_urls>'] } : first
    this.#listener = all ? first : second
    for (const window of runtime.windows) void window.webContents.intercept()
  }
  get listening(): boolean {
    return this.#listener !== null
  }
  ask(details: RequestDetails): Promise<RequestAnswer> {
    const listener = this.#listener
    if (!listener || !this.#filter.urls.some((pattern) => matches(pattern, details.url))) return Promise.resolve({})
    return new Promise((resolve) => listener(details, resolve))
  }
}

function matches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*')}$`).test(url)
}

type PermissionType = Protocol.Browser.PermissionType
type Permission = Parameters<NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>>[1]
type RequestHandler = (webContents: WebContents, permission: Permission, callback: (granted: boolean) => void) => void
type CheckHandler = (webContents: WebContents | null, permission: Permission) => boolean

const PERMISSIONS = {
  media: ['audioCapture', 'videoCapture'],
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  midi: ['midi'],
  'clipboard-read': ['clipboardReadWrite'],
  'clipboard-sanitized-write': ['clipboardSanitizedWrite'],
  'display-capture': ['displayCapture'],
  'idle-detection': ['idleDetection'],
  'storage-access': ['storageAccess'],
  'window-management': ['windowManagement']
} satisfies Partial<Record<Permission, PermissionType[]>>

interface SessionEvents {
  'will-download': [event: ElectronEvent]
}

export class Session extends TypedEmitter<SessionEvents> {
  readonly webRequest = new WebRequest()
  #requestHandler: RequestHandler | null = null
  #checkHandler: CheckHandler | null = null

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#requestHandler = handler
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#checkHandler = handler
  }
  /** Tells the app of downloads; none is ever saved, for here is nobody to ask where to. */
  async watchDownloads(): Promise<void> {
    const { browser } = chromium().connection
    browser.on('Browser.downloadWillBegin', ({ url }) => {
      const event = createEvent()
      this.emit('will-download', event)
      if (!event.defaultPrevented) debug(`not saved: ${url}`)
    })
    await browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
  }
  /** Chromium asks nobody here, so each permission is put to the app's handlers once, when a window opens. */
  async grantPermissions(webContents: WebContents): Promise<void> {
    const granted: PermissionType[] = []
    for (const permission of Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]) {
      const handler = this.#requestHandler
      const asked = handler ? await new Promise((resolve) => handler(webContents, permission, resolve)) : true
      if (asked && (this.#checkHandler?.(webContents, permission) ?? true)) granted.push(...PERMISSIONS[permission])
    }
    await chromium().connection.browser.send('Browser.grantPermissions', { permissions: granted })
  }
}

const defaultSession = new Session()
export const session = { defaultSession }
