import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'
import { ROOT_SWITCHES } from './chromium.ts'
import { chromium } from './runtime.ts'

/** Opens a window with an empty page and gives the page's target. */
export async function openTarget(size: { width: number; height: number }): Promise<string> {
  const { connection, headless } = chromium()
  if (!headless) return openAppWindow(size)
  const target = { url: 'about:blank', newWindow: true, width: size.width, height: size.height }
  return (await connection.browser.send('Target.createTarget', target)).targetId
}

/**
 * A window without tabs and address bar: a second start of the same binary on the same profile hands --app= over to the
 * running Chromium, where the new target is known by a mark in its URL.
 */
function openAppWindow({ width, height }: { width: number; height: number }): Promise<string> {
  const { connection, binary, profile } = chromium()
  const mark = `standin-${randomBytes(6).toString('hex')}`
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      connection.browser.off('Target.targetCreated', check)
      connection.browser.off('Target.targetInfoChanged', check)
    }
    const check = ({ targetInfo }: Protocol.Target.targetCreatedPayload) => {
      if (targetInfo.type !== 'page' || !targetInfo.url.includes(mark)) return
      stop()
      resolve(targetInfo.targetId)
    }
    const timer = setTimeout(() => {
      stop()
      reject(new Error('stand-in: no --app window appeared'))
    }, 15_000)
    connection.browser.on('Target.targetCreated', check)
    connection.browser.on('Target.targetInfoChanged', check)
    const size = `--window-size=${width},${height}`
    spawn(binary, [`--app=data:text/html,<!--${mark}-->`, `--user-data-dir=${profile}`, size, ...ROOT_SWITCHES], {
      stdio: 'ignore'
    })
  })
}
