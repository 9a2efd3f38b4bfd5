// What the project needs of the machine itself, and how it gets it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from '../tools/electron-standin/chromium.ts'

/** What may be missing, with Debian's package for it and a test whether it is there. */
const NEEDS = {
  chromium: { package: 'chromium', found: () => findChromium() !== undefined },
  fonts: { package: 'fonts-noto-cjk', found: () => existsSync('/usr/share/fonts/opentype/noto') || hasChineseFont() },
  display: { package: 'xvfb', found: () => hasCommand('Xvfb') },
  pdftotext: { package: 'poppler-utils', found: () => hasCommand('pdftotext') }
}
export type Need = keyof typeof NEEDS

function hasCommand(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
}

function hasChineseFont(): boolean {
  return spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0
}

/** Installs what is missing where it can (as root on Debian) and gives what is still missing after that. */
export function provide(needs: Need[]): Need[] {
  if (process.platform !== 'linux') return needs.filter((need) => need === 'chromium' && !NEEDS[need].found())
  const missing = () => needs.filter((need) => !NEEDS[need].found())
  const names = missing().map((need) => NEEDS[need].package)
  if (names.length === 0) return []
  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) return missing()
  console.log(`Installing ${names.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...names]]) {
    const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8' })
    if (status !== 0) console.error(stderr.trim())
  }
  return missing()
}

/** One line that says what to install. */
export function howToProvide(needs: Need[]): string {
  return `Missing: ${needs.join(', ')}. On Debian or Ubuntu: sudo apt-get install ${needs.map((need) => NEEDS[need].package).join(' ')}`
}

export function hasDisplay(): boolean {
  return process.platform !== 'linux' || !!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Starts a display without a screen. Gives its name for DISPLAY and the way to stop it. */
export function startDisplay(): Promise<{ name: string; stop(): void }> {
  const child = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const stop = () => void child.kill()
  process.on('exit', stop)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)))
    child.stdout.once('data', (number) => resolve({ name: `:${String(number).trim()}`, stop }))
  })
}
