import type { Note } from '../../../shared/notes.ts'
import { kb } from '../../kb.ts'
import { createAutosave } from './autosave.ts'
import type { Autosave, Content, SaveStatus } from './autosave.ts'

/** A note that is open, or was closed before all of it could be saved. */
export interface Draft {
  note: Note
  /** What the editor starts from. */
  content: Content
  autosave: Autosave
  title(): string
  setTitle(title: string): void
  status(): SaveStatus
  /** Is told of changes of the title and the status. */
  subscribe(listener: () => void): () => void
}

/** Drafts that are open or not saved yet: leaving a note never drops text that could not be written. */
const drafts = new Map<number, Draft>()

export function openDraft(note: Note): Draft {
  const kept = drafts.get(note.id)
  if (kept) return kept
  const draft = createDraft(note)
  drafts.set(note.id, draft)
  return draft
}

function createDraft(note: Note): Draft {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  let title = note.title
  let status: SaveStatus = { kind: 'saved', at: note.updatedAt }
  const autosave = createAutosave({
    note,
    save: ({ id, revision, title, state }) => kb.notes.save({ id, revision, title, state }),
    onStatus(next) {
      status = next
      tell()
    }
  })
  return {
    note,
    content: { title: note.title, state: note.state },
    autosave,
    title: () => title,
    setTitle(next) {
      title = next
      tell()
    },
    status: () => status,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
  }
}

/** The editor goes away: saves the rest, and keeps the draft for when it comes back if that fails. */
export async function closeDraft(draft: Draft): Promise<void> {
  const rest = draft.autosave.unsaved()
  if (rest) draft.autosave.changed(() => rest)
  await draft.autosave.flush()
  const left = draft.autosave.unsaved()
  if (left) draft.content = left
  else if (drafts.get(draft.note.id) === draft) drafts.delete(draft.note.id)
}

/** Saves every open note at once: the window or the field is left, or the user asks for it by habit. */
const flushAll = () => {
  for (const draft of drafts.values()) void draft.autosave.flush()
}
window.addEventListener('beforeunload', flushAll)
window.addEventListener('pagehide', flushAll)
window.addEventListener('blur', flushAll)
document.addEventListener('visibilitychange', flushAll)
document.addEventListener('focusout', flushAll)
document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  flushAll()
})
