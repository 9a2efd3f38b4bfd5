import { runInNewContext } from 'node:vm'
import { setFlagsFromString } from 'node:v8'
import type { BenchRow } from './row.ts'

/** Hits of a page: what is timed. */
export const LIMIT = 50
/** Recall is measured where every match can be asked for. */
const MOST_HITS = 500

export interface Query {
  text: string
  terms: string[]
  truth: Set<number>
}

/** What came of some queries. Times are in milliseconds. */
export interface Run {
  times: number[]
  /** Of the processor, which other work on the machine lengthens less. */
  processor: number[]
  /** Hits that are matches, hits, matches that could be had. */
  right: number
  hits: number
  wanted: number
}

type Ask = (query: Query, limit: number) => number[] | Promise<number[]>

/** Asks each query for a page, and again for all its matches where a page is full; ends early once `mostMs` are over. */
export async function measure(queries: Query[], ask: Ask, mostMs = Infinity): Promise<Run> {
  const run: Run = { times: [], processor: [], right: 0, hits: 0, wanted: 0 }
  const begun = performance.now()
  for (const query of queries) {
    if (performance.now() - begun > mostMs) break
    const start = performance.now()
    const processor = process.cpuUsage()
    let hits = await ask(query, LIMIT)
    run.processor.push(milliseconds(process.cpuUsage(processor)))
    run.times.push(performance.now() - start)
    if (hits.length >= LIMIT) hits = await ask(query, MOST_HITS)
    run.hits += hits.length
    run.right += hits.filter((id) => query.truth.has(id)).length
    run.wanted += Math.min(query.truth.size, MOST_HITS)
  }
  return run
}

export function joined(runs: Run[]): Run {
  const add = (pick: (run: Run) => number) => sum(runs.map(pick))
  return {
    times: runs.flatMap((run) => run.times),
    processor: runs.flatMap((run) => run.processor),
    right: add((run) => run.right),
    hits: add((run) => run.hits),
    wanted: add((run) => run.wanted)
  }
}

export const figures = (run: Run): Omit<BenchRow, 'name'> => ({
  queries: String(run.times.length),
  recall: run.wanted > 0 ? (run.right / run.wanted).toFixed(3) : '',
  precision: run.hits > 0 ? (run.right / run.hits).toFixed(3) : '',
  ...spread(run.times)
})

export const spread = (times: number[]) => ({
  'p50 ms': percentile(times, 0.5).toFixed(1),
  'p95 ms': percentile(times, 0.95).toFixed(1),
  'max ms': Math.max(...times).toFixed(1)
})

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0)
export const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000
export const perSecond = (count: number, ms: number): string => String(Math.round((count / ms) * 1000))
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

setFlagsFromString('--expose_gc')
const collect: unknown = runInNewContext('gc')
setFlagsFromString('--no-expose_gc')

/** Memory of this process in bytes, and of that its JavaScript's, once what is no longer used is given back. */
export function memoryInUse(): { whole: number; heap: number } {
  if (typeof collect === 'function') collect()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { whole: rss, heap: heapUsed + external }
}
