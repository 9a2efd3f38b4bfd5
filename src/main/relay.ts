import { app, BrowserWindow } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { contract } from '../shared/contract.ts'
import type { Request } from '../shared/ipc.ts'
import type { Failure, Result } from '../shared/result.ts'
import { createRouter, toFailure } from './core/router.ts'
import { pickPaths, pickTarget } from './dialogs.ts'
import type { RequestHandler } from './ipc.ts'
import { logError } from './log.ts'
import type { Shell } from './shell.ts'

/** Answers the page: the shell room here, all others in core. Paths come from the user's answers to dialogs. */
export function createRelay(shell: Shell): RequestHandler {
  const shellRouter = createRouter({ shell: contract.shell }, { shell: shell.handlers })

  async function answer(request: Request, event: IpcMainInvokeEvent): Promise<Result<unknown>> {
    const prepared = await withUserPaths(request, event, shell)
    if (!prepared) return failed('cancelled', 'cancelled')
    if (request.method.startsWith('shell.')) {
      return shellRouter.handle(prepared.request, { saveTo: prepared.saveTo })
    }
    const core = await shell.core()
    return core ? core.request(prepared.request, prepared.saveTo) : failed('io', 'noLibrary')
  }

  return {
    async request(request, event) {
      try {
        return await answer(request, event)
      } catch (error) {
        logError(request.method, error)
        return { ok: false, error: toFailure(error) }
      }
    },
    cancel(id) {
      shellRouter.cancel(id)
      void shell.core().then((core) => core?.cancel(id))
    }
  }
}

const failed = (code: Failure['code'], key: Failure['key']): Result<unknown> => ({
  ok: false,
  error: { code, key, details: {} }
})

/** Asks the user for what only the user may give: files to read, a place to write. Undefined when a dialog was closed. */
async function withUserPaths(request: Request, event: IpcMainInvokeEvent, shell: Shell) {
  const isSaving = isSaveAs(request.method)
  if (!request.pick && !isSaving) return { request, saveTo: undefined }
  const window = BrowserWindow.fromWebContents(event.sender)
  if (!window) return undefined
  const paths = request.pick ? await pickPaths(window, request.pick, shell.messages()) : request.paths
  if (request.pick && paths.length === 0) return undefined
  if (!isSaving) return { request: { ...request, paths }, saveTo: undefined }
  const saveTo = await pickTarget(window, app.getPath('documents'), suggestedName(request.input))
  return saveTo === undefined ? undefined : { request: { ...request, paths }, saveTo }
}

/** The name that a `saveAs` job suggests for its file. */
function suggestedName(input: unknown): string {
  const name = typeof input === 'object' && input !== null && 'name' in input ? input.name : undefined
  return typeof name === 'string' ? name : 'gengdu'
}

function isSaveAs(method: string): boolean {
  const [room = '', name = ''] = method.split('.')
  const rooms: Record<string, Record<string, { kind: string; saveAs?: boolean }>> = contract
  const members = Object.hasOwn(rooms, room) ? rooms[room] : undefined
  return members !== undefined && Object.hasOwn(members, name) && members[name]?.saveAs === true
}
