import type { ReadState } from '../../../shared/entries.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

/** What an article has beside its text. */
export interface StandingRow {
  createdAt: number
  updatedAt: number
  revision: number
  starred: 0 | 1
  sample: 0 | 1
  readState: ReadState
  readProgress: number
  readPositionJson: string | null
  promotionOpen: 0 | 1
}

/** Of an article outside the trash. */
export const standingOf = (db: ReadableDb, id: number): StandingRow | undefined =>
  get<StandingRow>(
    db,
    `SELECT e.created_at AS createdAt, e.updated_at AS updatedAt, e.revision, e.starred, e.sample,
       a.read_state AS readState, a.read_progress AS readProgress, a.read_position_json AS readPositionJson,
       a.promotion_open AS promotionOpen
     FROM articles a JOIN entries e ON e.id = a.entry_id
     WHERE a.entry_id = ? AND e.deleted_at IS NULL`,
    [id]
  )

/** Sets what a merge adds: star, sample and how far it is read. */
export const updateStanding = (
  db: WritableDb,
  id: number,
  standing: Omit<StandingRow, 'createdAt' | 'updatedAt' | 'revision' | 'promotionOpen'>
): void => {
  run(db, 'UPDATE entries SET starred = @starred, sample = @sample WHERE id = @id', { ...standing, id })
  run(
    db,
    `UPDATE articles SET read_state = @readState, read_progress = @readProgress, read_position_json = @readPositionJson
     WHERE entry_id = @id`,
    { ...standing, id }
  )
}

/** Adds the base row of an article under the id that it had. */
export const reinsertEntry = (
  db: WritableDb,
  entry: StandingRow & {
    id: number
    title: string
    bodyText: string
    excerpt: string
    images: number
    readingMinutes: number
  }
): void => {
  run(
    db,
    `INSERT INTO entries (id, kind, title, body_text, excerpt, images, reading_minutes, starred, sample, created_at,
       updated_at, revision)
     VALUES (@id, 'article', @title, @bodyText, @excerpt, @images, @readingMinutes, @starred, @sample, @createdAt,
       @updatedAt, @revision)`,
    { ...entry }
  )
}

export const reinsertReading = (db: WritableDb, id: number, standing: StandingRow): void => {
  run(
    db,
    `UPDATE articles SET read_state = @readState, read_progress = @readProgress, promotion_open = @promotionOpen
     WHERE entry_id = @id`,
    { ...standing, id }
  )
}

/**
 * What refers to an article by its id and goes with it into another: for each table the column, and a key that stays. A
 * table that refers to articles belongs here.
 */
const FOLLOWERS = {
  notes: { column: 'source_id', key: 'entry_id' },
  plan_items: { column: 'entry_id', key: 'id' },
  highlights: { column: 'entry_id', key: 'id' },
  article_versions: { column: 'entry_id', key: 'id' },
  import_items: { column: 'entry_id', key: 'id' }
}
export type Follower = keyof typeof FOLLOWERS
export const followers = [
  'notes',
  'plan_items',
  'highlights',
  'article_versions',
  'import_items'
] as const satisfies Follower[]

/** Keys of the rows that refer to an article. */
export const referring = (db: ReadableDb, table: Follower, id: number): number[] => {
  const { column, key } = FOLLOWERS[table]
  return all<{ key: number }>(db, `SELECT ${key} AS key FROM ${table} WHERE ${column} = ? ORDER BY ${key}`, [id]).map(
    (row) => row.key
  )
}

/** Makes rows refer to another article, those that refer to `from`, or to none, still. `keys` is a JSON array. */
export const moveReferences = (
  db: WritableDb,
  table: Follower,
  move: { keys: string; from: number; to: number }
): void => {
  const { column, key } = FOLLOWERS[table]
  run(
    db,
    `UPDATE ${table} SET ${column} = @to
     WHERE ${key} IN (SELECT value FROM json_each(@keys)) AND (${column} = @from OR ${column} IS NULL)`,
    move
  )
}

export const keysOfArticle = (db: ReadableDb, id: number): string[] =>
  all<{ key: string }>(db, 'SELECT key FROM article_keys WHERE entry_id = ? ORDER BY key', [id]).map(({ key }) => key)

export const deleteKey = (db: WritableDb, id: number, key: string): void => {
  run(db, 'DELETE FROM article_keys WHERE key = ? AND entry_id = ?', [key, id])
}

