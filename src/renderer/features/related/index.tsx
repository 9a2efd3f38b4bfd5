import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { goToEntry } from '../../route.ts'
import { Icon } from '../../ui/index.ts'
import './related.css'

interface RelatedProps {
  id: number
  /** Entries that stand beside it already. */
  except?: number[]
}

/** The entries most like this one, with the words that they share; nothing when none is. */
export function Related({ id, except = [] }: RelatedProps) {
  const t = useMessages()
  const { data } = useAnswer('search.related', kb.search.related, { id })
  const related = (data ?? []).filter((entry) => !except.includes(entry.id))
  if (related.length === 0) return null
  return (
    <section className="related" aria-label={t.search.related}>
      <h2>
        {t.search.related} <span className="t3">{related.length}</span>
      </h2>
      <ul>
        {related.map(({ id: other, kind, title, feed, terms }) => (
          <li key={other}>
            <button type="button" onClick={() => goToEntry(other)}>
              <Icon name={kind === 'note' ? 'note' : 'file'} />
              <span className="related-text">
                <span className="row">
                  <span className="cut">{title || t.common.untitled}</span>
                  {feed && <span className="t3 fs-12 cut">{feed}</span>}
                </span>
                <span className="related-terms">
                  <span className="visually-hidden">{t.search.sharedTerms}</span>
                  {terms.map((term) => (
                    <span key={term}>{term}</span>
                  ))}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
