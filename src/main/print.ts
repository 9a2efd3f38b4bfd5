import { writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../shared/result.ts'
import { withHiddenWindow } from './window.ts'

const READY_TIMEOUT_MS = 20_000
const POLL_MS = 50

/**
 * Prints one of the app's print pages (`#/print/…`) to an A4 PDF.
 *
 * The page says that it is complete, fonts included, by `data-ready` on its root element. Throws `io` with
 * `printTimedOut` or `writeFailed`.
 */
export function printToPdf(hash: string, path: string): Promise<void> {
  return withHiddenWindow(hash, async (window) => {
    const deadline = Date.now() + READY_TIMEOUT_MS
    const isReady = () => window.webContents.executeJavaScript('document.documentElement.dataset.ready === "true"')
    while (!(await isReady())) {
      if (Date.now() > deadline) throw new AppError('io', 'printTimedOut')
      await wait(POLL_MS)
    }
    const pdf = await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="font-size:8px;width:100%;text-align:center;color:#686254"><span class="pageNumber"></span> / <span class="totalPages"></span></div>'
    })
    try {
      await writeFile(path, pdf)
    } catch (error) {
      throw new AppError('io', 'writeFailed', { path, reason: error instanceof Error ? error.message : String(error) })
    }
  })
}
