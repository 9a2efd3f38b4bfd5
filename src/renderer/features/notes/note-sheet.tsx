import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { ContentEditable } from '@lexical/react/LexicalContentEditable'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Note } from '../../../shared/notes.ts'
import { AppError } from '../../../shared/result.ts'
import { useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { useSettings } from '../../settings.tsx'
import { showToast } from '../../ui/index.ts'
import { FindBar, useFind, useFindQuery } from '../find/index.ts'
import { Related } from '../related/index.tsx'
import { takeFocusRequest } from './actions.ts'
import type { Content } from './autosave.ts'
import { ConflictBanner } from './conflict-banner.tsx'
import type { Draft } from './drafts.ts'
import { showState, STORED_TAG } from './editor/extension.ts'
import { FloatingToolbar } from './editor/floating-toolbar.tsx'
import { LinkPanel } from './editor/link-panel.tsx'
import { NoteBar } from './note-bar.tsx'
import { NoteMeta } from './note-meta.tsx'
import { NoteTitle } from './note-title.tsx'
import { useNoteActions } from './use-note-actions.ts'

interface NoteSheetProps {
  /** As stored, with each change. */
  note: Note
  draft: Draft
  query: string
}

/** A note's title, filing and text. Stands inside the editor's composer. */
export function NoteSheet({ note, draft, query }: NoteSheetProps) {
  const [editor] = useLexicalComposerContext()
  const t = useMessages().notes
  const { readSize } = useSettings()
  const { autosave } = draft
  const status = useSyncExternalStore(draft.subscribe, draft.status)
  const actions = useNoteActions(note)
  const container = useRef<HTMLDivElement>(null)
  const title = useSyncExternalStore(draft.subscribe, draft.title)
  const editable = note.deletedAt === null
  const asked = useFindQuery(query)
  const find = useFind({
    query: asked.query,
    roots: () => [editor.getRootElement()],
    content: useTextChanges(asked.query !== ''),
    reveal: (range) => range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
  })

  const read = useCallback(
    (): Content => ({ title: draft.title(), state: JSON.stringify(editor.getEditorState()) }),
    [editor, draft]
  )

  useEffect(
    () =>
      editor.registerUpdateListener(({ dirtyElements, dirtyLeaves, tags }) => {
        if ((dirtyElements.size > 0 || dirtyLeaves.size > 0) && !tags.has(STORED_TAG)) autosave.changed(read)
      }),
    [editor, autosave, read]
  )
  useEffect(() => draft.hold(), [draft])
  useEffect(() => editor.setEditable(editable), [editor, editable])
  useEffect(() => {
    if (takeFocusRequest(note.id)) editor.focus()
  }, [editor, note.id])

  const changeTitle = (next: string) => {
    draft.setTitle(next)
    autosave.changed(read)
  }

  const showStored = useCallback(
    (stored: Note) => {
      autosave.adopt(stored)
      draft.setTitle(stored.title)
      showState(editor, stored.state)
    },
    [autosave, draft, editor]
  )

  // changed elsewhere while nothing was typed here
  useEffect(() => {
    if (note.revision > autosave.stored().revision && !autosave.hasUnsaved()) showStored(note)
  }, [note, autosave, showStored])

  /** Gives up what is unsaved here, once it is kept elsewhere; throws when the stored note cannot be read. */
  async function goOnFromStored(): Promise<void> {
    const stored = await kb.notes.get({ id: note.id })
    if (stored.ok) showStored(stored.value)
    else if (stored.error.code === 'not_found') autosave.adopt(note)
    else throw new AppError(stored.error.code, stored.error.key, stored.error.details)
  }

  async function takeStored(): Promise<void> {
    const mine = read()
    await goOnFromStored()
    showToast({ text: t.tookStored, action: { label: t.saveMine, run: () => void actions.keepAsNew(mine) } })
  }

  const style = {
    '--read-size': `${readSize}px`,
    '--task-open': JSON.stringify(t.taskOpen),
    '--task-done': JSON.stringify(t.taskDone)
  }
  const gone = status.kind === 'conflict' && status.failure.code === 'not_found'
  return (
    <article className="main note" aria-label={title || t.untitled} style={style}>
      <NoteBar note={note} status={status} actions={actions} onRetry={() => void autosave.flush()} />
      {status.kind === 'conflict' && (
        <ConflictBanner
          gone={gone}
          onKeepMine={() => void actions.keepAsNew(read(), goOnFromStored)}
          onTakeStored={() => void actions.attempt(takeStored)}
        />
      )}
      <FindBar find={find} asked={asked} />
      <div className="note-scroll scroll" ref={container}>
        <div className="note-page">
          <NoteTitle title={title} readOnly={!editable} onChange={changeTitle} onLeave={() => editor.focus()} />
          <NoteMeta note={note} />
          <div className="note-body">
            <ContentEditable
              className="note-text"
              aria-label={t.body}
              aria-multiline
              spellCheck={false}
              aria-placeholder={t.placeholder}
              placeholder={<p className="note-placeholder">{t.placeholder}</p>}
            />
          </div>
          <Related id={note.id} except={note.source ? [note.source.id] : []} />
        </div>
        <FloatingToolbar container={container} />
        <LinkPanel container={container} />
      </div>
    </article>
  )
}

/** Counts the editor's changes while something is looked for in its text. */
function useTextChanges(on: boolean): number {
  const [editor] = useLexicalComposerContext()
  const [changes, setChanges] = useState(0)
  useEffect(
    () => (on ? editor.registerUpdateListener(() => setChanges((count) => count + 1)) : undefined),
    [editor, on]
  )
  return changes
}
