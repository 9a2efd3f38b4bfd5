import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Message, Progress, Request } from '../shared/ipc.ts'
import { AppError } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import createWorker from './core/worker.ts?nodeWorker'
import type { FromCore, ToCore } from './core/worker.ts'

/** Core in its worker thread, as the main process sees it. */
export interface CoreHost {
  folder: string
  request(request: Request, saveTo: string | undefined): Promise<Result<unknown>>
  cancel(id: string): void
  /** Closes the library and ends the worker by its own hand, so that nothing is cut off; a stuck one is stopped. */
  close(): Promise<void>
}

export interface CoreListener {
  publish(message: Message): void
  /** Core ended without being told to. */
  onCrash(error: Error): void
}

/** What core does in one piece takes much less. SQLite undoes a write that is cut off. */
const CLOSE_TIMEOUT_MS = 10_000
/** For what core needs for a moment. By itself it grows to 100 MB in an import, and clearing it takes 20 ms. */
const YOUNG_MEGABYTES = 24

/** Starts core on a library. Rejects with core's own {@link AppError} when the library cannot be opened. */
export function startCore(folder: string, { publish, onCrash }: CoreListener): Promise<CoreHost> {
  const worker: Worker = createWorker({
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    workerData: {
      folder,
      resources: join(import.meta.dirname, '../../resources'),
      // For companies whose pictures lie on hosts of their own; only who starts the app can say so.
      asksPrivateHosts: process.env['GENGDU_PRIVATE_PICTURE_HOSTS'] === '1'
    }
  })
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const waiting = new Map<string, (result: Result<unknown>) => void>()
  const post = (message: ToCore) => worker.postMessage(message)
  let state: 'opening' | 'open' | 'closing' | 'ended' = 'opening'
  let crash = new Error('core stopped')
  const stopped = (): Result<unknown> => ({
    ok: false,
    error: { code: 'internal', key: 'coreStopped', details: { message: crash.message } }
  })

  const host: CoreHost = {
    folder,
    request: (request, saveTo) =>
      new Promise((resolve) => {
        if (state === 'ended') return resolve(stopped())
        waiting.set(request.id, resolve)
        post({ type: 'request', request, saveTo })
      }),
    cancel: (id) => post({ type: 'cancel', id }),
    async close() {
      if (state === 'open') {
        state = 'closing'
        post({ type: 'close' })
      }
      const timer = setTimeout(() => void worker.terminate(), CLOSE_TIMEOUT_MS)
      await exited
      clearTimeout(timer)
    }
  }

  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromCore) => {
      if (message.type === 'ready') {
        state = 'open'
        resolve(host)
      } else if (message.type === 'failed')
        reject(new AppError(message.error.code, message.error.key, message.error.details))
      else if (message.type === 'event') publish(message)
      else if (message.type === 'progress') publish(progressMessage(message.id, message.progress))
      else {
        waiting.get(message.id)?.(message.result)
        waiting.delete(message.id)
      }
    })
    worker.on('error', (error) => {
      crash = error
    })
    void exited.then(() => {
      const hasCrashed = state === 'open'
      state = 'ended'
      reject(crash) // when it never opened
      for (const resolveRequest of waiting.values()) resolveRequest(stopped())
      waiting.clear()
      if (hasCrashed) onCrash(crash)
    })
  })
}

const progressMessage = (id: string, progress: Progress): Message => ({ type: 'progress', id, progress })
