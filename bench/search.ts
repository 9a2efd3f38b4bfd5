import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDirectClient } from '../src/main/core/client.ts'
import type { DirectClient } from '../src/main/core/client.ts'
import { foldForMatching } from '../src/shared/fold.ts'
import { unwrap } from '../src/shared/result.ts'
import { queryTerms } from '../src/shared/search-query.ts'
import { openCorpus } from './corpus.ts'
import { randomFrom } from './generate.ts'
import type { BenchRow } from './row.ts'

const ARTICLES = 10_000
/** Of each class. */
const QUERIES = 20
const LIMIT = 50
/** Before a kind of query counts as not in the articles. */
const MOST_TRIES = 2000
/** Recall is measured where every match can be asked for. */
const MOST_HITS = 500

/**
 * Queries drawn from the texts, class by class, against a scan of all folded texts in memory in the same run: the scan
 * is the limit for speed without an index, and the truth for recall and precision.
 */
export async function benchSearch(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'gengdu-bench-search-'))
  const library = join(home, 'library')
  const corpus = openCorpus(ARTICLES)
  const client = createDirectClient(library)
  try {
    unwrap(await client.onPaths(corpus.paths, () => client.kb.imports.run(null)).result)
    const start = performance.now()
    const { indexed } = unwrap(await client.kb.search.reindex(null).result)
    const perSecond = (indexed / (performance.now() - start)) * 1000

    const { texts, bytes } = readTexts(library)
    const indexBytes = databaseBytes(join(library, 'index.db'))
    const runs: ClassRun[] = []
    for (const [name, queries] of Object.entries(drawQueries(texts))) {
      if (queries.length > 0) runs.push(await runClass(client, texts, name, queries))
    }
    return [
      { name: `index ${indexed} articles (${corpus.source})`, value: `${Math.round(perSecond)} articles/s` },
      {
        name: 'index size',
        value: `${(indexBytes / 1e6).toFixed(1)} MB`,
        ratio: `${(indexBytes / bytes).toFixed(2)} × text`,
        aim: '≤ 0.6'
      },
      ...runs.map(classRow),
      ...allRows(runs)
    ]
  } finally {
    client.close()
    corpus.remove()
    rmSync(home, { recursive: true, force: true })
  }
}

/** The size once the write-ahead log is in the file. */
function databaseBytes(path: string): number {
  const db = new Database(path, { readonly: true })
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  db.close()
  return bytes
}

interface Texts {
  ids: number[]
  folded: string[]
}

interface TextRow {
  id: number
  title: string
  body: string
  tags: string
}

/** `bytes` is the size of titles and texts in UTF-8. Tags cannot be confused with text: U+FFFF stands between. */
function readTexts(library: string): { texts: Texts; bytes: number } {
  const db = new Database(join(library, 'library.db'), { readonly: true })
  const rows = db.prepare<[], TextRow>(
    `SELECT id, title, body_text AS body, coalesce((SELECT group_concat(name, '\uffff') FROM tags
       JOIN entry_tags ON tag_id = tags.id WHERE entry_id = entries.id), '') AS tags
     FROM entries WHERE deleted_at IS NULL`
  )
  const texts: Texts = { ids: [], folded: [] }
  let bytes = 0
  for (const { id, title, body, tags } of rows.iterate()) {
    bytes += Buffer.byteLength(title) + Buffer.byteLength(body)
    texts.ids.push(id)
    texts.folded.push(foldForMatching([title, body, tags].join('\uffff')).text)
  }
  db.close()
  return { texts, bytes }
}

