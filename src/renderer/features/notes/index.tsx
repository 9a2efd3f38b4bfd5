export { createNote, createNoteFrom } from './actions.ts'
export { NotePane } from './note-pane.tsx'
