import type { ReadableDb } from '../../db/sql.ts'
import { all, get } from '../../db/sql.ts'

// Ids of entries, in the trash or not, that a filter selects. They come as one JSON array, because a hundred thousand
// rows take three times as long to hand over.

function ids(db: ReadableDb, select: string, bindings: unknown[] | Record<string, unknown> = []): number[] {
  const row = get<{ ids: string }>(db, `SELECT json_group_array(id) AS ids FROM (${select})`, bindings)
  const parsed: unknown = JSON.parse(row?.ids ?? '[]')
  return Array.isArray(parsed) ? parsed.filter((id) => typeof id === 'number') : []
}

export const allIds = (db: ReadableDb): number[] => ids(db, 'SELECT id FROM entries')
export const trashIds = (db: ReadableDb): number[] => ids(db, 'SELECT id FROM entries WHERE deleted_at IS NOT NULL')
export const kindIds = (db: ReadableDb, kind: string): number[] =>
  ids(db, 'SELECT id FROM entries WHERE kind = ?', [kind])
export const starredIds = (db: ReadableDb): number[] => ids(db, 'SELECT id FROM entries WHERE starred = 1')
export const stateIds = (db: ReadableDb, state: string): number[] =>
  ids(db, 'SELECT entry_id AS id FROM articles WHERE read_state = ?', [state])
export const illustratedIds = (db: ReadableDb): number[] => ids(db, 'SELECT id FROM entries WHERE images > 0')
export const highlightedIds = (db: ReadableDb): number[] => ids(db, 'SELECT DISTINCT entry_id AS id FROM highlights')

/** Entries from which a note was started, or of which a highlight has one. */
export const annotatedIds = (db: ReadableDb): number[] =>
  ids(
    db,
    `SELECT n.source_id AS id FROM notes n JOIN entries e ON e.id = n.entry_id
     WHERE n.source_id IS NOT NULL AND e.deleted_at IS NULL
     UNION SELECT entry_id FROM highlights WHERE note <> ''`
  )

/** Articles that are at least so much like another outside the trash, unless the user keeps both. */
export const duplicateIds = (db: ReadableDb, least: number): number[] =>
  ids(
    db,
    `WITH pairs AS (
       SELECT p.a, p.b FROM article_pairs p
       JOIN entries ea ON ea.id = p.a AND ea.deleted_at IS NULL
       JOIN entries eb ON eb.id = p.b AND eb.deleted_at IS NULL
       WHERE p.score >= ? AND p.kept_apart_at IS NULL
     )
     SELECT a AS id FROM pairs UNION SELECT b FROM pairs`,
    [least]
  )

export const taggedIds = (db: ReadableDb, tags: number[]): number[] =>
  ids(db, 'SELECT entry_id AS id FROM entry_tags WHERE tag_id IN (SELECT value FROM json_each(?))', [
    JSON.stringify(tags)
  ])

/** Entries in the categories or below them. */
export const filedIds = (db: ReadableDb, categories: number[]): number[] =>
  ids(
    db,
    `WITH RECURSIVE under (id) AS (
       SELECT value FROM json_each(?) UNION SELECT c.id FROM under JOIN categories c ON c.parent_id = under.id
     )
     SELECT DISTINCT entry_id AS id FROM entry_categories WHERE category_id IN (SELECT id FROM under)`,
    [JSON.stringify(categories)]
  )

export const authoredIds = (db: ReadableDb, names: string[]): number[] =>
  ids(db, 'SELECT entry_id AS id FROM articles WHERE author IN (SELECT value FROM json_each(?))', [
    JSON.stringify(names)
  ])
export const sourcedIds = (db: ReadableDb, names: string[]): number[] =>
  ids(db, 'SELECT entry_id AS id FROM articles WHERE feed IN (SELECT value FROM json_each(?))', [JSON.stringify(names)])

/** One value of each of some entries. */
export interface Column<T> {
  ids: number[]
  values: T[]
}

function column<T>(db: ReadableDb, select: string): Column<T> {
  const row = get<{ ids: string; vals: string }>(
    db,
    `SELECT json_group_array(id) AS ids, json_group_array(value) AS vals FROM (${select})`
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the select says what the arrays hold
  return { ids: JSON.parse(row?.ids ?? '[]') as number[], values: JSON.parse(row?.vals ?? '[]') as T[] }
}

// These read indexes alone: behind a row's first columns lie pages of text.

export const additions = (db: ReadableDb): Column<number> => column(db, 'SELECT id, created_at AS value FROM entries')
export const publications = (db: ReadableDb): Column<string> =>
  column(db, 'SELECT id, published_at AS value FROM entries WHERE published_at IS NOT NULL')
/** Indexed entries with their lengths in words. */
export const sizes = (index: ReadableDb): Column<number> => column(index, 'SELECT id, words AS value FROM documents')
/** All entries by title. */
export const titleOrder = (db: ReadableDb): number[] => ids(db, 'SELECT id FROM entries ORDER BY deleted_at, title')

interface Named {
  id: number
  name: string
}

export const tagNames = (db: ReadableDb): Named[] => all(db, 'SELECT id, name FROM tags')
export const categoryNames = (db: ReadableDb): (Named & { parentId: number | null })[] =>
  all(db, 'SELECT id, parent_id AS parentId, name FROM categories')
export const authorNames = (db: ReadableDb): string[] =>
  all<{ name: string }>(db, 'SELECT DISTINCT author AS name FROM articles WHERE author IS NOT NULL').map(nameOf)
export const sourceNames = (db: ReadableDb): string[] =>
  all<{ name: string }>(db, 'SELECT DISTINCT feed AS name FROM articles WHERE feed IS NOT NULL').map(nameOf)

const nameOf = ({ name }: { name: string }): string => name

/** Goes up with every change that this process makes to a database; nobody else writes to it. */
export const changeCount = (db: ReadableDb): number => get<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0
