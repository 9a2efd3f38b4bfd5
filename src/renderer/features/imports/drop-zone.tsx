import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { ImportReceipt } from '../../../shared/imports.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { goToEntry } from '../../route.ts'
import { Icon, showToast } from '../../ui/index.ts'
import { importFiles, onImportFinished, useImports } from './import-queue.ts'
import { ProgressCard } from './progress-card.tsx'
import { ReceiptSheet } from './receipt-sheet.tsx'
import { filesOf, isClean } from './receipt-text.ts'
import { useFileDrop } from './use-file-drop.ts'

/** Around the whole app: takes dropped files, shows how their import goes and what it came to. */
export function ImportDropZone({ children }: { children: ReactNode }) {
  const { running, waiting } = useImports()
  const over = useFileDrop(importFiles)
  const [receipt, setReceipt] = useReceipt()
  return (
    <>
      {children}
      {over && <DropTarget />}
      <div className="import-cards">
        {running.map((each) => (
          <ProgressCard key={each.key} running={each} waiting={waiting.length} />
        ))}
      </div>
      {receipt && <ReceiptSheet key={receipt.batchId} receipt={receipt} onClose={() => setReceipt(null)} />}
    </>
  )
}

/** The receipt to show; a single clean file and a failure get a toast and no sheet. */
function useReceipt() {
  const t = useMessages()
  const [receipt, setReceipt] = useState<ImportReceipt | null>(null)
  useEffect(
    () =>
      onImportFinished((finished) => {
        if (!finished.ok) {
          if (finished.error.code !== 'cancelled') showToast({ kind: 'error', text: failureText(t, finished.error) })
        } else if (isClean(finished.value) && filesOf(finished.value.counts) === 1) {
          const { batchId } = finished.value
          const open = () => void openFirst(batchId)
          showToast({ text: t.imports.oneImported, action: { label: t.imports.open, run: open } })
        } else setReceipt(finished.value)
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
