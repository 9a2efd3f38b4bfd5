import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerOptions } from 'node:worker_threads'
import { refusal } from '../refusal.ts'
import type { Refusal } from '../refusal.ts'
import { READY } from './task.ts'
import type { ParseAnswer, ParseTask } from './task.ts'

export type { ParseAnswer, ParseTask } from './task.ts'

/** Starts a thread that runs `worker.ts`. */
export type StartParser = (options: WorkerOptions) => Worker

/** What a single source may take. A megabyte of PDF is many pages, so that large sources have more time. */
export interface ParseBox {
  milliseconds: number
  millisecondsPerMegabyte: number
  /** Of the parser's heap. */
  megabytes: number
}

const BOX: ParseBox = { milliseconds: 20_000, millisecondsPerMegabyte: 1000, megabytes: 1024 }
/** One core is left to the app. More threads would wait for the one that writes. */
const MOST_PARSERS = 4
/** A parser that has nothing to do for so long is let go, and its memory with it. */
const IDLE_MS = 30_000
/** What nobody waits for any more is broken off after so long; then its parser is free for others. */
const CANCELLED_MS = 500
/** What a source leaves behind is short-lived: more room for it costs memory and saves nothing. */
const YOUNG_MEGABYTES = 24
/** As many sources wait at a parser that it need not wait for core. */
const AHEAD = 16

export interface ParsePool {
  /** Never rejects. When the signal aborts, answers `cancelled` at once. */
  parse(task: ParseTask, signal: AbortSignal): Promise<ParseAnswer>
}

interface Job {
  task: ParseTask
  settle(answer: ParseAnswer): void
  cancelled: boolean
}

interface Parser {
  worker: Worker
  /** What it was given and has not answered, in order: the first is what it works on. */
  jobs: Job[]
  /** False while it loads, which counts for no source. */
  ready: boolean
  timer: NodeJS.Timeout | undefined
}

/** Parses sources in threads of their own, each within a box: one that hangs or eats memory ends its thread, not core. */
export function createParsePool(start: StartParser = startFromSource, box: ParseBox = BOX): ParsePool {
  const most = Math.max(1, Math.min(MOST_PARSERS, availableParallelism() - 1))
  const parsers = new Set<Parser>()
  const waiting: Job[] = []

  function spread(): void {
    while (waiting.length > 0) {
      const parser = idlest()
      if (parser === null) return
      const job = waiting.shift()
      if (job && !job.cancelled) give(parser, job)
    }
  }

  /** The parser with the fewest jobs, a new one while there may be more; null when all have enough. */
  function idlest(): Parser | null {
    const [parser] = [...parsers].toSorted((a, b) => a.jobs.length - b.jobs.length)
    if (parser?.jobs.length === 0) return parser
    if (parsers.size < most) return startParser()
    return parser && parser.jobs.length < AHEAD ? parser : null
  }

  function give(parser: Parser, job: Job): void {
    parser.jobs.push(job)
    parser.worker.postMessage(job.task)
    if (parser.jobs.length === 1) watch(parser)
  }

  /** Sets the clock for what the parser works on now; without work, for how long it is kept. */
  function watch(parser: Parser): void {
    clearTimeout(parser.timer)
    const [job] = parser.jobs
    if (job === undefined) {
      parser.worker.unref()
      parser.timer = setTimeout(() => end(parser), IDLE_MS).unref()
      return
    }
    parser.worker.ref()
    if (!parser.ready) return
    const megabytes = job.task.bytes.byteLength / 1024 / 1024
    const limit = job.cancelled ? CANCELLED_MS : box.milliseconds + megabytes * box.millisecondsPerMegabyte
    parser.timer = setTimeout(() => {
      // Core may have been busy itself: what is answered already comes first.
      setImmediate(() => {
        if (parser.jobs[0] === job) end(parser, refusal('too_slow', `${Math.round(limit / 1000)} s`))
      })
    }, limit)
  }

  /** Ends a parser. What it worked on gets the reason, the rest goes to others. */
  function end(parser: Parser, reason?: Refusal): void {
    if (!parsers.delete(parser)) return
    clearTimeout(parser.timer)
    void parser.worker.terminate()
    const [job, ...rest] = parser.jobs
    if (job && reason) job.settle({ refused: reason })
    waiting.unshift(...rest)
    spread()
  }

  function startParser(): Parser {
    const worker = start({
      resourceLimits: { maxOldGenerationSizeMb: box.megabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES }
    })
    const parser: Parser = { worker, jobs: [], ready: false, timer: undefined }
    parsers.add(parser)
    worker.on('message', (answer: ParseAnswer | typeof READY) => {
      if (!parsers.has(parser)) return
      if (answer === READY) parser.ready = true
      else parser.jobs.shift()?.settle(answer)
      watch(parser)
      spread()
    })
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end(
        parser,
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? refusal('too_much_memory', `${box.megabytes} MB`)
          : refusal('internal', error.message)
      )
    )
    return parser
  }

  return {
    parse(task, signal) {
      const cancelled: ParseAnswer = { refused: refusal('cancelled') }
      if (signal.aborted) return Promise.resolve(cancelled)
      return new Promise((resolve) => {
        const abort = () => {
          job.cancelled = true
          resolve(cancelled)
          for (const parser of parsers) if (parser.jobs[0] === job) watch(parser)
        }
        const job: Job = {
          task,
          cancelled: false,
          settle(answer) {
            signal.removeEventListener('abort', abort)
            resolve(answer)
          }
        }
        signal.addEventListener('abort', abort)
        waiting.push(job)
        spread()
      })
    }
  }
}

let shared: ParsePool | undefined

/** The pool of this process, whose first caller says how parsers start: they know no library. */
export const sharedParsePool = (start?: StartParser): ParsePool => (shared ??= createParsePool(start))

// Without the flags of this process, some of which no thread takes.
const startFromSource: StartParser = (options) =>
  new Worker(join(import.meta.dirname, 'worker.ts'), { ...options, execArgv: [] })
