import type { ReadableDb } from '../../db/sql.ts'
import { all } from '../../db/sql.ts'

/** Articles and notes, in the trash or not, the newest first. */
export const newestEntries = (db: ReadableDb, limit: number): number[] =>
  all<{ id: number }>(db, 'SELECT id FROM entries ORDER BY id DESC LIMIT ?', [limit]).map((row) => row.id)

/** The headings of entries, parted by U+FFFF; entries without any are left out. */
export const headingsOf = (db: ReadableDb, ids: number[]): { id: number; headings: string }[] =>
  all(
    db,
    `SELECT a.entry_id AS id,
       (SELECT group_concat(heading.value ->> 'text', char(65535)) FROM json_each(a.toc_json) AS heading) AS headings
     FROM json_each(:ids) AS given CROSS JOIN articles a ON a.entry_id = given.value
     WHERE a.toc_json <> '[]'
     UNION ALL
     SELECT n.entry_id,
       group_concat((SELECT group_concat(node.value, '') FROM json_tree(block.value) AS node WHERE node.key = 'text'),
         char(65535) ORDER BY block.key)
     FROM json_each(:ids) AS given CROSS JOIN notes n ON n.entry_id = given.value,
       json_each(n.state_json, '$.root.children') AS block
     WHERE n.state_json LIKE '%"type":"heading"%' AND block.value ->> 'type' = 'heading'
     GROUP BY n.entry_id`,
    { ids: JSON.stringify(ids) }
  )
