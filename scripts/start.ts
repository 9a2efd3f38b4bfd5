// Starts the app: on real Electron where there is one, else on the stand-in. Arguments go to the app.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildWhenStale } from './build.ts'
import { haveElectron, standinEnvironment } from './electron.ts'
import { hasDisplay, howToProvide, provide, startDisplay, type Need } from './machine.ts'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)
const real = haveElectron()
if (!real) Object.assign(process.env, standinEnvironment)

const needs: Need[] = [
  ...(real ? [] : (['chromium', 'fonts'] as const)),
  ...(hasDisplay() ? [] : (['display'] as const))
]
const missing = provide(needs)
// without Chinese fonts the app still runs
if (missing.length > 0) console.error(howToProvide(missing))
if (missing.includes('chromium')) process.exit(1)
if (missing.includes('display')) {
  console.error('There is no display here: start it from a desktop session, or install Xvfb.')
  process.exit(1)
}

buildWhenStale()
const { version } = require('electron/package.json') as { version: string }
const runtime = real ? `Electron ${version}` : 'the stand-in for Electron (this machine’s Chromium and Node)'
const display = hasDisplay() ? undefined : await startDisplay()
console.log(`Gengdu runs on ${runtime}${display ? `, on the invisible display ${display.name}` : ''}.`)

const electron = require('electron') as string
// Chromium's sandbox cannot run as root
const asRoot = real && process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
const child = spawn(electron, [...asRoot, root, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...(display ? { DISPLAY: display.name } : {}) }
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
