import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PARTING, rowsOf } from './search-queries.ts'
import type { Texts } from './search-queries.ts'

/** Another way to search the same articles. */
export interface Rival {
  /** Ids of articles with all terms, at most `limit`. */
  find(terms: string[], limit: number): number[]
  /** Size of what it keeps on disk beside the texts, in bytes; null: it keeps nothing there. */
  bytes: number | null
  close?(): void
}

/** Builds a rival in an empty folder from a library; gives why not when it is not installed. */
export type Builder = (folder: string, library: string, texts: Texts) => Rival | string

/** Copies of the texts, which a rival's index comes on top of. */
function sqlite(folder: string, library: string, schema: string, insert: string): Database.Database {
  const db = new Database(join(folder, 'rival.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('cache_size = -65536')
  db.exec(schema)
  const statement = db.prepare(insert)
  db.transaction(() => {
    for (const { id, title, body, tags } of rowsOf(library)) statement.run(id, [title, body, tags].join(PARTING))
  })()
  return db
}

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`

const like: Builder = (folder, library) => {
  const db = sqlite(
    folder,
    library,
    'CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)',
    'INSERT INTO t VALUES (?, ?)'
  )
  return {
    bytes: 0,
    find(terms, limit) {
      const conditions = terms.map(() => `text LIKE ? ESCAPE '\\'`).join(' AND ')
      const patterns = terms.map((term) => `%${term.replace(/[\\%_]/g, '\\$&')}%`)
      return db
        .prepare<unknown[], number>(`SELECT id FROM t WHERE ${conditions} ORDER BY id DESC LIMIT ?`)
        .pluck()
        .all(...patterns, limit)
    },
    close: () => db.close()
  }
}

const fts5 =
  (tokenizer: string): Builder =>
  (folder, library) => {
    const schema = `CREATE VIRTUAL TABLE t USING fts5(text, tokenize = '${tokenizer}', content = '')`
    const db = sqlite(folder, library, schema, 'INSERT INTO t (rowid, text) VALUES (?, ?)')
    db.pragma('wal_checkpoint(TRUNCATE)')
    const search = db.prepare<unknown[], number>('SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?').pluck()
    return {
      bytes: statSync(join(folder, 'rival.db')).size,
      find: (terms, limit) => search.all(terms.map(quoted).join(' AND '), limit),
      close: () => db.close()
    }
  }

/** The limit of what can be had without an index: all folded texts in memory. */
const inMemory: Builder = (_folder, _library, texts) => ({
  bytes: null,
  find(terms, limit) {
    const found: number[] = []
    for (let n = texts.ids.length - 1; n >= 0 && found.length < limit; n--) {
      if (terms.every((term) => texts.folded[n]?.includes(term))) found.push(texts.ids[n] ?? 0)
    }
    return found
  }
})

const PROGRAMS = { ripgrep: 'rg', recollIndex: 'recollindex', recollQuery: 'recollq' }

const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined

/** One file for each article, named by its id. */
function writeFiles(folder: string, library: string, extension: string): string {
  const files = join(folder, 'files')
  mkdirSync(files)
  for (const { id, title, body, tags } of rowsOf(library)) {
    writeFileSync(join(files, `${id}.${extension}`), [title, body, tags].join('\n'))
  }
  return files
}

const idsIn = (output: string): number[] => [...output.matchAll(/(\d+)\.txt/g)].map(([, id]) => Number(id))

const ripgrep: Builder = (folder, library) => {
  if (!isInstalled(PROGRAMS.ripgrep)) return 'rg is not installed'
  const files = writeFiles(folder, library, 'txt')
  const search = (term: string) =>
    idsIn(
      spawnSync(PROGRAMS.ripgrep, ['-F', '-i', '-l', '--', term, files], { encoding: 'utf8', maxBuffer: 1 << 28 })
        .stdout
    )
  return {
    bytes: 0,
    find(terms, limit) {
      const [first = new Set<number>(), ...others] = terms.map((term) => new Set(search(term)))
      return [...first].filter((id) => others.every((ids) => ids.has(id))).slice(0, limit)
    }
  }
}

const recoll: Builder = (folder, library) => {
  if (!isInstalled(PROGRAMS.recollIndex)) return 'recollindex is not installed'
  const files = writeFiles(folder, library, 'txt')
  const settings = join(folder, 'recoll')
  mkdirSync(settings)
  writeFileSync(join(settings, 'recoll.conf'), `topdirs = ${files}\n`)
  spawnSync(PROGRAMS.recollIndex, ['-c', settings])
  const search = (query: string, limit: number) =>
    spawnSync(PROGRAMS.recollQuery, ['-c', settings, '-b', '-n', String(limit), query], {
      encoding: 'utf8',
      maxBuffer: 1 << 28
    })
  return { bytes: null, find: (terms, limit) => idsIn(search(terms.map(quoted).join(' '), limit).stdout) }
}

/** Packages that are no dependency of the project are found in the folder `GENGDU_PEERS`. */
const peers = createRequire(join(process.env['GENGDU_PEERS'] ?? import.meta.dirname, 'peers.js'))

function peer<T>(name: string): T | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what other packages export is not typed here
    return peers(name) as T
  } catch {
    return undefined
  }
}

interface MiniSearch {
  add(document: { id: number; text: string }): void
  search(query: string, options: { combineWith: 'AND' }): { id: number }[]
}

const minisearch: Builder = (_folder, library) => {
  const found = peer<{ default?: unknown }>('minisearch')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const Index = (found?.default ?? found) as (new (options: { fields: string[] }) => MiniSearch) | undefined
  if (!Index) return 'minisearch is not in the folder GENGDU_PEERS'
  const index = new Index({ fields: ['text'] })
  for (const { id, title, body, tags } of rowsOf(library)) index.add({ id, text: [title, body, tags].join(' ') })
  return {
    bytes: null,
    find: (terms, limit) =>
      index
        .search(terms.join(' '), { combineWith: 'AND' })
        .slice(0, limit)
        .map(({ id }) => id)
  }
}

interface Wiki {
  addTiddler(fields: { title: string; text: string }): void
  filterTiddlers(filter: string): string[]
}

const tiddlywiki: Builder = (_folder, library) => {
  const found = peer<{ TiddlyWiki(): { boot: { argv: string[]; boot(): void }; wiki: Wiki } }>('tiddlywiki')
  if (!found) return 'tiddlywiki is not in the folder GENGDU_PEERS'
  const $tw = found.TiddlyWiki()
  $tw.boot.argv = ['--quiet']
  $tw.boot.boot()
  for (const { id, title, body, tags } of rowsOf(library)) {
    $tw.wiki.addTiddler({ title: String(id), text: [title, body, tags].join('\n') })
  }
  return {
    bytes: null,
    find(terms, limit) {
      const steps = terms.map((term) => `search:text:literal[${term.replace(/[[\]]/g, ' ')}]`).join('')
      return $tw.wiki.filterTiddlers(`[${steps}limit[${limit}]]`).map(Number)
    }
  }
}

export const RIVALS: Record<string, Builder> = {
  'V8 includes, in memory': inMemory,
  LIKE: like,
  'FTS5 trigram': fts5('trigram'),
  'FTS5 unicode61': fts5('unicode61'),
  ripgrep
}

export const PEERS: Record<string, Builder> = { minisearch, TiddlyWiki: tiddlywiki, Recoll: recoll }
