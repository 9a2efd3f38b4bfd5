import type { EntryFilter, EntryKind, EntrySort, EntryView, ReadState } from '../../../shared/entries.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

/** The base row of an article or a note. Times are milliseconds since 1970. */
export interface EntryRow {
  id: number
  kind: EntryKind
  title: string
  bodyText: string
  excerpt: string
  images: number
  readingMinutes: number
  starred: number
  sample: number
  createdAt: number
  updatedAt: number
  revision: number
  deletedAt: number | null
}

export const entryById = (db: ReadableDb, id: number): EntryRow | undefined =>
  get<EntryRow>(
    db,
    `SELECT id, kind, title, body_text AS bodyText, excerpt, images, reading_minutes AS readingMinutes, starred, sample,
       created_at AS createdAt, updated_at AS updatedAt, revision, deleted_at AS deletedAt
     FROM entries WHERE id = ?`,
    [id]
  )

export type NewEntry = Omit<EntryRow, 'id' | 'starred' | 'revision' | 'deletedAt'>

export const insertEntryRow = (db: WritableDb, entry: NewEntry): number =>
  run(
    db,
    `INSERT INTO entries (kind, title, body_text, excerpt, images, reading_minutes, created_at, updated_at, sample)
     VALUES (@kind, @title, @bodyText, @excerpt, @images, @readingMinutes, @createdAt, @updatedAt, @sample)`,
    { ...entry }
  ).id

export type EntryFields = Pick<EntryRow, 'title' | 'bodyText' | 'excerpt' | 'images' | 'readingMinutes'>

export const updateEntryRow = (db: WritableDb, id: number, fields: EntryFields, now: number): void => {
  run(
    db,
    `UPDATE entries SET title = @title, body_text = @bodyText, excerpt = @excerpt, images = @images,
       reading_minutes = @readingMinutes, updated_at = @now, revision = revision + 1
     WHERE id = @id`,
    { ...fields, id, now }
  )
}

export interface SummaryRow extends Omit<EntryRow, 'bodyText' | 'sample'> {
  author: string | null
  feed: string | null
  publishedAt: string | null
  readState: ReadState | null
  readProgress: number | null
}

/** Rows of the entries in the order of `ids`, a JSON array. */
export const summaryRows = (db: ReadableDb, ids: string): SummaryRow[] =>
  all(
    db,
    `SELECT e.id, e.kind, e.title, e.excerpt, e.images, e.reading_minutes AS readingMinutes, e.starred,
       e.created_at AS createdAt, e.updated_at AS updatedAt, e.revision, e.deleted_at AS deletedAt,
       a.author, a.feed, a.published_at AS publishedAt, a.read_state AS readState, a.read_progress AS readProgress
     FROM json_each(?) AS wanted
     JOIN entries e ON e.id = wanted.value
     LEFT JOIN articles a ON a.entry_id = e.id
     ORDER BY wanted.key`,
    [ids]
  )

interface Selection {
  where: string
  values: unknown[]
}

const VIEWS: Record<EntryView, string> = {
  all: 'e.deleted_at IS NULL',
  articles: "e.deleted_at IS NULL AND e.kind = 'article'",
  notes: "e.deleted_at IS NULL AND e.kind = 'note'",
  inbox: `e.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM entry_categories ec WHERE ec.entry_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM entry_tags et WHERE et.entry_id = e.id)`,
  unread: "e.deleted_at IS NULL AND +e.id IN (SELECT entry_id FROM articles WHERE read_state = 'unread')",
  reading: "e.deleted_at IS NULL AND +e.id IN (SELECT entry_id FROM articles WHERE read_state = 'reading')",
  read: "e.deleted_at IS NULL AND +e.id IN (SELECT entry_id FROM articles WHERE read_state = 'read')",
  starred: 'e.deleted_at IS NULL AND e.starred = 1',
  // From this likeness on two articles are the same but for details.
  duplicates: `e.deleted_at IS NULL AND +e.id IN (
    WITH trash (id) AS (SELECT id FROM entries WHERE deleted_at IS NOT NULL),
      pairs (a, b) AS (SELECT a, b FROM article_pairs WHERE score >= 0.85 AND kept_apart_at IS NULL
        AND a NOT IN (SELECT id FROM trash) AND b NOT IN (SELECT id FROM trash))
    SELECT a FROM pairs UNION SELECT b FROM pairs)`,
  trash: 'e.deleted_at IS NOT NULL'
}

