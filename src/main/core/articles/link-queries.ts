import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

/** A link that leads to no entry yet; `text` is what it shows. */
export interface OpenLink {
  entryId: number
  href: string
  text: string
}

/** Adds a link unless it is there: one that leads to an entry goes on doing so. */
export const insertLink = (db: WritableDb, link: OpenLink): void => {
  run(
    db,
    `INSERT INTO article_links (entry_id, href, text) VALUES (@entryId, @href, @text)
     ON CONFLICT DO UPDATE SET text = excluded.text`,
    { ...link }
  )
}

/** Deletes the links of an article but those whose addresses are in a JSON array. */
export const deleteOtherLinks = (db: WritableDb, id: number, kept: string): void => {
  run(db, 'DELETE FROM article_links WHERE entry_id = ? AND href NOT IN (SELECT value FROM json_each(?))', [id, kept])
}

/** The next open links by article and address. */
export const openLinksAfter = (db: ReadableDb, query: { id: number; href: string; limit: number }): OpenLink[] =>
  all(
    db,
    `SELECT entry_id AS entryId, href, text FROM article_links
     WHERE target_id IS NULL AND (entry_id, href) > (@id, @href)
     ORDER BY entry_id, href LIMIT @limit`,
    query
  )

export const openLinksOf = (db: ReadableDb, id: number): OpenLink[] =>
  all(db, 'SELECT entry_id AS entryId, href, text FROM article_links WHERE entry_id = ? AND target_id IS NULL', [id])

/** Links that lead into the trash. */
export const linksIntoTrash = (db: ReadableDb, limit: number): OpenLink[] =>
  all(
    db,
    `SELECT l.entry_id AS entryId, l.href, l.text FROM entries e JOIN article_links l ON l.target_id = e.id
     WHERE e.deleted_at IS NOT NULL LIMIT ?`,
    [limit]
  )

export const setTarget = (db: WritableDb, { entryId, href }: OpenLink, target: number): void => {
  run(db, 'UPDATE article_links SET target_id = ? WHERE entry_id = ? AND href = ?', [target, entryId, href])
}

/** The links of an article that lead to entries outside of the trash. */
export const targetsOf = (db: ReadableDb, id: number): { href: string; id: number; title: string }[] =>
  all(
    db,
    `SELECT l.href, e.id, e.title FROM article_links l JOIN entries e ON e.id = l.target_id
     WHERE l.entry_id = ? AND e.deleted_at IS NULL`,
    [id]
  )

/** The articles outside of the trash that link to an entry, by title. */
export const linkingTo = (db: ReadableDb, id: number): { id: number; title: string }[] =>
  all(
    db,
    `SELECT DISTINCT e.id, e.title FROM article_links l JOIN entries e ON e.id = l.entry_id
     WHERE l.target_id = @id AND e.id <> @id AND e.deleted_at IS NULL ORDER BY e.title, e.id LIMIT 200`,
    { id }
  )

/** The entries outside of the trash that have a key, oldest first. */
export const entriesWithKey = (db: ReadableDb, key: string, limit: number): number[] =>
  all<{ id: number }>(
    db,
    `SELECT e.id FROM article_keys k JOIN entries e ON e.id = k.entry_id
     WHERE k.key = ? AND e.deleted_at IS NULL ORDER BY e.id LIMIT ?`,
    [key, limit]
  ).map(({ id }) => id)

/** The entries outside of the trash that have a title, oldest first. */
export const entriesWithTitle = (db: ReadableDb, title: string): number[] =>
  all<{ id: number }>(db, 'SELECT id FROM entries WHERE deleted_at IS NULL AND title = ? ORDER BY id LIMIT 2', [
    title
  ]).map(({ id }) => id)

/** Whether an article's text came with an import. */
export const isOfBatch = (db: ReadableDb, id: number, batchId: number): boolean =>
  get(db, 'SELECT 1 FROM articles WHERE entry_id = ? AND batch_id = ?', [id, batchId]) !== undefined

/** The files from which an article was read, as their imports list them. */
export const filesOf = (db: ReadableDb, id: number): string[] =>
  all<{ path: string }>(
    db,
    `SELECT substr(key, 6) AS path FROM article_keys WHERE entry_id = ? AND key GLOB 'path:*' LIMIT 20`,
    [id]
  ).map(({ path }) => path)
