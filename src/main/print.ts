import type { BrowserWindow } from 'electron'
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
    // A page that crashed never answers, so the deadline does not wait for its answer.
    const late = AbortSignal.timeout(READY_TIMEOUT_MS)
    await Promise.race([untilReady(window, late), rejectWhen(late)])
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

async function untilReady(window: BrowserWindow, late: AbortSignal): Promise<void> {
  const isReady = () => window.webContents.executeJavaScript('document.documentElement.dataset.ready === "true"')
  while (!late.aborted && !(await isReady())) await wait(POLL_MS)
}

function rejectWhen(late: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    late.addEventListener('abort', () => reject(new AppError('io', 'printTimedOut')), { once: true })
  )
}
