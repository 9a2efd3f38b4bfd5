import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { go, goToEntry } from '../../route.ts'
import { Banner, Button, Icon } from '../../ui/index.ts'

/** From this share on an article is the same but for details. */
const SAME = 0.85

const useSimilar = (id: number) => useAnswer('articles.similar', kb.articles.similar, { id }).data ?? []

/** Says that the library has this article once more, above it. */
export function SameArticle({ id }: { id: number }) {
  const t = useMessages()
  const first = useSimilar(id).find(({ score, keptApart }) => score >= SAME && !keptApart)
  if (!first) return null
  const compare = () => go({ room: 'duplicates', pair: [Math.min(id, first.id), Math.max(id, first.id)] })
  return (
    <div className="reader-banner">
      <Banner
        kind="info"
        actions={
          <>
            <Button onClick={compare}>{t.articles.compare}</Button>
            <Button onClick={() => goToEntry(first.id)}>{t.articles.openOther}</Button>
          </>
        }
      >
        {t.articles.sameAs(first.title || t.common.untitled)}
      </Banner>
    </div>
  )
}

/** The articles most like this one, at its end. */
export function SimilarArticles({ id }: { id: number }) {
  const t = useMessages()
  const similar = useSimilar(id)
  if (similar.length === 0) return null
  return (
    <section className="article-notes" aria-label={t.articles.similar}>
      <h2>
        {t.articles.similar} <span className="t3">{similar.length}</span>
      </h2>
      <ul>
        {similar.map((other) => (
          <li key={other.id}>
            <button type="button" onClick={() => goToEntry(other.id)}>
              <Icon name="dup" />
              <span className="article-note">
                <span className="cut">{other.title || t.common.untitled}</span>
              </span>
              <span className="t3 fs-12">{t.articles.alike(Math.floor(other.score * 100))}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
