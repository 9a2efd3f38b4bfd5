// Runs a command so that it finds an Electron: `node scripts/with-electron.ts [--real] <command> [arguments]`.
// With --real the stand-in does not count: without the real binary the command does not run.
import { spawnSync } from 'node:child_process'
import { haveElectron, standinEnvironment } from './electron.ts'

const args = process.argv.slice(2)
const demandReal = args[0] === '--real'
const [command, ...rest] = demandReal ? args.slice(1) : args
if (!command) {
  console.error('use: node scripts/with-electron.ts [--real] <command> [arguments]')
  process.exit(2)
}
const real = haveElectron()
if (demandReal && !real) {
  console.error('There is no Electron binary here and none could be downloaded (ELECTRON_MIRROR names another source).')
  process.exit(1)
}
const shell = process.platform === 'win32'
const env = real ? process.env : { ...process.env, ...standinEnvironment }
const { status, error } = spawnSync(command, rest, { stdio: 'inherit', env, shell })
if (error) console.error(error.message)
process.exit(status ?? 1)
