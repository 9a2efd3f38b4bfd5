import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateCorpus } from './generate.ts'

/** Articles for a benchmark: the folder in `GENGDU_CORPUS` when it holds enough, else generated ones. */
export interface Corpus {
  paths: string[]
  /** Says where the articles come from. */
  source: string
  remove(): void
}

export function openCorpus(count: number): Corpus {
  const given = process.env['GENGDU_CORPUS']
  if (given) {
    const names = readdirSync(given)
      .filter((name) => /\.(md|txt)$/.test(name))
      .toSorted()
    if (names.length >= count) {
      return { paths: names.slice(0, count).map((name) => join(given, name)), source: 'given', remove: () => {} }
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'gengdu-bench-'))
  generateCorpus(folder, count)
  const paths = readdirSync(folder).map((name) => join(folder, name))
  return { paths, source: 'generated', remove: () => rmSync(folder, { recursive: true, force: true }) }
}
