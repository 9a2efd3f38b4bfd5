import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { ImportOutcome, ImportReceipt } from '../../../shared/imports.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Banner, Tabs } from '../../ui/index.ts'
import { everyFile, ReceiptFilter } from './receipt-filter.tsx'
import type { Narrowing } from './receipt-filter.tsx'
import { ReceiptItem } from './receipt-item.tsx'
import { filesOf, OUTCOMES } from './receipt-text.ts'
import { useRows } from './use-rows.ts'

/** A file with one line under its name; items are measured as they appear. */
const ITEM_HEIGHT = 46
/** Up to here a receipt is read at a glance. */
const FEW = 12

const ALL = 'all'

interface ReceiptItemsProps {
  receipt: ImportReceipt
  /** Called when the user goes to an article. */
  onOpen?(): void
}

/** Every file of an import with its outcome and reason, narrowed to one outcome by tabs, and further by a filter. */
export function ReceiptItems({ receipt, onOpen }: ReceiptItemsProps) {
  const t = useMessages().imports
  const { batchId, counts } = receipt
  const [outcome, setOutcome] = useState<ImportOutcome | null>(counts.failed > 0 ? 'failed' : null)
  const [narrowing, setNarrowing] = useState<Narrowing>(everyFile)
  const total = filesOf(counts)
  const shown = OUTCOMES.filter((each) => counts[each] > 0)
  const question = { batchId, ...(outcome ? { outcome } : {}), ...narrowing }
  return (
    <div className="receipt-items">
      <Tabs
        label={t.fileList}
        value={outcome ?? ALL}
        tabs={[
          { value: ALL, label: t.all, count: total },
          ...shown.map((value) => ({ value, label: t.outcomes[value], count: counts[value] }))
        ]}
        onChange={(value) => setOutcome(value === ALL ? null : value)}
      />
      {total > FEW && <ReceiptFilter receipt={receipt} narrowing={narrowing} onChange={setNarrowing} />}
      <ItemList key={JSON.stringify(question)} question={question} {...(onOpen ? { onOpen } : {})} />
    </div>
  )
}

interface ItemListProps {
  question: Narrowing & { batchId: number; outcome?: ImportOutcome }
  onOpen?(): void
}

function ItemList({ question, onOpen }: ItemListProps) {
  const t = useMessages()
  const scroller = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ first: 0, last: 0 })
  const rows = useRows('imports.items', kb.imports.items, question, range)
  const virtualizer = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ITEM_HEIGHT,
    overscan: 10,
    onChange({ range: seen }) {
      const first = seen?.startIndex ?? 0
      const last = seen?.endIndex ?? 0
      if (first !== range.first || last !== range.last) setRange({ first, last })
    }
  })
  return (
    <>
      {rows.error && <Banner kind="err">{failureText(t, rows.error)}</Banner>}
      <div ref={scroller} className="scroll grow" role="tabpanel" aria-label={t.imports.fileList} tabIndex={0}>
        {rows.total === 0 && !rows.waiting && (
          <p className="receipt-none t3">
            {question.query === undefined ? t.imports.none : t.imports.notFound(question.query)}
          </p>
        )}
        <ul style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const item = rows.at(index)
            return (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-setsize={rows.total}
                aria-posinset={index + 1}
                className="receipt-item"
                style={{ transform: `translateY(${start}px)` }}
              >
                {item && <ReceiptItem item={item} {...(onOpen ? { onOpen } : {})} />}
              </li>
            )
          })}
        </ul>
      </div>
    </>
  )
}
