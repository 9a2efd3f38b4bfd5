import type { PreviewItem } from '../../../shared/imports.ts'
import { isImportable, nameOf } from '../../../shared/preview-filter.ts'
import { useMessages } from '../../i18n.tsx'
import { goToEntry } from '../../route.ts'
import { Button, Icon } from '../../ui/index.ts'
import { EncodingMenu } from './encoding-menu.tsx'
import { changePreview } from './preview.ts'
import { canReadOtherwise, placeOf, remarksOn } from './preview-text.ts'

export const REMARKS_ID = 'preview-remarks'

/** What there is to know of the file at the cursor, and what can be done about it. */
export function PreviewDetail({ item }: { item: PreviewItem | undefined }) {
  const t = useMessages().imports
  if (!item) return <div className="preview-detail" />
  const remarks = remarksOn(item, t)
  const calm = remarks.length === 0
  const lost = item.known && !isImportable(item)
  const other = otherArticle(item)
  const open = (id: number) => {
    changePreview({ shown: 'away' })
    goToEntry(id)
  }
  return (
    <div className="preview-detail">
      <span className={calm ? 'acc' : lost ? 'warn' : 'info'}>
        <Icon name={calm ? 'check' : lost ? 'alert' : 'info'} />
      </span>
      <div className="grow">
        <p className="preview-path" title={item.path}>
          <span className="t3 cut">{placeOf(item.path)}</span>
          <b className="b cut">{nameOf(item.path)}</b>
        </p>
        <p id={REMARKS_ID} className="t2 preview-remarks">
          {calm ? t.nothingLost : remarks.join(t.preview.remarkBetween)}
        </p>
      </div>
      {canReadOtherwise(item) && <EncodingMenu item={item} />}
      {other && <Button onClick={() => open(other.id)}>{t.preview.openOther(other.title)}</Button>}
    </div>
  )
}

/** The article in the library that the file is, changes, or is much like. */
function otherArticle({ entryId, title, similarTo, path }: PreviewItem): { id: number; title: string } | null {
  if (entryId !== null) return { id: entryId, title: title ?? nameOf(path) }
  return similarTo
}
