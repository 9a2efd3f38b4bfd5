// Entry: reads the command line as Electron does, makes `electron` resolve to ./electron.ts for import and require,
// loads the app's main module, then starts Chromium, after which the app is ready.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { runtime } from './runtime.ts'

interface PackageJson {
  main?: string
  name?: string
  productName?: string
  version?: string
}

function parseArguments(args: string[]): { target: string | undefined; modules: string[] } {
  const modules: string[] = []
  let target: string | undefined
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (target === undefined && arg === '-r') modules.push(args[++i] ?? '')
    else if (arg.startsWith('--')) {
      const [name = '', value = ''] = arg.slice(2).split(/=(.*)/s)
      runtime.switches.set(name, value)
    } else target ??= arg
  }
  return { target, modules }
}

/** The nearest folder upwards that has a package.json. */
function packageFolder(path: string): string {
  if (existsSync(join(path, 'package.json')) || path === dirname(path)) return path
  return packageFolder(dirname(path))
}

const args = process.argv.slice(2)
const { target, modules } = parseArguments(args)
if (target === undefined) {
  console.error('stand-in: electron [options] <app folder | script> [arguments]')
  process.exit(1)
}
const path = resolve(target)
const pkg = JSON.parse(readFileSync(join(packageFolder(path), 'package.json'), 'utf8')) as PackageJson
runtime.name = pkg.productName ?? pkg.name ?? 'Electron'
runtime.version = pkg.version ?? '0.0.0'
const entry = statSync(path).isDirectory() ? join(path, pkg.main ?? 'index.js') : path

const require = createRequire(import.meta.url)
const { version } = require('electron/package.json') as { version: string }
process.argv = [join(import.meta.dirname, 'electron'), ...args]
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: `${version} (stand-in)` },
  enumerable: true
})
Object.defineProperty(process, 'type', { value: 'browser', enumerable: true })

const electronUrl = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') return { url: electronUrl, format: 'module-typescript', shortCircuit: true }
    return next(specifier, context)
  }
})
for (const module of modules) require(resolve(module))
await import(pathToFileURL(entry).href)
await app.start()
