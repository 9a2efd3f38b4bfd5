import { app, BrowserWindow } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { join } from 'node:path'
import { contract } from '../shared/contract.ts'
import type { Message, Request } from '../shared/ipc.ts'
import type { Failure, Result } from '../shared/result.ts'
import { createRouter } from './core/router.ts'
import { pickPaths, pickTarget } from './dialogs.ts'
import { handleRequests } from './ipc.ts'
import { registerAppScheme, serveApp } from './protocol.ts'
import { openSettings } from './settings.ts'
import { createShell } from './shell.ts'
import { lockSession, openWindow } from './window.ts'

const userData = process.env['GENGDU_USER_DATA']
if (userData) app.setPath('userData', userData)

const publish = (message: Message) => {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send('kb:event', message)
  }
}

const failed = (code: Failure['code'], key: Failure['key']): Result<unknown> => ({
  ok: false,
  error: { code, key, details: {} }
})

/** The name that a `saveAs` job suggests for its file. */
function suggestedName(input: unknown): string {
  const name = typeof input === 'object' && input !== null && 'name' in input ? input.name : undefined
  return typeof name === 'string' ? name : 'gengdu'
}

function isSaveAs(method: string): boolean {
  const [room = '', name = ''] = method.split('.')
  const rooms: Record<string, Record<string, { kind: string; saveAs?: boolean }>> = contract
  const member = Object.hasOwn(rooms, room) ? rooms[room]?.[name] : undefined
  return member?.saveAs === true
}

async function start(): Promise<void> {
  await app.whenReady()
  lockSession()
  serveApp(join(import.meta.dirname, '../renderer'))

  const settings = openSettings()
  const shell = createShell(settings, publish)
  const shellRouter = createRouter({ shell: contract.shell }, { shell: shell.handlers })

  /** Asks the user for what only the user may give: files to read, a place to write. */
  async function withUserPaths(request: Request, window: BrowserWindow) {
    const paths = request.pick ? await pickPaths(window, request.pick, shell.messages()) : request.paths
    if (request.pick && paths.length === 0) return undefined
    if (!isSaveAs(request.method)) return { request: { ...request, paths }, saveTo: undefined }
    const saveTo = await pickTarget(window, app.getPath('documents'), suggestedName(request.input))
    return saveTo === undefined ? undefined : { request: { ...request, paths }, saveTo }
  }

  async function relay(request: Request, event: IpcMainInvokeEvent): Promise<Result<unknown>> {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (!window) return failed('cancelled', 'cancelled')
    const prepared = await withUserPaths(request, window)
    if (!prepared) return failed('cancelled', 'cancelled')
    if (request.method.startsWith('shell.')) {
      return shellRouter.handle(prepared.request, { saveTo: prepared.saveTo })
    }
    const core = await shell.core()
    return core ? core.request(prepared.request, prepared.saveTo) : failed('not_found', 'noLibrary')
  }

  handleRequests({
    request: relay,
    cancel(id) {
      shellRouter.cancel(id)
      void shell.core().then((core) => core?.cancel(id))
    }
  })

  // The window appears at once; the library opens meanwhile, and the page hears of it.
  const opening = shell.start()
  await openWindow()
  await opening

  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0]
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // After the windows are gone, and not before: a page that closes still saves what was typed last.
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
if (app.requestSingleInstanceLock()) void start()
else app.quit()
