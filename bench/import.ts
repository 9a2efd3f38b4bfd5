import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { insertArticle, parseArticle } from '../src/main/core/articles/index.ts'
import { createDirectClient } from '../src/main/core/client.ts'
import { openLibrary } from '../src/main/core/db/open.ts'
import { sha256Of } from '../src/main/core/db/originals.ts'
import { transaction } from '../src/main/core/db/sql.ts'
import { unwrap } from '../src/shared/result.ts'
import { generateCorpus } from './generate.ts'
import type { BenchRow } from './row.ts'

const COUNT = 2000
const ROUNDS = 5

/**
 * Imports a folder of articles into a new library, against the ceiling of the same run: parse and insert the same files
 * from memory into the same schema, without reading, originals, receipts, progress, events or search index.
 *
 * The articles are those of the folder `GENGDU_CORPUS`, else generated ones.
 */
export async function benchImport(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gengdu-bench-'))
  try {
    const given = process.env['GENGDU_CORPUS']
    const corpus = given ?? join(folder, 'corpus')
    if (given === undefined) generateCorpus(corpus, COUNT)

    // In turns, and the best of each, because other work on the machine only ever slows a round down.
    const ceilings: number[] = []
    const imports: Imported[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ceilings.push(parseAndInsert(join(folder, `ceiling-${round}`), corpus))
      imports.push(await importFolder(join(folder, `import-${round}`), corpus))
    }
    const ceiling = Math.max(...ceilings)
    const best = imports.reduce((a, b) => (b.perSecond > a.perSecond ? b : a))
    return [
      { name: 'import ceiling: parse and insert', value: `${Math.round(ceiling)} articles/s` },
      {
        name: `import of ${best.count} files`,
        value: `${Math.round(best.perSecond)} articles/s`,
        ratio: `${Math.round((100 * best.perSecond) / ceiling)} % of the ceiling`,
        aim: '≥ 50 %'
      },
      {
        name: 'longest wait for core during import',
        value: `${best.longestWaitMs.toFixed(0)} ms (p99 ${best.p99WaitMs.toFixed(0)} ms)`,
        aim: '≤ 30 ms'
      }
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Articles per second. */
function parseAndInsert(folder: string, corpus: string): number {
  const files = readdirSync(corpus).map((name) => ({ name, bytes: readFileSync(join(corpus, name)) }))
  const library = openLibrary(folder)
  const start = performance.now()
  let next = 0
  while (next < files.length) {
    transaction(library.db, () => {
      for (const { name, bytes } of files.slice(next, next + 64)) {
        const source = { batchId: null, sourceName: name, sha256: sha256Of(bytes), bytes: bytes.byteLength, now: 0 }
        insertArticle(library.db, parseArticle(bytes, name), source)
      }
    })
    next += 64
  }
  const seconds = (performance.now() - start) / 1000
  library.close()
  return files.length / seconds
}

interface Imported {
  count: number
  perSecond: number
  longestWaitMs: number
  p99WaitMs: number
}

async function importFolder(folder: string, corpus: string): Promise<Imported> {
  const client = createDirectClient(folder)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  const receipt = unwrap(await client.onPaths([corpus], () => client.kb.imports.run(null)).result)
  const seconds = (performance.now() - start) / 1000
  delay.disable()
  client.close()
  const { imported, failed, skipped, duplicate } = receipt.counts
  if (imported === 0 || failed + skipped > 0) throw new Error(`unexpected receipt: ${JSON.stringify(receipt.counts)}`)
  return {
    count: imported + duplicate,
    perSecond: imported / seconds,
    longestWaitMs: delay.max / 1e6,
    p99WaitMs: delay.percentile(99) / 1e6
  }
}
