import Database from 'better-sqlite3'
import { cpSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDirectClient } from '../src/main/core/client.ts'
import type { DirectClient } from '../src/main/core/client.ts'
import { unwrap } from '../src/shared/result.ts'
import { queryTerms } from '../src/shared/search-query.ts'
import type { BenchOptions } from './bench.ts'
import { openCorpus } from './corpus.ts'
import type { BenchRow } from './row.ts'
import { drawQueries, readTexts, truthOf } from './search-queries.ts'
import type { Texts } from './search-queries.ts'
import { exactScores } from './search-ranking.ts'
import { PEERS, RIVALS } from './search-rivals.ts'
import type { Builder } from './search-rivals.ts'

const LIMIT = 50
/** Recall is measured where every match can be asked for. */
const MOST_HITS = 500
/** Of the queries, one in so many is asked of the others and ranked exactly, because that takes long. */
const ONE_IN = 4
const RELATED = 40

interface Query {
  text: string
  terms: string[]
  truth: Set<number>
}

/** What came of a class of queries. Times are in milliseconds. */
interface Run {
  times: number[]
  /** Of the processor, which other work on the machine lengthens less. */
  processor: number[]
  /** Hits that are matches, hits, matches that could be had. */
  right: number
  hits: number
  wanted: number
}

type Ask = (query: Query, limit: number) => number[] | Promise<number[]>

/**
 * Queries drawn from the texts, class by class, asked of our search and of others on the same articles in one run. The
 * truth is a scan of all folded texts.
 */
