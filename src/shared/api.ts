import type { Api, Contract, JobOptions, Message, Progress, Request, RunningJob, Shape } from './ipc.ts'
import type { Result } from './result.ts'

/** Carries requests to core and brings its messages back: Electron's bridge, a worker's port, or a direct call. */
export interface Transport {
  request(request: Request): Promise<Result<unknown>>
  cancel(id: string): void
  subscribe(listener: (message: Message) => void): () => void
  /** Absolute paths of files that the user dropped or picked. */
  pathsOf(files: File[]): string[]
}

/**
 * Builds the typed client of a contract from the contract's shape.
 *
 * The returned methods only move values; core validates input and output.
 */
export function createApi<C extends Contract>(shape: Shape, transport: Transport): Api<C> {
  const eventListeners = new Map<string, Set<(payload: unknown) => void>>()
  const progressListeners = new Map<string, (progress: Progress) => void>()
  // Every window has a client of its own and all share core, so ids carry a random part.
  const prefix = Math.random().toString(36).slice(2)
  let lastId = 0
  const nextId = () => `${prefix}-${++lastId}`

  transport.subscribe((message) => {
    if (message.type === 'progress') progressListeners.get(message.id)?.(message.progress)
    else eventListeners.get(message.name)?.forEach((listener) => listener(message.payload))
  })

  const send = (method: string, input: unknown) =>
    transport.request({ id: nextId(), method, input, paths: [], pick: null })

  const run = (method: string, input: unknown, options: JobOptions = {}): RunningJob<unknown> => {
    const id = nextId()
    if (options.onProgress) progressListeners.set(id, options.onProgress)
    const paths = options.files ? transport.pathsOf(options.files) : []
    const result = transport
      .request({ id, method, input, paths, pick: options.pick ?? null })
      .finally(() => progressListeners.delete(id))
    return { result, cancel: () => transport.cancel(id) }
  }

  const listen = (name: string, listener: (payload: unknown) => void) => {
    const listeners = eventListeners.get(name) ?? new Set()
    eventListeners.set(name, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  const api: Record<string, Record<string, unknown>> = {}
  for (const [room, members] of Object.entries(shape)) {
    const methods: Record<string, unknown> = {}
    for (const [name, kind] of Object.entries(members)) {
      const method = `${room}.${name}`
      if (kind === 'event') methods[name] = (listener: (payload: unknown) => void) => listen(method, listener)
      else if (kind === 'call') methods[name] = (input: unknown) => send(method, input)
      else methods[name] = (input: unknown, options?: JobOptions) => run(method, input, options)
    }
    api[room] = methods
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape is derived from C, so the object has C's methods
  return api as Api<C>
}
