// Drives the small app in ./app. All of it is meant to hold on real Electron too.
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

declare global {
  interface Window {
    bridge: Record<string, any>
    again: string
    leak: unknown
    seen: any[]
    dropped: any[]
  }
  var log: unknown[]
  var veto: boolean
  var openWindow: (options?: object) => Electron.BrowserWindow
}

const APP = join(import.meta.dirname, 'app')
let app: ElectronApplication
let page: Page
let data: string

function environment(): Record<string, string> {
  return { ...(process.env as Record<string, string>), SELFTEST_DATA: data, SELFTEST_LOG: join(data, 'log.json') }
}
const log = () => app.evaluate(() => globalThis.log)
const logged = (entry: unknown) => expect.poll(log).toContainEqual(entry)

test.beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'standin-'))
  app = await _electron.launch({ args: [APP], env: environment() })
  page = await app.firstWindow()
  await page.getByText('home').waitFor()
})
test.afterEach(async () => {
  await app.close().catch(() => {})
  rmSync(data, { recursive: true, force: true })
})

test('the bridge gives the page frozen copies, and nothing else of the preload', async () => {
  expect(
    await page.evaluate(() => [window.leak, typeof (window as any).require, typeof (window as any).process])
  ).toEqual([undefined, 'undefined', 'undefined'])
  expect(await page.evaluate(() => Object.isFrozen(window.bridge))).toBe(true)
  expect(await page.evaluate(() => window.again)).toContain('Cannot bind an API on top of an existing property')
  expect(await page.evaluate(() => [window.bridge.fsError, window.bridge.node])).toEqual([
    expect.stringContaining('module not found: fs'),
    'string'
  ])
  expect(await page.evaluate(() => [window.bridge.thing().own, typeof window.bridge.thing().method])).toEqual([
    1,
    'undefined'
  ])
})

test('functions, promises, errors and data cross the bridge both ways', async () => {
  expect(
    await page.evaluate(() => {
      try {
        window.bridge.throws()
      } catch (error) {
        return error instanceof Error && error.message
      }
    })
  ).toBe('at once')
  expect(await page.evaluate(() => window.bridge.rejects().catch((error: Error) => error.message))).toBe('later')
  expect(await page.evaluate(() => window.bridge.callBack((x: number) => x * 2))).toBe(41)
  expect(await page.evaluate(() => window.bridge.callBackLater(async (x: number) => x * 2))).toBe(41)
  expect(
    await page.evaluate(() => {
      const { value, date, bytes } = window.bridge.nested.deep.echo({ a: [1, 'x'] })
      return [value.a, date instanceof Date, bytes instanceof Uint8Array]
    })
  ).toEqual([[1, 'x'], true, true])
  expect(await page.evaluate(() => window.bridge.blobSize(new Blob(['12345'])))).toBe(5)
})

test('calls to the main process carry what can be cloned, and its errors', async () => {
  expect(await page.evaluate(() => window.bridge.invoke('add', 2, 3))).toBe(5)
  expect(
    await page.evaluate(async () => {
      const sent = {
        date: new Date(5),
        map: new Map([[1, new Uint8Array([1, 2, 3])]]),
        set: new Set(['a']),
        nan: NaN,
        big: 10n,
        $: 'dollar',
        none: undefined,
        f64: new Float64Array([0.5])
      }
      const got = await window.bridge.invoke('echo', sent)
      return [
        got.date instanceof Date && got.date.getTime(),
        got.map instanceof Map && [...got.map.get(1)],
        [...got.set],
        Number.isNaN(got.nan),
        String(got.big),
        got.$,
        'none' in got && got.none === undefined,
        got.f64 instanceof Float64Array && got.f64[0]
      ]
    })
  ).toEqual([5, [1, 2, 3], ['a'], true, '10', 'dollar', true, 0.5])
  expect(await page.evaluate(() => window.bridge.invoke('fail').catch((error: Error) => error.message))).toBe(
    "Error invoking remote method 'fail': TypeError: no good"
  )
  expect(
    await page.evaluate(() => window.bridge.invoke('echo', () => 1).catch((error: Error) => error.message))
  ).toContain('could not be cloned')
  expect(await page.evaluate(() => window.bridge.invoke('nobody').catch((error: Error) => error.message))).toContain(
    "No handler registered for 'nobody'"
  )
  expect(await page.evaluate(() => window.bridge.invoke('who'))).toEqual(['kb://main/', 'kb://main', true, true])
})

