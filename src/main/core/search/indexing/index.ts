import type { Worker } from 'node:worker_threads'
import type { JobContext } from '../../../../shared/ipc.ts'
import { AppError } from '../../../../shared/result.ts'
import { threadIn } from '../../start-thread.ts'
import type { StartThread } from '../../start-thread.ts'
import { isDamage } from './damage.ts'
import { OPEN, STOP } from './thread.ts'
import type { FromIndexer, IndexerStart, ToIndexer } from './thread.ts'

export { isDamage } from './damage.ts'
export { createIndex, USUAL_LENGTH } from './index-writer.ts'
export { indexState } from './queries.ts'
export type { IndexedText, IndexState } from './queries.ts'

/** Changes in a row, as typing makes them, are indexed together. */
const WAKE_MS = 300
/** After a failure, as of a full disk. */
const RETRY_MS = 30_000
/** Listeners, and those who wait, are told of progress no more often: counting a hundred thousand entries takes 15 ms. */
const NEWS_MS = 1000
const PROGRESS_MS = 250
/** A step of the thread takes a fraction of this. */
const MOST_STOPPING_MS = 10_000
const YOUNG_MEGABYTES = 16

/** Writes the index in a thread of its own, so that nobody waits for it. */
export interface Indexing {
  /** Says that entries may have changed. */
  wake(): void
  /** Waits until all is indexed, as a job. What is indexed when it is cancelled stays, and the rest goes on quietly. */
  catchUp(job: Pick<JobContext, 'signal' | 'progress'>): Promise<void>
  /** Empties the index and begins again. */
  reset(): void
  /** Does what needs the file to itself. */
  alone<T>(work: () => T): T
  /** Lets the files go at once, for good; false when the thread does not answer. */
  close(): boolean
}

export interface IndexingOptions {
  libraryPath: string
  indexPath: string
  start?: StartThread | undefined
  /** Entries indexed, of all. */
  status(): { indexed: number; total: number }
  /** Before anything is written. */
  onStart(): void
  /** Told about once a second while there is much to do, and when all is done. */
  onProgress(): void
  /** Makes the index empty; the thread is stopped meanwhile. */
  empty(): void
}

interface Thread {
  worker: Worker
  flags: Int32Array
}

interface Waiting {
  onNews(): void
  end(error?: Error): void
}

export function createIndexing(options: IndexingOptions): Indexing {
  const { libraryPath, indexPath, start = threadIn(import.meta.dirname) } = options
  const waiting = new Set<Waiting>()
  let thread: Thread | undefined
  let timer: NodeJS.Timeout | undefined
  let told = 0
  let reported = 0

  function say(message: ToIndexer): void {
    clearTimeout(timer)
    timer = undefined
    thread ??= startThread()
    if (waiting.size > 0) thread.worker.ref()
    else thread.worker.unref()
    thread.worker.postMessage(message)
  }

  function schedule(milliseconds: number): void {
    // Nobody need wait for the index: what it lacks is found by reading.
    timer ??= setTimeout(() => say('wake'), milliseconds).unref()
  }

  function startThread(): Thread {
    options.onStart()
    const flags = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
    const workerData: IndexerStart = { libraryPath, indexPath, flags }
    const worker = start({ workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } })
    const started: Thread = { worker, flags }
    worker.on('message', (message: FromIndexer) => {
      if (thread === started) hear(message)
    })
    worker.on('error', (error) => {
      if (thread === started) fail(error)
    })
    worker.on('exit', () => {
      if (thread !== started) return
      thread = undefined
      const { indexed, total } = options.status()
      if (waiting.size > 0) say('hurry')
      else if (indexed < total) schedule(WAKE_MS)
    })
    return started
  }

  function hear(message: FromIndexer): void {
    if (typeof message === 'object') return fail(Object.assign(new Error(message.failed), { code: message.code }))
    const caughtUp = message === 'caughtUp'
    const now = performance.now()
    if (caughtUp) {
      for (const each of waiting) each.end()
    } else if (now - reported >= PROGRESS_MS) {
      reported = now
      for (const each of waiting) each.onNews()
    }
    if (!caughtUp && now - told < NEWS_MS) return
    told = now
    options.onProgress()
  }

  function fail(error: Error): void {
    if (isDamage(error)) return reset()
    stop()
    for (const each of waiting) each.end(error)
    schedule(RETRY_MS)
  }

  function reset(): void {
    alone(options.empty)
    if (!thread) schedule(WAKE_MS)
  }

  function alone<T>(work: () => T): T {
    const wasWriting = thread !== undefined
    stop()
    try {
      return work()
    } finally {
      if (waiting.size > 0) say('hurry')
      else if (wasWriting) schedule(WAKE_MS)
    }
  }

  function stop(): boolean {
    clearTimeout(timer)
    timer = undefined
    if (!thread) return true
    const { worker, flags } = thread
    thread = undefined
    Atomics.store(flags, STOP, 1)
    worker.postMessage('stop' satisfies ToIndexer)
    return Atomics.wait(flags, OPEN, 1, MOST_STOPPING_MS) !== 'timed-out'
  }

  return {
    wake() {
      if (thread) say('wake')
      else schedule(WAKE_MS)
    },
    async catchUp({ signal, progress }) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const tell = () => {
        const { indexed, total } = options.status()
        progress({ done: indexed, total, label: '' })
      }
      const abort = () => reject(new AppError('cancelled', 'cancelled'))
      const each: Waiting = { onNews: tell, end: (error) => (error ? reject(error) : resolve()) }
      if (signal.aborted) abort()
      signal.addEventListener('abort', abort)
      waiting.add(each)
      try {
        tell()
        say('hurry')
        await promise
        tell()
      } finally {
        signal.removeEventListener('abort', abort)
        waiting.delete(each)
        if (waiting.size === 0 && thread) say('rest')
      }
    },
    reset,
    alone,
    close() {
      for (const each of waiting) each.end(new AppError('cancelled', 'cancelled'))
      return stop()
    }
  }
}
