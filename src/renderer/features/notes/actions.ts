import { languageOf, messagesFor } from '../../../shared/messages/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { failureText } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { everything, go, goToEntry, parseRoute } from '../../route.ts'
import { showToast } from '../../ui/index.ts'

const messages = () => messagesFor(languageOf(document.documentElement.lang))
const tell = (failure: Failure) => showToast({ kind: 'error', text: failureText(messages(), failure) })

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
