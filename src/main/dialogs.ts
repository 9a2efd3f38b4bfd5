import { dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { extname, join } from 'node:path'
import type { Messages } from '../shared/messages/index.ts'
import { safeFileName } from './file-name.ts'

/** Asks for files or a folder to import; empty when the user closed the dialog. */
export async function pickPaths(
  parent: BrowserWindow,
  pick: 'files' | 'folder',
  messages: Messages
): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(parent, {
    title: pick === 'files' ? messages.shell.pickFiles : messages.shell.pickFolder,
    properties: pick === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory']
  })
  return filePaths
}

/** Asks where to write a file; undefined when the user closed the dialog. */
export async function pickTarget(parent: BrowserWindow, folder: string, name: string): Promise<string | undefined> {
  const safe = safeFileName(name)
  const extension = extname(safe).slice(1)
  const { filePath, canceled } = await dialog.showSaveDialog(parent, {
    defaultPath: join(folder, safe),
    ...(extension ? { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] } : {})
  })
  return canceled || !filePath ? undefined : filePath
}

/** Asks for the folder of a library; null when the user closed the dialog. */
export async function pickLibraryFolder(parent: BrowserWindow, messages: Messages): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(parent, {
    title: messages.shell.pickLibraryFolder,
    properties: ['openDirectory', 'createDirectory']
  })
  return filePaths[0] ?? null
}
