import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

export interface LibraryCounts {
  articles: number
  notes: number
  trashed: number
  plans: number
  assetsBytes: number
  samples: number
}

const NOTHING: LibraryCounts = { articles: 0, notes: 0, trashed: 0, plans: 0, assetsBytes: 0, samples: 0 }

export const countLibrary = (db: ReadableDb): LibraryCounts =>
  get<LibraryCounts>(
    db,
    `SELECT
       (SELECT count(*) FROM entries WHERE deleted_at IS NULL AND kind = 'article') AS articles,
       (SELECT count(*) FROM entries WHERE deleted_at IS NULL AND kind = 'note') AS notes,
       (SELECT count(*) FROM entries WHERE deleted_at IS NOT NULL) AS trashed,
       (SELECT count(*) FROM plans WHERE deleted_at IS NULL) AS plans,
       (SELECT coalesce(sum(bytes), 0) FROM assets) AS assetsBytes,
       (SELECT count(*) FROM entries WHERE sample = 1) + (SELECT count(*) FROM plans WHERE sample = 1) AS samples`
  ) ?? NOTHING

export const schemaVersionOf = (db: ReadableDb): number =>
  get<{ version: number }>(db, 'SELECT user_version AS version FROM pragma_user_version')?.version ?? 0

/** SQLite's own complaints about the file, at most 100; none when it is sound. */
export const integrityProblems = (db: ReadableDb): string[] =>
  all<{ message: string }>(db, 'SELECT integrity_check AS message FROM pragma_integrity_check')
    .map((row) => row.message)
    .filter((message) => message !== 'ok')

/** Rows that refer to rows that are not there. */
export const brokenReferences = (db: ReadableDb): { child: string; parent: string; rows: number }[] =>
  all(
    db,
    `SELECT "table" AS child, "parent" AS parent, count(*) AS rows FROM pragma_foreign_key_check
     GROUP BY "table", "parent"`
  )

export interface AssetRow {
  sha256: string
  mediaType: string
  /** Of the article made from it, or of one that shows it; null when nothing uses it. */
  title: string | null
}

export const allAssets = (db: ReadableDb): AssetRow[] =>
  all(
    db,
    `SELECT s.sha256, s.media_type AS mediaType,
       (SELECT e.title FROM entries e WHERE e.id = coalesce(
         (SELECT a.entry_id FROM articles a WHERE a.source_sha256 = s.sha256),
         (SELECT v.entry_id FROM article_versions v WHERE v.source_sha256 = s.sha256),
         (SELECT p.entry_id FROM article_pictures p WHERE p.sha256 = s.sha256 LIMIT 1))) AS title
     FROM assets s
     ORDER BY s.sha256`
  )

export const sampleEntries = (db: ReadableDb): number[] =>
  all<{ id: number }>(db, 'SELECT id FROM entries WHERE sample = 1').map((row) => row.id)

export const samplePlans = (db: ReadableDb): number[] =>
  all<{ id: number }>(db, 'SELECT id FROM plans WHERE sample = 1').map((row) => row.id)

export const hasSampleNote = (db: ReadableDb, title: string): boolean =>
  get(db, "SELECT 1 FROM entries WHERE sample = 1 AND kind = 'note' AND title = ?", [title]) !== undefined

export const hasSamplePlan = (db: ReadableDb, title: string): boolean =>
  get(db, 'SELECT 1 FROM plans WHERE sample = 1 AND title = ?', [title]) !== undefined

/** Ids of all tags and categories, to tell which ones the samples brought. */
export const tagAndCategoryIds = (db: ReadableDb): { tags: number[]; categories: number[] } => ({
  tags: all<{ id: number }>(db, 'SELECT id FROM tags').map((row) => row.id),
  categories: all<{ id: number }>(db, 'SELECT id FROM categories').map((row) => row.id)
})

/** Deletes those of the tags and categories that hold nothing; arguments are JSON arrays of ids. */
export const deleteEmpty = (db: WritableDb, tags: string, categories: string): void => {
  run(
    db,
    `DELETE FROM tags WHERE id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM entry_tags et WHERE et.tag_id = tags.id)`,
    [tags]
  )
  const leaves = `DELETE FROM categories WHERE id IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM entry_categories ec WHERE ec.category_id = categories.id)
    AND NOT EXISTS (SELECT 1 FROM categories child WHERE child.parent_id = categories.id)`
  while (run(db, leaves, [categories]).changes > 0);
}

export const readMeta = (db: ReadableDb, key: string): string | undefined =>
  get<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', [key])?.value

export const writeMeta = (db: WritableDb, key: string, value: string): void => {
  run(db, 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [
    key,
    value
  ])
}

export const deleteMeta = (db: WritableDb, key: string): void => {
  run(db, 'DELETE FROM meta WHERE key = ?', [key])
}
