import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

export interface CategoryRow {
  id: number
  parentId: number | null
  name: string
  position: number
}

const COLUMNS = 'id, parent_id AS parentId, name, position'

export const categoryById = (db: ReadableDb, id: number): CategoryRow | undefined =>
  get<CategoryRow>(db, `SELECT ${COLUMNS} FROM categories WHERE id = ?`, [id])

export const childByName = (db: ReadableDb, parentId: number | null, name: string): CategoryRow | undefined =>
  get<CategoryRow>(db, `SELECT ${COLUMNS} FROM categories WHERE ifnull(parent_id, 0) = ifnull(?, 0) AND name = ?`, [
    parentId,
    name
  ])

/** Adds a category as the last of its siblings; `batchId` is the import that makes it, if one does. */
export const insertCategory = (
  db: WritableDb,
  parentId: number | null,
  name: string,
  batchId: number | null = null
): number =>
  run(
    db,
    `INSERT INTO categories (parent_id, name, position, batch_id)
     VALUES (@parentId, @name,
       (SELECT coalesce(max(position), -1) + 1 FROM categories WHERE ifnull(parent_id, 0) = ifnull(@parentId, 0)),
       @batchId)`,
    { parentId, name, batchId }
  ).id

export const linkCategory = (db: WritableDb, entryId: number, categoryId: number): void => {
  run(db, 'INSERT INTO entry_categories (entry_id, category_id) VALUES (?, ?) ON CONFLICT DO NOTHING', [
    entryId,
    categoryId
  ])
}

/** Category ids of the entries; `ids` is a JSON array. */
export const categoryLinks = (db: ReadableDb, ids: string): { entryId: number; categoryId: number }[] =>
  all(
    db,
    `SELECT ec.entry_id AS entryId, ec.category_id AS categoryId
     FROM json_each(?) AS wanted
     JOIN entry_categories ec ON ec.entry_id = wanted.value
     ORDER BY ec.entry_id, ec.category_id`,
    [ids]
  )

/** All categories, siblings in order. */
export const allCategories = (db: ReadableDb): CategoryRow[] =>
  all(db, `SELECT ${COLUMNS} FROM categories ORDER BY position, id`)

/** A category and its descendants, parents before children. */
export const subtree = (db: ReadableDb, id: number): CategoryRow[] =>
  all(
    db,
    `WITH RECURSIVE under (id, depth) AS (
       SELECT ?, 0 UNION ALL SELECT c.id, depth + 1 FROM under JOIN categories c ON c.parent_id = under.id
     )
     SELECT c.id, c.parent_id AS parentId, c.name, c.position
     FROM under JOIN categories c ON c.id = under.id ORDER BY under.depth, c.position, c.id`,
    [id]
  )

/** Distinct entries outside the trash in each category or below it; categories without any are left out. */
export const countCategorised = (db: ReadableDb): { id: number; count: number }[] =>
  all(
    db,
    `WITH RECURSIVE under (root, id) AS (
       SELECT id, id FROM categories
       UNION ALL SELECT under.root, c.id FROM under JOIN categories c ON c.parent_id = under.id
     )
     SELECT under.root AS id, count(DISTINCT ec.entry_id) AS count
     FROM under JOIN entry_categories ec ON ec.category_id = under.id
     WHERE ec.entry_id NOT IN (SELECT id FROM entries WHERE deleted_at IS NOT NULL)
     GROUP BY under.root`
  )

/** Entries that are directly in one of the categories; `ids` is a JSON array. */
export const linksTo = (db: ReadableDb, ids: string): { entryId: number; categoryId: number }[] =>
  all(
    db,
    `SELECT ec.entry_id AS entryId, ec.category_id AS categoryId
     FROM json_each(?) AS wanted JOIN entry_categories ec ON ec.category_id = wanted.value
     ORDER BY ec.category_id, ec.entry_id`,
    [ids]
  )

/** `ids` is a JSON array of entries. */
export const unlinkCategories = (db: WritableDb, ids: string): void => {
  run(db, 'DELETE FROM entry_categories WHERE entry_id IN (SELECT value FROM json_each(?))', [ids])
}

/** Links like `linkCategory`, unless the entry is gone. */
export const relinkCategory = (db: WritableDb, entryId: number, categoryId: number): void => {
  run(
    db,
    `INSERT INTO entry_categories (entry_id, category_id) SELECT id, ? FROM entries WHERE id = ?
     ON CONFLICT DO NOTHING`,
    [categoryId, entryId]
  )
}

export const childrenOf = (db: ReadableDb, parentId: number | null): CategoryRow[] =>
  all(db, `SELECT ${COLUMNS} FROM categories WHERE ifnull(parent_id, 0) = ifnull(?, 0) ORDER BY position, id`, [
    parentId
  ])

/** A category that the user renames is the user's, whoever made it. */
export const renameCategory = (db: WritableDb, id: number, name: string): void => {
  run(db, 'UPDATE categories SET name = ?, batch_id = NULL WHERE id = ?', [name, id])
}

export const placeCategory = (db: WritableDb, id: number, parentId: number | null, position: number): void => {
  run(db, 'UPDATE categories SET parent_id = ?, position = ? WHERE id = ?', [parentId, position, id])
}

export const deleteCategory = (db: WritableDb, id: number): void => {
  run(db, 'DELETE FROM categories WHERE id = ?', [id])
}

/** Puts a deleted category back under its old id. */
export const reinsertCategory = (db: WritableDb, category: CategoryRow): void => {
  run(db, 'INSERT INTO categories (id, parent_id, name, position) VALUES (@id, @parentId, @name, @position)', {
    ...category
  })
}
