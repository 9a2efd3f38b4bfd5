import { languageOf, messagesFor } from '../../../shared/messages/index.ts'
import type { Note } from '../../../shared/notes.ts'
import { unwrap } from '../../../shared/result.ts'
import type { Failure } from '../../../shared/result.ts'
import { failureText } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { everything, go, goToEntry, parseRoute } from '../../route.ts'
import { showToast } from '../../ui/index.ts'
import type { Autosave, Content, SaveStatus } from './autosave.ts'

const messages = () => messagesFor(languageOf(document.documentElement.lang))
const tell = (failure: Failure) => showToast({ kind: 'error', text: failureText(messages(), failure) })

const tellError = (error: unknown) =>
  showToast({ kind: 'error', text: failureText(messages(), error instanceof Error ? error : new Error(String(error))) })

let focusRequest: number | null = null

/** True once for a note that was just made: its editor takes the focus. */
export function takeFocusRequest(id: number): boolean {
  const requested = focusRequest === id
  if (requested) focusRequest = null
  return requested
}

/** Makes a note without text and opens it. It gets the tags and the category that the library shows now, so it stays in view. */
export async function createNote(title = ''): Promise<void> {
  const route = parseRoute(location.hash)
  const shown = route.room === 'library' ? route.filter : everything
  const holdsNotes = shown.view === 'all' || shown.view === 'notes' || shown.view === 'inbox'
  const free = shown.kind !== 'article' && !shown.feed && !shown.author && !shown.batch
  const filter = holdsNotes && free ? shown : { ...everything, view: 'notes' as const }

  const made = await kb.notes.create({ title, tags: filter.tags })
  if (!made.ok) return tell(made.error)
  const { id } = made.value
  if (filter.category !== null) {
    const filed = await kb.entries.move({ ids: [id], category: filter.category })
    if (!filed.ok) tell(filed.error)
  }
  focusRequest = id
  go({ room: 'library', filter, entry: id, query: '' })
}

/** Makes a note of its own from an unsaved version, with the same tags and source; gives its id. */
export async function keepAsNewNote(note: Note, { title, state }: Content): Promise<number> {
  const name = title === '' ? '' : messages().notes.copyOf(title).slice(0, 500)
  const source = note.source ? { source: note.source.id } : {}
  const made = unwrap(await kb.notes.create({ title: name, tags: note.tags, ...source }))
  unwrap(await kb.notes.save({ id: made.id, revision: made.revision, title: name, state }))
  return made.id
}

/** Says that a note was left with text that is not on disk, and offers the way back to it. */
export function tellUnsaved(note: Note, status: SaveStatus, { content, adopt }: Autosave): void {
  if (status.kind !== 'failed' && status.kind !== 'conflict') return
  const t = messages()
  const text = t.notes.leftUnsaved(note.title || t.notes.untitled, failureText(t, status.failure))
  const keep = () =>
    keepAsNewNote(note, content()).then((id) => {
      adopt(note)
      goToEntry(id)
    })
  const gone = status.failure.code === 'not_found'
  const action = gone
    ? { label: t.notes.saveMine, run: () => void keep().catch(tellError) }
    : { label: t.notes.openAgain, run: () => goToEntry(note.id) }
  showToast({ kind: 'error', text, action })
}

/** Makes a note about an article, linked to it and in its categories, and opens it. */
export async function createNoteFrom(articleId: number): Promise<void> {
  const article = await kb.entries.get({ id: articleId })
  if (!article.ok) return tell(article.error)
  const title = messages().notes.noteOn(article.value.title).slice(0, 500)
  const made = await kb.notes.create({ title, source: articleId })
  if (!made.ok) return tell(made.error)
  focusRequest = made.value.id
  goToEntry(made.value.id)
}
