import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { createApi } from '../shared/api.ts'
import type { AppContract } from '../shared/contract.ts'
import type { Message, Shape } from '../shared/ipc.ts'

/** The contract without its schemas, put here by the build. */
declare const __CONTRACT_SHAPE__: Shape

const api = createApi<AppContract>(__CONTRACT_SHAPE__, {
  request: (request) => ipcRenderer.invoke('kb:call', request),
  cancel: (id) => void ipcRenderer.invoke('kb:cancel', id),
  subscribe(listener) {
    const relay = (_event: unknown, message: Message) => listener(message)
    ipcRenderer.on('kb:event', relay)
    return () => ipcRenderer.removeListener('kb:event', relay)
  },
  pathsOf: (files) => files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
})

contextBridge.exposeInMainWorld('kb', api)
