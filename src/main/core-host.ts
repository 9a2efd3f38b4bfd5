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
  /** Closes the library and ends the worker by its own hand, so that nothing is cut off. */
  close(): Promise<void>
}

export interface CoreListener {
  publish(message: Message): void
  /** Core ended without being told to. */
  onCrash(reason: string): void
}

/** Starts core on a library. Rejects with core's own {@link AppError} when the library cannot be opened. */
export function startCore(folder: string, { publish, onCrash }: CoreListener): Promise<CoreHost> {
  const worker: Worker = createWorker({
    workerData: { folder, resources: join(import.meta.dirname, '../../resources') }
  })
  const waiting = new Map<string, (result: Result<unknown>) => void>()
  const post = (message: ToCore) => worker.postMessage(message)
  let state: 'opening' | 'open' | 'closing' = 'opening'
  let crash = 'core stopped'
  const failAll = (message: string) => {
    for (const resolve of waiting.values()) {
      resolve({ ok: false, error: { code: 'internal', key: 'internal', details: { message } } })
    }
    waiting.clear()
  }

  const host: CoreHost = {
    folder,
    request: (request, saveTo) =>
      new Promise((resolve) => {
        waiting.set(request.id, resolve)
        post({ type: 'request', request, saveTo })
      }),
    cancel: (id) => post({ type: 'cancel', id }),
    close: () =>
      new Promise((resolve) => {
        state = 'closing'
        worker.once('exit', () => resolve())
        post({ type: 'close' })
      })
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
      crash = error.message
      reject(error)
    })
    worker.on('exit', () => {
      failAll(crash)
      if (state === 'open') onCrash(crash)
    })
  })
}

const progressMessage = (id: string, progress: Progress): Message => ({ type: 'progress', id, progress })
