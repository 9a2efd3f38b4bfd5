import { createApi } from '../../shared/api.ts'
import { coreContract } from '../../shared/contract.ts'
import type { CoreContract } from '../../shared/contract.ts'
import { shapeOf } from '../../shared/ipc.ts'
import type { Api, Message } from '../../shared/ipc.ts'
import { createCore } from './core.ts'
import type { CoreOptions } from './core.ts'

export interface DirectClient {
  kb: Api<CoreContract>
  /** Runs a job on paths, as the preload does for dropped files. */
  onPaths<T>(paths: string[], start: () => T): T
  /** Sets where the next `saveAs` job writes, as the save dialog does. */
  saveTo(path: string): void
  close(): void
}

/** Core in this very process behind the same typed API: for the command line, the benchmarks and the tests. */
export function createDirectClient(
  folder: string,
  options: Pick<CoreOptions, 'now' | 'mayConnect'> = {}
): DirectClient {
  const listeners = new Set<(message: Message) => void>()
  const publish = (message: Message) => listeners.forEach((listener) => listener(message))
  const core = createCore({
    folder,
    onEvent: (name, payload) => publish({ type: 'event', name, payload }),
    ...options
  })
  let paths: string[] = []
  let target: string | undefined
  let open = true
  const kb = createApi<CoreContract>(shapeOf(coreContract), {
    request: (request) =>
      core.router.handle(
        { ...request, paths },
        { saveTo: target, onProgress: (progress) => publish({ type: 'progress', id: request.id, progress }) }
      ),
    cancel: (id) => core.router.cancel(id),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    pathsOf: () => paths
  })
  return {
    kb,
    onPaths(chosen, start) {
      paths = chosen
      try {
        return start()
      } finally {
        paths = []
      }
    },
    saveTo: (path) => void (target = path),
    close() {
      if (open) core.close()
      open = false
    }
  }
}