test('events keep their order, large ones arrive whole, and listening ends', async () => {
  const send = (channel: string, count: number) =>
    app.evaluate(
      ({ BrowserWindow }, { channel, count }) => {
        for (let i = 0; i < count; i++) BrowserWindow.getAllWindows()[0]!.webContents.send(channel, i)
      },
      { channel, count }
    )
  await page.evaluate(() => {
    window.seen = []
    const stop = window.bridge.on('number', (n: number) => {
      window.seen.push(n)
      if (n === 999) stop()
    })
  })
  await send('number', 1000)
  await expect.poll(() => page.evaluate(() => window.seen.length)).toBe(1000)
  expect(await page.evaluate(() => window.seen.every((n, i) => n === i))).toBe(true)
  await send('number', 5)
  expect(await page.evaluate(() => window.bridge.invoke('add', 1, window.seen.length))).toBe(1001)

  await page.evaluate(() =>
    window.bridge.on('bytes', (bytes: Uint8Array) => (window.seen = [bytes.length, bytes[0], bytes.at(-1)]))
  )
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.send('bytes', Buffer.alloc(12 << 20, 7))
  })
  await expect.poll(() => page.evaluate(() => window.seen), { timeout: 20_000 }).toEqual([12 << 20, 7, 7])
})

test('files and folders dropped on the page have their paths, made ones have none', async () => {
  const paths = ['a.txt', '文件 b.txt', 'c & d.txt'].map((name) => join(data, name))
  for (const path of paths) writeFileSync(path, path)
  const folder = join(data, '文件夹')
  mkdirSync(folder)
  paths.push(folder)
  await page.evaluate(() => {
    document.addEventListener('dragover', (event) => event.preventDefault())
    document.addEventListener('drop', (event) => {
      event.preventDefault()
      window.dropped = [...event.dataTransfer!.files].map((file) => window.bridge.pathOf(file))
    })
  })
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 300,
      y: 200,
      data: { items: [], files: paths, dragOperationsMask: 1 }
    })
  }
  await expect.poll(() => page.evaluate(() => window.dropped)).toEqual(paths)
  expect(await page.evaluate(() => window.bridge.pathOf(new File(['x'], 'x.txt')))).toBe('')
  expect(
    await page.evaluate(() => {
      try {
        return window.bridge.pathOf('no file')
      } catch (error) {
        return error instanceof Error && error.message
      }
    })
  ).toContain("not of type 'File'")
})

test('many paths in a row are all right', async () => {
  const paths = Array.from({ length: 200 }, (_, i) => join(data, `${i}.txt`))
  for (const path of paths) writeFileSync(path, '')
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input type=file multiple>'))
  await page.locator('input').setInputFiles(paths)
  expect(
    await page.evaluate(() => [...document.querySelector('input')!.files!].map((file) => window.bridge.pathOf(file)))
  ).toEqual(paths)
})

test('the protocol: redirect, echo, streams, abort, errors, request headers', async () => {
  expect(await page.evaluate(() => fetch('/redirect').then(async (r) => [r.status, await r.text()]))).toEqual([
    200,
    expect.stringContaining('two')
  ])
  expect(
    await page.evaluate(() =>
      fetch('/echo', { method: 'POST', body: 'hé' }).then(async (r) => [await r.text(), r.headers.get('x-method')])
    )
  ).toEqual(['hé', 'POST'])
  const size = await page.evaluate(async () => {
    const response = await fetch('/echo', { method: 'PUT', body: new Uint8Array(5 << 20) })
    return (await response.arrayBuffer()).byteLength
  })
  expect(size).toBe(5 << 20)
  const times = await page.evaluate(async () => {
    const list: number[] = []
    const reader = (await fetch('/slow')).body!.getReader()
    while (!(await reader.read()).done) list.push(performance.now())
    return list
  })
  expect(times.at(-1)! - times[0]!).toBeGreaterThan(40)
  await page.evaluate(async () => {
    const abort = new AbortController()
    const response = await fetch('/endless', { signal: abort.signal })
    await response.body!.getReader().read()
    abort.abort()
  })
  await logged('cancelled')
  expect(await page.evaluate(() => fetch('/throw').catch((error: Error) => error.name))).toBe('TypeError')
  expect(await page.evaluate(() => fetch('/error').catch((error: Error) => error.name))).toBe('TypeError')
  expect(await page.evaluate(() => fetch('/none').then((r) => r.status))).toBe(404)
  await logged(['request', 'POST', 'kb://main/echo', 'kb://main', 'kb://main/'])
  expect(await page.evaluate(() => isSecureContext && typeof crypto.subtle)).toBe('object')
})

test('what a page keeps is there after a restart', async () => {
  await page.evaluate(() => localStorage.setItem('kept', '中文'))
  await app.close()
  app = await _electron.launch({ args: [APP], env: environment() })
  page = await app.firstWindow()
  await page.getByText('home').waitFor()
  expect(await page.evaluate(() => localStorage.getItem('kept'))).toBe('中文')
})

test('no request leaves the app, and its guard is asked', async () => {
  const reached = (url: string) =>
    page.evaluate(
      (address) =>
        fetch(address, { mode: 'no-cors' }).then(
          () => 'reached',
          () => 'refused'
        ),
      url
    )
  expect(await reached('https://example.com/')).toBe('refused')
  expect(await reached('http://127.0.0.1:1/')).toBe('refused')
  expect(await reached('https://blocked.example/x')).toBe('refused')
  await logged(['asked', 'https://blocked.example/x'])
  const image = page.evaluate(
    () =>
      new Promise((resolve) => {
        const element = new Image()
        element.onload = () => resolve('reached')
        element.onerror = () => resolve('refused')
        element.src = 'https://example.com/x.png'
      })
  )
  expect(await image).toBe('refused')
  const blocked = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true
        })
        new Image().src = 'data:image/png;base64,AAAA'
      })
  )
  expect(await blocked).toBe('img-src')
})

