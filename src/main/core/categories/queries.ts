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

/** Adds a category as the last of its siblings. */
export const insertCategory = (db: WritableDb, parentId: number | null, name: string): number =>
  run(
    db,
    `INSERT INTO categories (parent_id, name, position)
     VALUES (@parentId, @name,
       (SELECT coalesce(max(position), -1) + 1 FROM categories WHERE ifnull(parent_id, 0) = ifnull(@parentId, 0)))`,
    { parentId, name }
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
