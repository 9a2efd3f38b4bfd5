import type { ReactNode } from 'react'
import type { Article } from '../../../shared/articles.ts'
import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { Dot, Icon } from '../../ui/index.ts'
import type { IconName } from '../../ui/index.ts'
import { VersionsChip } from '../duplicates/index.tsx'

interface FactProps {
  icon: IconName
  /** What the chip says in full, for a tooltip. */
  full?: string | undefined
  warn?: boolean
  children: ReactNode
}

function Fact({ icon, full, warn, children }: FactProps) {
  return (
    <li className={`chip fact${warn ? ' warn' : ''}`} title={full}>
      <Icon name={icon} size={14} />
      <span className="cut">{children}</span>
    </li>
  )
}

/** What is known of an article's source: who, where, when, how long, under which rights. */
export function Facts({ article, onOpenSource }: { article: Article; onOpenSource(): void }) {
  const t = useMessages().articles
  const language = useLanguage()
  const { author, feed, facts, url } = article
  const day = article.publishedAt === null ? null : formatDay(article.publishedAt, language, 'long')
  return (
    <ul className="facts" aria-label={t.facts}>
      {author && (
        <Fact icon="user" full={t.author(author)}>
          <b>{author}</b>
        </Fact>
      )}
      {!author && feed && <Fact icon="user">{t.authorUnknown}</Fact>}
      {feed && (
        <Fact icon="globe" full={t.feed(feed)}>
          <b>{feed}</b>
        </Fact>
      )}
      {day && (
        <Fact icon="cal" full={facts.dateIsCrawlTime ? t.crawled(day) : t.published(day)}>
          {facts.dateIsCrawlTime ? t.crawledShort(day) : <b>{day}</b>}
        </Fact>
      )}
      {article.readingMinutes > 0 && <Fact icon="clock">{t.minutes(article.readingMinutes)}</Fact>}
      <Rights article={article} />
      {article.promotion.from === 0 && (
        <Fact icon="info" full={t.promotionalArticleHint}>
          {t.promotionalArticle}
        </Fact>
      )}
      {facts.translator && <Fact icon="pen">{t.translator(facts.translator)}</Fact>}
      {facts.coverCredit && (
        <Fact icon="image" full={facts.coverCredit}>
          {t.coverCredit(facts.coverCredit)}
        </Fact>
      )}
      <VersionsChip id={article.id} title={article.title} />
      {url && (
        <li>
          <button
            type="button"
            className="chip fact"
            title={facts.urlGuessed ? `${url}\n${t.guessedHint}` : url}
            onClick={onOpenSource}
          >
            <Icon name="out" size={14} />
            {t.source}
            {facts.urlGuessed && <span className="badge">{t.guessed}</span>}
          </button>
        </li>
      )}
    </ul>
  )
}

function Rights({ article: { facts } }: { article: Article }) {
  const t = useMessages().articles
  const { rights, licence } = facts
  if (!rights && !licence) return null
  const forbidden = licence?.includes('禁止转载') ? t.noReprint : licence
  return (
    <Fact icon="lic" full={licence ?? undefined} warn>
      {rights && t.rights[rights]}
      {rights && forbidden && <Dot />}
      {forbidden}
    </Fact>
  )
}
