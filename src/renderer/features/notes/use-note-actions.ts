import type { Note } from '../../../shared/notes.ts'
import { unwrap } from '../../../shared/result.ts'
import { copyText } from '../../copy-text.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { go, goToEntry, parseRoute } from '../../route.ts'
import { showToast } from '../../ui/index.ts'
import { keepAsNewNote } from './actions.ts'
import type { Content } from './autosave.ts'

/** What can be done to the note in view. Each says what went wrong; what removes something can be undone. */
export function useNoteActions(note: Note) {
  const t = useMessages()
  const { id } = note
  const ids = [id]

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      showToast({ kind: 'error', text: failureText(t, error instanceof Error ? error : new Error(String(error))) })
    }
  }

  const restore = () => attempt(async () => void unwrap(await kb.entries.restore({ ids })))

  return {
    /** Runs something and says what went wrong. */
    attempt,
    restore,

    setStarred: (starred: boolean) => attempt(async () => void unwrap(await kb.entries.setStarred({ ids, starred }))),

    copyMarkdown: () =>
      attempt(async () => {
        const copied = copyText(unwrap(await kb.notes.markdown({ id })))
        showToast(copied ? { text: t.notes.copied } : { kind: 'error', text: t.notes.copyFailed })
      }),

    trash: () =>
      attempt(async () => {
        unwrap(await kb.entries.trash({ ids }))
        const route = parseRoute(location.hash)
        if (route.room === 'library' && route.entry === id) go({ ...route, entry: null }, { replace: true })
        showToast({ text: t.notes.trashed, action: { label: t.common.undo, run: () => void restore() } })
      }),

    /** Makes a note of its own from an unsaved version, with the same tags and source, and opens it after `onMade`. */
    keepAsNew: (content: Content, onMade?: () => Promise<void>) =>
      attempt(async () => {
        const made = await keepAsNewNote(note, content)
        await onMade?.()
        showToast({ text: t.notes.keptMine })
        goToEntry(made)
      })
  }
}
export type NoteActions = ReturnType<typeof useNoteActions>
