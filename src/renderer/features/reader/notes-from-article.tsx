import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { goToEntry } from '../../route.ts'
import { Icon } from '../../ui/index.ts'

/** The notes that were started from an article, at its end. */
export function NotesFromArticle({ id }: { id: number }) {
  const t = useMessages()
  const language = useLanguage()
  const { data: notes = [] } = useAnswer('notes.bySource', kb.notes.bySource, { id })
  if (notes.length === 0) return null
  return (
    <section className="article-notes" aria-label={t.articles.notes}>
      <h2>
        {t.articles.notes} <span className="t3">{notes.length}</span>
      </h2>
      <ul>
        {notes.map((note) => (
          <li key={note.id}>
            <button type="button" onClick={() => goToEntry(note.id)}>
              <Icon name="note" />
              <span className="article-note">
                <span className="cut">{note.title || note.excerpt || t.common.untitled}</span>
                {note.title && note.excerpt && <span className="cut t3 fs-12">{note.excerpt}</span>}
              </span>
              <span className="t3 fs-12">{formatDay(note.updatedAt, language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
