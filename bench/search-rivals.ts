import Database from 'better-sqlite3'
import MiniSearch from 'minisearch'
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { termTokens } from '../src/main/core/search/index.ts'
import { PARTING, rowsOf } from './search-queries.ts'
import type { Texts } from './search-queries.ts'

/** Another way to search the same articles. */
export interface Rival {
  /** Ids of articles with all terms, at most `limit`. */
  find(terms: string[], limit: number): number[] | Promise<number[]>
  /** Size of what it keeps on disk beside the texts, in bytes; null: it keeps nothing there, or that is not known. */
  bytes: number | null
  /** Memory it takes, in bytes; null: not known, undefined: as much as the heap grew. */
  memory?: number | null
  /** False: there was nothing to build. */
  built?: false
  remarks?: string
  close?(): void | Promise<void>
}

/** Text: why it is left out. */
export type Made = Rival | string

/** Builds a rival in an empty folder from a library. */
export type Builder = (folder: string, library: string, texts: Texts) => Made | Promise<Made>

/** SQLite keeps so much of a file in memory. */
const CACHE_BYTES = 64 * 1024 * 1024

/** Copies of the texts, which a rival's index comes on top of. */
function sqlite(folder: string, library: string, schema: string, insert: string): Database.Database {
  const db = new Database(join(folder, 'rival.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma(`cache_size = ${-CACHE_BYTES / 1024}`)
  db.exec(schema)
  const statement = db.prepare(insert)
  db.transaction(() => {
    for (const { id, title, body, tags } of rowsOf(library)) statement.run(id, [title, body, tags].join(PARTING))
  })()
  return db
}

const cacheOf = (folder: string): number => Math.min(CACHE_BYTES, statSync(join(folder, 'rival.db')).size)

export const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`

const like: Builder = (folder, library) => {
  const db = sqlite(
    folder,
    library,
    'CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)',
    'INSERT INTO t VALUES (?, ?)'
  )
  return {
    bytes: 0,
    memory: cacheOf(folder),
    find(terms, limit) {
      const conditions = terms.map(() => `text LIKE ? ESCAPE '\\'`).join(' AND ')
      const patterns = terms.map((term) => `%${term.replace(/[\\%_]/g, '\\$&')}%`)
      return db
        .prepare<unknown[], number>(`SELECT id FROM t WHERE ${conditions} ORDER BY id DESC LIMIT ?`)
        .pluck()
        .all(...patterns, limit)
    },
    close: () => void db.close()
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
      memory: cacheOf(folder),
      find: (terms, limit) => search.all(terms.map(quoted).join(' AND '), limit),
      close: () => void db.close()
    }
  }

/** The limit of what can be had without an index: all folded texts in memory. */
const inMemory: Builder = (_folder, _library, texts) => ({
  bytes: null,
  memory: texts.folded.reduce((bytes, text) => bytes + 2 * text.length, 0),
  built: false,
  find(terms, limit) {
    const found: number[] = []
    for (let n = texts.ids.length - 1; n >= 0 && found.length < limit; n--) {
      if (terms.every((term) => texts.folded[n]?.includes(term))) found.push(texts.ids[n] ?? 0)
    }
    return found
  }
})

/** The limit of what an index can do: FTS5 gives the newest documents with a query's tokens, unread and in no other order. */
const lookup: Builder = (_folder, library) => {
  const db = new Database(join(library, 'index.db'), { readonly: true })
  const search = db
    .prepare<unknown[], number>(
      'SELECT rowid FROM postings WHERE postings MATCH ? ORDER BY rowid DESC LIMIT CAST(? AS INTEGER)'
    )
    .pluck()
  return {
    bytes: null,
    memory: null,
    built: false,
    remarks: 'neither looks into the texts nor ranks',
    find(terms, limit) {
      const tokens = terms.flatMap((term) => termTokens(term).required)
      return search.all([...new Set(tokens)].map(quoted).join(' AND '), limit)
    },
    close: () => void db.close()
  }
}

/** An index in memory is given up once it takes more than these. */
const MOST_MEMORY = 1_500_000_000
const MOST_BUILDING_MS = 150_000

const minisearch =
  (tokenize: (text: string) => string[], remarks: string): Builder =>
  (_folder, library, texts) => {
    const index = new MiniSearch({ fields: ['text'], tokenize })
    const before = process.memoryUsage().heapUsed
    const start = performance.now()
    let added = 0
    for (const { id, title, body, tags } of rowsOf(library)) {
      index.add({ id, text: [title, body, tags].join(' ') })
      if (++added % 500 > 0) continue
      const seconds = (performance.now() - start) / 1000
      const megabytes = (process.memoryUsage().heapUsed - before) / 1e6
      if (megabytes * 1e6 > MOST_MEMORY || seconds * 1000 > MOST_BUILDING_MS) {
        return `after ${added} of ${texts.ids.length} articles it took ${Math.round(megabytes)} MB and ${Math.round(seconds)} s (${remarks})`
      }
    }
    return {
      bytes: null,
      remarks,
      find: (terms, limit) =>
        index
          .search(terms.join(' '), { combineWith: 'AND' })
          .slice(0, limit)
          .map(({ id }: { id: unknown }) => Number(id))
    }
  }

/** As its own tokenizer parts texts: at spaces and punctuation. */
const words = (text: string): string[] => text.split(/[\n\r\p{Z}\p{P}]+/u)

/** Latin words, Chinese characters and pairs of these. */
const pairs = (text: string): string[] =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((run) =>
    (run.match(/[\u3400-\u9fff]+|[^\u3400-\u9fff]+/g) ?? []).flatMap((part) => {
      if (!/[\u3400-\u9fff]/.test(part)) return [part]
      return Array.from(part, (char, at) => [char, part.slice(at, at + 2)]).flat()
    })
  )

export const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined

/** One file for each article, named by its id. */
export function writeFiles(folder: string, library: string, extension: string): string {
  const files = join(folder, 'files')
  mkdirSync(files)
  for (const { id, title, body, tags } of rowsOf(library)) {
    writeFileSync(join(files, `${id}.${extension}`), [title, body, tags].join('\n'))
  }
  return files
}

export const idsIn = (output: string): number[] => [...output.matchAll(/(\d+)\.txt/g)].map(([, id]) => Number(id))

const ripgrep: Builder = (folder, library) => {
  if (!isInstalled('rg')) return 'rg is not installed'
  const files = writeFiles(folder, library, 'txt')
  const search = (term: string) =>
    idsIn(spawnSync('rg', ['-F', '-i', '-l', '--', term, files], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout)
  return {
    bytes: 0,
    memory: null,
    built: false,
    find(terms, limit) {
      const [first = new Set<number>(), ...others] = terms.map((term) => new Set(search(term)))
      return [...first].filter((id) => others.every((ids) => ids.has(id))).slice(0, limit)
    }
  }
}

export const RIVALS: Record<string, Builder> = {
  'V8 includes, in memory': inMemory,
  'FTS5 lookup, in our index': lookup,
  LIKE: like,
  'FTS5 trigram': fts5('trigram'),
  'FTS5 unicode61': fts5('unicode61'),
  ripgrep,
  MiniSearch: minisearch(words, 'its own words'),
  'MiniSearch, pairs': minisearch(pairs, 'characters and pairs')
}
