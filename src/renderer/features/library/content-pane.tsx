import type { EntryId } from '../../../shared/entries.ts'
import { AppError } from '../../../shared/result.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Banner, Button, EmptyState, Title } from '../../ui/index.ts'
import { NotePane } from '../notes/index.tsx'
import { ReaderPane } from '../reader/index.tsx'
import { useEntryActions } from './use-entry-actions.ts'

/** The right pane: the article or the note that is open. */
export function ContentPane({ id, query }: { id: EntryId | null; query: string }) {
  const t = useMessages()
  const { data: counts } = useAnswer('entries.counts', kb.entries.counts, null)
  return (
    <main className="main content-pane" aria-label={t.library.content}>
      {id === null ? (
        <div className="center">
          <EmptyState icon="reading" title={t.library.chooseEntry}>
            {counts && counts.views.all > 0 && <Title text={t.library.chooseEntryHint} />}
          </EmptyState>
        </div>
      ) : (
        <OpenEntry key={id} id={id} query={query} />
      )}
    </main>
  )
}

function OpenEntry({ id, query }: { id: EntryId; query: string }) {
  const t = useMessages()
  const actions = useEntryActions()
  const { data: entry, error } = useAnswer('entries.get', kb.entries.get, { id })
  if (error) {
    const gone = error instanceof AppError && error.code === 'not_found'
    return (
      <div className="center">
        <EmptyState icon={gone ? 'file' : 'err'} title={failureText(t, error)} />
      </div>
    )
  }
  if (!entry) return null
  return (
    <>
      {entry.deletedAt !== null && (
        <div className="in-trash">
          <Banner kind="info" actions={<Button onClick={() => void actions.restore([id])}>{t.library.restore}</Button>}>
            {t.library.inTrash}
          </Banner>
        </div>
      )}
      {entry.kind === 'note' ? <NotePane id={id} query={query} /> : <ReaderPane id={id} query={query} />}
    </>
  )
}
