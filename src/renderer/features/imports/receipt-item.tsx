import type { ImportItem, ImportOutcome } from '../../../shared/imports.ts'
import { nameOf } from '../../../shared/preview-filter.ts'
import { useMessages } from '../../i18n.tsx'
import { everything, go } from '../../route.ts'
import { Icon } from '../../ui/index.ts'
import { LossMeter } from './loss-meter.tsx'
import { keptShare, lostWords } from './loss-text.ts'
import { placeOf } from './preview-text.ts'

const BADGE: Record<ImportOutcome, string> = {
  imported: 'ok',
  updated: 'ok',
  duplicate: 'warn',
  skipped: '',
  failed: 'dang'
}

interface ReceiptItemProps {
  item: ImportItem
  /** Called when the user goes to the article. */
  onOpen?(): void
}

/** One file of a receipt: what became of it, why, how much of it was kept, and the way to its article. */
export function ReceiptItem({ item, onOpen }: ReceiptItemProps) {
  const t = useMessages().imports
  const { path, outcome, title, reason, entryId, loss } = item
  const name = nameOf(path)
  const about = reason ? t.reasons[reason.code] : title
  const lost = loss ? lostWords(loss, t) : []
  return (
    <>
      <span className={`badge ${BADGE[outcome]}`}>{t.outcomes[outcome]}</span>
      <span className="grow">
        <span className="cut receipt-file" title={path}>
          {isMember(path) && <span className="t3">{nameOf(placeOf(path).slice(0, -1))} › </span>}
          {name}
          {title && reason && <span className="t2"> {title}</span>}
        </span>
        {about && (
          <span className={`cut fs-12 ${outcome === 'failed' ? 'dang' : 't3'}`} title={reason?.detail || undefined}>
            {about}
          </span>
        )}
        {lost.length > 0 && <Lost words={t.notKept(lost.join(t.between))} />}
      </span>
      {loss && <LossMeter share={keptShare(loss)} name={t.kept(keptShare(loss))} />}
      {entryId !== null && (
        <button
          type="button"
          className="ib"
          aria-label={t.openEntry(title ?? name)}
          title={t.openEntry(title ?? name)}
          onClick={() => {
            onOpen?.()
            go({ room: 'library', filter: everything, entry: entryId, query: '' })
          }}
        >
          <Icon name="right" />
        </button>
      )}
    </>
  )
}

/** Whether a file lies in a container right beside it. */
const isMember = (path: string): boolean => placeOf(path).endsWith('!')

const Lost = ({ words }: { words: string }) => (
  <span className="cut fs-12 warn" title={words}>
    {words}
  </span>
)
