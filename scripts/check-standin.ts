// Type-checks the app against the stand-in instead of Electron: an API that the app uses and the stand-in lacks is an
// error. (That the app uses nothing which Electron lacks is the ordinary type check.)
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// Electron's typings declare the module 'electron' itself, which would win over tsconfig's paths. A copy without that
// declaration keeps the namespace Electron, from which the stand-in takes its signatures.
const typings = createRequire(import.meta.url).resolve('electron/electron.d.ts')
const copy = join(import.meta.dirname, '../node_modules/.cache/electron-standin/electron.d.ts')
mkdirSync(dirname(copy), { recursive: true })
writeFileSync(copy, readFileSync(typings, 'utf8').replace(/^declare module 'electron' \{[^}]*\}$/m, ''))

const { status } = spawnSync('tsc', ['--project', 'tools/electron-standin/tsconfig.app.json'], {
  stdio: 'inherit',
  shell: process.platform === 'win32'
})
process.exit(status ?? 1)
