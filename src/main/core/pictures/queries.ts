import type { ArticlePicture, PictureFailure, PictureState } from '../../../shared/pictures.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

const IS_REMOTE = "(p.src LIKE 'https://%' OR p.src LIKE 'http://%')"
const STATE = `CASE WHEN p.sha256 IS NOT NULL THEN 'stored' WHEN p.failure IS NOT NULL THEN 'failed'
  WHEN ${IS_REMOTE} THEN 'remote' ELSE 'missing' END`

/** The rows of some entries; `ids` is a JSON array, or null for all entries that are not in the trash. */
const inScope = (ids: string | null): string =>
  ids === null
    ? 'p.entry_id IN (SELECT id FROM entries WHERE deleted_at IS NULL AND @ids IS NULL)'
    : 'p.entry_id IN (SELECT value FROM json_each(@ids))'

export interface PictureRow extends Omit<ArticlePicture, 'cover'> {
  cover: 0 | 1
}

/** The pictures of an article, its cover first. */
export const picturesById = (db: ReadableDb, entryId: number): PictureRow[] =>
  all(
    db,
    `SELECT p.src, p.cover, ${STATE} AS state, p.sha256, s.width, s.height, p.failure
     FROM article_pictures p LEFT JOIN assets s ON s.sha256 = p.sha256
     WHERE p.entry_id = ? ORDER BY p.cover DESC, p.src`,
    [entryId]
  )

/** Makes an article's pictures known; those that are known stay as they are. `sources` is a JSON array. */
export const insertPictures = (db: WritableDb, entryId: number, sources: string): void => {
  run(
    db,
    `INSERT INTO article_pictures (entry_id, src) SELECT @entryId, value FROM json_each(@sources)
     WHERE true ON CONFLICT DO NOTHING`,
    { entryId, sources }
  )
}

/** The picture that only the front matter of an article's text names. */
export const coverOf = (db: ReadableDb, entryId: number): string | null =>
  get<{ src: string }>(db, 'SELECT src FROM article_pictures WHERE entry_id = ? AND cover = 1', [entryId])?.src ?? null

/** Makes a known picture an article's cover, or none. */
export const updateCover = (db: WritableDb, entryId: number, src: string | null): void => {
  run(db, 'UPDATE article_pictures SET cover = src IS @src WHERE entry_id = @entryId AND (cover = 1 OR src IS @src)', {
    entryId,
    src
  })
}

/** `batchId`: the import that brings it to an article that was there. Gives whether the article lacked it. */
export const setPicture = (
  db: WritableDb,
  picture: { entryId: number; src: string; sha256: string; batchId: number | null }
): boolean =>
  run(
    db,
    `UPDATE article_pictures SET sha256 = @sha256, failure = NULL, batch_id = @batchId
     WHERE entry_id = @entryId AND src = @src AND sha256 IS NULL`,
    picture
  ).changes > 0

export const setFailure = (db: WritableDb, entryId: number, src: string, failure: PictureFailure): void => {
  run(db, 'UPDATE article_pictures SET failure = ? WHERE entry_id = ? AND src = ? AND sha256 IS NULL', [
    failure,
    entryId,
    src
  ])
}

export const countStates = (db: ReadableDb, ids: string | null): { state: PictureState; count: number }[] =>
  all(db, `SELECT ${STATE} AS state, count(*) AS count FROM article_pictures p WHERE ${inScope(ids)} GROUP BY 1`, {
    ids
  })

/** Hosts of the pictures that could be downloaded, the one with most first. */
export const countHosts = (db: ReadableDb, ids: string | null): { host: string; pictures: number }[] =>
  all(
    db,
    `WITH rest (text) AS (
       SELECT substr(p.src, instr(p.src, '//') + 2) FROM article_pictures p
       WHERE ${inScope(ids)} AND p.sha256 IS NULL AND ${IS_REMOTE}
     )
     SELECT lower(iif(instr(text, '/') > 0, substr(text, 1, instr(text, '/') - 1), text)) AS host, count(*) AS pictures
     FROM rest GROUP BY 1 ORDER BY 2 DESC, 1`,
    { ids }
  )

export interface LackingRow {
  entryId: number
  src: string
}

/** The next pictures that could be downloaded, in the order of their entries; `after` is the last one before them. */
export const lackingRemote = (
  db: ReadableDb,
  query: { ids: string | null; after: LackingRow; limit: number }
): LackingRow[] =>
  all(
    db,
    `SELECT p.entry_id AS entryId, p.src FROM article_pictures p
     WHERE (p.entry_id, p.src) > (@entryId, @src) AND ${inScope(query.ids)} AND p.sha256 IS NULL AND ${IS_REMOTE}
     ORDER BY p.entry_id, p.src LIMIT @limit`,
    { ids: query.ids, ...query.after, limit: query.limit }
  )

