import type { ImportReceipt } from '../../../shared/imports.ts'
import { useMessages } from '../../i18n.tsx'
import { Button, ProgressBar } from '../../ui/index.ts'
import { resumeImport } from './import-queue.ts'
import { filesOf, labelText } from './receipt-text.ts'
import { doneOf, useInterrupted, useRemaining } from './resumable.ts'

/** Offers to go on with the last import when it stopped before its end. */
export function ResumeCard() {
  const { receipt, forget } = useInterrupted()
  return receipt && <Offer key={receipt.batchId} receipt={receipt} onForget={forget} />
}

function Offer({ receipt, onForget }: { receipt: ImportReceipt; onForget(): void }) {
  const t = useMessages().imports
  const remaining = useRemaining(receipt.batchId)
  if (!remaining) return null
  const total = filesOf(receipt.counts)
  const done = doneOf(receipt, remaining)
  return (
    <section className="import-card" aria-label={t.interrupted} role="status">
      <div className="row between">
        <b className="b">{t.interrupted}</b>
        <span className="t2 num">{t.progress(done, total)}</span>
      </div>
      <ProgressBar label={t.interrupted} done={done} total={total} />
      <p className="cut t3 fs-12">{labelText(receipt.label, t)}</p>
      <div className="row import-acts">
        <span className="grow" />
        <Button variant="text" onClick={onForget}>
          {t.notNow}
        </Button>
        <Button variant="text" onClick={() => resumeImport(receipt.batchId)}>
          {t.resume(remaining)}
        </Button>
      </div>
    </section>
  )
}

interface ResumeButtonProps {
  receipt: ImportReceipt
  large?: boolean
  onResumed?(): void
}

/** Goes on with the import of a receipt; not there for one that was finished. */
export function ResumeButton(props: ResumeButtonProps) {
  return props.receipt.resumable && props.receipt.undoneAt === null ? <Resume {...props} /> : null
}

function Resume({ receipt: { batchId }, large = false, onResumed }: ResumeButtonProps) {
  const t = useMessages().imports
  const remaining = useRemaining(batchId)
  if (!remaining) return null
  const resume = () => {
    onResumed?.()
    resumeImport(batchId)
  }
  return (
    <Button large={large} onClick={resume}>
      {t.resume(remaining)}
    </Button>
  )
}
