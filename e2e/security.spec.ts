// What a hostile article could try if a hole let its code run in the page, and what the app answers.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, launch, test } from './app.ts'

test('the page has neither Node nor anything of the preload but the api', async ({ running: { page } }) => {
  const globals = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window)
  )
  expect(globals).toEqual([])
  expect(await page.evaluate(() => Object.isFrozen(Reflect.get(window, 'kb')))).toBe(true)
})

test('injected scripts, eval and handlers do not run', async ({ running: { page } }) => {
  const violations = await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.broken = "inline script"'
    document.body.append(script)
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.broken = \'handler\'">')
    document.body.insertAdjacentHTML('beforeend', '<iframe src="data:text/html,x"></iframe><object data="x"></object>')
    const remote = document.createElement('script')
    remote.src = 'https://example.com/x.js'
    document.body.append(remote)
    // later, for the debugger's own evaluation may do what the page may not
    setTimeout(() => {
      try {
        Reflect.construct(Function, ['window.broken = "eval"'])()
      } catch {
        seen.push('eval')
      }
    })
    await new Promise((resolve) => setTimeout(resolve, 500))
    return seen
  })
  expect(violations).toEqual(
    expect.arrayContaining(['script-src-elem', 'script-src-attr', 'eval', 'frame-src', 'object-src'])
  )
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
})

test('no request leaves the app', async ({ running: { page } }) => {
  const outcomes = await page.evaluate(async () => {
    const fetched = (url: string, init?: RequestInit) =>
      fetch(url, init).then(
        () => 'reached',
        () => 'refused'
      )
    const loaded = (element: HTMLElement, source: Record<string, string>) =>
      new Promise<string>((resolve) => {
        element.addEventListener('load', () => resolve('reached'))
        element.addEventListener('error', () => resolve('refused'))
        Object.assign(element, source)
        document.head.append(element)
      })
    const socket = new Promise<string>((resolve) => {
      const opened = new WebSocket('wss://example.com/')
      opened.addEventListener('open', () => resolve('reached'))
      opened.addEventListener('error', () => resolve('refused'))
    })
    return Promise.all([
      fetched('https://example.com/'),
      fetched('http://127.0.0.1:80/', { mode: 'no-cors' }),
      fetched('file:///etc/hostname'),
      loaded(new Image(), { src: 'https://example.com/x.png' }),
      loaded(document.createElement('link'), { rel: 'stylesheet', href: 'https://example.com/x.css' }),
      socket
    ])
  })
  expect(outcomes).toEqual(Array.from({ length: 6 }, () => 'refused'))
})

test('the app serves its page and nothing outside of it', async ({ running: { page } }) => {
  const status = (path: string) => page.evaluate((address) => fetch(address).then((response) => response.status), path)
  expect(await status('index.html')).toBe(200)
  expect(await status('no-such-file')).toBe(404)
  for (const path of [
    '%2e%2e/main/index.js',
    '..%2fmain%2findex.js',
    '..%5cmain%5cindex.js',
    '%2fetc%2fpasswd',
    'a%00b'
  ]) {
    expect([403, 404], path).toContain(await status(path))
  }
  const policy = await page.evaluate(() => fetch('index.html').then((r) => r.headers.get('content-security-policy')))
  expect(policy).toContain("default-src 'none'")
})

test('the window stays with the app', async ({ running: { app, page } }) => {
  await app.evaluate(({ shell }) => {
    Reflect.set(globalThis, 'opened', [])
    shell.openExternal = async (url) => void (Reflect.get(globalThis, 'opened') as string[]).push(url)
  })
  const before = page.url()
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBe(null)
  for (const url of ['https://example.com/', 'file:///etc/passwd', 'javascript:document.title="broken"']) {
    await page.evaluate((address) => location.assign(address), url).catch(() => {})
  }
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<a id="out" target="_blank" href="https://example.com/">x</a>')
  )
  await page.evaluate(() => document.getElementById('out')?.click())
  await page.waitForTimeout(500)
  expect(page.url()).toBe(before)
  expect(await page.title()).not.toBe('broken')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened') as string[])).toEqual([])
})

test('nothing can be downloaded', async ({ running: { app, page } }) => {
  await app.evaluate(({ session }) => {
    session.defaultSession.on('will-download', (event) => Reflect.set(globalThis, 'saved', !event.defaultPrevented))
  })
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'x.txt' })
    document.body.append(link)
    link.click()
  })
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'saved') as boolean)).toBe(false)
})

test('every permission is denied', async ({ running: { page } }) => {
  const states = await page.evaluate(() =>
    Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state)
      )
    )
  )
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('addresses that are not web pages or mail are not opened', async ({ running: { app, page } }) => {
  await app.evaluate(({ shell }) => {
    Reflect.set(globalThis, 'opened', [])
    shell.openExternal = async (url) => void (Reflect.get(globalThis, 'opened') as string[]).push(url)
  })
  const open = (url: string) =>
    page.evaluate(async (address) => {
      const api = Reflect.get(window, 'kb') as {
        shell: { openExternal(input: { url: string }): Promise<{ ok: boolean }> }
      }
      return (await api.shell.openExternal({ url: address })).ok
    }, url)
  for (const url of [
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:1',
    '\\\\host\\share',
    'smb://host/x',
    'https://u:p@example.com/',
    'ms-msdt:x'
  ]) {
    expect(await open(url), url).toBe(false)
  }
  expect(await open('https://example.com/')).toBe(true)
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened') as string[])).toEqual(['https://example.com/'])
})

test('a library opens for one app at a time, and what is in it is there after a restart', async ({ folder }) => {
  const library = join(folder, 'library')
  const first = await launch({ userData: join(folder, 'one'), library })
  const state = (page: typeof first.page) =>
    page.evaluate(async () => {
      const api = Reflect.get(window, 'kb') as {
        shell: { libraryState(input: null): Promise<{ value: { state: string } }> }
      }
      return (await api.shell.libraryState(null)).value.state
    })
  await expect.poll(() => state(first.page)).toBe('open')
  const second = await launch({ userData: join(folder, 'two'), library })
  await expect.poll(() => state(second.page)).toBe('failed')
  await second.app.close()
  await first.app.close()
  expect(existsSync(join(library, 'library.db-wal'))).toBe(false)
  const again = await launch({ userData: join(folder, 'two'), library })
  await expect.poll(() => state(again.page)).toBe('open')
  await again.app.close()
})
