import type { Note } from '../../../shared/notes.ts'
import type { Result } from '../../../shared/result.ts'
import { kb } from '../../kb.ts'
import { tellUnsaved } from './actions.ts'
import { createAutosave } from './autosave.ts'
import type { Autosave, SaveStatus } from './autosave.ts'

/** A note that is open, or was left before all of it could be saved. */
export interface Draft {
  note: Note
  autosave: Autosave
  title(): string
  setTitle(title: string): void
  status(): SaveStatus
  /** Is told of changes of the title and the status. */
  subscribe(listener: () => void): () => void
  /** An editor shows the draft until it calls the function given back. */
  hold(): () => void
}

/** Drafts that are open or not saved yet: leaving a note never drops text that could not be written. */
const drafts = new Map<string, Draft>()

/** Names a note across libraries, where the same id is another note. */
const keyOf = ({ id, createdAt }: Note): string => `${id} ${createdAt}`

/** How often a library was opened or closed: what is not saved then waits for its own library. */
let libraryTurn = 0
kb.shell.libraryChanged(() => {
  libraryTurn += 1
})

/** The draft of a note: the one that is there already, with what is not saved, or a new one. */
export function draftOf(note: Note): Draft {
  const kept = drafts.get(keyOf(note))
  if (kept) return kept
  const draft = createDraft(note)
  drafts.set(keyOf(note), draft)
  return draft
}

const inOtherLibrary: Result<never> = { ok: false, error: { code: 'io', key: 'noteInOtherLibrary', details: {} } }

function createDraft(note: Note): Draft {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  let holders = 0
  let turn = libraryTurn
  let title = note.title
  let status: SaveStatus = { kind: 'saved', at: note.updatedAt }
  const autosave = createAutosave({
    note,
    async save({ id, revision, title, state }) {
      if (turn !== libraryTurn) {
        const stored = await kb.notes.get({ id })
        if (!stored.ok && stored.error.code !== 'not_found') return stored
        if (!stored.ok || keyOf(stored.value) !== keyOf(note)) return inOtherLibrary
        turn = libraryTurn
      }
      return kb.notes.save({ id, revision, title, state })
    },
    onStatus(next) {
      status = next
      tell()
      forgetWhenDone()
    }
  })

  function forgetWhenDone(): void {
    if (holders === 0 && !autosave.hasUnsaved()) drafts.delete(keyOf(note))
  }

  async function leave(): Promise<void> {
    autosave.content()
    await autosave.flush()
    forgetWhenDone()
    if (holders === 0 && autosave.hasUnsaved()) tellUnsaved(note, status, autosave)
  }

  return {
    note,
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
    },
    hold() {
      holders += 1
      drafts.set(keyOf(note), this)
      return () => {
        holders -= 1
        void leave()
      }
    }
  }
}

/** Saves every open note at once: the window or the field is left, or the user asks for it by habit. */
const flushAll = () => {
  for (const draft of drafts.values()) void draft.autosave.flush()
}
async function settleAll(): Promise<void> {
  await Promise.all([...drafts.values()].map((draft) => draft.autosave.settle()))
  await kb.shell.allSaved(null)
}
kb.shell.closing(() => void settleAll())
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