/** Queries by class; a class that the articles have nothing for is empty. */
function drawQueries({ folded }: Texts): Record<string, string[]> {
  const random = randomFrom(3)
  const draw = (pattern: RegExp): string => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const text = folded[Math.floor(random() * folded.length)] ?? ''
      pattern.lastIndex = Math.floor(random() * text.length)
      const found = pattern.exec(text)
      if (found) return found[0]
    }
    return ''
  }
  const several = (count: number, make: () => string) =>
    Array.from({ length: count }, make).filter((query) => query !== '')
  const chinese = (length: number) => draw(new RegExp(`[\\u4e00-\\u9fff]{${length}}`, 'g'))
  const word = () => draw(/[a-z]{3,}/g)
  const byCount = (queries: string[]) => queries.toSorted((a, b) => countOf(folded, b) - countOf(folded, a))
  const single = byCount(several(QUERIES * 3, () => chinese(1)))
  const double = byCount(several(QUERIES * 3, () => chinese(2)))
  return {
    '1 character, frequent': single.slice(0, QUERIES),
    '1 character, rare': single.slice(-QUERIES),
    '2 characters, frequent': double.slice(0, QUERIES),
    '2 characters, rare': double.slice(-QUERIES),
    '3 characters': several(QUERIES, () => chinese(3)),
    '4 characters': several(QUERIES, () => chinese(4)),
    '8 characters': several(QUERIES, () => chinese(8)),
    'Chinese and English': several(QUERIES, () => draw(/[a-z]{2,}[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{2}[a-z]{2,}/g)),
    'English word': several(QUERIES, word),
    'part of a word': several(QUERIES, () => word().slice(0, 6).slice(-3)),
    'two words': several(QUERIES, () => `${chinese(2)} ${chinese(2)}`)
  }
}

const countOf = (texts: string[], term: string): number =>
  texts.reduce((n, text) => n + (text.includes(term) ? 1 : 0), 0)

interface ClassRun {
  name: string
  times: number[]
  /** Of the processor, which other work on the machine does not lengthen much. */
  processorTimes: number[]
  scanTimes: number[]
  /** Hits that are matches, hits, matches that could be had. */
  right: number
  hits: number
  wanted: number
}

async function runClass(client: DirectClient, texts: Texts, name: string, queries: string[]): Promise<ClassRun> {
  const run: ClassRun = { name, times: [], processorTimes: [], scanTimes: [], right: 0, hits: 0, wanted: 0 }
  for (const query of queries) {
    const start = performance.now()
    const processor = process.cpuUsage()
    unwrap(await client.kb.search.query({ query, limit: LIMIT }))
    const { user, system } = process.cpuUsage(processor)
    run.times.push(performance.now() - start)
    run.processorTimes.push((user + system) / 1000)

    const scanStart = performance.now()
    const terms = queryTerms(query)
    const truth = new Set(texts.ids.filter((_, n) => terms.every((term) => texts.folded[n]?.includes(term))))
    run.scanTimes.push(performance.now() - scanStart)

    const { hits } = unwrap(await client.kb.search.query({ query, limit: MOST_HITS }))
    run.hits += hits.length
    run.right += hits.filter((hit) => truth.has(hit.id)).length
    run.wanted += Math.min(truth.size, MOST_HITS)
  }
  return run
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const spread = (times: number[]) =>
  `p50 ${percentile(times, 0.5).toFixed(1)}, p95 ${percentile(times, 0.95).toFixed(1)}, max ${Math.max(...times).toFixed(1)} ms`

const againstScan = (run: Pick<ClassRun, 'times' | 'scanTimes'>) =>
  `${(percentile(run.times, 0.5) / percentile(run.scanTimes, 0.5)).toFixed(2)} × scan in memory`

const classRow = (run: ClassRun): BenchRow => ({
  name: `search: ${run.name}`,
  value: spread(run.times),
  ratio: againstScan(run)
})

function allRows(runs: ClassRun[]): BenchRow[] {
  const times = runs.flatMap((run) => run.times)
  const sum = (pick: (run: ClassRun) => number) => runs.reduce((total, run) => total + pick(run), 0)
  const recall = (sum((run) => run.right) / sum((run) => run.wanted)).toFixed(4)
  const precision = (sum((run) => run.right) / sum((run) => run.hits)).toFixed(4)
  return [
    {
      name: `search: all ${times.length}`,
      value: `${spread(times)}; recall ${recall}, precision ${precision}`,
      ratio: againstScan({ times, scanTimes: runs.flatMap((run) => run.scanTimes) }),
      aim: 'p95 ≤ 15 ms'
    },
    { name: 'search: processor time', value: spread(runs.flatMap((run) => run.processorTimes)) }
  ]
}
