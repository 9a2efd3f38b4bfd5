// Starts and owns one Chromium: a CDP pipe for the stand-in, and a debugging port for Playwright when it asks for one.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { Connection } from './cdp.ts'

export interface Chromium {
  connection: Connection
  process: ChildProcess
  /** Resolves when the process is gone. */
  exited: Promise<string>
  headless: boolean
  version: string
  binary: string
  profile: string
}

interface Options {
  /** Folder of the browser profile. */
  profile: string
  proxyPort: number
  /** Hosts that go round the proxy: the dev server of electron-vite. */
  bypass: string[]
  switches: ReadonlyMap<string, string>
}

const BINARIES = [
  '/usr/lib/chromium/chromium', // not Debian's wrapper in /usr/bin, which adds switches of its own
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
]
const DISABLED_FEATURES = [
  'AimEnabled',
  'AutofillServerCommunication',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationGuideModelDownloading',
  'OptimizationGuideOnDeviceModel',
  'OptimizationHints',
  'PreconnectToSearch',
  'Translate'
]
const OWN_SWITCHES = ['headless', 'inspect', 'inspect-brk', 'remote-debugging-pipe', 'user-data-dir']
const asRoot = process.getuid?.() === 0
/** --test-type hides the warning bar that --no-sandbox brings. */
export const ROOT_SWITCHES = asRoot ? ['--no-sandbox', '--test-type'] : []

export function findChromium(): string | undefined {
  const { STANDIN_CHROMIUM } = process.env
  return (STANDIN_CHROMIUM ? [STANDIN_CHROMIUM] : BINARIES).find((file) => existsSync(file))
}

export async function launchChromium(options: Options): Promise<Chromium> {
  const binary = findChromium()
  if (!binary) {
    throw new Error(
      'stand-in: no Chromium found; install one (Debian: apt-get install chromium) or set STANDIN_CHROMIUM'
    )
  }
  const { STANDIN_HEADLESS, DISPLAY, WAYLAND_DISPLAY, STANDIN_DEBUG } = process.env
  const headless = STANDIN_HEADLESS ? STANDIN_HEADLESS !== '0' : !(DISPLAY || WAYLAND_DISPLAY)
  mkdirSync(options.profile, { recursive: true })

  const child = spawn(binary, commandLine(options, headless), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  const [, , , output, input] = child.stdio as unknown as [null, null, Readable, Writable, Readable]
  let tail = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-8000)
    for (const line of text.split('\n')) {
      // the line by which Playwright finds the port
      if (line.startsWith('DevTools listening on ') && options.switches.has('remote-debugging-port')) {
        process.stderr.write(line + '\n')
      } else if (STANDIN_DEBUG && line.trim()) process.stderr.write(`[chromium] ${line}\n`)
    }
  })
  const kill = () => void child.kill('SIGKILL')
  process.on('exit', kill)
  const exited = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => {
      process.off('exit', kill)
      resolve(`code ${code}, signal ${signal}`)
    })
  })

  const connection = new Connection(output, input)
  const { product } = await Promise.race([
    connection.browser.send('Browser.getVersion'),
    exited.then((how) => Promise.reject(new Error(`stand-in: Chromium exited at start (${how})\n${tail}`)))
  ])
  const version = product.replace(/^\w+\//, '')
  return { connection, process: child, exited, headless, version, binary, profile: options.profile }
}

function commandLine({ profile, proxyPort, bypass, switches }: Options, headless: boolean): string[] {
  const features = (name: string, own: string[]) => [...own, switches.get(name)].filter(Boolean).join(',')
  const fromApp = [...switches].filter(([name]) => !OWN_SWITCHES.includes(name) && !name.endsWith('able-features'))
  return [
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-gpu',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--password-store=basic',
    `--proxy-server=http://127.0.0.1:${proxyPort}`,
    `--proxy-bypass-list=${['<-loopback>', ...bypass].join(';')}`,
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--unsafely-disable-devtools-self-xss-warnings',
    `--enable-features=${features('enable-features', ['SkipListAccountsWithoutGaiaCookies'])}`,
    `--disable-features=${features('disable-features', DISABLED_FEATURES)}`,
    ...(headless ? ['--headless=new'] : []),
    ...ROOT_SWITCHES,
    ...fromApp.map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`))
  ]
}
