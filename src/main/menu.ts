import { app, Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { EventPayload } from '../shared/ipc.ts'
import type { AppContract } from '../shared/contract.ts'
import type { Messages } from '../shared/messages/index.ts'

const isMac = process.platform === 'darwin'

type Command = EventPayload<AppContract, 'shell.command'>['name']

/** Sets the menu bar in the user's language; `send` passes a chosen command to the page. */
export function setMenu({ shell: t }: Messages, send: (command: Command) => void): void {
  const item = (label: string, command: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(command),
    ...(accelerator ? { accelerator } : {})
  })
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: t.file,
      submenu: [
        item(t.newNote, 'newNote', 'CmdOrCtrl+N'),
        item(t.importFiles, 'import', 'CmdOrCtrl+O'),
        { type: 'separator' },
        // On macOS the app menu quits, and a window closes by itself.
        isMac
          ? { role: 'close', label: t.closeWindow }
          : { label: t.quit, accelerator: 'CmdOrCtrl+Q', click: () => app.quit() }
      ]
    },
    {
      label: t.edit,
      submenu: [
        { role: 'undo', label: t.undo },
        { role: 'redo', label: t.redo },
        { type: 'separator' },
        { role: 'cut', label: t.cut },
        { role: 'copy', label: t.copy },
        { role: 'paste', label: t.paste },
        { role: 'selectAll', label: t.selectAll },
        { type: 'separator' },
        item(t.search, 'search')
      ]
    },
    {
      label: t.view,
      submenu: [
        item(t.library, 'library', 'CmdOrCtrl+1'),
        item(t.plans, 'plans', 'CmdOrCtrl+2'),
        item(t.care, 'care', 'CmdOrCtrl+,'),
        { type: 'separator' },
        { role: 'resetZoom', label: t.zoomReset },
        { role: 'zoomIn', label: t.zoomIn },
        { role: 'zoomOut', label: t.zoomOut },
        { role: 'togglefullscreen', label: t.fullScreen }
      ]
    }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
