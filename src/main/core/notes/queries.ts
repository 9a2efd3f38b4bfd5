import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

/** What a note has beside its base row. `title` is what the user typed, empty when the first line stands in. */
export interface NoteRow {
  title: string
  state: string
  markdown: string
  sourceId: number | null
}

export const noteById = (db: ReadableDb, id: number): NoteRow | undefined =>
  get<NoteRow>(db, 'SELECT title, state_json AS state, markdown, source_id AS sourceId FROM notes WHERE entry_id = ?', [
    id
  ])

export const insertNoteRow = (db: WritableDb, id: number, note: NoteRow): void => {
  run(
    db,
    `INSERT INTO notes (entry_id, title, state_json, markdown, source_id)
     VALUES (@id, @title, @state, @markdown, @sourceId)`,
    { id, ...note }
  )
}

export const updateNoteRow = (db: WritableDb, id: number, note: Omit<NoteRow, 'sourceId'>): void => {
  run(db, 'UPDATE notes SET title = @title, state_json = @state, markdown = @markdown WHERE entry_id = @id', {
    id,
    ...note
  })
}

/** Ids of the notes from a source that are not in the trash, newest first. */
export const noteIdsBySource = (db: ReadableDb, sourceId: number): number[] =>
  all<{ id: number }>(
    db,
    `SELECT e.id FROM notes n JOIN entries e ON e.id = n.entry_id
     WHERE n.source_id = ? AND e.deleted_at IS NULL
     ORDER BY e.created_at DESC, e.id DESC`,
    [sourceId]
  ).map((row) => row.id)
