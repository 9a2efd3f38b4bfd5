import type { Note } from '../../../shared/notes.ts'
import { useMessages } from '../../i18n.tsx'
import { goToEntry } from '../../route.ts'
import { Icon } from '../../ui/index.ts'
import { CategoryPicker, TagEditor } from '../filing/index.tsx'

/** Where the note belongs and where it comes from. */
export function NoteMeta({ note }: { note: Note }) {
  const t = useMessages().notes
  const { source } = note
  return (
    <div className="note-meta">
      <CategoryPicker entryId={note.id} categories={note.categories} />
      {source && (
        <button type="button" className="chip note-source" onClick={() => goToEntry(source.id)}>
          <Icon name="reading" size={14} />
          {t.fromArticle}
          <b className="cut">{source.title}</b>
          {source.deleted && t.sourceInTrash}
        </button>
      )}
      <TagEditor entryId={note.id} tags={note.tags} />
    </div>
  )
}
