import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { goToEntry } from '../../route.ts'
import { Icon } from '../../ui/index.ts'

/** The articles that link to this one, at its end. */
export function LinkedFrom({ id }: { id: number }) {
  const t = useMessages()
  const { data: linking = [] } = useAnswer('articles.linkedFrom', kb.articles.linkedFrom, { id })
  if (linking.length === 0) return null
  return (
    <section className="article-notes" aria-label={t.articles.linkedFrom}>
      <h2>
        {t.articles.linkedFrom} <span className="t3">{linking.length}</span>
      </h2>
      <ul>
        {linking.map((other) => (
          <li key={other.id}>
            <button type="button" onClick={() => goToEntry(other.id)}>
              <Icon name="link" />
              <span className="article-note">
                <span className="cut">{other.title || t.common.untitled}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
