import { useState } from 'react'
import type { ImportItem, ImportOutcome, ImportReceipt } from '../../../shared/imports.ts'
import { formatCount } from '../../format.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { everything, go } from '../../route.ts'
import { Banner, Icon, IconButton } from '../../ui/index.ts'
import { LossMeter } from './loss-meter.tsx'
import { keptShare, lostWords } from './loss-text.ts'
import { filesOf, OUTCOMES } from './receipt-text.ts'

const PAGE = 200
const BADGE: Record<ImportOutcome, string> = {
  imported: 'ok',
  updated: 'ok',
  duplicate: 'warn',
  skipped: '',
  failed: 'dang'
}

interface ReceiptItemsProps {
  receipt: ImportReceipt
  /** Called when the user goes to an article. */
  onOpen?(): void
}

/** Every file of an import with its outcome and reason, narrowed to one outcome by tabs. */
export function ReceiptItems({ receipt, onOpen }: ReceiptItemsProps) {
  const t = useMessages()
  const { batchId, counts } = receipt
  const [outcome, setOutcome] = useState<ImportOutcome | null>(counts.failed > 0 ? 'failed' : null)
  const [offset, setOffset] = useState(0)
  const { data, error } = useAnswer(
    'imports.items',
    kb.imports.items,
    { batchId, offset, limit: PAGE, ...(outcome ? { outcome } : {}) },
    { keepPrevious: true }
  )
  const tab = (value: ImportOutcome | null, label: string, count: number) => (
    <button
      key={value}
      type="button"
      role="tab"
      aria-selected={outcome === value}
      className={outcome === value ? 'on' : ''}
      onClick={() => {
        setOutcome(value)
        setOffset(0)
      }}
    >
      {label} <span className="n">{formatCount(count)}</span>
    </button>
  )
  return (
    <div className="receipt-items">
      <div className="tabs" role="tablist" aria-label={t.imports.fileList}>
        {tab(null, t.imports.all, filesOf(counts))}
        {OUTCOMES.filter((each) => counts[each] > 0).map((each) => tab(each, t.imports.outcomes[each], counts[each]))}
      </div>
      {error && <Banner kind="err">{failureText(t, error)}</Banner>}
      <div className="scroll grow" role="tabpanel" aria-label={t.imports.fileList} tabIndex={0}>
        {data?.items.length === 0 && <p className="receipt-none t3">{t.imports.none}</p>}
        <ul>
          {data?.items.map((item, index) => (
            <Item key={offset + index} item={item} {...(onOpen ? { onOpen } : {})} />
          ))}
        </ul>
      </div>
      {data && data.total > PAGE && (
        <div className="receipt-pages">
          <span className="t3 fs-12">
            {t.imports.range(offset + 1, Math.min(offset + PAGE, data.total), data.total)}
          </span>
          <IconButton
            icon="left"
            label={t.imports.previousPage}
            disabled={offset === 0}
            onClick={() => setOffset(offset - PAGE)}
          />
          <IconButton
            icon="right"
            label={t.imports.nextPage}
            disabled={offset + PAGE >= data.total}
            onClick={() => setOffset(offset + PAGE)}
          />
        </div>
      )}
    </div>
  )
}

function Item({ item, onOpen }: { item: ImportItem; onOpen?: () => void }) {
  const t = useMessages().imports
  const { path, outcome, title, reason, entryId, loss } = item
  const name = path.split(/[/\\]/u).at(-1) ?? path
  const about = reason ? t.reasons[reason.code] : title
  const lost = loss ? lostWords(loss, t) : []
  return (
    <li className="receipt-item">
      <span className={`badge ${BADGE[outcome]}`}>{t.outcomes[outcome]}</span>
      <span className="grow">
        <span className="cut" title={path}>
          {name}
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
    </li>
  )
}

const Lost = ({ words }: { words: string }) => (
  <span className="cut fs-12 warn" title={words}>
    {words}
  </span>
)
