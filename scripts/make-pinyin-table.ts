// Writes src/shared/pinyin-table.ts from Unihan_Readings.txt of the Unicode Character Database: the readings, without tones,
// of the 8105 characters of the Table of General Standard Chinese Characters. Other forms fold to these (fold-table.ts).
// Usage: node scripts/make-pinyin-table.ts Unihan_Readings.txt
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [path] = process.argv.slice(2)
if (!path) {
  console.error('usage: node scripts/make-pinyin-table.ts Unihan_Readings.txt')
  process.exit(2)
}

const standard = new Set<string>()
const readings = new Map<string, Set<string>>()
for (const line of readFileSync(path, 'utf8').split('\n')) {
  const [code, field = '', value = ''] = line.split('\t')
  if (!code?.startsWith('U+') || !['kTGHZ2013', 'kMandarin', 'kHanyuPinlu'].includes(field)) continue
  const char = String.fromCodePoint(parseInt(code.slice(2), 16))
  if (char.length > 1) continue
  if (field === 'kTGHZ2013') standard.add(char)
  for (const [syllable] of value.replace(/[\d.]+:|\(\d+\)/g, '').matchAll(/[^\s,]+/g)) {
    const plain = syllable
      .normalize('NFD')
      .replaceAll('u\u0308', 'v')
      .replace(/[\u0300-\u036f]/g, '')
    if (/^[a-z]+$/.test(plain)) readings.set(char, (readings.get(char) ?? new Set()).add(plain))
  }
}

const bySyllable = new Map<string, string>()
for (const char of [...standard].toSorted()) {
  for (const syllable of readings.get(char) ?? []) bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + char)
}
const rows = [...bySyllable]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([syllable, chars]) => `  ${syllable}: '${chars}'`)
writeFileSync(
  join(import.meta.dirname, '../src/shared/pinyin-table.ts'),
  `// Written by scripts/make-pinyin-table.ts from the Unicode Character Database (Unihan, Unicode License).
// Characters by reading without tone, ü as v; a character with several readings stands under each.
export const characters: Record<string, string> = {
${rows.join(',\n')}
}
`
)
console.log(`${standard.size} characters, ${bySyllable.size} readings`)