export interface PictureRow {
  src: string
  sha256: string | null
  failure: string | null
  cover: 0 | 1
  batchId: number | null
}

export const pictureRows = (db: ReadableDb, id: number): PictureRow[] =>
  all(
    db,
    `SELECT src, sha256, failure, cover, batch_id AS batchId FROM article_pictures WHERE entry_id = ? ORDER BY src`,
    [id]
  )

/** Adds a picture to an article that has none under its name; gives whether it had none. */
export const addPictureRow = (db: WritableDb, id: number, picture: PictureRow): boolean =>
  run(
    db,
    `INSERT INTO article_pictures (entry_id, src, sha256, failure, cover, batch_id)
     VALUES (@id, @src, (SELECT sha256 FROM assets WHERE sha256 = @sha256), @failure, @cover,
       (SELECT id FROM import_batches WHERE id = @batchId))
     ON CONFLICT DO NOTHING`,
    { ...picture, id }
  ).changes > 0

export interface LinkRow {
  entryId: number
  href: string
  text: string
  targetId: number | null
}

/** Links in an article's text, and those of other entries to it. */
export const linkRows = (db: ReadableDb, id: number): LinkRow[] =>
  all(
    db,
    `SELECT entry_id AS entryId, href, text, target_id AS targetId FROM article_links
     WHERE entry_id = @id OR target_id = @id ORDER BY entry_id, href`,
    { id }
  )

/** Makes other entries' links lead to another article. */
export const moveLinks = (db: WritableDb, from: number, to: number): void => {
  run(db, 'UPDATE article_links SET target_id = @to WHERE target_id = @from AND entry_id <> @from', { from, to })
}

/** Adds a link or leads it back; of an entry or to an entry that is gone, it is left out. */
export const restoreLink = (db: WritableDb, link: LinkRow): void => {
  run(
    db,
    `INSERT INTO article_links (entry_id, href, text, target_id)
     SELECT id, @href, @text, (SELECT id FROM entries WHERE id = @targetId) FROM entries WHERE id = @entryId
     ON CONFLICT (entry_id, href) DO UPDATE SET target_id = excluded.target_id`,
    { ...link }
  )
}

export interface ApartRow {
  other: number
  at: number
}

/** Articles that the user said are not the same as this one. */
export const keptApartFrom = (db: ReadableDb, id: number): ApartRow[] =>
  all(
    db,
    `SELECT iif(a = @id, b, a) AS other, kept_apart_at AS at FROM article_pairs
     WHERE (a = @id OR b = @id) AND kept_apart_at IS NOT NULL ORDER BY 1`,
    { id }
  )

export const deleteEntry = (db: WritableDb, id: number): void => {
  run(db, 'DELETE FROM entries WHERE id = ?', [id])
}

/** What tells which of two articles to keep, the larger the better: use by the user, then date and length of the text. */
export const worthOf = (db: ReadableDb, id: number): { used: number; publishedAt: string | null; length: number } =>
  get<{ used: number; publishedAt: string | null; length: number }>(
    db,
    `SELECT e.starred + (a.read_state <> 'unread') + (a.promotion_chosen = 1)
       + (e.title IS NOT a.given_json ->> '$.title')
       + (SELECT count(*) FROM notes WHERE source_id = e.id)
       + (SELECT count(*) FROM plan_items WHERE entry_id = e.id AND deleted_at IS NULL)
       + (SELECT count(*) FROM highlights WHERE entry_id = e.id) AS used,
       e.published_at AS publishedAt, length(e.body_text) AS length
     FROM entries e JOIN articles a ON a.entry_id = e.id WHERE e.id = ?`,
    [id]
  ) ?? { used: 0, publishedAt: null, length: 0 }

/** How much the user has made of an article. */
export const countUses = (db: ReadableDb, id: number): { notes: number; planItems: number; highlights: number } =>
  get<{ notes: number; planItems: number; highlights: number }>(
    db,
    `SELECT (SELECT count(*) FROM notes n JOIN entries e ON e.id = n.entry_id
         WHERE n.source_id = @id AND e.deleted_at IS NULL) AS notes,
       (SELECT count(*) FROM plan_items WHERE entry_id = @id AND deleted_at IS NULL) AS planItems,
       (SELECT count(*) FROM highlights WHERE entry_id = @id) AS highlights`,
    { id }
  ) ?? { notes: 0, planItems: 0, highlights: 0 }
