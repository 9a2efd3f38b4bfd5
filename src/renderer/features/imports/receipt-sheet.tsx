import type { ImportReceipt } from '../../../shared/imports.ts'
import { useMessages } from '../../i18n.tsx'
import { everything, go } from '../../route.ts'
import { Button, Dialog, Icon } from '../../ui/index.ts'
import { UndoButton } from './receipt-actions.tsx'
import { ReceiptItems } from './receipt-items.tsx'
import { ReceiptPaper } from './receipt-paper.tsx'
import { receiptTitle, secondsOf } from './receipt-text.ts'
import { ResumeButton } from './resume-card.tsx'

/** Shows the articles that an import brought. */
export const showBatch = (batchId: number) =>
  go({ room: 'library', filter: { ...everything, batch: batchId }, entry: null, query: '' })

/** What an import came to, right after it. */
export function ReceiptSheet({ receipt, onClose }: { receipt: ImportReceipt; onClose(): void }) {
  const t = useMessages()
  const { batchId, counts } = receipt
  const brought = counts.imported + counts.updated
  const title = receiptTitle(receipt, t.imports)
  const seconds = secondsOf(receipt)
  return (
    <Dialog open title={title} hideTitle width={880} className="receipt-sheet" onClose={onClose}>
      <div className="receipt-left">
        <div className={`receipt-mark${brought > 0 ? '' : ' none'}`}>
          <Icon name={brought > 0 ? 'check' : counts.failed > 0 ? 'alert' : 'dup'} size={20} />
        </div>
        <h2 aria-hidden="true">{title}</h2>
        <p className="t2">{seconds === null ? t.imports.unfinished : t.imports.tookAndKept(seconds)}</p>
        <div className="row receipt-actions">
          {brought > 0 && (
            <Button
              variant="primary"
              large
              onClick={() => {
                onClose()
                showBatch(batchId)
              }}
            >
              {t.imports.show}
            </Button>
          )}
          <ResumeButton receipt={receipt} large onResumed={onClose} />
          <UndoButton receipt={receipt} large onUndone={onClose} />
          <Button large onClick={onClose}>
            {t.common.close}
          </Button>
        </div>
        <ReceiptItems receipt={receipt} onOpen={onClose} />
        {brought > 0 && <p className="t3 fs-12 receipt-hint">{t.imports.undoHint}</p>}
      </div>
      <div className="receipt-right">
        <ReceiptPaper receipt={receipt} />
      </div>
    </Dialog>
  )
}
