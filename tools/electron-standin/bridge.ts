/** Everything that crosses between the page's world and the preload's. */
export type BridgeMessage =
  | { kind: 'call'; id: number; seq: number; args: unknown }
  | { kind: 'return'; seq: number; ok: boolean; value: unknown }
  | { kind: 'settle'; id: number; ok: boolean; value: unknown }
  | { kind: 'expose'; key: string; seq: number; value: unknown }
  | { kind: 'open'; url: string; name: string; features: string }
  | { kind: 'close' }

export interface Bridge {
  dispatch(message: BridgeMessage): void
  unpack(value: unknown, freeze?: boolean): unknown
  expose(key: string, api: unknown): void
  /** Takes the messages that are not about calls. */
  onMessage(listener: (message: BridgeMessage) => void): void
}

/**
 * One end of Electron's contextBridge. The two worlds share the DOM but no JavaScript objects: they talk through
 * synchronous CustomEvents whose detail Chromium clones from world to world; functions and promises cross as proxies.
 * The text of this function runs in the page, so it stands alone.
 *
 * @param token secret name of the events; page scripts cannot know it
 */
export function makeBridge(token: string, mine: string, theirs: string): Bridge {
  const addListener = EventTarget.prototype.addEventListener
  const dispatchEvent = EventTarget.prototype.dispatchEvent
  const OwnCustomEvent = CustomEvent
  const self = window
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  const returned = new Map<number, { ok: boolean; value: unknown }>()
  let lastId = 0
  let onMessage = (_message: BridgeMessage) => {}
  const CLONEABLE = new Set(
    'Date RegExp Map Set ArrayBuffer DataView Blob File FileList ImageData ImageBitmap DOMException Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array'.split(
      ' '
    )
  )
  // a function, promise or error travels as { [token]: what, … }
  const mark = (what: string, rest: object) => ({ [token]: what, ...rest })
  const dispatch = (message: BridgeMessage) =>
    void dispatchEvent.call(self, new OwnCustomEvent(token + theirs, { detail: message }))

  function pack(value: unknown, depth = 0): unknown {
    if (depth > 1000)
      throw new Error(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.'
      )
    if (typeof value === 'symbol') throw new Error('Symbol is not supported over the contextBridge')
    if (typeof value === 'function') {
      const id = ++lastId
      functions.set(id, value as () => unknown)
      return mark('function', { id })
    }
    if (value === null || typeof value !== 'object') return value
    if (value instanceof Promise) {
      const id = ++lastId
      value.then(
        (result) => settle(id, true, result),
        (error) => settle(id, false, error)
      )
      return mark('promise', { id })
    }
    if (value instanceof Error) return mark('error', { name: value.name, message: value.message })
    if (Array.isArray(value)) return value.map((item) => pack(item, depth + 1))
    if (CLONEABLE.has(Object.prototype.toString.call(value).slice(8, -1))) return value
    if (value instanceof Node || value === self) throw new Error('stand-in contextBridge: DOM objects cannot cross')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, pack(v, depth + 1)]))
  }

  function unpack(value: unknown, freeze = false): unknown {
    const finish = <T>(made: T): T => (freeze ? Object.freeze(made) : made)
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return finish(value.map((item) => unpack(item, freeze)))
    const marked = value as { [key: string]: unknown; id: number; name: string; message: string }
    switch (marked[token]) {
      case 'function':
        return finish((...args: unknown[]) => call(marked.id, args))
      case 'promise':
        return new Promise((resolve, reject) => promises.set(marked.id, { resolve, reject }))
      case 'error': {
        const error = new Error(marked.message)
        if (marked.name !== 'Error') error.name = marked.name
        return error
      }
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) return value
    return finish(Object.fromEntries(Object.entries(value).map(([k, v]) => [k, unpack(v, freeze)])))
  }

  function settle(id: number, ok: boolean, result: unknown): void {
    try {
      dispatch({ kind: 'settle', id, ok, value: pack(result) })
    } catch (error) {
      dispatch({ kind: 'settle', id, ok: false, value: pack(error) })
    }
  }

  function call(id: number, args: unknown[]): unknown {
    return ask((seq) => ({ kind: 'call', id, seq, args: pack(args) }))
  }

  // The other end answers while the event is being dispatched.
  function ask(message: (seq: number) => BridgeMessage): unknown {
    const seq = ++lastId
    dispatch(message(seq))
    const answer = returned.get(seq)
    returned.delete(seq)
    if (!answer) throw new Error('An object could not be cloned.')
    if (!answer.ok) throw unpack(answer.value)
    return unpack(answer.value)
  }

  function answerCall({ id, seq, args }: { id: number; seq: number; args: unknown }): void {
    let ok = true
    let value: unknown
    try {
      value = pack(functions.get(id)?.(...(unpack(args) as unknown[])))
    } catch (error) {
      ok = false
      value = pack(error)
    }
    dispatch({ kind: 'return', seq, ok, value })
  }

  addListener.call(self, token + mine, (event) => {
    event.stopImmediatePropagation()
    const message = (event as CustomEvent<BridgeMessage | null>).detail
    if (!message) return
    switch (message.kind) {
      case 'call':
        return answerCall(message)
      case 'return':
        return void returned.set(message.seq, message)
      case 'settle': {
        const promise = promises.get(message.id)
        promises.delete(message.id)
        return message.ok ? promise?.resolve(unpack(message.value)) : promise?.reject(unpack(message.value))
      }
      default:
        return onMessage(message)
    }
  })
  return {
    dispatch,
    unpack,
    expose(key, api) {
      const added = ask((seq) => ({ kind: 'expose', key, seq, value: pack(api) }))
      if (!added) throw new Error('Cannot bind an API on top of an existing property on the window object')
    },
    onMessage: (listener) => void (onMessage = listener)
  }
}
