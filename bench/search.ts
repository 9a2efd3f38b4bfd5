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
import { randomFrom } from './generate.ts'
import type { BenchRow } from './row.ts'
import { LIMIT, figures, joined, measure, megabytes, memoryInUse, milliseconds } from './search-measure.ts'
import { perSecond, spread, sum } from './search-measure.ts'
import type { Query, Run } from './search-measure.ts'
import { PEERS } from './search-peers.ts'
import { drawQueries, readTexts, truthOf } from './search-queries.ts'
import type { Texts } from './search-queries.ts'
import { exactScores } from './search-ranking.ts'
import { RIVALS } from './search-rivals.ts'
import type { Builder, Made } from './search-rivals.ts'

/** Of the queries, one in so many is asked of the others and ranked exactly, because that takes long. */
const ONE_IN = 4
/** Asking one of the others ends after this. */
const MOST_ASKING_MS = 45_000
const RELATED = 40

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
    const built = await build(client)
    const texts = readTexts(library)
    const size = databaseBytes(join(library, 'index.db')) / texts.bytes
    const classes = Object.entries(drawQueries(texts)).map(([name, queries]): [string, Query[]] => [
      name,
      queries.map((text) => withTruth(text, texts))
    ])
    // The first query after a start also reads the titles; it belongs to the start.
    await client.kb.search.query({ query: '的' })
    const runs: [string, Run][] = []
    for (const [name, queries] of classes) {
      runs.push([name, await measure(queries, (query, limit) => ours(client, query, limit))])
    }
    const all = joined(runs.map(([, run]) => run))
    // In no order: where asking ends early, every class has had some.
    const few = shuffled(classes.flatMap(([, queries]) => queries.filter((_, n) => n % ONE_IN === 0)))
    const others = { ...RIVALS, ...(options.peers ? PEERS : {}) }
    return [
      ...runs.map(([name, run]) => ({ name, ...figures(run) })),
      {
        name: `all, ${texts.ids.length} articles, ${megabytes(texts.bytes)} of text`,
        ...figures(all),
        'score at 50': await ranking(client, texts, few),
        ...built,
        'size × text': size.toFixed(2)
      },
      { name: '  time of the processor', ...spread(all.processor) },
      { name: '  entries like one', ...(await related(client, texts.ids)) },
      ...(await compare(home, library, texts, few, others))
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

/** Builds the index anew; memory is that of the whole process behind it. */
async function build({ kb }: DirectClient): Promise<Omit<BenchRow, 'name'>> {
  const start = performance.now()
  const processor = process.cpuUsage()
  const { indexed } = unwrap(await kb.search.reindex(null).result)
  const wallMs = performance.now() - start
  const rate = perSecond(indexed, milliseconds(process.cpuUsage(processor)))
  return {
    'built, articles/s': `${perSecond(indexed, wallMs)} (${rate} by processor)`,
    memory: megabytes(memoryInUse().whole)
  }
}

function withTruth(text: string, texts: Texts): Query {
  const terms = queryTerms(text)
  return { text, terms, truth: new Set(truthOf(texts, terms)) }
}

async function ours({ kb }: DirectClient, { text }: Query, limit: number): Promise<number[]> {
  return unwrap(await kb.search.query({ query: text, limit })).hits.map((hit) => hit.id)
}

/** How much of the score of the best 50 our first 50 have, where all texts are ranked exactly. */
async function ranking(client: DirectClient, texts: Texts, queries: Query[]): Promise<string> {
  const shares: number[] = []
  for (const query of queries) {
    const scores = exactScores(texts, query.terms, query.truth)
    const best = [...scores.values()].toSorted((a, b) => b - a).slice(0, LIMIT)
    const had = (await ours(client, query, LIMIT)).map((id) => scores.get(id) ?? 0)
    if (best.length > 0) shares.push(sum(had) / sum(best))
  }
  return (sum(shares) / shares.length).toFixed(3)
}

async function related({ kb }: DirectClient, ids: number[]): Promise<Omit<BenchRow, 'name'>> {
  const times: number[] = []
  for (let n = 0; n < RELATED; n++) {
    const id = ids[Math.floor((n * ids.length) / RELATED)] ?? 0
    const start = performance.now()
    unwrap(await kb.search.related({ id }))
    times.push(performance.now() - start)
  }
  return { queries: String(RELATED), ...spread(times) }
}

async function compare(
  home: string,
  library: string,
  texts: Texts,
  queries: Query[],
  others: Record<string, Builder>
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const [name, build] of Object.entries(others)) {
    const folder = join(home, 'other')
    mkdirSync(folder)
    const before = memoryInUse().heap
    const start = performance.now()
    const made: Made = await build(folder, library, texts)
    if (typeof made === 'string') rows.push({ name, remarks: `left out: ${made}` })
    else {
      const wallMs = performance.now() - start
      const run = await measure(queries, (query, limit) => made.find(query.terms, limit), MOST_ASKING_MS)
      const grown = Math.max(0, memoryInUse().heap - before)
      rows.push({
        name,
        ...figures(run),
        'built, articles/s': made.built === false ? '' : perSecond(texts.ids.length, wallMs),
        'size × text': made.bytes === null ? '' : (made.bytes / texts.bytes).toFixed(2),
        memory: made.memory === null ? '' : `+ ${megabytes(made.memory ?? grown)}`,
        ...(made.remarks ? { remarks: made.remarks } : {})
      })
      await made.close?.()
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

function shuffled<T>(list: T[]): T[] {
  const random = randomFrom(5)
  const keys = list.map((value) => ({ value, key: random() }))
  return keys.toSorted((a, b) => a.key - b.key).map(({ value }) => value)
}
