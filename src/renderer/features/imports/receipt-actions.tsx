import { useState } from 'react'
import type { ImportReceipt } from '../../../shared/imports.ts'
import type { Progress } from '../../../shared/ipc.ts'
import { failureText, useLanguage, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Button, showToast } from '../../ui/index.ts'
import { labelText } from './receipt-text.ts'

/** Takes an import back, which may be stopped half-way and begun again; not there when it brought nothing or is undone. */
export function UndoButton({
  receipt,
  large,
  onUndone
}: {
  receipt: ImportReceipt
  large?: boolean
  onUndone?(): void
}) {
  const t = useMessages()
  const [running, setRunning] = useState<{ cancel(): void } | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const { batchId, counts, finishedAt, undoneAt } = receipt
  if (counts.imported + counts.updated === 0 || finishedAt === null || undoneAt !== null) return null
  const undo = async () => {
    const job = kb.imports.undo({ batchId }, { onProgress: setProgress })
    setRunning(job)
    const result = await job.result
    setRunning(null)
    setProgress(null)
    if (result.ok) {
      showToast({ text: t.imports.undone(result.value.removed, result.value.trashed, result.value.restored) })
      onUndone?.()
    } else if (result.error.code !== 'cancelled') showToast({ kind: 'error', text: failureText(t, result.error) })
  }
  const size = large ? { large } : {}
  if (!running) {
    return (
      <Button icon="undo" {...size} onClick={() => void undo()}>
        {t.imports.undo}
      </Button>
    )
  }
  return (
    <>
      <span className="t2 num" role="status">
        {t.imports.undoing}
        {progress && progress.total > 0 && ` ${t.imports.progress(progress.done, progress.total)}`}
      </span>
      <Button {...size} onClick={running.cancel}>
        {t.imports.stopUndoing}
      </Button>
    </>
  )
}

/** Writes the receipt as CSV where the user chooses. */
export function ExportButton({ receipt: { batchId, label } }: { receipt: ImportReceipt }) {
  const t = useMessages()
  const language = useLanguage()
  const write = async () => {
    const result = await kb.imports.export({ batchId, language, name: t.imports.csvName(labelText(label, t.imports)) })
      .result
    if (result.ok) showToast({ text: t.imports.exported(result.value.path) })
    else if (result.error.code !== 'cancelled') showToast({ kind: 'error', text: failureText(t, result.error) })
  }
  return (
    <Button icon="out" onClick={() => void write()}>
      {t.imports.exportCsv}
    </Button>
  )
}
