const { contextBridge, ipcRenderer, webUtils } = require('electron')

window.leak = 'seen by the preload only'
let fsError = ''
try {
  require('fs')
} catch (error) {
  fsError = error.message
}
class Thing {
  own = 1
  method() {
    return 2
  }
}
contextBridge.exposeInMainWorld('bridge', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  on: (channel, callback) => {
    const listener = (_event, ...args) => callback(...args)
    ipcRenderer.on(channel, listener)
    return () => ipcRenderer.removeListener(channel, listener)
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  thing: () => new Thing(),
  throws: () => {
    throw new RangeError('at once')
  },
  rejects: async () => {
    throw new Error('later')
  },
  callBack: (f) => f(20) + 1,
  callBackLater: async (f) => (await f(20)) + 1,
  nested: { deep: { echo: (value) => ({ value, date: new Date(0), bytes: new Uint8Array([9]) }) } },
  blobSize: async (blob) => (await blob.arrayBuffer()).byteLength,
  fsError,
  node: typeof process.versions.node
})
let again = ''
try {
  contextBridge.exposeInMainWorld('bridge', {})
} catch (error) {
  again = error.message
}
contextBridge.exposeInMainWorld('again', again)
