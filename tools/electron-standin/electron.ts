// What `import … from 'electron'` gives the app. The app's sources are also type-checked against this module, so an API
// that the app uses and the stand-in lacks does not compile: see tsconfig.app.json.
import type { PreloadElectron } from './page.ts'

export { app } from './app.ts'
export { dialog } from './dialog.ts'
export { ipcMain, type IpcMainInvokeEvent } from './ipc.ts'
export { Menu, type MenuItemConstructorOptions } from './menu.ts'
export { nativeTheme } from './native-theme.ts'
export { protocol } from './protocol.ts'
export { session } from './session.ts'
export { shell } from './shell.ts'
export { WebContents as webContents, type WebContents, type WebFrameMain } from './web-contents.ts'
export { BrowserWindow } from './window.ts'
export type { IpcRendererEvent } from './page.ts'

// In a preload only, where page.ts provides them.
export declare const contextBridge: PreloadElectron['contextBridge']
export declare const ipcRenderer: PreloadElectron['ipcRenderer']
export declare const webUtils: PreloadElectron['webUtils']
