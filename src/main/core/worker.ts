import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import type { Message, Request } from '../../shared/ipc.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { createCore } from './core.ts'
import startParser from './imports/parse-pool/worker.ts?nodeWorker'
import type { Core } from './core.ts'
import { anyAddress } from './pictures/index.ts'
import { toFailure } from './router.ts'
import startIndexer from './search/indexing/worker.ts?nodeWorker'

export type ToCore =
  | { type: 'request'; request: Request; saveTo: string | undefined }
  | { type: 'cancel'; id: string }
  | { type: 'close' }

export type FromCore =
  | { type: 'ready' }
  | { type: 'failed'; error: Failure }
  | { type: 'result'; id: string; result: Result<unknown> }
  | Message

const Start = z.object({ folder: z.string(), resources: z.string(), asksPrivateHosts: z.boolean() })

/** Serves core over this worker's port until told to close. */
function serve(): void {
  const port = parentPort
  if (!port) throw new Error('core/worker.ts runs in a worker thread only')
  const post = (message: FromCore) => port.postMessage(message)
  let core: Core
  try {
    const { folder, resources, asksPrivateHosts } = Start.parse(workerData)
    core = createCore({
      folder,
      resources,
      startParser,
      startIndexer,
      onEvent: (name, payload) => post({ type: 'event', name, payload }),
      ...(asksPrivateHosts ? { mayConnect: anyAddress } : {})
    })
  } catch (error) {
    post({ type: 'failed', error: toFailure(error) })
    port.close()
    return
  }
  port.on('message', (message: ToCore) => {
    if (message.type === 'close') {
      void core.stop().finally(() => port.close())
    } else if (message.type === 'cancel') core.router.cancel(message.id)
    else {
      const { request, saveTo } = message
      const onProgress = (progress: { done: number; total: number; label: string }) =>
        post({ type: 'progress', id: request.id, progress })
      void core.router
        .handle(request, { saveTo, onProgress })
        .then((result) => post({ type: 'result', id: request.id, result }))
    }
  })
  post({ type: 'ready' })
}

serve()
