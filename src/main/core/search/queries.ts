import type { EntryKind } from '../../../shared/entries.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { all, get, run } from '../db/sql.ts'

// The library: what is to be searched.

/** Parts the tag names of {@link EntryText}; a noncharacter, so that no term reaches from one name into the next. */
export const TAG_PARTING = '\uffff'

export interface EntryText {
  id: number
  kind: EntryKind
  title: string
  body: string
  tags: string[]
}

/** Gives undefined for an entry that is deleted or in the trash. */
export function entryText(db: ReadableDb, id: number): EntryText | undefined {
  return readText(db, id, 'AND e.deleted_at IS NULL')
}

/** Gives undefined for an entry that is deleted. */
export const anyEntryText = (db: ReadableDb, id: number): EntryText | undefined => readText(db, id, '')

function readText(db: ReadableDb, id: number, condition: string): EntryText | undefined {
  // Text is read as bytes and decoded here, because Node decodes UTF-8 three times as fast as V8's own reader.
  const row = get<Pick<EntryText, 'id' | 'kind' | 'title'> & { body: Buffer; tags: string | null }>(
    db,
    `SELECT e.id, e.kind, e.title, CAST(e.body_text AS BLOB) AS body,
       (SELECT group_concat(t.name, '${TAG_PARTING}') FROM entry_tags et JOIN tags t ON t.id = et.tag_id
        WHERE et.entry_id = e.id) AS tags
     FROM entries e WHERE e.id = ? ${condition}`,
    [id]
  )
  if (!row) return undefined
  const tags = row.tags === null ? [] : row.tags.split(TAG_PARTING)
  return { ...row, body: row.body.toString('utf8'), tags }
}

/** Titles of all entries, in the trash or not, or of those given. */
export const titlesOf = (db: ReadableDb, ids?: number[]): { id: number; title: string }[] =>
  ids
    ? all(db, 'SELECT e.id, e.title FROM json_each(?) AS given CROSS JOIN entries e ON e.id = given.value', [
        JSON.stringify(ids)
      ])
    : all(db, 'SELECT id, title FROM entries')

/** Those of the given entries that hold each of LIKE's patterns (needles.ts) in title, body or a tag. */
export function idsHolding(db: ReadableDb, ids: number[], patterns: string[]): number[] {
  const held = patterns.map(
    (_, n) => `(e.body_text LIKE :text${n} OR e.title LIKE :text${n} OR EXISTS
      (SELECT 1 FROM entry_tags et JOIN tags t ON t.id = et.tag_id WHERE et.entry_id = e.id AND t.name LIKE :text${n}))`
  )
  const rows = all<{ id: number }>(
    db,
    `SELECT e.id FROM json_each(:ids) AS given CROSS JOIN entries e ON e.id = given.value
     WHERE e.deleted_at IS NULL AND ${held.join(' AND ')}`,
    { ids: JSON.stringify(ids), ...Object.fromEntries(patterns.map((pattern, n) => [`text${n}`, `%${pattern}%`])) }
  )
  return rows.map((row) => row.id)
}

interface ArticleFacts {
  feed: string | null
  promotionText: number | null
}

/** An article's feed, and how much of its text stands before an advert; nulls where there is none. */
export function articleFacts(db: ReadableDb, id: number): ArticleFacts {
  const sql = 'SELECT feed, promotion_text AS promotionText FROM articles WHERE entry_id = ?'
  return get<ArticleFacts>(db, sql, [id]) ?? { feed: null, promotionText: null }
}

export interface Change {
  id: number
  sequence: number
}

/** The first changes after `sequence`, oldest first. */
export function changesAfter(db: ReadableDb, sequence: number, limit: number): Change[] {
  return all<Change>(
    db,
    'SELECT entry_id AS id, sequence FROM entry_changes WHERE sequence > ? ORDER BY sequence LIMIT ?',
    [sequence, limit]
  )
}

/** Entries changed after `sequence`, last changed first. */
export function changedIds(db: ReadableDb, sequence: number): number[] {
  const rows = all<{ id: number }>(
    db,
    'SELECT entry_id AS id FROM entry_changes WHERE sequence > ? ORDER BY sequence DESC',
    [sequence]
  )
  return rows.map((row) => row.id)
}

/** The newest change; 0 when there is none. */
export function newestSequence(db: ReadableDb): number {
  return get<{ newest: number }>(db, 'SELECT coalesce(max(sequence), 0) AS newest FROM entry_changes')?.newest ?? 0
}

/** How many entries can be found, and how many of them changed after `sequence`. */
export function countEntries(db: ReadableDb, sequence: number): { total: number; changed: number } {
  const row = get<{ total: number; changed: number }>(
    db,
    `SELECT (SELECT count(*) FROM entries WHERE deleted_at IS NULL) AS total,
       (SELECT count(*) FROM entry_changes c JOIN entries e ON e.id = c.entry_id
        WHERE c.sequence > ? AND e.deleted_at IS NULL) AS changed`,
    [sequence]
  )
  return row ?? { total: 0, changed: 0 }
}

/** Ids of the entries that can be found. */
export function liveIds(db: ReadableDb): number[] {
  return all<{ id: number }>(db, 'SELECT id FROM entries WHERE deleted_at IS NULL').map((row) => row.id)
}

export function readMeta(db: ReadableDb, key: string): string | undefined {
  return get<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', [key])?.value
}

