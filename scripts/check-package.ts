// Packs the app around the stand-in, takes the packed files out again and starts them: nothing is missing in a package,
// its threads included, for files are dropped, parsed, indexed and found.
// Installers, fuses and signing need the real Electron: `npm run package` on a machine that can download it.
import { build, type Configuration } from 'electron-builder'
import { load } from 'js-yaml'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWhenStale } from './build.ts'
import { haveElectron, standinEnvironment } from './electron.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'gengdu-package-'))
process.chdir(root)
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const { electronFuses: _, ...config } = load(readFileSync('electron-builder.yml', 'utf8')) as Configuration
const configFile = join(folder, 'electron-builder.json')
const standin = {
  directories: { ...config.directories, output: join(folder, 'dist') },
  electronDist: standinEnvironment.ELECTRON_OVERRIDE_DIST_PATH,
  npmRebuild: false
}
writeFileSync(configFile, JSON.stringify({ ...config, ...standin }))
buildWhenStale()
await build({ linux: ['dir'], publish: 'never', config: configFile })

const run = (command: string, args: string[], env = {}) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}
const app = join(folder, 'app')
run('asar', ['extract', join(folder, 'dist/linux-unpacked/resources/app.asar'), app])
const environment = haveElectron() ? {} : standinEnvironment
const journeys = ['security.spec.ts', 'journey.spec.ts']
run('playwright', ['test', '--project=app', '--reporter=list', ...journeys], { ...environment, GENGDU_APP: app })
