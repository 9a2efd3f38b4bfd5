import type { z } from 'zod'
import type { Contract, JobContext, Progress, Request } from '../../shared/ipc.ts'
import { AppError } from '../../shared/result.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { isDiskFull } from './db/disk-room.ts'

export interface Router {
  /** Validates, runs and answers one request; never throws. */
  handle(request: Request, options: HandleOptions): Promise<Result<unknown>>
  /** Asks a running job to stop; unknown ids are ignored, because the job may just have ended. */
  cancel(id: string): void
  /** Asks every job to stop; resolves when the last one has. */
  stop(): Promise<void>
}

export interface HandleOptions {
  saveTo?: string | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

type AnyHandler = (input: unknown, job: JobContext) => unknown

const PROGRESS_INTERVAL_MS = 100

/**
 * Connects a contract with its handlers: parses input and output, turns errors into values, reports progress at most
 * ten times a second and runs one job at a time beside those that only read.
 */
export function createRouter(
  contract: Contract,
  rooms: Record<string, Record<string, (...args: never[]) => unknown>>
): Router {
  const running = new Map<string, { controller: AbortController; ended: Promise<unknown> }>()
  let lastJob: Promise<unknown> = Promise.resolve()

  async function answer(request: Request, options: HandleOptions): Promise<unknown> {
    const [room = '', name = ''] = request.method.split('.')
    const member = own(own(contract, room), name)
    const handler = own(own(rooms, room), name)
    if (!member || member.kind === 'event' || !handler) {
      throw new AppError('invalid_input', 'unknownMethod', { method: request.method })
    }
    const input = parse(member.input, request.input, request.method)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- input was parsed with this member's own schema
    const handle = handler as AnyHandler
    const output =
      member.kind === 'call'
        ? await handle(input, noJob)
        : await runJob(request, options, member.beside, (job) => handle(input, job))
    return member.output.parse(output)
  }

  async function runJob(
    request: Request,
    options: HandleOptions,
    beside: boolean,
    work: (job: JobContext) => unknown
  ): Promise<unknown> {
    const controller = new AbortController()
    const progress = throttled(options.onProgress)
    const job = { paths: request.paths, saveTo: options.saveTo, signal: controller.signal, progress }
    const previous = beside ? null : lastJob
    const result = (async () => {
      await previous
      return work(job)
    })()
    const ended = result.then(ignore, ignore)
    if (!beside) lastJob = ended
    running.set(request.id, { controller, ended })
    try {
      return await result
    } finally {
      running.delete(request.id)
    }
  }

  return {
    async handle(request, options) {
      try {
        return { ok: true, value: await answer(request, options) }
      } catch (error) {
        return { ok: false, error: toFailure(error) }
      }
    },
    cancel: (id) => running.get(id)?.controller.abort(),
    async stop() {
      const jobs = [...running.values()]
      for (const { controller } of jobs) controller.abort()
      await Promise.all(jobs.map(({ ended }) => ended))
    }
  }
}

const ignore = () => {}

/** A property by a name that may be anything, `constructor` included. */
const own = <T>(object: Record<string, T> | undefined, name: string): T | undefined =>
  object && Object.hasOwn(object, name) ? object[name] : undefined

const noJob: JobContext = { paths: [], saveTo: undefined, signal: new AbortController().signal, progress: ignore }

function parse(schema: z.ZodType, input: unknown, method: string): unknown {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  throw new AppError('invalid_input', 'invalidField', { method, field, reason: issue?.message ?? '' })
}

function throttled(report: HandleOptions['onProgress']): JobContext['progress'] {
  let last = 0
  return (progress) => {
    const now = performance.now()
    if (!report || (now - last < PROGRESS_INTERVAL_MS && progress.done !== progress.total)) return
    last = now
    report(progress)
  }
}

/** Turns anything thrown into a value that can cross the bridge. Unknown errors keep their message for a bug report. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, key: error.key, details: error.details }
  if (isDiskFull(error)) return { code: 'io', key: 'diskFull', details: { path: '' } }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return { code: 'corrupt', key: 'libraryDamaged', details: { path: '' } }
  }
  if (code.startsWith('SQLITE_READONLY')) return { code: 'io', key: 'folderReadOnly', details: { path: '' } }
  if (code === 'EIO' || code.startsWith('SQLITE_IOERR')) return { code: 'io', key: 'diskError', details: { code } }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', key: 'internal', details: { message } }
}
