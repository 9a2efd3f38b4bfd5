import type { WebContents, WebFrameMain } from './web-contents.ts'

export interface IpcMainInvokeEvent {
  sender: WebContents
  senderFrame: WebFrameMain | null
}
type Handler = (event: IpcMainInvokeEvent, ...args: never[]) => unknown

const handlers = new Map<string, Handler>()

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  }
}

/** Calls the handler; a failure becomes the text that the caller's error will show. */
export async function invokeHandler(
  event: IpcMainInvokeEvent,
  channel: string,
  args: unknown[]
): Promise<{ ok: boolean; value: unknown }> {
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return { ok: true, value: await handler(event, ...(args as never[])) }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { ok: false, value: String(error) }
  }
}
