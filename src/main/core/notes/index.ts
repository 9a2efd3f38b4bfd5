import type { EntryId } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { Note, notes as contract } from '../../../shared/notes.ts'
import { AppError } from '../../../shared/result.ts'
import { addToCategory, categoriesOf } from '../categories/index.ts'
import type { CoreContext } from '../context.ts'
import { transaction } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { insertEntry, requireEntry, summariesOf, updateEntry } from '../entries/index.ts'
import { addTags } from '../tags/index.ts'
import { markdownToState, stateToMarkdown } from './markdown.ts'
import { insertNoteRow, noteById, noteIdsBySource, updateNoteRow } from './queries.ts'
import type { NoteRow } from './queries.ts'
import { readState } from './state.ts'
import { summarise } from './text.ts'

export interface NewNote {
  /** Empty lets the first line stand in. */
  title: string
  markdown: string
  tags: string[]
  /** The article that the note is about. */
  sourceId?: EntryId | undefined
  /** The entry whose categories the note takes. */
  categoriesFrom?: EntryId | undefined
  now: number
  /** True for the invented notes that one call removes again. */
  sample?: boolean
}

/** Adds a note written in Markdown; gives its id. Throws `not_found` when its source is not there. */
export function createNoteFromMarkdown(db: WritableDb, note: NewNote): EntryId {
  const state = markdownToState(note.markdown)
  const root = readState(state)
  return transaction(db, () => {
    if (note.sourceId !== undefined) requireEntry(db, note.sourceId)
    const id = insertEntry(db, {
      kind: 'note',
      ...summarise(note.title, root),
      createdAt: note.now,
      updatedAt: note.now,
      sample: note.sample ?? false
    })
    insertNoteRow(db, id, {
      title: note.title,
      state,
      markdown: stateToMarkdown(root),
      sourceId: note.sourceId ?? null
    })
    addTags(db, id, note.tags)
    if (note.categoriesFrom !== undefined) {
      for (const category of categoriesOf(db, [note.categoriesFrom]).get(note.categoriesFrom) ?? []) {
        addToCategory(db, id, category)
      }
    }
    return id
  })
}

export function createNotes({ library: { db }, now, emit }: CoreContext): Handlers<typeof contract> {
  return {
    get: ({ id }) => noteOf(db, id),

    create({ title, markdown, source, tags }) {
      const id = createNoteFromMarkdown(db, {
        title,
        markdown,
        tags,
        sourceId: source,
        categoriesFrom: source,
        now: now()
      })
      emit('entries.changed', { ids: [id] })
      return noteOf(db, id)
    },

    save({ id, revision, title, state }) {
      const root = readState(state)
      const saved = transaction(db, () => {
        requireNote(db, id)
        const stored = requireEntry(db, id)
        if (stored.revision !== revision) {
          throw new AppError('conflict', 'noteConflict', { revision: String(stored.revision) })
        }
        updateNoteRow(db, id, { title, state, markdown: stateToMarkdown(root) })
        const updatedAt = now()
        return { revision: updateEntry(db, id, summarise(title, root), updatedAt), updatedAt }
      })
      emit('entries.changed', { ids: [id] })
      return saved
    },

    bySource: ({ id }) => summariesOf(db, noteIdsBySource(db, id)),

    markdown: ({ id }) => requireNote(db, id).markdown
  }
}

function requireNote(db: ReadableDb, id: EntryId): NoteRow {
  const note = noteById(db, id)
  if (!note) throw new AppError('not_found', 'entryNotFound')
  return note
}

function noteOf(db: ReadableDb, id: EntryId): Note {
  const note = requireNote(db, id)
  const [summary] = summariesOf(db, [id])
  if (!summary) throw new AppError('not_found', 'entryNotFound')
  const source = note.sourceId === null ? null : requireEntry(db, note.sourceId)
  return {
    ...summary,
    title: note.title,
    state: note.state,
    source: source && { id: source.id, title: source.title, deleted: source.deletedAt !== null }
  }
}