// Every filter is a set of ids that the walk along the order's covering index is tested against. The unary plus keeps
// SQLite from driving from the set instead, which would read the rows with their long texts to sort them.
function selectionOf(filter: EntryFilter): Selection {
  const conditions = [VIEWS[filter.view]]
  const values: unknown[] = []
  const add = (condition: string, value: unknown) => {
    if (value === undefined) return
    conditions.push(condition)
    values.push(value)
  }
  add('e.kind = ?', filter.kind)
  add(
    `+e.id IN (
      WITH RECURSIVE under (id) AS (
        SELECT ? UNION SELECT c.id FROM under JOIN categories c ON c.parent_id = under.id
      )
      SELECT ec.entry_id FROM entry_categories ec WHERE ec.category_id IN (SELECT id FROM under))`,
    filter.category
  )
  for (const tag of filter.tags) {
    add('+e.id IN (SELECT et.entry_id FROM tags t JOIN entry_tags et ON et.tag_id = t.id WHERE t.name = ?)', tag)
  }
  add('+e.id IN (SELECT entry_id FROM articles WHERE feed = ?)', filter.feed)
  add('+e.id IN (SELECT entry_id FROM articles WHERE author = ?)', filter.author)
  add('+e.id IN (SELECT entry_id FROM articles WHERE batch_id = ?)', filter.batch)
  return { where: conditions.join(' AND '), values }
}

const SORT_COLUMNS: Record<EntrySort, string> = {
  added: 'e.created_at',
  published: 'e.published_at',
  updated: 'e.updated_at',
  title: 'e.title',
  readingTime: 'e.reading_minutes'
}

export interface EntryOrder {
  sort: EntrySort
  descending: boolean
}

/** Ids that the filter selects, in order; a negative limit means all. */
export function selectIds(
  db: ReadableDb,
  filter: EntryFilter,
  order: EntryOrder,
  page: { limit: number; offset: number }
): number[] {
  const { where, values } = selectionOf(filter)
  const direction = order.descending ? 'DESC' : 'ASC'
  const rows = all<{ id: number }>(
    db,
    `SELECT e.id FROM entries e WHERE ${where}
     ORDER BY ${SORT_COLUMNS[order.sort]} ${direction}, e.id ${direction} LIMIT ? OFFSET ?`,
    [...values, page.limit, page.offset]
  )
  return rows.map((row) => row.id)
}

export function countSelected(db: ReadableDb, filter: EntryFilter): number {
  const { where, values } = selectionOf(filter)
  return get<{ count: number }>(db, `SELECT count(*) AS count FROM entries e WHERE ${where}`, values)?.count ?? 0
}

// The trash is small, so leaving it out by id is cheaper than looking every entry up.
const OUTSIDE_TRASH = 'NOT IN (SELECT id FROM entries WHERE deleted_at IS NOT NULL)'

/** Entries by kind, star and trash. */
export const countKinds = (
  db: ReadableDb
): { articles: number; notes: number; starred: number; trash: number } | undefined =>
  get(
    db,
    `SELECT total(kind = 'article' AND deleted_at IS NULL) AS articles,
       total(kind = 'note' AND deleted_at IS NULL) AS notes,
       total(starred AND deleted_at IS NULL) AS starred,
       total(deleted_at IS NOT NULL) AS trash
     FROM entries`
  )

export const countReadStates = (db: ReadableDb): { name: ReadState; count: number }[] =>
  all(
    db,
    `SELECT read_state AS name, count(*) AS count FROM articles WHERE entry_id ${OUTSIDE_TRASH} GROUP BY read_state`
  )

export const countFeeds = (db: ReadableDb): Counted[] =>
  all(
    db,
    `SELECT feed AS name, count(*) AS count FROM articles WHERE feed IS NOT NULL AND entry_id ${OUTSIDE_TRASH}
     GROUP BY feed ORDER BY count DESC, name`
  )

export const countAuthors = (db: ReadableDb): Counted[] =>
  all(
    db,
    `SELECT author AS name, count(*) AS count FROM articles WHERE author IS NOT NULL AND entry_id ${OUTSIDE_TRASH}
     GROUP BY author ORDER BY count DESC, name`
  )

export interface Counted {
  name: string
  count: number
}

/** Those of the ids that are there; `ids` is a JSON array, as in the following. */
export const existingIds = (db: ReadableDb, ids: string): number[] =>
  all<{ id: number }>(db, 'SELECT e.id FROM json_each(?) AS wanted JOIN entries e ON e.id = wanted.value', [ids]).map(
    (row) => row.id
  )

export const updateStarred = (db: WritableDb, ids: string, starred: number): void => {
  run(db, 'UPDATE entries SET starred = ? WHERE id IN (SELECT value FROM json_each(?))', [starred, ids])
}

export const updateReadState = (db: WritableDb, ids: string, state: ReadState): void => {
  run(db, 'UPDATE articles SET read_state = ? WHERE entry_id IN (SELECT value FROM json_each(?))', [state, ids])
}

export const markDeleted = (db: WritableDb, ids: string, now: number): void => {
  run(db, 'UPDATE entries SET deleted_at = ? WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))', [
    now,
    ids
  ])
}

export const unmarkDeleted = (db: WritableDb, ids: string): void => {
  run(
    db,
    'UPDATE entries SET deleted_at = NULL WHERE deleted_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
    [ids]
  )
}

export const deleteEntries = (db: WritableDb, ids: string): void => {
  run(db, 'DELETE FROM entries WHERE id IN (SELECT value FROM json_each(?))', [ids])
}
