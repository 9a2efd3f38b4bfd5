// Installs the locked packages where they are missing or old, then runs a script on Node 24 with them:
// `node scripts/setup.mjs <script> [arguments]`. Plain JavaScript, because it runs on whatever Node the machine has.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const modules = join(root, 'node_modules')
const windows = process.platform === 'win32'

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exit(1)
}

/** @param {string} path */
const packagesOf = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {})

/** Whether node_modules holds what the lock file says; npm notes there what it installed. */
function isInstalled() {
  const locked = Object.entries(packagesOf(join(root, 'package-lock.json')))
  const installed = packagesOf(join(modules, '.package-lock.json'))
  return locked.every(([path, { version, optional }]) => {
    // an optional package may be one for another system
    return path === '' || installed[path]?.version === version || (optional && !installed[path])
  })
}

function install() {
  if (isInstalled()) return
  console.log('Installing packages …')
  // the lock file decides the versions; warnings about the engine that runs npm would only confuse
  const options = ['--no-fund', '--no-audit', '--loglevel=error']
  const npm = spawnSync('npm', ['ci', ...options], { cwd: root, stdio: 'inherit', shell: windows })
  if (npm.status !== 0) fail('npm ci failed; its messages are above.')
}

/** Environment in which `node` is the one that the packages bring, if they do. */
function environment() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [name]: [join(modules, '.bin'), process.env[name]].join(delimiter) }
}

const [script, ...args] = process.argv.slice(2)
if (!script) fail('use: node scripts/setup.mjs <script> [arguments]')
install()
const env = environment()
const version = spawnSync('node', ['--version'], { env, encoding: 'utf8' }).stdout.trim()
if (Number(version.slice(1).split('.')[0]) < 24)
  fail(`Node 24 is needed, and this is ${version}: install it from nodejs.org.`)

const child = spawn('node', [script, ...args], { cwd: root, env, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
