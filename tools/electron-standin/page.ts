// Source text injected into each page: pageWorld() into the page's own world, preloadWorld() into the isolated world of
// the preload, which alone has the binding to the host. Type stripping leaves these functions' text runnable as it is.
import type { Bridge } from './bridge.ts'
import { makeBridge } from './bridge.ts'
import type { Codec } from './codec.ts'
import { makeCodec } from './codec.ts'

export const WORLD = 'Electron Isolated Context'
/** Longest piece of a message, in characters: CDP messages of 100 MB and more break the pipe. */
export const CHUNK = 4 << 20

export interface KeyPress {
  key: string
  ctrl: boolean
  alt: boolean
  shift: boolean
  meta: boolean
}
export type MessageToHost =
  | { type: 'invoke'; id: number; channel: string; args: unknown[] }
  | { type: 'open'; url: string; name: string; features: string }
  | { type: 'close' }
  | ({ type: 'key' } & KeyPress)
export type MessageToPage =
  | { type: 'reply'; id: number; channel: string; ok: boolean; value: unknown }
  | { type: 'event'; channel: string; args: unknown[] }

/** What `process` is in the preload. */
export interface PreloadProcess {
  platform: string
  arch: string
  versions: Record<string, string | undefined>
  argv: string[]
}
/** The event that ipcRenderer.on() listeners get. */
export interface IpcRendererEvent {
  sender: IpcRenderer
  ports: []
}
type IpcListener = (event: IpcRendererEvent, ...args: never[]) => void
export interface IpcRenderer {
  on(channel: string, listener: IpcListener): IpcRenderer
  removeListener(channel: string, listener: IpcListener): IpcRenderer
  invoke: Electron.IpcRenderer['invoke']
}
/** What `require('electron')` gives a sandboxed preload. */
export interface PreloadElectron {
  contextBridge: { exposeInMainWorld(key: string, api: unknown): void }
  ipcRenderer: IpcRenderer
  webUtils: { getPathForFile(file: File): string }
}

/** Runs in the page's own world before any script of the page. */
function pageWorld(bridge: Bridge): void {
  bridge.onMessage((message) => {
    if (message.kind !== 'expose') return
    const free = !Object.hasOwn(window, message.key)
    if (free)
      Object.defineProperty(window, message.key, { value: bridge.unpack(message.value, true), enumerable: true })
    bridge.dispatch({ kind: 'return', seq: message.seq, ok: true, value: free })
  })
  // A refused window.open() answers null; Chromium has no switch for that, and a page may open one in a user gesture.
  window.open = function open(url: string | URL = '', name = '', features = '') {
    const target = url === '' ? 'about:blank' : new URL(url, document.baseURI).href
    bridge.dispatch({ kind: 'open', url: target, name, features })
    return null
  }
  // Chromium lets a page close only what a page opened.
  window.close = function close() {
    bridge.dispatch({ kind: 'close' })
  }
}

