// Checks who imports whom against .dependency-cruiser.cjs.
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

process.chdir(join(import.meta.dirname, '..'))
const folders = ['src', 'bench', 'e2e', 'scripts', 'tools'].filter((folder) => existsSync(folder))
const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(folders, { ...options, validate: true })
if (typeof output === 'string') throw new Error(output)
const { totalCruised, violations } = output.summary

for (const { rule, from, to, cycle = [] } of violations) {
  console.error(`${rule.name}: ${[from, ...(cycle.length ? cycle.map((step) => step.name) : [to])].join(' → ')}`)
}
console.log(`${totalCruised} modules, ${violations.length} forbidden imports`)
// no modules at all: the parser did not understand the sources
process.exit(totalCruised === 0 || violations.length > 0 ? 1 : 0)
