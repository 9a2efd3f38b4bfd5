// Writes src/shared/fold-table.ts from two public tables:
//   TSCharacters.txt of OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0): traditional to simplified, first choice first
//   EquivalentUnifiedIdeograph.txt of the Unicode Character Database: radicals and strokes to ideographs
// Usage: node scripts/make-fold-table.ts TSCharacters.txt EquivalentUnifiedIdeograph.txt
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [charactersPath, radicalsPath] = process.argv.slice(2)
if (!charactersPath || !radicalsPath) {
  console.error('usage: node scripts/make-fold-table.ts TSCharacters.txt EquivalentUnifiedIdeograph.txt')
  process.exit(2)
}

const pairs = new Map<string, string>()
const add = (from: string, to: string) => {
  if (from.length === 1 && to.length === 1 && from !== to) pairs.set(from, to)
}

for (const line of readFileSync(charactersPath, 'utf8').split('\n')) {
  const [from, choices] = line.trim().split('\t')
  if (from && choices && !from.startsWith('#')) add(from, choices.split(' ')[0] ?? from)
}
for (const line of readFileSync(radicalsPath, 'utf8').split('\n')) {
  const match = /^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)/.exec(line)
  if (!match?.[1] || !match[3]) continue
  const last = parseInt(match[2] ?? match[1], 16)
  for (let code = parseInt(match[1], 16); code <= last; code++) {
    add(String.fromCharCode(code), String.fromCodePoint(parseInt(match[3], 16)))
  }
}
const final = (char: string): string => {
  const next = pairs.get(char)
  return next === undefined ? char : final(next)
}

const entries = [...pairs.keys()].toSorted().map((from) => [from, final(from)])
const rows = (column: 0 | 1) => {
  const text = entries.map((entry) => entry[column]).join('')
  return text.replace(/.{1,110}/g, (row) => `  '${row}' +\n`).replace(/ \+\n$/, '')
}
writeFileSync(
  join(import.meta.dirname, '../src/shared/fold-table.ts'),
  `// Written by scripts/make-fold-table.ts from OpenCC's TSCharacters (Apache-2.0) and Unicode's EquivalentUnifiedIdeograph.
// Character n of \`folds\` folds to character n of \`into\`.
export const folds =
${rows(0)}

export const into =
${rows(1)}
`
)
console.log(`${entries.length} characters`)
