import { useMessages } from '../../i18n.tsx'
import { showToast } from '../../ui/index.ts'
import { lookAgain } from './import-queue.ts'
import { canReopen, closePreview, forgetPreview } from './preview.ts'

/** Closes the preview; what had been decided in it can be had back while a toast says so. */
export function useClosePreview(): () => void {
  const t = useMessages()
  return () => {
    const closed = closePreview()
    if (!closed) return
    const { source } = closed
    let again = false
    const run = () => {
      if (!canReopen(source)) return showToast({ kind: 'error', text: t.imports.preview.chooseAgain })
      again = true
      lookAgain(source, closed)
    }
    showToast({
      text: t.imports.preview.closed,
      action: { label: t.common.undo, undoes: true, run },
      onClose() {
        if (!again) forgetPreview(source)
      }
    })
  }
}
