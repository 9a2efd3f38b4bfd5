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

const suites: Record<string, (options: BenchOptions) => Promise<BenchRow[]>> = {
  import: benchImport,
  search: benchSearch,
  app: benchApp
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
  const sizes = positionals.filter(isSize).map((word) => parseInt(word, 10) * 1000)
  for (const [name, suite] of Object.entries(suites)) {
    if (names.length > 0 && !names.includes(name)) continue
    for (const articles of sizes.length > 0 ? sizes : [10_000]) {
      const rows = await suite({ articles, peers: values.peers, library: values.library })
      console.log(`\n${name} (load ${loadavg()[0]?.toFixed(1)})`)
      console.table(Object.fromEntries(rows.map(({ name: row, ...figures }) => [row, figures])))
    }
  }
}

const isSize = (word: string): boolean => /^\d+k$/.test(word)

await main()
