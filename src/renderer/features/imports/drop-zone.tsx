import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { ImportReceipt } from '../../../shared/imports.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { goToEntry, useRoute } from '../../route.ts'
import { Button, Icon, showToast } from '../../ui/index.ts'
import { importFiles, onImportFinished, useImports } from './import-queue.ts'
import { dropPreview, returnToPreview, usePreview } from './preview.ts'
import { PreviewSheet } from './preview-sheet.tsx'
import { ProgressCard } from './progress-card.tsx'
import { ReceiptSheet } from './receipt-sheet.tsx'
import { filesOf, isClean } from './receipt-text.ts'
import { dismiss } from './resumable.ts'
import { ResumeCard } from './resume-card.tsx'
import { useClosePreview } from './use-close-preview.ts'
import { useFileDrop } from './use-file-drop.ts'

/** Around the whole app: takes dropped files, shows what their import would come to, how it goes and what it came to. */
export function ImportDropZone({ children }: { children: ReactNode }) {
  const { running, waiting } = useImports()
  const over = useFileDrop(importFiles)
  useEffect(() => dropPreview, []) // what it read is gone with the library
  const { room } = useRoute()
  const preview = usePreview()
  const [receipt, setReceipt] = useReceipt()
  const asking = preview?.shown === 'open'
  return (
    <>
      {children}
      {over && <DropTarget />}
      <div className="import-cards">
        {running.map((each) => (
          <ProgressCard key={each.key} running={each} waiting={waiting.length} />
        ))}
        {preview?.shown === 'pending' && 'files' in preview.source && <Looking />}
        {preview?.shown === 'away' && <PreviewAway found={preview.state?.found ?? 0} waiting={waiting.length} />}
        {running.length === 0 && !preview && room !== 'imports' && <ResumeCard />}
      </div>
      {asking && <PreviewSheet preview={preview} />}
      {receipt && !asking && <ReceiptSheet key={receipt.batchId} receipt={receipt} onClose={() => setReceipt(null)} />}
    </>
  )
}

/** The receipt to show; a single clean file and a failure get a toast and no sheet. */
function useReceipt() {
  const t = useMessages()
  const [receipt, setReceipt] = useState<ImportReceipt | null>(null)
  useEffect(
    () =>
      onImportFinished(({ result, paused }) => {
        if (!result.ok) {
          if (result.error.code !== 'cancelled') showToast({ kind: 'error', text: failureText(t, result.error) })
        } else if (isClean(result.value) && filesOf(result.value.counts) === 1) {
          const { batchId } = result.value
          const open = () => void openFirst(batchId)
          showToast({ text: t.imports.oneImported, action: { label: t.imports.open, run: open } })
        } else if (!paused || !result.value.resumable) {
          if (result.value.cancelled) dismiss(result.value)
          setReceipt(result.value)
        }
      }),
    [t]
  )
  return [receipt, setReceipt] as const
}

async function openFirst(batchId: number): Promise<void> {
  const answer = await kb.imports.items({ batchId, limit: 1 })
  const id = answer.ok ? answer.value.items[0]?.entryId : null
  if (id) goToEntry(id)
}

/** While it is not known whether there is anything to ask; appears only when that takes its time. */
function Looking() {
  const t = useMessages()
  const close = useClosePreview()
  return (
    <section className="import-card late" aria-label={t.imports.looking}>
      <div className="row">
        <b className="b grow">{t.imports.looking}</b>
        <Button variant="text" onClick={close}>
          {t.common.cancel}
        </Button>
      </div>
    </section>
  )
}

/** The way back to a preview that the user left to look at an article. */
function PreviewAway({ found, waiting }: { found: number; waiting: number }) {
  const t = useMessages().imports
  return (
    <section className="import-card" aria-label={t.preview.title}>
      <div className="row">
        <span className="grow">
          {t.preview.minimised(found)}
          {waiting > 0 && <span className="t3 fs-12"> {t.waiting(waiting)}</span>}
        </span>
        <Button variant="text" onClick={returnToPreview}>
          {t.preview.back}
        </Button>
      </div>
    </section>
  )
}

function DropTarget() {
  const t = useMessages().imports
  return (
    <div className="drop-target">
      <div>
        <Icon name="import" size={28} />
        <b>{t.dropTitle}</b>
        <span className="t3 fs-12">{t.dropHint}</span>
      </div>
    </div>
  )
}
