import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { benchApp } from './app.ts'
import { benchImport } from './import.ts'
import type { BenchRow } from './row.ts'
import { benchSearch } from './search.ts'

/** What may stand behind the suites: sizes such as `100k`, other programs to compare with, a library to measure in. */
export interface BenchOptions {
  articles: number
  peers: boolean
  library: string | undefined
}

interface Suite {
  run: (options: BenchOptions) => Promise<BenchRow[]>
  /** Measured when the command line names none, in thousands of articles. */
  sizes: number[]
}

const suites: Record<string, Suite> = {
  import: { run: benchImport, sizes: [10] },
  search: { run: benchSearch, sizes: [1, 10, 100] },
  app: { run: benchApp, sizes: [10] }
}

/** Prints the rows of the suites named on the command line, or of all. Times are for reading, never for gating. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { peers: { type: 'boolean', default: false }, library: { type: 'string' } }
  })
  const names = positionals.filter((word) => !isSize(word))
  const unknown = names.filter((name) => !Object.hasOwn(suites, name))
  if (unknown.length > 0)
    throw new Error(`unknown suite ${unknown.join(', ')}; known: ${Object.keys(suites).join(', ')}`)
  const given = positionals.filter(isSize).map((word) => parseInt(word, 10))
  for (const [name, suite] of Object.entries(suites)) {
    if (names.length > 0 && !names.includes(name)) continue
    const sizes = given.length > 0 ? given : values.library === undefined ? suite.sizes : [0]
    for (const thousands of sizes) {
      const start = performance.now()
      const before = loadavg()
      const rows = await suite.run({ articles: thousands * 1000, peers: values.peers, library: values.library })
      const minutes = ((performance.now() - start) / 60_000).toFixed(1)
      console.log(`\n${name} (load before ${before[0]?.toFixed(1)}, after ${loadavg()[0]?.toFixed(1)}; ${minutes} min)`)
      console.table(Object.fromEntries(rows.map(({ name: row, ...figures }) => [row, figures])))
    }
  }
}

const isSize = (word: string): boolean => /^\d+k$/.test(word)

await main()
