import { loadavg } from 'node:os'
import { benchApp } from './app.ts'
import { benchImport } from './import.ts'
import type { BenchRow } from './row.ts'
import { benchSearch } from './search.ts'

const suites: Record<string, () => Promise<BenchRow[]>> = { import: benchImport, search: benchSearch, app: benchApp }

/** Prints the rows of the suites named on the command line, or of all. Times are for reading, never for gating. */
async function main(names: string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(suites, name))
  if (unknown.length > 0)
    throw new Error(`unknown suite ${unknown.join(', ')}; known: ${Object.keys(suites).join(', ')}`)
  for (const [name, suite] of Object.entries(suites)) {
    if (names.length > 0 && !names.includes(name)) continue
    const rows = await suite()
    console.log(`\n${name} (load ${loadavg()[0]?.toFixed(1)})`)
    console.table(Object.fromEntries(rows.map(({ name: row, ...figures }) => [row, figures])))
  }
}

await main(process.argv.slice(2))