test('leaving the app and new windows are put to the app', async () => {
  expect(await page.evaluate(() => window.open('https://example.com/a'))).toBe(null)
  await logged(['window open', 'https://example.com/a'])
  await page.evaluate(() => void (location.href = 'https://example.com/b'))
  await logged(['will navigate', 'https://example.com/b'])
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<a target=_blank href="https://example.com/c">out</a>')
  )
  await page.getByText('out').click()
  await logged(['window open', 'https://example.com/c'])
  expect(await page.evaluate(() => location.href.endsWith('/') && document.body.innerText)).toContain('home')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a permission is what the app says', async () => {
  const state = (name: string) =>
    page.evaluate(
      (n) => navigator.permissions.query({ name: n as PermissionName }).then((status) => status.state),
      name
    )
  expect(await state('geolocation')).toBe('denied')
  expect(await state('notifications')).toBe('granted')
})

test('windows: a second one, printing, title, veto of closing, size', async () => {
  const opened = app.waitForEvent('window')
  await app.evaluate(async () => {
    await globalThis.openWindow({ show: false, width: 500, height: 400 }).loadURL('kb://main/two')
  })
  const second = await opened
  await second.getByText('two').waitFor()
  const handle = await app.browserWindow(second)
  expect(
    await handle.evaluate(async (window) => {
      const pdf = await window.webContents.printToPDF({ pageSize: 'A4', landscape: true })
      const title: unknown = await window.webContents.executeJavaScript('Promise.resolve(document.title)')
      return [pdf.subarray(0, 5).toString(), window.isVisible(), title]
    })
  ).toEqual(['%PDF-', false, 'Start'])
  await second.evaluate(() => {
    document.title = 'renamed'
    history.pushState({}, '', '/three')
  })
  await logged(['title', 'renamed'])
  expect(await handle.evaluate((window) => window.webContents.getURL())).toBe('kb://main/three')

  await app.evaluate(() => void (globalThis.veto = true))
  await handle.evaluate((window) => window.close())
  expect(await second.evaluate(() => document.title)).toBe('renamed')
  await app.evaluate(() => void (globalThis.veto = false))
  await handle.evaluate((window) => window.close())
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480])
})

test('theme, menu, console and a page that cannot load', async () => {
  const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const setTheme = (source: 'dark' | 'light' | 'system') =>
    app.evaluate(({ nativeTheme }, s) => void (nativeTheme.themeSource = s), source)
  await setTheme('dark')
  await expect.poll(dark).toBe(true)
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
  await setTheme('light')
  await expect.poll(dark).toBe(false)

  await page.keyboard.press('Control+Shift+G')
  await logged(['menu', 'Go'])
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('go')?.click())
  await expect
    .poll(async () => (await log()).filter((entry) => JSON.stringify(entry) === '["menu","Go"]').length)
    .toBe(2)

  await page.evaluate(() => console.warn('careful', 5))
  await logged(['console', 'warning', 'careful 5'])
  const code = app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!
      .loadURL('https://example.com/')
      .catch((error: { code: string }) => error.code)
  )
  expect(await code).toMatch(/^ERR_/)
  await logged(['failed', expect.stringMatching(/^ERR_/)])
})

test('a page that closes itself ends the app in order', async () => {
  const child = app.process()
  await page.evaluate(() => window.close()).catch(() => {})
  await expect.poll(() => child.exitCode).toBe(0)
  const entries = JSON.parse(readFileSync(join(data, 'log.json'), 'utf8')) as unknown[]
  expect(entries.filter((entry) => typeof entry === 'string')).toEqual([
    'ready',
    'close',
    'closed',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit'
  ])
})

test('a second start tells the first and ends', async () => {
  const electron = createRequire(import.meta.url)('electron') as unknown as string
  const { status } = spawnSync(electron, [APP, '--no-sandbox', 'file.txt'], { env: environment() })
  expect(status).toBe(0)
  await logged(['second', 'file.txt'])
})

test('a crashed page is reported', async () => {
  const session = await page.context().newCDPSession(page)
  session.send('Page.crash').catch(() => {})
  await logged(['gone', 'crashed'])
})

test('a killed app leaves no browser behind', async () => {
  const before = app.process()
  const chromium = await app.evaluate(() => process.pid)
  before.kill('SIGKILL')
  await expect.poll(() => spawnSync('pgrep', ['-P', String(chromium)]).status).toBe(1)
  await expect.poll(() => spawnSync('pgrep', ['-f', data]).status, { timeout: 10_000 }).toBe(1)
})

test('a download is told to the app, which may prevent it', async () => {
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'x.txt' })
    document.body.append(link)
    link.click()
  })
  await logged(['download', true])
})