export function writeMeta(db: WritableDb, key: string, value: string): void {
  run(db, 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [
    key,
    value
  ])
}

export function deleteMeta(db: WritableDb, key: string): void {
  run(db, 'DELETE FROM meta WHERE key = ?', [key])
}

/** A name of its own for the library, made when first asked for: tells whether an index belongs to it. */
export function libraryId(db: WritableDb): string {
  run(
    db,
    `INSERT INTO meta (key, value) VALUES ('library_id', lower(hex(randomblob(16)))) ON CONFLICT (key) DO NOTHING`
  )
  return readMeta(db, 'library_id') ?? ''
}

// The index: index.db (indexing/queries.ts says what it holds).

export function documentCount(db: ReadableDb): number {
  return get<{ count: number }>(db, 'SELECT count(*) AS count FROM documents')?.count ?? 0
}

export function documentIds(db: ReadableDb): number[] {
  return all<{ id: number }>(db, 'SELECT id FROM documents').map((row) => row.id)
}

/** Tokens to be held all of; of a list one is enough. Tokens hold neither ASCII signs nor spaces (tokens.ts). */
export type Tokens = (string | string[])[]

/** FTS5's query for documents that hold all tokens. */
const conjunction = (tokens: Tokens): string =>
  tokens
    .map((token) => (typeof token === 'string' ? `"${token}"` : `(${token.map((each) => `"${each}"`).join(' OR ')})`))
    .join(' AND ')

export interface IndexedEntry {
  id: number
  plain: boolean
  /** In UTF-16 units. */
  length: number
}

/** Documents with all tokens and ids below `before`, newest first. */
export function matchingEntries(db: ReadableDb, tokens: Tokens, before: number, limit: number): IndexedEntry[] {
  const rows = all<{ id: number; plain: number; length: number }>(
    db,
    `SELECT postings.rowid AS id, documents.plain, documents.length FROM postings CROSS JOIN documents ON documents.id = postings.rowid
     WHERE postings MATCH ? AND postings.rowid < CAST(? AS INTEGER) ORDER BY postings.rowid DESC LIMIT ?`,
    [conjunction(tokens), before, limit]
  )
  return rows.map(({ id, plain, length }) => ({ id, plain: plain === 1, length }))
}

/** Ids of documents with all tokens, newest first. */
export function newestMatching(db: ReadableDb, tokens: Tokens, limit: number): number[] {
  const rows = all<{ id: number }>(
    db,
    'SELECT rowid AS id FROM postings WHERE postings MATCH ? ORDER BY rowid DESC LIMIT CAST(? AS INTEGER)',
    [conjunction(tokens), limit]
  )
  return rows.map((row) => row.id)
}

/** All documents that hold all tokens. */
export function allMatching(db: ReadableDb, tokens: Tokens): number[] {
  const row = get<{ ids: string }>(db, 'SELECT json_group_array(rowid) AS ids FROM postings WHERE postings MATCH ?', [
    conjunction(tokens)
  ])
  const ids: unknown = JSON.parse(row?.ids ?? '[]')
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : []
}

export function countMatching(db: ReadableDb, tokens: string[]): number {
  const row = get<{ n: number }>(db, 'SELECT count(*) AS n FROM postings WHERE postings MATCH ?', [conjunction(tokens)])
  return row?.n ?? 0
}

/** How many documents hold a token, counting no further than `bound`. */
export function countMatchingUpTo(db: ReadableDb, token: string, bound: number): number {
  const row = get<{ n: number }>(
    db,
    'SELECT count(*) AS n FROM (SELECT 1 FROM postings WHERE postings MATCH ? LIMIT CAST(? AS INTEGER))',
    [conjunction([token]), bound]
  )
  return row?.n ?? 0
}

/** Those of the tokens that some document holds. */
export function heldTokens(db: ReadableDb, tokens: string[]): string[] {
  const rows = all<{ match: string }>(
    db,
    `SELECT given.value AS match FROM json_each(?) AS given
     WHERE EXISTS (SELECT 1 FROM postings WHERE postings MATCH given.value)`,
    [JSON.stringify(tokens.map((token) => conjunction([token])))]
  )
  return rows.map(({ match }) => match.slice(1, -1))
}

/** How many of the given entries the index lists with all tokens. */
export function countMatchingAmong(db: ReadableDb, tokens: string[], ids: number[]): number {
  // A look at each costs an FTS5 query, and most entries that the index has not seen it has never seen.
  const listed = all<{ id: number }>(
    db,
    'SELECT documents.id FROM json_each(?) AS among JOIN documents ON documents.id = among.value',
    [JSON.stringify(ids)]
  )
  if (listed.length === 0) return 0
  const matching = new Set(allMatching(db, tokens))
  return listed.filter(({ id }) => matching.has(id)).length
}

export function holdsAll(db: ReadableDb, id: number, tokens: string[]): boolean {
  const row = get<{ n: number }>(
    db,
    'SELECT count(*) AS n FROM postings WHERE postings MATCH ? AND rowid = CAST(? AS INTEGER)',
    [conjunction(tokens), id]
  )
  return row?.n === 1
}

/** Empty when the file is sound as SQLite and FTS5 see it. */
export function structureProblem(db: WritableDb): string {
  const result = String(db.pragma('quick_check(1)', { simple: true }))
  if (result !== 'ok') return result
  try {
    run(db, `INSERT INTO postings (postings) VALUES ('integrity-check')`)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
