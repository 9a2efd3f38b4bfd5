import type { TagColor } from '../../../shared/tags.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

export interface TagRow {
  id: number
  name: string
  color: TagColor | null
}

const COLUMNS = 'id, name, color'

export const tagByName = (db: ReadableDb, name: string): TagRow | undefined =>
  get<TagRow>(db, `SELECT ${COLUMNS} FROM tags WHERE name = ?`, [name])

/** `batchId` is the import that makes the tag, if one does. */
export const insertTag = (db: WritableDb, name: string, batchId: number | null = null): number =>
  run(db, 'INSERT INTO tags (name, batch_id) VALUES (?, ?)', [name, batchId]).id

export const linkTag = (db: WritableDb, entryId: number, tagId: number): void => {
  run(db, 'INSERT INTO entry_tags (entry_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING', [entryId, tagId])
}

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

export const allTags = (db: ReadableDb): TagRow[] => all(db, `SELECT ${COLUMNS} FROM tags`)

/** Entries outside the trash by tag id; tags without any are left out. */
export const countTagged = (db: ReadableDb): { id: number; count: number }[] =>
  all(
    db,
    `SELECT tag_id AS id, count(*) AS count FROM entry_tags
     WHERE entry_id NOT IN (SELECT id FROM entries WHERE deleted_at IS NOT NULL)
     GROUP BY tag_id`
  )

/** `ids` is a JSON array of entries; those that are not there are left out. */
export const linkTagToAll = (db: WritableDb, ids: string, tagId: number): void => {
  run(
    db,
    `INSERT INTO entry_tags (entry_id, tag_id)
     SELECT e.id, @tagId FROM json_each(@ids) AS wanted JOIN entries e ON e.id = wanted.value
     WHERE true ON CONFLICT DO NOTHING`,
    { ids, tagId }
  )
}

export const unlinkTagFromAll = (db: WritableDb, ids: string, tagId: number): void => {
  run(db, 'DELETE FROM entry_tags WHERE tag_id = ? AND entry_id IN (SELECT value FROM json_each(?))', [tagId, ids])
}

export const entriesTagged = (db: ReadableDb, tagId: number): number[] =>
  all<{ id: number }>(db, 'SELECT entry_id AS id FROM entry_tags WHERE tag_id = ? ORDER BY entry_id', [tagId]).map(
    (row) => row.id
  )

/** A tag that the user renames or colours is the user's, whoever made it. */
export const renameTag = (db: WritableDb, id: number, name: string): void => {
  run(db, 'UPDATE tags SET name = ?, batch_id = NULL WHERE id = ?', [name, id])
}

export const recolorTag = (db: WritableDb, id: number, color: TagColor | null): void => {
  run(db, 'UPDATE tags SET color = ?, batch_id = NULL WHERE id = ?', [color, id])
}

export const deleteTag = (db: WritableDb, id: number): void => {
  run(db, 'DELETE FROM tags WHERE id = ?', [id])
}
