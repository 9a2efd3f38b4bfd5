import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { insertArticle, parseArticle, readyArticle } from '../src/main/core/articles/index.ts'
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
    const ceilings: Measured[] = []
    const imports: Measured[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ceilings.push(parseAndInsert(join(folder, `ceiling-${round}`), corpus))
      imports.push(await importFolder(join(folder, `import-${round}`), corpus))
    }
    const least = (rounds: Measured[], pick: (round: Measured) => number) => Math.min(...rounds.map(pick))
    const compare = (pick: (round: Measured) => number) => {
      const [ceiling, measured] = [least(ceilings, pick), least(imports, pick)]
      return { ceiling, measured, ratio: `${Math.round((100 * ceiling) / measured)} % of the ceiling` }
    }
    const wall = compare(({ wallMs }) => wallMs)
    const processor = compare(({ processorMs }) => processorMs)
    const perSecond = (ms: number) => `${Math.round(1000 / ms)} articles/s`
    return [
      { name: 'ceiling: parse and insert', value: perSecond(wall.ceiling) },
      { name: 'import', value: perSecond(wall.measured), ratio: wall.ratio, aim: '≥ 50 %' },
      {
        name: 'import, processor time of core alone',
        value: `${processor.measured.toFixed(2)} ms an article`,
        ratio: processor.ratio
      },
      {
        name: 'longest wait for core during import',
        value: `${least(imports, ({ longestWaitMs }) => longestWaitMs).toFixed(0)} ms`,
        aim: '≤ 30 ms'
      }
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Times an article took. `processorMs` leaves out waiting for the disk and for other programs. */
interface Measured {
  wallMs: number
  processorMs: number
  longestWaitMs: number
}

function parseAndInsert(folder: string, corpus: string): Measured {
  const files = readdirSync(corpus).map((name) => ({ name, bytes: readFileSync(join(corpus, name)) }))
  const library = openLibrary(folder)
  const stop = startClocks()
  for (let next = 0; next < files.length; next += 64) {
    transaction(library.db, () => {
      for (const { name, bytes } of files.slice(next, next + 64)) {
        const source = { batchId: null, sourceName: name, sha256: sha256Of(bytes), bytes: bytes.byteLength, now: 0 }
        insertArticle(library.db, readyArticle(parseArticle(bytes, name)), source)
      }
    })
  }
  const times = stop(files.length)
  library.close()
  return { ...times, longestWaitMs: 0 }
}

async function importFolder(folder: string, corpus: string): Promise<Measured> {
  const client = createDirectClient(folder)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const stop = startClocks()
  const { counts } = unwrap(await client.onPaths([corpus], () => client.kb.imports.run(null)).result)
  const times = stop(counts.imported)
  delay.disable()
  client.close()
  if (counts.imported === 0 || counts.failed > 0) throw new Error(`unexpected receipt: ${JSON.stringify(counts)}`)
  return { ...times, longestWaitMs: delay.max / 1e6 }
}

/** Gives the function that stops the clocks and divides by the number of articles. */
function startClocks(): (articles: number) => { wallMs: number; processorMs: number } {
  const start = performance.now()
  const before = process.threadCpuUsage()
  return (articles) => {
    const wallMs = (performance.now() - start) / articles
    const { user, system } = process.threadCpuUsage(before)
    return { wallMs, processorMs: (user + system) / 1000 / articles }
  }
}
