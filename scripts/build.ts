import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** Time of the last change below a path, in milliseconds; folders count, for a file may have been removed. */
function changedAt(path: string): number {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  const inside = stat.isDirectory() ? readdirSync(path).map((name) => changedAt(join(path, name))) : []
  return Math.max(stat.mtimeMs, ...inside)
}

/** Builds the app when its sources are newer than the last build. Throws when that fails. */
export function buildWhenStale(): void {
  const built = Math.min(
    ...['main/index.js', 'preload/index.cjs', 'renderer/index.html'].map((name) => changedAt(join(root, 'out', name)))
  )
  if (built >= Math.max(...SOURCES.map((name) => changedAt(join(root, name))))) return
  console.log('Building …')
  const { status, stdout, stderr } = spawnSync('electron-vite', ['build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32'
  })
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`)
}
