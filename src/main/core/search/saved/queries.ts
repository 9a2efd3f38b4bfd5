import type { RecentSearch, SavedSearch } from '../../../../shared/search.ts'
import { all, get, run } from '../../db/sql.ts'
import type { ReadableDb, WritableDb } from '../../db/sql.ts'

const COLUMNS = 'id, name, query, position'

export const allSaved = (db: ReadableDb): SavedSearch[] =>
  all(db, `SELECT ${COLUMNS} FROM saved_searches ORDER BY position, id`)

export const savedById = (db: ReadableDb, id: number): SavedSearch | undefined =>
  get(db, `SELECT ${COLUMNS} FROM saved_searches WHERE id = ?`, [id])

/** Adds a saved search as the last one; gives its id. */
export const insertSaved = (db: WritableDb, name: string, query: string): number =>
  run(
    db,
    `INSERT INTO saved_searches (name, query, position)
     VALUES (?, ?, (SELECT coalesce(max(position), -1) + 1 FROM saved_searches))`,
    [name, query]
  ).id

/** Puts a removed one back under its old id; does nothing when it is there. */
export const reinsertSaved = (db: WritableDb, saved: SavedSearch): void => {
  run(
    db,
    `INSERT INTO saved_searches (id, name, query, position) VALUES (@id, @name, @query, @position)
     ON CONFLICT DO NOTHING`,
    { ...saved }
  )
}

export const updateSaved = (db: WritableDb, { id, name, query }: Omit<SavedSearch, 'position'>): void => {
  run(db, 'UPDATE saved_searches SET name = ?, query = ? WHERE id = ?', [name, query, id])
}

export const placeSaved = (db: WritableDb, id: number, position: number): void => {
  run(db, 'UPDATE saved_searches SET position = ? WHERE id = ?', [position, id])
}

export const deleteSaved = (db: WritableDb, id: number): void => {
  run(db, 'DELETE FROM saved_searches WHERE id = ?', [id])
}

/** Newest first. */
export const allRecent = (db: ReadableDb): RecentSearch[] =>
  all(db, 'SELECT query, used_at AS usedAt FROM recent_searches ORDER BY used_at DESC, query')

export const putRecent = (db: WritableDb, { query, usedAt }: RecentSearch): void => {
  run(
    db,
    `INSERT INTO recent_searches (query, used_at) VALUES (?, ?)
     ON CONFLICT (query) DO UPDATE SET used_at = max(used_at, excluded.used_at)`,
    [query, usedAt]
  )
}

/** Keeps the newest ones. */
export const trimRecent = (db: WritableDb, keep: number): void => {
  run(
    db,
    `DELETE FROM recent_searches
     WHERE query NOT IN (SELECT query FROM recent_searches ORDER BY used_at DESC, query LIMIT ?)`,
    [keep]
  )
}

/** Deletes one, or all without a query. */
export const deleteRecent = (db: WritableDb, query: string | undefined): void => {
  run(db, 'DELETE FROM recent_searches WHERE @query IS NULL OR query = @query', { query: query ?? null })
}
