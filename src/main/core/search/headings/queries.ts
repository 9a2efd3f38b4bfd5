import type { ReadableDb } from '../../db/sql.ts'
import { all } from '../../db/sql.ts'

/** Articles, the newest first. */
export const newestArticles = (db: ReadableDb, limit: number): number[] =>
  all<{ id: number }>(db, 'SELECT entry_id AS id FROM articles ORDER BY entry_id DESC LIMIT ?', [limit]).map(
    (row) => row.id
  )

/** The headings of articles, parted by U+FFFF; articles without any are left out. */
export const headingsOf = (db: ReadableDb, ids: number[]): { id: number; headings: string }[] =>
  all(
    db,
    `SELECT a.entry_id AS id,
       (SELECT group_concat(heading.value ->> 'text', char(65535)) FROM json_each(a.toc_json) AS heading) AS headings
     FROM json_each(?) AS given CROSS JOIN articles a ON a.entry_id = given.value
     WHERE a.toc_json <> '[]'`,
    [JSON.stringify(ids)]
  )
