import { availableParallelism } from 'node:os'
import { setImmediate, setTimeout as setTimeoutAsync } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { threadIn } from '../../start-thread.ts'
import type { StartThread } from '../../start-thread.ts'
import { refusal } from '../refusal.ts'
import type { Refusal } from '../refusal.ts'
import type { ParseAnswer, ParserMessage, ParseTask } from './task.ts'

export type { ParseAnswer, ParseTask } from './task.ts'

/**
 * What a single source may take: processor time, because a busy machine makes everything wait. A megabyte of PDF is many
 * pages, so that large sources have more of it.
 */
export interface ParseBox {
  milliseconds: number
  millisecondsPerMegabyte: number
  /** Of the parser's heap. */
  megabytes: number
}

const BOX: ParseBox = { milliseconds: 20_000, millisecondsPerMegabyte: 1000, megabytes: 1024 }
/** One core is left to the app. More threads would wait for the one that writes. */
const MOST_PARSERS = 4
/** By the clock a source may take so much longer than by its processor time. */
const MOST_WAITING = 3
/** A parser that does not say its processor time is stuck where nothing reaches it. */
const STUCK_MS = 5000
/** A parser that has nothing to do for so long is let go, and its memory with it. */
const IDLE_MS = 30_000
/** How often the time is looked at again. */
const SHORTEST_WAIT_MS = 200
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
  /** Its processor time when it began with that; null while it loads, which counts for no source. */
  processorMs: number | null
  timer: NodeJS.Timeout | undefined
}

/** Parses sources in threads of their own, each within a box: one that hangs or eats memory ends its thread, not core. */
export function createParsePool(start: StartThread = threadIn(import.meta.dirname), box: ParseBox = BOX): ParsePool {
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
    if (parser.processorMs === null) return
    const megabytes = job.task.bytes.byteLength / 1024 / 1024
    const limit = job.cancelled ? CANCELLED_MS : box.milliseconds + megabytes * box.millisecondsPerMegabyte
    const started = performance.now()
    const check = async (): Promise<void> => {
      // Core may have been busy itself: what is answered already comes first.
      await setImmediate()
      const used = parser.jobs[0] === job ? await timeUsed(parser) : 0
      if (parser.jobs[0] !== job || !parsers.has(parser)) return
      const waited = performance.now() - started
      if (used < limit && waited < MOST_WAITING * limit && !job.cancelled) wait(limit - used)
      else end(parser, refusal('too_slow', `${Math.round(limit / 1000)} s`))
    }
    const wait = (ms: number): void => {
      clearTimeout(parser.timer)
      parser.timer = setTimeout(() => void check(), Math.max(ms, SHORTEST_WAIT_MS))
    }
    wait(limit)
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
    const parser: Parser = { worker, jobs: [], processorMs: null, timer: undefined }
    parsers.add(parser)
    worker.on('message', ({ answer, processorMs }: ParserMessage) => {
      if (!parsers.has(parser)) return
      parser.processorMs = processorMs
      if (answer) parser.jobs.shift()?.settle(answer)
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

/** Milliseconds of processor time that a parser has spent on what it works on; without limit where nothing tells. */
async function timeUsed({ worker, processorMs }: Parser): Promise<number> {
  // Not before Node 24.6.
  if (!('cpuUsage' in worker)) return Infinity
  const stuck = setTimeoutAsync(STUCK_MS, Infinity, { ref: false })
  const used = worker.cpuUsage().then(({ user, system }) => (user + system) / 1000 - (processorMs ?? 0))
  // Rejects when the parser has ended.
  return Promise.race([used.catch(() => 0), stuck])
}

let shared: ParsePool | undefined

/** The pool of this process, whose first caller says how parsers start: they know no library. */
export const sharedParsePool = (start?: StartThread): ParsePool => (shared ??= createParsePool(start))
