import { LexicalExtensionComposer } from '@lexical/react/LexicalExtensionComposer'
import { useState } from 'react'
import type { Note } from '../../../shared/notes.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, EmptyState } from '../../ui/index.ts'
import { draftOf } from './drafts.ts'
import { createNoteExtension } from './editor/extension.ts'
import { NoteSheet } from './note-sheet.tsx'
import './note.css'

/** One note to write in. With a `query`, its words are marked and the first of them is in view. */
export function NotePane({ id, query }: { id: number; query: string }) {
  const t = useMessages()
  const { data: note, error, refetch } = useAnswer('notes.get', kb.notes.get, { id })
  if (note) return <OpenNote key={id} note={note} query={query} />
  return (
    <article className="main note" aria-busy={!error}>
      {error && (
        <div className="center">
          <EmptyState
            icon="err"
            title={t.notes.notShown}
            actions={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
          >
            {failureText(t, error)}
          </EmptyState>
        </div>
      )}
    </article>
  )
}

/** An editor of its own for each note, so that undo never reaches into another one. */
function OpenNote({ note, query }: { note: Note; query: string }) {
  const [draft] = useState(() => draftOf(note))
  const [extension] = useState(() => createNoteExtension(draft.autosave.content().state))
  return (
    <LexicalExtensionComposer extension={extension} contentEditable={null}>
      <NoteSheet note={note} draft={draft} query={query} />
    </LexicalExtensionComposer>
  )
}