/** The next pictures that articles lack, with the path that the article was imported from where that is known. */
export const lackingAny = (
  db: ReadableDb,
  query: { after: LackingRow; limit: number }
): (LackingRow & { path: string | null })[] =>
  all(
    db,
    `SELECT p.entry_id AS entryId, p.src, iif(${IS_REMOTE}, NULL,
       (SELECT i.path FROM import_items i WHERE i.entry_id = p.entry_id AND i.outcome IN ('imported', 'updated') LIMIT 1)
     ) AS path
     FROM article_pictures p
     WHERE (p.entry_id, p.src) > (@entryId, @src) AND p.sha256 IS NULL
     ORDER BY p.entry_id, p.src LIMIT @limit`,
    { ...query.after, limit: query.limit }
  )

export const countFailures = (db: ReadableDb, ids: string | null): number =>
  get<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM article_pictures p WHERE ${inScope(ids)} AND p.sha256 IS NULL AND p.failure IS NOT NULL`,
    { ids }
  )?.n ?? 0

export const failuresOf = (
  db: ReadableDb,
  query: { ids: string | null; offset: number; limit: number }
): { entryId: number; title: string; src: string; failure: PictureFailure }[] =>
  all(
    db,
    `SELECT p.entry_id AS entryId, e.title, p.src, p.failure FROM article_pictures p JOIN entries e ON e.id = p.entry_id
     WHERE ${inScope(query.ids)} AND p.sha256 IS NULL AND p.failure IS NOT NULL
     ORDER BY p.entry_id, p.src LIMIT @limit OFFSET @offset`,
    query
  )

/** Null for what is no picture, an original for example. */
export const pictureType = (db: ReadableDb, sha256: string): string | null =>
  get<{ mediaType: string }>(
    db,
    "SELECT media_type AS mediaType FROM assets WHERE sha256 = ? AND media_type LIKE 'image/%'",
    [sha256]
  )?.mediaType ?? null

/** Deletes pictures of an entry that neither its text nor a former one names or has for its cover; gives them. */
export const deleteUnnamed = (db: WritableDb, id: number): { sha256: string | null }[] =>
  all(
    db,
    `WITH texts (tree) AS (
       SELECT tree_json FROM articles WHERE entry_id = @id
       UNION ALL SELECT tree_json FROM article_versions WHERE entry_id = @id
     ), named (src) AS (
       SELECT coalesce(node.value ->> 'src', node.value ->> 'srcRaw') FROM texts, json_tree(texts.tree) node
       WHERE node.key = 'attributes'
       UNION ALL SELECT given_json ->> '$.cover' FROM article_versions WHERE entry_id = @id
     )
     DELETE FROM article_pictures
     WHERE entry_id = @id AND cover = 0 AND src NOT IN (SELECT src FROM named WHERE src IS NOT NULL)
     RETURNING sha256`,
    { id }
  )

/** Takes back what an import gave to articles that were there; gives the pictures and the entries. */
export const forgetBatch = (db: WritableDb, batchId: number): { sha256: string; entryId: number }[] => {
  const brought = all<{ sha256: string; entryId: number }>(
    db,
    'SELECT sha256, entry_id AS entryId FROM article_pictures WHERE batch_id = ? AND sha256 IS NOT NULL',
    [batchId]
  )
  run(db, 'UPDATE article_pictures SET sha256 = NULL, batch_id = NULL WHERE batch_id = ?', [batchId])
  return brought
}

/** Takes a picture from a place that has it; false when it has another, or none. */
export const forgetGiven = (db: WritableDb, given: { entryId: number; src: string; sha256: string }): boolean =>
  run(
    db,
    `UPDATE article_pictures SET sha256 = NULL, batch_id = NULL
     WHERE entry_id = @entryId AND src = @src AND sha256 = @sha256`,
    { ...given }
  ).changes > 0

/** Takes a picture whose file is gone from the articles that have it; gives these. */
export const forgetPicture = (db: WritableDb, sha256: string): number[] => {
  const entries = all<{ entryId: number }>(db, 'SELECT entry_id AS entryId FROM article_pictures WHERE sha256 = ?', [
    sha256
  ])
  run(db, 'UPDATE article_pictures SET sha256 = NULL, batch_id = NULL WHERE sha256 = ?', [sha256])
  return entries.map(({ entryId }) => entryId)
}
