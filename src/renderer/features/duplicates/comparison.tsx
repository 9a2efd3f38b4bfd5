import type { ArticleText } from '../../../shared/articles.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Banner } from '../../ui/index.ts'
import { ComparedFacts } from './compared-facts.tsx'
import { DiffRows } from './diff-rows.tsx'

interface ComparisonProps {
  left: ArticleText
  right: ArticleText
  /** What the two sides are called. */
  names: [string, string]
  /** Whether they are texts of one article, so that its use is no difference between them. */
  versions?: boolean
  ref?: React.Ref<HTMLDivElement>
}

/** Two texts side by side: what is known of them, and where they differ. */
export function Comparison({ left, right, names, versions = false, ref }: ComparisonProps) {
  const t = useMessages()
  const { data, error } = useAnswer('articles.compare', kb.articles.compare, { left, right })
  if (error) {
    return (
      <div className="center">
        <Banner kind="info">{failureText(t, error)}</Banner>
      </div>
    )
  }
  if (!data) return <div className="grow" aria-busy />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <div className="comparison scroll" ref={ref} tabIndex={0} role="region" aria-label={t.duplicates.comparison}>
      {versions && <p className="comparison-share">{t.duplicates.alike(Math.floor(data.share * 100))}</p>}
      <ComparedFacts left={data.left} right={data.right} names={names} ids={versions ? null : [left.id, right.id]} />
      <DiffRows rows={data.rows} />
    </div>
  )
}
