import { ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { Request } from '../shared/ipc.ts'
import type { Result } from '../shared/result.ts'
import { isAppUrl } from './security.ts'
import { developmentUrl } from './window.ts'

/** What answers the page's requests. */
export interface RequestHandler {
  request(request: Request, event: IpcMainInvokeEvent): Promise<Result<unknown>>
  cancel(id: string): void
}

/** Only the top frame of the app's own page may ask. */
function isTrusted(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isAppUrl(frame.url, developmentUrl)
}

const refused = (method: string): Result<unknown> => ({
  ok: false,
  error: { code: 'invalid_input', key: 'unknownMethod', details: { method } }
})

/** Connects the page's channels; every message is checked for its sender and its form first. */
export function handleRequests(handler: RequestHandler): void {
  ipcMain.handle('kb:call', (event, message: unknown) => {
    if (!isTrusted(event)) return refused('sender')
    const request = Request.safeParse(message)
    return request.success ? handler.request(request.data, event) : refused('request')
  })
  ipcMain.handle('kb:cancel', (event, id: unknown) => {
    if (isTrusted(event) && typeof id === 'string') handler.cancel(id)
  })
}
