import type { Session } from './cdp.ts'
import { TypedEmitter } from './events.ts'
import { runtime } from './runtime.ts'

type ThemeSource = Electron.NativeTheme['themeSource']

class NativeTheme
  extends TypedEmitter<{ updated: [] }>
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>
{
  #source: ThemeSource = 'system'

  get themeSource(): ThemeSource {
    return this.#source
  }
  set themeSource(source: ThemeSource) {
    if (source === this.#source) return
    this.#source = source
    for (const window of runtime.windows) void window.webContents.applyTheme()
    this.emit('updated')
  }
  /** The desktop's own theme is not known here: 'system' counts as light. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
  async applyTo(page: Session): Promise<void> {
    const value = this.#source === 'system' ? '' : this.#source
    await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }
}
export const nativeTheme = new NativeTheme()
