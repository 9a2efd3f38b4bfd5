import { z } from 'zod'
import type { Result } from './result.ts'

/**
 * The contract's three kinds of member. A room's contract is a plain object of them; clients ({@link Api}) and handlers
 * ({@link Handlers}) are inferred from it, so a missing handler or a wrong result does not compile.
 */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: 'call'
  input: I
  output: O
}
export interface Job<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: 'job'
  input: I
  output: O
  saveAs: boolean
  beside: boolean
}
export interface Event<P extends z.ZodType = z.ZodType> {
  kind: 'event'
  payload: P
}
export type Member = Call | Job | Event
export type Room = Record<string, Member>
export type Contract = Record<string, Room>

/** A short request. */
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> => ({
  kind: 'call',
  input,
  output
})

/**
 * A long request with progress and cancel. It may take files from the user ({@link JobOptions}); with `saveAs` the main
 * process asks the user where to write, and the handler gets that path. Jobs run one at a time, but one that only reads may
 * run `beside` others.
 */
export const job = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: { saveAs?: boolean; beside?: boolean } = {}
): Job<I, O> => ({ kind: 'job', input, output, saveAs: options.saveAs ?? false, beside: options.beside ?? false })

/** News from core to every listener. */
export const event = <P extends z.ZodType>(payload: P): Event<P> => ({ kind: 'event', payload })

export const Nothing = z.null()

/** The file name, with extension, that a `saveAs` job suggests; main makes it safe for the file system. */
export const FileName = z.string().trim().min(1).max(300)

/** `total` is 0 while it is unknown; `label` names what is worked on, for example a file. */
export const Progress = z.object({ done: z.number(), total: z.number(), label: z.string() })
export type Progress = z.infer<typeof Progress>

/** Where a job's files come from: a drop or an `<input>`, or a dialog that the main process opens. */
export interface JobOptions {
  files?: File[]
  pick?: 'files' | 'folder'
  onProgress?: (progress: Progress) => void
}

/** A started job: `result` is its completion, `cancel()` asks it to stop between two items. */
export interface RunningJob<T> {
  result: Promise<Result<T>>
  cancel(): void
}

type ClientOf<M> =
  M extends Call<infer I, infer O>
    ? (input: z.input<I>) => Promise<Result<z.output<O>>>
    : M extends Job<infer I, infer O>
      ? (input: z.input<I>, options?: JobOptions) => RunningJob<z.output<O>>
      : M extends Event<infer P>
        ? (listener: (payload: z.output<P>) => void) => () => void
        : never

/** The typed client of a contract. */
export type Api<C extends Contract> = { [R in keyof C]: { [N in keyof C[R]]: ClientOf<C[R][N]> } }

/** What a job's handler gets beside its input. Paths are absolute and chosen by the user, never by the page. */
export interface JobContext {
  paths: string[]
  saveTo: string | undefined
  signal: AbortSignal
  progress(progress: Progress): void
}

type Awaitable<T> = T | Promise<T>
type HandlerOf<M> =
  M extends Call<infer I, infer O>
    ? (input: z.output<I>) => Awaitable<z.input<O>>
    : M extends Job<infer I, infer O>
      ? (input: z.output<I>, job: JobContext) => Promise<z.input<O>>
      : never
type HandledBy<R extends Room> = { [N in keyof R as R[N] extends Event ? never : N]: R[N] }

/** The handlers of one room: one function for each call and job. */
export type Handlers<R extends Room> = { [N in keyof HandledBy<R>]: HandlerOf<R[N]> }

export type EventName<C extends Contract> = {
  [R in keyof C & string]: {
    [N in keyof C[R] & string]: C[R][N] extends Event ? `${R}.${N}` : never
  }[keyof C[R] & string]
}[keyof C & string]

export type EventPayload<C extends Contract, E extends string> = E extends `${infer R}.${infer N}`
  ? C[R] extends Room
    ? C[R][N] extends Event<infer P>
      ? z.output<P>
      : never
    : never
  : never

/** The contract without its schemas: all that the preload needs to build the client. */
export type Shape = Record<string, Record<string, 'call' | 'job' | 'saveAsJob' | 'event'>>

/** Reduces a contract to its {@link Shape}; done at build time, so that no schema reaches the preload. */
export function shapeOf(contract: Contract): Shape {
  const shape: Shape = {}
  for (const [room, members] of Object.entries(contract)) {
    const names: Shape[string] = {}
    for (const [name, member] of Object.entries(members)) {
      names[name] = member.kind === 'job' && member.saveAs ? 'saveAsJob' : member.kind
    }
    shape[room] = names
  }
  return shape
}

/** What crosses the bridge for one call or job. */
export const Request = z.object({
  id: z.string().max(64),
  method: z.string().max(64),
  input: z.unknown(),
  paths: z.array(z.string().max(32_768)).max(100_000),
  pick: z.enum(['files', 'folder']).nullable()
})
export type Request = z.infer<typeof Request>

/** What crosses the bridge the other way, beside results. */
export type Message =
  | { type: 'event'; name: string; payload: unknown }
  | { type: 'progress'; id: string; progress: Progress }
