// Which Electron runs here: the real binary, else the stand-in on the machine's Chromium.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const standin = join(root, 'tools/electron-standin')

/** Whether the real binary is there; downloads it when it can ($ELECTRON_MIRROR is honoured; offline this fails at once). */
export function haveElectron(): boolean {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH === standin || process.env.GENGDU_ELECTRON === 'standin') return false
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  return spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' }).status === 0
}

/** Variables by which the electron package, Playwright and electron-vite find the stand-in instead. */
export const standinEnvironment = {
  ELECTRON_OVERRIDE_DIST_PATH: standin,
  ELECTRON_EXEC_PATH: join(standin, 'electron')
}
