import { app, BrowserWindow, dialog } from 'electron'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Message } from '../shared/ipc.ts'
import { originalPath } from './core/db/originals.ts'
import { handleRequests } from './ipc.ts'
import { logError } from './log.ts'
import { registerAppScheme, serveApp } from './protocol.ts'
import { createRelay } from './relay.ts'
import { openSettings } from './settings.ts'
import { createShell } from './shell.ts'
import type { Shell } from './shell.ts'
import { lockSession, openWindow, showWindow } from './window.ts'

process.setSourceMapsEnabled(true)
// A defect, but no reason to take away what the user has not saved yet.
process.on('uncaughtException', (error) => logError('uncaught', error))
process.on('unhandledRejection', (reason) => logError('unhandled', reason))

const userData = process.env['GENGDU_USER_DATA']
if (userData) app.setPath('userData', resolve(userData))

const publish = (message: Message) => {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send('kb:event', message)
  }
}

async function start(): Promise<void> {
  await app.whenReady()
  lockSession()
  const shell = createShell(openSettings(), publish)
  serveApp(join(import.meta.dirname, '../renderer'), (sha256) => findPicture(shell, sha256))
  handleRequests(createRelay(shell))
  closeBeforeQuit(shell)
  app.on('second-instance', () => void showWindow(shell.askToSave))
  app.on('activate', () => void showWindow(shell.askToSave))
  // The window appears at once; the library opens meanwhile, and the page hears of it.
  await Promise.all([shell.start(), openWindow(shell.askToSave)])
}

let lastPicture = 0

/** A picture of the open library; undefined when it has none of this name. */
async function findPicture(shell: Shell, sha256: string) {
  const core = await shell.core()
  const id = `picture-${++lastPicture}`
  const answer = await core?.request(
    { id, method: 'pictures.mediaType', input: { sha256 }, paths: [], pick: null },
    undefined
  )
  if (!core || !answer?.ok) return undefined
  const assetsFolder = join(core.folder, 'assets')
  return { path: originalPath(assetsFolder, sha256), mediaType: z.string().parse(answer.value) }
}

/** Closes the library when the windows are gone, and not before: a page that closes still saves what was typed last. */
function closeBeforeQuit(shell: Shell): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void shell.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

registerAppScheme()
if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    logError('start', error)
    dialog.showErrorBox('耕读 Gengdu', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else app.quit()
