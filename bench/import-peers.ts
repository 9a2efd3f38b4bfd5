import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { BenchRow } from './row.ts'

/** Joplin takes minutes for more. */
const JOPLIN_MOST = 1000

/**
 * The same articles in other programs that are installed, until a word is found: a plain script with SQLite's own full
 * text search as a reference, Recoll (`recollindex` on the path) and Joplin's terminal app (`joplin` on the path). Those
 * that are not there are named and left out.
 */
export async function importIntoPeers(folder: string, corpus: string, articles: number): Promise<BenchRow[]> {
  mkdirSync(folder)
  return [
    plainSqlite(join(folder, 'plain.db'), corpus, articles),
    recoll(join(folder, 'recoll'), corpus, articles),
    joplin(join(folder, 'joplin'), corpus, Math.min(articles, JOPLIN_MOST))
  ]
}

const row = (name: string, articles: number, start: number): BenchRow => {
  const seconds = (performance.now() - start) / 1000
  return {
    name,
    value: `${Math.round(articles / seconds)} articles/s`,
    ratio: `${articles} in ${seconds.toFixed(1)} s`
  }
}

const missing = (name: string, command: string): BenchRow => ({ name, value: `left out: no ${command} on the path` })

const isThere = (command: string): boolean =>
  spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { stdio: 'ignore' }).status === 0

/** No parsing beyond taking tags away, no receipt, no originals. */
function plainSqlite(path: string, corpus: string, articles: number): BenchRow {
  const start = performance.now()
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.exec("CREATE VIRTUAL TABLE articles USING fts5(title, body, tokenize = 'unicode61')")
  const insert = db.prepare('INSERT INTO articles (title, body) VALUES (?, ?)')
  db.transaction(() => {
    for (const name of readdirSync(corpus)) {
      const text = readFileSync(join(corpus, name), 'utf8')
      insert.run(/^title: (.*)$/m.exec(text)?.[1] ?? name, text.replace(/<[^>]*>/g, ' '))
    }
  })()
  db.close()
  return row('plain script: tags taken away, SQLite FTS5 unicode61', articles, start)
}

function recoll(folder: string, corpus: string, articles: number): BenchRow {
  const name = 'Recoll: index of the folder'
  if (!isThere('recollindex')) return missing(name, 'recollindex')
  mkdirSync(folder)
  writeFileSync(join(folder, 'recoll.conf'), `topdirs = ${corpus}\nloglevel = 1\n`)
  const start = performance.now()
  execFileSync('recollindex', ['-c', folder], { stdio: 'ignore' })
  return row(name, articles, start)
}

function joplin(folder: string, corpus: string, articles: number): BenchRow {
  const name = `Joplin terminal app: import of ${articles}, not yet searchable`
  if (!isThere('joplin')) return missing(name, 'joplin')
  const source = join(folder, 'source')
  mkdirSync(source, { recursive: true })
  for (const file of readdirSync(corpus).slice(0, articles)) {
    writeFileSync(join(source, file), readFileSync(join(corpus, file)))
  }
  const start = performance.now()
  execFileSync('joplin', ['--profile', join(folder, 'profile'), 'import', '--format', 'md', source], {
    stdio: 'ignore',
    timeout: 600_000
  })
  return row(name, articles, start)
}
