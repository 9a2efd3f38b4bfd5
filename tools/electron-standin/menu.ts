import type { KeyPress } from './page.ts'
import { runtime } from './runtime.ts'
import type { BrowserWindow } from './window.ts'

/** Editing and zooming need nothing here, for Chromium does both by itself. */
type Role = Extract<
  Electron.MenuItemConstructorOptions['role'],
  | 'appMenu'
  | 'close'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
>
type Basics = Pick<Electron.MenuItemConstructorOptions, 'id' | 'type' | 'label' | 'accelerator' | 'enabled'>
export interface MenuItemConstructorOptions extends Basics {
  role?: Role
  submenu?: MenuItemConstructorOptions[]
  click?: (item: MenuItem, window: BrowserWindow | undefined, event: Electron.KeyboardEvent) => void
}

class MenuItem {
  readonly id: string
  readonly label: string
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  enabled: boolean
  readonly #options: MenuItemConstructorOptions

  constructor(options: MenuItemConstructorOptions) {
    const { id = '', role, label = role ?? '', submenu, enabled = true } = options
    this.#options = options
    this.id = id
    this.label = label
    this.accelerator = options.accelerator ?? (role === 'togglefullscreen' ? 'F11' : undefined)
    this.submenu = submenu && Menu.buildFromTemplate(submenu)
    this.enabled = enabled
  }
  click(event: Electron.KeyboardEvent = {}, window: BrowserWindow | undefined = runtime.windows[0]): void {
    this.#options.click?.(this, window, event)
    if (this.#options.role === 'togglefullscreen') window?.setFullScreen(!window.isFullScreen())
    if (this.#options.role === 'close') window?.close()
  }
}

/** Not drawn: its accelerators work, and tests find and click its items. */
export class Menu {
  static #application: Menu | null = null
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    const menu = new Menu()
    for (const options of template) menu.items.push(new MenuItem(options))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }
  getMenuItemById(id: string): MenuItem | null {
    return this.find((item) => item.id === id) ?? null
  }
  /** Runs the item whose accelerator was pressed. */
  static press(key: KeyPress, window: BrowserWindow): void {
    const item = Menu.#application?.find(
      ({ accelerator, enabled }) => !!accelerator && enabled && accelerates(accelerator, key)
    )
    item?.click({ triggeredByAccelerator: true }, window)
  }
  /** The first item, menus within menus included, that passes the test. */
  find(test: (item: MenuItem) => boolean): MenuItem | undefined {
    for (const item of this.items) {
      const hit = test(item) ? item : item.submenu?.find(test)
      if (hit) return hit
    }
    return undefined
  }
}

const KEY_NAMES: Record<string, string> = {
  plus: '+',
  space: ' ',
  esc: 'escape',
  return: 'enter',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright'
}

function accelerates(accelerator: string, pressed: KeyPress): boolean {
  const wanted = { ctrl: false, alt: false, shift: false, meta: false, key: '' }
  for (const part of accelerator.toLowerCase().split('+')) {
    if (part === 'commandorcontrol' || part === 'cmdorctrl')
      wanted[process.platform === 'darwin' ? 'meta' : 'ctrl'] = true
    else if (part === 'control' || part === 'ctrl') wanted.ctrl = true
    else if (part === 'command' || part === 'cmd' || part === 'super' || part === 'meta') wanted.meta = true
    else if (part === 'alt' || part === 'option') wanted.alt = true
    else if (part === 'shift') wanted.shift = true
    else wanted.key = KEY_NAMES[part] ?? part
  }
  return (
    wanted.key === pressed.key.toLowerCase() &&
    wanted.ctrl === pressed.ctrl &&
    wanted.alt === pressed.alt &&
    wanted.shift === pressed.shift &&
    wanted.meta === pressed.meta
  )
}
