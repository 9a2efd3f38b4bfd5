import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

export interface TagRow {
  id: number
  name: string
  color: string | null
}

const COLUMNS = 'id, name, color'

export const tagByName = (db: ReadableDb, name: string): TagRow | undefined =>
  get<TagRow>(db, `SELECT ${COLUMNS} FROM tags WHERE name = ?`, [name])

export const insertTag = (db: WritableDb, name: string): number =>
  run(db, 'INSERT INTO tags (name) VALUES (?)', [name]).id

export const linkTag = (db: WritableDb, entryId: number, tagId: number): boolean =>
  run(db, 'INSERT INTO entry_tags (entry_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING', [entryId, tagId]).changes > 0

export const unlinkTag = (db: WritableDb, entryId: number, tagId: number): boolean =>
  run(db, 'DELETE FROM entry_tags WHERE entry_id = ? AND tag_id = ?', [entryId, tagId]).changes > 0

/** Tag names of the entries; `ids` is a JSON array. */
export const tagNamesOf = (db: ReadableDb, ids: string): { entryId: number; name: string }[] =>
  all(
    db,
    `SELECT et.entry_id AS entryId, t.name
     FROM json_each(?) AS wanted
     JOIN entry_tags et ON et.entry_id = wanted.value
     JOIN tags t ON t.id = et.tag_id
     ORDER BY et.entry_id, t.name`,
    [ids]
  )
