import type { ImportReceipt } from '../../../shared/imports.ts'
import { formatCount, formatDay, formatTime } from '../../format.ts'
import { failureText, useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { go } from '../../route.ts'
import { Banner, Button, Dot, EmptyState, IconButton } from '../../ui/index.ts'
import { pickAndImport } from './import-queue.ts'
import { UndoButton } from './receipt-actions.tsx'
import { ReceiptItems } from './receipt-items.tsx'
import { ReceiptPaper } from './receipt-paper.tsx'
import { showBatch } from './receipt-sheet.tsx'
import { filesOf, labelText, receiptTitle } from './receipt-text.ts'
import { ResumeButton } from './resume-card.tsx'

const SHOWN = 500

/** Every import ever made, and of the chosen one every file. */
export function ImportsScreen({ batch }: { batch: number | null }) {
  const t = useMessages()
  const { data: receipts, error } = useAnswer('imports.receipts', kb.imports.receipts, { limit: SHOWN })
  if (error) {
    return (
      <main className="main">
        <div className="center">
          <Banner kind="err">{failureText(t, error)}</Banner>
        </div>
      </main>
    )
  }
  if (!receipts) return <main className="main" aria-busy />
  if (receipts.length === 0) return <NoImports />
  const chosen = receipts.find(({ batchId }) => batchId === batch) ?? receipts[0]
  return (
    <>
      <section className="list" aria-label={t.imports.records}>
        <div className="bar">
          <h1 className="grow imports-title">
            {t.imports.records} <span className="t3">{formatCount(receipts.length)}</span>
          </h1>
          <IconButton icon="file" label={t.imports.pickFiles} onClick={() => pickAndImport('files')} />
          <IconButton icon="folder" label={t.imports.pickFolder} onClick={() => pickAndImport('folder')} />
        </div>
        <ul className="scroll grow" aria-label={t.imports.records}>
          {receipts.map((receipt) => (
            <li key={receipt.batchId}>
              <ReceiptRow receipt={receipt} chosen={receipt === chosen} />
            </li>
          ))}
        </ul>
      </section>
      {chosen && <ChosenReceipt key={chosen.batchId} receipt={chosen} />}
    </>
  )
}

function ReceiptRow({ receipt, chosen }: { receipt: ImportReceipt; chosen: boolean }) {
  const t = useMessages().imports
  const language = useLanguage()
  const { batchId, label, startedAt, counts, cancelled, undoneAt } = receipt
  return (
    <button
      type="button"
      className={`it receipt-row${chosen ? ' on' : ''}`}
      aria-current={chosen ? 'true' : undefined}
      onClick={() => go({ room: 'imports', batch: batchId }, { replace: true })}
    >
      <span className="receipt-top">
        <span className="receipt-label grow cut">{labelText(label, t)}</span>
        {undoneAt !== null && <span className="badge">{t.wasUndone}</span>}
        {cancelled && undoneAt === null && <span className="badge">{t.wasCancelled}</span>}
        {counts.failed > 0 && (
          <span className="badge dang">
            {t.outcomes.failed} {formatCount(counts.failed)}
          </span>
        )}
      </span>
      <span className="meta">
        <span>
          {formatDay(startedAt, language)} {formatTime(startedAt)}
        </span>
        <Dot />
        <span className="cut">{t.recordSummary(counts.imported, filesOf(counts))}</span>
      </span>
    </button>
  )
}

function ChosenReceipt({ receipt }: { receipt: ImportReceipt }) {
  const t = useMessages().imports
  const { batchId, counts, undoneAt } = receipt
  return (
    <main className="main imports-main">
      <div className="bar">
        <h1 className="cut">{receiptTitle(receipt, t)}</h1>
        {undoneAt !== null && <span className="badge">{t.wasUndone}</span>}
        <span className="grow" />
        <ResumeButton receipt={receipt} />
        <UndoButton receipt={receipt} />
        {counts.imported + counts.updated > 0 && undoneAt === null && (
          <Button variant="primary" onClick={() => showBatch(batchId)}>
            {t.show}
          </Button>
        )}
      </div>
      <div className="imports-page">
        <ReceiptItems receipt={receipt} />
        <ReceiptPaper receipt={receipt} timed />
      </div>
    </main>
  )
}

function NoImports() {
  const t = useMessages().imports
  return (
    <main className="main">
      <h1 className="visually-hidden">{t.records}</h1>
      <div className="center">
        <EmptyState
          icon="import"
          title={t.noRecords}
          actions={
            <>
              <Button variant="primary" large onClick={() => pickAndImport('files')}>
                {t.pickFiles}
              </Button>
              <Button large onClick={() => pickAndImport('folder')}>
                {t.pickFolder}
              </Button>
            </>
          }
        >
          {t.noRecordsHint}
        </EmptyState>
      </div>
    </main>
  )
}
