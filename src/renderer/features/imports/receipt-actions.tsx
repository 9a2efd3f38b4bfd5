import { useState } from 'react'
import type { ImportReceipt } from '../../../shared/imports.ts'
import { failureText, useLanguage, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Button, showToast } from '../../ui/index.ts'
import { labelText } from './receipt-text.ts'

/** Takes an import back; not there when it brought nothing or is undone. */
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
  const [busy, setBusy] = useState(false)
  const { batchId, counts, finishedAt, undoneAt } = receipt
  if (counts.imported + counts.updated === 0 || finishedAt === null || undoneAt !== null) return null
  const undo = async () => {
    setBusy(true)
    const result = await kb.imports.undo({ batchId }).result
    setBusy(false)
    if (result.ok) {
      showToast({ text: t.imports.undone(result.value.removed, result.value.trashed, result.value.restored) })
      onUndone?.()
    } else if (result.error.code !== 'cancelled') showToast({ kind: 'error', text: failureText(t, result.error) })
  }
  return (
    <Button icon="undo" {...(large ? { large } : {})} disabled={busy} onClick={() => void undo()}>
      {busy ? t.imports.undoing : t.imports.undo}
    </Button>
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
