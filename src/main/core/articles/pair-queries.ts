import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

/** The next signatures by id, of articles in the trash too. */
export const signaturesAfter = (
  db: ReadableDb,
  query: { after: number; limit: number }
): { id: number; signature: Buffer }[] =>
  all(
    db,
    'SELECT entry_id AS id, signature FROM article_signatures WHERE entry_id > @after ORDER BY entry_id LIMIT @limit',
    query
  )

export const signatureById = (db: ReadableDb, id: number): Buffer | undefined =>
  get<{ signature: Buffer }>(db, 'SELECT signature FROM article_signatures WHERE entry_id = ?', [id])?.signature

/** The title of an article outside the trash. */
export const liveTitle = (db: ReadableDb, id: number): string | undefined =>
  get<{ title: string }>(db, 'SELECT title FROM entries WHERE id = ? AND deleted_at IS NULL', [id])?.title

/** Null takes it away: a text may be too short for one. */
export const saveSignature = (db: WritableDb, id: number, signature: Buffer | null): void => {
  if (signature === null) run(db, 'DELETE FROM article_signatures WHERE entry_id = ?', [id])
  else run(db, 'INSERT OR REPLACE INTO article_signatures (entry_id, signature) VALUES (?, ?)', [id, signature])
}

/** Forgets the pairs of an article; what the user said of one stays, at a score that no list shows. */
export const forgetPairs = (db: WritableDb, id: number): void => {
  run(db, 'DELETE FROM article_pairs WHERE (a = @id OR b = @id) AND kept_apart_at IS NULL', { id })
  run(db, 'UPDATE article_pairs SET score = 0 WHERE a = @id OR b = @id', { id })
}

export const savePair = (db: WritableDb, one: number, other: number, score: number): void => {
  run(
    db,
    `INSERT INTO article_pairs (a, b, score) VALUES (min(@one, @other), max(@one, @other), @score)
     ON CONFLICT (a, b) DO UPDATE SET score = excluded.score`,
    { one, other, score }
  )
}

/** Says that both articles of a pair stay, or takes it back with null; gives whether there is such a pair. */
export const markKeptApart = (db: WritableDb, one: number, other: number, at: number | null): boolean =>
  run(db, 'UPDATE article_pairs SET kept_apart_at = @at WHERE a = min(@one, @other) AND b = max(@one, @other)', {
    one,
    other,
    at
  }).changes > 0

/** Articles that were never compared with the others, by id. */
export const uncomparedIds = (db: ReadableDb, limit: number): number[] =>
  all<{ id: number }>(db, 'SELECT entry_id AS id FROM articles WHERE compared = 0 ORDER BY entry_id LIMIT ?', [
    limit
  ]).map(({ id }) => id)

export const markCompared = (db: WritableDb, id: number): void => {
  run(db, 'UPDATE articles SET compared = 1 WHERE entry_id = ?', [id])
}

// The trash is small, so leaving it out by id is cheaper than looking every article up.
const OUTSIDE_TRASH = 'NOT IN (SELECT id FROM entries WHERE deleted_at IS NOT NULL)'
const LIVE = `p.kept_apart_at IS NULL AND p.a ${OUTSIDE_TRASH} AND p.b ${OUTSIDE_TRASH}`

export interface PairRow {
  a: number
  b: number
  score: number
}

/** Pairs of articles outside the trash that the user has not decided on, most alike first. */
export const livePairs = (db: ReadableDb, query: { least: number; limit: number }): PairRow[] =>
  all(
    db,
    `SELECT p.a, p.b, p.score FROM article_pairs p WHERE p.score >= @least AND ${LIVE}
     ORDER BY p.score DESC, p.a, p.b LIMIT @limit`,
    query
  )

export const countLivePairs = (db: ReadableDb, least: number): number =>
  get<{ n: number }>(db, `SELECT count(*) AS n FROM article_pairs p WHERE p.score >= ? AND ${LIVE}`, [least])?.n ?? 0

/** Articles outside the trash much like one, most alike first. */
export const likeOne = (
  db: ReadableDb,
  query: { id: number; least: number; limit: number }
): { id: number; score: number; keptApart: 0 | 1 }[] =>
  all(
    db,
    `SELECT e.id, p.score, p.keptApart FROM (
       SELECT b AS other, score, kept_apart_at IS NOT NULL AS keptApart FROM article_pairs WHERE a = @id
       UNION ALL SELECT a, score, kept_apart_at IS NOT NULL FROM article_pairs WHERE b = @id
     ) p CROSS JOIN entries e ON e.id = p.other
     WHERE p.score >= @least AND e.deleted_at IS NULL ORDER BY p.score DESC, e.id LIMIT @limit`,
    query
  )

/** Names under which an article may be met again, as {@link keysOf} makes them. */
export const saveKey = (db: WritableDb, id: number, key: string): void => {
  run(db, 'INSERT INTO article_keys (key, entry_id) VALUES (?, ?) ON CONFLICT DO NOTHING', [key, id])
}

/** Articles outside the trash that have one of the keys, a JSON array. The joins stand in the order of the walk. */
export const articlesByKeys = (db: ReadableDb, keys: string): { key: string; id: number }[] =>
  all(
    db,
    `SELECT k.key, k.entry_id AS id FROM json_each(?) wanted
     CROSS JOIN article_keys k ON k.key = wanted.value
     CROSS JOIN entries e ON e.id = k.entry_id
     WHERE e.deleted_at IS NULL ORDER BY wanted.key, k.entry_id`,
    [keys]
  )

/** Where articles were read from, as their imports list it. */
export const pathsOf = (db: ReadableDb, id: number): string[] =>
  all<{ path: string }>(
    db,
    "SELECT DISTINCT path FROM import_items WHERE entry_id = ? AND outcome IN ('imported', 'updated')",
    [id]
  ).map(({ path }) => path)
