import type { EntryKind, ReadState } from '../../../shared/entries.ts'
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

export interface NewEntry {
  kind: EntryKind
  title: string
  bodyText: string
  excerpt: string
  images: number
  readingMinutes: number
  createdAt: number
  updatedAt: number
  sample: number
}

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