/** Runs in the isolated world before the preload. */
function preloadWorld(bridge: Bridge, codec: Codec, binding: string, chunk: number) {
  const scope = globalThis as unknown as Record<string, unknown>
  const send = scope[binding] as (text: string) => void
  delete scope[binding]
  let lastId = 0
  const post = (message: MessageToHost) => {
    const text = codec.encode(message)
    const id = ++lastId
    const count = Math.ceil(text.length / chunk)
    for (let i = 0; i < count; i++) send(`${id} ${i} ${count} ${text.slice(i * chunk, (i + 1) * chunk)}`)
  }
  bridge.onMessage((message) => {
    if (message.kind === 'open')
      post({ type: 'open', url: message.url, name: message.name, features: message.features })
    else if (message.kind === 'close') post({ type: 'close' })
  })

  // The host debugs this page: the `debugger` statement in this very function is its cue to set box.path meanwhile.
  const box = { file: undefined as File | undefined, path: '' }
  scope.__standinBox = box
  function __standinPathOf(file: File): string {
    box.file = file
    box.path = ''
    // eslint-disable-next-line no-debugger
    debugger
    return box.path
  }

  const listeners = new Map<string, IpcListener[]>()
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const ipcRenderer: IpcRenderer = {
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    removeListener(channel, listener) {
      const rest = [...(listeners.get(channel) ?? [])]
      const index = rest.lastIndexOf(listener)
      if (index >= 0) rest.splice(index, 1)
      listeners.set(channel, rest)
      return ipcRenderer
    },
    invoke(channel, ...args) {
      return new Promise((resolve, reject) => {
        const id = ++lastId
        post({ type: 'invoke', id, channel, args })
        calls.set(id, { resolve, reject })
      })
    }
  }
  const receive = (message: MessageToPage) => {
    if (message.type === 'reply') {
      const call = calls.get(message.id)
      calls.delete(message.id)
      if (message.ok) call?.resolve(message.value)
      else call?.reject(new Error(`Error invoking remote method '${message.channel}': ${String(message.value)}`))
      return
    }
    for (const listener of listeners.get(message.channel) ?? [])
      listener({ sender: ipcRenderer, ports: [] }, ...(message.args as never[]))
  }
  let parts: string[] = []
  scope.__standinReceive = (piece: string, last: boolean) => {
    parts.push(piece)
    if (!last) return
    const text = parts.join('')
    parts = []
    receive(codec.decode(text) as MessageToPage)
  }

  // Key combinations that neither the page nor editing uses go to the app's menu, never to Chromium's own shortcuts
  // (Ctrl+N, Ctrl+T, Ctrl+P, F5 …), which Electron does not have. Zooming is left to Chromium.
  const onKey = (event: KeyboardEvent) => {
    const combination = event.ctrlKey || event.metaKey || event.altKey
    const functionKey = /^F\d+$/.test(event.key)
    if (event.defaultPrevented || event.isComposing || !(combination || functionKey)) return
    if (functionKey || (event.key.length === 1 && !/^[acvxyz0+=-]$/i.test(event.key))) event.preventDefault()
    const { key, ctrlKey: ctrl, altKey: alt, shiftKey: shift, metaKey: meta } = event
    post({ type: 'key', key, ctrl, alt, shift, meta })
  }
  // added anew for each key, so that it comes after every listener of the page
  const listenLast = () => {
    window.removeEventListener('keydown', onKey)
    window.addEventListener('keydown', onKey)
  }
  window.addEventListener('keydown', listenLast, { capture: true })

  const electron: PreloadElectron = {
    contextBridge: { exposeInMainWorld: (key, api) => bridge.expose(key, api) },
    ipcRenderer,
    webUtils: {
      getPathForFile(file) {
        if (file instanceof File) return __standinPathOf(file)
        throw new TypeError("Failed to execute 'getPathForFile': parameter 1 is not of type 'File'")
      }
    }
  }
  return (name: string): PreloadElectron => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name} (a sandboxed preload can require only electron)`)
  }
}

const inMainFrame = (code: string) => `if (window.parent === window) { ${code} }`

export function pageSource(token: string): string {
  return inMainFrame(
    `(${pageWorld.toString()})((${makeBridge.toString()})(${JSON.stringify(token)}, 'page', 'preload'))`
  )
}

export interface Preload {
  /** Absolute path of the preload's bundle, and its text. */
  file: string
  code: string
  process: PreloadProcess
}

/** Sources to run in the isolated world, in this order; the second is the app's preload. */
export function preloadSources(token: string, binding: string, preload: Preload | undefined): string[] {
  const codec = `(${makeCodec.toString()})({ encode: (bytes) => bytes.toBase64(), decode: (text) => Uint8Array.fromBase64(text) })`
  const bridge = `(${makeBridge.toString()})(${JSON.stringify(token)}, 'preload', 'page')`
  const boot = inMainFrame(
    `globalThis.__standinRequire = (${preloadWorld.toString()})(${bridge}, ${codec}, ${JSON.stringify(binding)}, ${CHUNK})`
  )
  if (!preload) return [boot]
  const name = JSON.stringify(preload.file)
  const run = inMainFrame(`
    const require = globalThis.__standinRequire
    delete globalThis.__standinRequire
    const process = Object.freeze({ ...${JSON.stringify(preload.process)}, type: 'renderer', sandboxed: true, contextIsolated: true, env: {} })
    const module = { exports: {} }
    try {
      (function (exports, require, module, process) { ${preload.code}
      })(module.exports, require, module, process)
    } catch (error) {
      console.error('Unable to load preload script: ' + ${name})
      console.error(error)
    }`)
  return [boot, `${run}\n//# sourceURL=${preload.file}`]
}
