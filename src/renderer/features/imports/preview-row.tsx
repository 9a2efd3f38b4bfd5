import type { PreviewItem } from '../../../shared/imports.ts'
import { isImportable, nameOf } from '../../../shared/preview-filter.ts'
import { formatCount, formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { Checkbox } from '../../ui/index.ts'
import { EncodingMenu } from './encoding-menu.tsx'
import { LossMeter } from './loss-meter.tsx'
import { keptShare } from './loss-text.ts'
import type { Choices } from './preview.ts'
import { kindOf, verdictOf } from './preview-text.ts'
import type { Verdict } from './preview-text.ts'

const BADGE: Record<Verdict, string> = {
  imported: 'ok',
  updated: 'ok',
  similar: 'info',
  duplicate: 'warn',
  skipped: '',
  failed: 'dang',
  out: '',
  unknown: ''
}

interface PreviewRowProps {
  item: PreviewItem
  taken: boolean
  out: boolean
  choices: Choices
}

/** The cells of one file. */
export function PreviewRow({ item, taken, out, choices }: PreviewRowProps) {
  const t = useMessages().imports
  const language = useLanguage()
  const { path, outcome, reason, title, encoding, publishedAt, known, loss } = item
  const name = nameOf(path)
  const kind = kindOf(name)
  const verdict = verdictOf(item, out)
  const troubled = known && !isImportable(item) && outcome !== 'duplicate' && reason
  return (
    <>
      <span role="gridcell" data-act="take">
        <Checkbox
          label={t.preview.take(name)}
          hideLabel
          checked={taken}
          disabled={known && !isImportable(item)}
          tabIndex={-1}
          onChange={noChange}
        />
      </span>
      <span role="gridcell" className="preview-file" title={path}>
        {kind && <span className="badge">{kind}</span>}
        <span className="cut">{name}</span>
      </span>
      <span role="gridcell" className="col-encoding">
        {encoding === null && !troubled ? <None /> : <EncodingMenu item={item} inRow />}
      </span>
      <span role="gridcell" className={`cut${outcome === 'failed' && troubled ? ' dang' : ''}`}>
        {troubled ? t.reasons[troubled.code] : title}
      </span>
      <span role="gridcell" className="col-date">
        {publishedAt === null ? <None /> : formatDay(publishedAt, language, 'long')}
      </span>
      <span role="gridcell" className="col-filing cut t2">
        <Filing item={item} choices={choices} />
      </span>
      <span role="gridcell" className="col-pictures">
        <Pictures item={item} />
      </span>
      <span role="gridcell">
        {loss ? <LossMeter share={keptShare(loss)} name={t.kept(keptShare(loss))} /> : <None />}
      </span>
      <span role="gridcell">
        <span className={`badge ${BADGE[verdict]}`}>{t.preview.results[verdict]}</span>
      </span>
    </>
  )
}

/** The grid hears of clicks and keys. */
const noChange = () => {}

const None = () => <span className="t3">—</span>

/** Where the article would be filed: as its source says and as is chosen for all. */
function Filing({ item, choices }: { item: PreviewItem; choices: Choices }) {
  if (!isImportable(item)) return <None />
  const paths = [...item.categories, ...(choices.category.length > 0 ? [choices.category] : [])]
  const tags = [...new Set([...item.tags, ...choices.tags])]
  const text = [...paths.map((path) => path.join(' › ')), ...tags.map((tag) => `#${tag}`)].join('  ')
  return text ? <span title={text}>{text}</span> : <None />
}

function Pictures({ item: { pictures } }: { item: PreviewItem }) {
  const t = useMessages().imports.preview
  const { found, missing } = pictures
  if (found + missing === 0) return <None />
  if (missing === 0) return formatCount(found)
  return (
    <span title={t.missing(missing)}>
      {formatCount(found)}
      <span className="t3"> / {formatCount(found + missing)}</span>{' '}
      <span className="warn">{t.picturesMissing(missing)}</span>
    </span>
  )
}
