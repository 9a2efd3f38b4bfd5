import type { ReadableDb, WritableDb } from '../../db/sql.ts'
import { get, run } from '../../db/sql.ts'

// Writing index.db. `postings` holds the tokens of each entry (tokens.ts), `documents` its length in UTF-16 units and in
// words, and whether its text is plain (needles.ts), `state` how far the index has come.

export function createIndexSchema(db: WritableDb): void {
  db.exec(`
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE state (sequence INTEGER NOT NULL, count INTEGER NOT NULL, length INTEGER NOT NULL,
      unmerged INTEGER NOT NULL) STRICT;
    INSERT INTO state VALUES (0, 0, 0, 0);
    CREATE TABLE documents (id INTEGER PRIMARY KEY, length INTEGER NOT NULL, words INTEGER NOT NULL,
      plain INTEGER NOT NULL) STRICT;
    CREATE VIRTUAL TABLE postings
      USING fts5(tokens, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none);
  `)
}

export type PostingsSetting = 'hashsize' | 'automerge' | 'crisismerge' | 'usermerge'

/** Sets an option of FTS5, which refuses numbers that SQLite holds as reals. */
export function setPostings(db: WritableDb, setting: PostingsSetting, value: number): void {
  run(db, 'INSERT INTO postings (postings, rank) VALUES (?, CAST(? AS INTEGER))', [setting, value])
}

/** How far the index has come. */
export interface IndexState {
  /** The last change of the library that it holds. */
  sequence: number
  /** Entries, and the sum of their lengths in UTF-16 units. */
  count: number
  length: number
  /** Entries written since all postings were merged into one list for each token. */
  unmerged: number
}

export function indexState(db: ReadableDb): IndexState {
  const state = get<IndexState>(db, 'SELECT sequence, count, length, unmerged FROM state')
  return state ?? { sequence: 0, count: 0, length: 0, unmerged: 0 }
}

export function setIndexState(db: WritableDb, state: IndexState): void {
  run(db, 'UPDATE state SET sequence = :sequence, count = :count, length = :length, unmerged = :unmerged', { ...state })
}

/** What the index holds of an entry. */
export interface IndexedText {
  length: number
  words: number
  plain: boolean
  tokens: string
}

export function putDocument(db: WritableDb, id: number, { length, words, plain, tokens }: IndexedText): void {
  run(db, 'INSERT INTO documents (id, length, words, plain) VALUES (?, ?, ?, ?)', [id, length, words, plain ? 1 : 0])
  run(db, 'INSERT INTO postings (rowid, tokens) VALUES (?, ?)', [id, tokens])
}

/** Gives the length of the document that was there, undefined when there was none. */
export function removeDocument(db: WritableDb, id: number): number | undefined {
  const old = get<{ length: number }>(db, 'SELECT length FROM documents WHERE id = ?', [id])
  if (!old) return undefined
  run(db, 'DELETE FROM postings WHERE rowid = ?', [id])
  run(db, 'DELETE FROM documents WHERE id = ?', [id])
  return old.length
}

/** Merges postings for about so many written pages; false when there was nothing to merge. */
export function mergePostings(db: WritableDb, pages: number): boolean {
  const changes = () => get<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0
  const before = changes()
  run(db, `INSERT INTO postings (postings, rank) VALUES ('merge', CAST(? AS INTEGER))`, [pages])
  return changes() - before >= 2
}

/** Begins to merge all postings into one list for each token; {@link mergePostings} goes on with it. */
export function beginMergingAll(db: WritableDb, pages: number): void {
  run(db, `INSERT INTO postings (postings, rank) VALUES ('merge', CAST(? AS INTEGER))`, [-pages])
}

export function pageCounts(db: ReadableDb): { pages: number; free: number } {
  const row = get<{ pages: number; free: number }>(
    db,
    'SELECT page_count AS pages, freelist_count AS free FROM pragma_page_count, pragma_freelist_count'
  )
  return row ?? { pages: 0, free: 0 }
}