export async function benchSearch(options: BenchOptions): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'gengdu-bench-search-'))
  const library = join(home, 'library')
  await fill(library, options)
  const client = createDirectClient(library)
  try {
    const start = performance.now()
    const processor = process.cpuUsage()
    const { indexed } = unwrap(await client.kb.search.reindex(null).result)
    const [wallMs, processorMs] = [performance.now() - start, sumOf(process.cpuUsage(processor))]
    const memory = process.memoryUsage.rss()

    const texts = readTexts(library)
    const indexBytes = databaseBytes(join(library, 'index.db'))
    const classes = drawQueries(texts)
    // The first query after a start also reads the titles; it belongs to the start.
    await client.kb.search.query({ query: '的' })
    const runs: Record<string, Run> = {}
    const few: Query[] = []
    for (const [name, queries] of Object.entries(classes)) {
      const asked = queries.map((text): Query => {
        const terms = queryTerms(text)
        return { text, terms, truth: new Set(truthOf(texts, terms)) }
      })
      runs[name] = await measure(asked, (query, limit) => ours(client, query, limit))
      few.push(...asked.filter((_, n) => n % ONE_IN === 0))
    }
    const all = joined(Object.values(runs))
    const build = `${perSecond(indexed, wallMs)} (${perSecond(indexed, processorMs)} by processor)`
    return [
      ...Object.entries(runs).map(([name, run]) => ({ name, ...figures(run) })),
      {
        name: `all ${all.times.length} queries, ${indexed} articles`,
        ...figures(all),
        'built, articles/s': build,
        'size × text': (indexBytes / texts.bytes).toFixed(2),
        memory: megabytes(memory)
      },
      { name: '  time of the processor', ...spread(all.processor) },
      { name: '  score at 50, of the exact ranking', ...(await ranking(client, texts, few)) },
      { name: '  entries like one', ...(await related(client, texts.ids)) },
      ...(await compare(home, library, texts, few, { ...RIVALS, ...(options.peers ? PEERS : {}) }))
    ]
  } finally {
    client.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** A copy of the library given, else a new one with articles imported. */
async function fill(library: string, options: BenchOptions): Promise<void> {
  if (options.library !== undefined) {
    const given = options.library
    cpSync(given, library, { recursive: true, filter: (path) => !path.startsWith(join(given, 'assets', '')) })
    return
  }
  const corpus = openCorpus(options.articles)
  const client = createDirectClient(library)
  try {
    unwrap(await client.onPaths(corpus.paths, () => client.kb.imports.run(null)).result)
  } finally {
    client.close()
    corpus.remove()
  }
}

async function ours({ kb }: DirectClient, { text }: Query, limit: number): Promise<number[]> {
  return unwrap(await kb.search.query({ query: text, limit })).hits.map((hit) => hit.id)
}

async function measure(queries: Query[], ask: Ask): Promise<Run> {
  const run: Run = { times: [], processor: [], right: 0, hits: 0, wanted: 0 }
  for (const query of queries) {
    const start = performance.now()
    const processor = process.cpuUsage()
    await ask(query, LIMIT)
    run.processor.push(sumOf(process.cpuUsage(processor)))
    run.times.push(performance.now() - start)
  }
  for (const query of queries) {
    const hits = await ask(query, MOST_HITS)
    run.hits += hits.length
    run.right += hits.filter((id) => query.truth.has(id)).length
    run.wanted += Math.min(query.truth.size, MOST_HITS)
  }
  return run
}

/** How much of the score of the best 50 our first 50 have, where all texts are ranked exactly. */
async function ranking(client: DirectClient, texts: Texts, queries: Query[]): Promise<Omit<BenchRow, 'name'>> {
  const shares: number[] = []
  for (const query of queries) {
    const scores = exactScores(texts, query.terms, query.truth)
    const best = [...scores.values()].toSorted((a, b) => b - a).slice(0, LIMIT)
    const had = (await ours(client, query, LIMIT)).map((id) => scores.get(id) ?? 0)
    if (best.length > 0) shares.push(sum(had) / sum(best))
  }
  return { recall: (sum(shares) / shares.length).toFixed(3) }
}

async function related({ kb }: DirectClient, ids: number[]): Promise<Omit<BenchRow, 'name'>> {
  const times: number[] = []
  for (let n = 0; n < RELATED; n++) {
    const id = ids[Math.floor((n * ids.length) / RELATED)] ?? 0
    const start = performance.now()
    unwrap(await kb.search.related({ id }))
    times.push(performance.now() - start)
  }
  return spread(times)
}

async function compare(
  home: string,
  library: string,
  texts: Texts,
  queries: Query[],
  rivals: Record<string, Builder>
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const [name, build] of Object.entries(rivals)) {
    const folder = join(home, 'rival')
    mkdirSync(folder)
    const start = performance.now()
    const heap = process.memoryUsage.rss()
    const rival = build(folder, library, texts)
    if (typeof rival === 'string') rows.push({ name, recall: `left out: ${rival}` })
    else {
      const wallMs = performance.now() - start
      const grown = process.memoryUsage.rss() - heap
      rows.push({
        name,
        ...figures(await measure(queries, (query, limit) => rival.find(query.terms, limit))),
        'built, articles/s': perSecond(texts.ids.length, wallMs),
        'size × text': rival.bytes === null ? '' : (rival.bytes / texts.bytes).toFixed(2),
        memory: rival.bytes === null && grown > 0 ? `+ ${megabytes(grown)}` : ''
      })
      rival.close?.()
    }
    rmSync(folder, { recursive: true, force: true })
  }
  return rows
}

/** The size once the write-ahead log is in the file. */
function databaseBytes(path: string): number {
  const db = new Database(path, { readonly: true })
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  db.close()
  return bytes
}

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0)
const sumOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000
const perSecond = (count: number, ms: number): string => String(Math.round((count / ms) * 1000))
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

function joined(runs: Run[]): Run {
  const add = (pick: (run: Run) => number) => sum(runs.map(pick))
  return {
    times: runs.flatMap((run) => run.times),
    processor: runs.flatMap((run) => run.processor),
    right: add((run) => run.right),
    hits: add((run) => run.hits),
    wanted: add((run) => run.wanted)
  }
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const spread = (times: number[]) => ({
  'p50 ms': percentile(times, 0.5).toFixed(1),
  'p95 ms': percentile(times, 0.95).toFixed(1),
  'max ms': Math.max(...times).toFixed(1)
})

const figures = (run: Run) => ({
  recall: run.wanted > 0 ? (run.right / run.wanted).toFixed(3) : '',
  precision: run.hits > 0 ? (run.right / run.hits).toFixed(3) : '',
  ...spread(run.times)
})
