import { BrowserWindow, dialog } from 'electron'
import { extname, join } from 'node:path'
import type { Messages } from '../shared/messages/index.ts'

/** Asks for files or a folder to import; empty when the user closed the dialog. */
export async function pickPaths(parent: BrowserWindow, pick: 'files' | 'folder', messages: Messages): Promise<string[]> {
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

const MAX_NAME_BYTES = 200

/** A file name that all file systems take: no separators, reserved marks or control characters, at most 200 bytes. */
export function safeFileName(name: string): string {
  const extension = extname(name)
  // oxlint-disable-next-line no-control-regex -- control characters are what must go
  const clean = (text: string) => text.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/gu, ' ').replace(/\s+/gu, ' ').trim()
  let stem = [...clean(name.slice(0, name.length - extension.length)).replace(/^\.+|\.+$/gu, '')]
  while (Buffer.byteLength(stem.join('')) > MAX_NAME_BYTES) stem = stem.slice(0, -1)
  return `${stem.join('') || 'gengdu'}${clean(extension)}`
}
