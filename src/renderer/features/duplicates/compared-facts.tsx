import type { ReactNode } from 'react'
import type { ComparedArticle } from '../../../shared/articles.ts'
import type { Messages } from '../../../shared/messages/index.ts'
import type { Language } from '../../../shared/shell.ts'
import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { goToEntry } from '../../route.ts'
import { TagLabel, useTagColors } from '../filing/index.tsx'

interface ComparedFactsProps {
  left: ComparedArticle
  right: ComparedArticle
  names: [string, string]
  /** The articles to open by their titles; null for versions of one, which have been used as one. */
  ids: [number, number] | null
}

/** What is known of two articles, line by line; where they differ it stands out. */
export function ComparedFacts({ left, right, names, ids }: ComparedFactsProps) {
  const t = useMessages()
  const language = useLanguage()
  const colors = useTagColors()
  const lines = linesOf(left, t, language).map((line, index) => {
    const other = linesOf(right, t, language)[index]
    return { ...line, right: other?.value ?? '' }
  })
  const shown = (key: string, value: string, article: ComparedArticle): ReactNode =>
    key === 'tags' && value !== ''
      ? article.tags.map((tag) => <TagLabel key={tag} name={tag} color={colors.get(tag)} />)
      : value || '—'
  const title = (article: ComparedArticle, id: number | undefined, label: string) => (
    <th scope="col">
      <span className="t3 fs-12">{names[article === left ? 0 : 1]}</span>
      {id === undefined ? (
        <span className="compared-title">{article.title || t.common.untitled}</span>
      ) : (
        <button type="button" className="compared-title" title={label} onClick={() => goToEntry(id)}>
          {article.title || t.common.untitled}
        </button>
      )}
    </th>
  )
  return (
    <table className="compared" aria-label={t.duplicates.facts}>
      <thead>
        <tr>
          <td />
          {title(left, ids?.[0], t.duplicates.openLeft)}
          {title(right, ids?.[1], t.duplicates.openRight)}
        </tr>
      </thead>
      <tbody>
        {lines
          .filter((line) => line.value !== '' || line.right !== '')
          .filter(({ key }) => ids !== null || !OF_USE.includes(key))
          .map(({ key, value, right: other }) => (
            <tr key={key} className={value === other ? 'same' : ''}>
              <th scope="row">{t.duplicates.fields[key]}</th>
              <td>{shown(key, value, left)}</td>
              <td>{shown(key, other, right)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

/** What tells of an article's use and not of its source. */
const OF_USE: Field[] = ['added', 'state', 'made']

type Field = Exclude<keyof Messages['duplicates']['fields'], 'title'>

function linesOf(
  article: ComparedArticle,
  { duplicates: t }: Messages,
  language: Language
): { key: Field; value: string }[] {
  const { author, feed, publishedAt, addedAt, tags, categories, notes, planItems, highlights } = article
  const made = [
    article.starred ? t.starred : '',
    notes > 0 ? t.notes(notes) : '',
    highlights > 0 ? t.highlights(highlights) : '',
    planItems > 0 ? t.planItems(planItems) : ''
  ]
  return [
    { key: 'author', value: author ?? '' },
    { key: 'feed', value: feed ?? '' },
    { key: 'published', value: publishedAt === null ? '' : formatDay(publishedAt, language, 'long') },
    { key: 'added', value: formatDay(addedAt, language, 'long') },
    { key: 'file', value: article.sourceName },
    { key: 'categories', value: categories.map((path) => path.replaceAll('/', ' › ')).join(' · ') },
    { key: 'tags', value: tags.toSorted().join(' ') },
    { key: 'state', value: t.states[article.readState] },
    { key: 'made', value: made.filter(Boolean).join(' · ') },
    { key: 'length', value: t.length(article.characters, article.images) }
  ]
}
