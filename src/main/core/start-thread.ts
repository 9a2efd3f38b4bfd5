import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerOptions } from 'node:worker_threads'

/** Starts a thread that runs a `worker.ts`. */
export type StartThread = (options: WorkerOptions) => Worker

/** Starts it from the sources, without the flags of this process, some of which no thread takes. */
export const threadIn =
  (folder: string): StartThread =>
  (options) =>
    new Worker(join(folder, 'worker.ts'), { ...options, execArgv: [] })
