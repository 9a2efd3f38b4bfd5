// The app is started twice, killed, closed in the middle of work, crashes, or is asked nonsense: nothing is lost, and it
// goes on.
import { type ElectronApplication, type Page } from '@playwright/test'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import '../src/shared/window.ts'
import { confirmImport, dropFolder, expect, launch, shot, test } from './app.ts'

const rooms = (page: Page, name = '房间') => page.getByRole('navigation', { name })
const problem = (page: Page) => page.getByRole('alert')
const noteText = (page: Page) => page.getByRole('textbox', { name: '笔记正文' })
const count = (page: Page) =>
  page.evaluate(async () => {
    const list = await window.kb.entries.list({ limit: 1 })
    return list.ok ? list.value.total : list.error.key
  })

function makeArticles(folder: string, total: number): string {
  mkdirSync(folder)
  const paragraph = '写了很多遍的一句话，只为让这一篇长到需要花一点时间。'.repeat(100)
  for (let n = 0; n < total; n++) writeFileSync(join(folder, `${n}.md`), `# 第 ${n} 篇\n\n${paragraph}${n}\n`)
  return folder
}

/** Waits until an import has some articles in, and not all. */
async function importHalf(page: Page, source: string): Promise<void> {
  await expect(rooms(page)).toBeVisible()
  await dropFolder(page, [source])
  await confirmImport(page)
  await expect(page.getByRole('region', { name: '正在导入' })).toBeVisible()
  await expect.poll(() => count(page), { intervals: [20] }).toBeGreaterThan(0)
}

test('a second app on the same library says who has it, and opens it once the first is closed', async ({ folder }) => {
  const library = join(folder, 'library')
  const first = await launch({ userData: join(folder, 'one'), library })
  await expect(rooms(first.page)).toBeVisible()
  const second = await launch({ userData: join(folder, 'two'), library })
  await expect(problem(second.page)).toContainText(`另一个耕读正开着这个资料库。请先关掉它：${library}`)
  await second.page.getByText('English').click()
  await expect(problem(second.page)).toContainText('Another Gengdu has this library open. Close it first')
  await shot(second.page, 'library-in-use')
  await first.app.close()
  await second.page.getByRole('button', { name: 'Try again' }).click()
  await expect(rooms(second.page, 'Rooms')).toBeVisible()
  await second.app.close()
})

test('a second start brings the first window to the front and ends', async ({ folder }) => {
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const { app, page } = await launch(home)
  await expect(rooms(page)).toBeVisible()
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error('no window')
    const focus = window.focus.bind(window)
    window.focus = () => {
      Reflect.set(globalThis, 'focused', true)
      focus()
    }
  })
  await expect(launch(home)).rejects.toThrow()
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'focused'))).toBe(true)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await app.close()
})

test('killed during an import: each finished file is in once, and importing again adds the rest', async ({
  folder
}) => {
  const source = makeArticles(join(folder, '五百篇'), 500)
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const first = await launch(home)
  await importHalf(first.page, source)
  first.app.process().kill('SIGKILL')

  const { app, page } = await launch(home)
  await expect(rooms(page)).toBeVisible()
  const kept = Number(await count(page))
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(500)
  // a kill leaves at most original files that nothing uses yet
  const problems = () =>
    page.evaluate(async () => {
      const check = await window.kb.library.check(null).result
      return check.ok ? check.value.problems.map(({ code }) => code) : [check.error.key]
    })
  expect((await problems()).filter((code) => code !== 'orphan')).toEqual([])
  await dropFolder(page, [source])
  await confirmImport(page)
  await expect(page.getByRole('dialog', { name: `已导入 ${500 - kept} 篇` })).toBeVisible({ timeout: 20_000 })
  expect(await count(page)).toBe(500)
  const receipts = await page.evaluate(() => window.kb.imports.receipts({ limit: 2 }))
  expect(receipts).toMatchObject({ value: [{ counts: { imported: 500 - kept, duplicate: kept, failed: 0 } }, {}] })
  expect(await problems()).toEqual([])
  await app.close()
})

test('closed during an import: no half item, the log is worked in, and the app ends soon', async ({ folder }) => {
  const source = makeArticles(join(folder, '八百篇'), 800)
  const library = join(folder, 'library')
  const home = { userData: join(folder, 'settings'), library }
  const first = await launch(home)
  await importHalf(first.page, source)
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve))
  const start = Date.now()
  await first.app.close()
  expect(await ended).toBe(0)
  expect(Date.now() - start).toBeLessThan(6000)
  expect(readdirSync(library).filter((name) => /-(wal|shm|journal)$/.test(name))).toEqual([])

  const { app, page } = await launch(home)
  await expect(rooms(page)).toBeVisible()
  expect(Number(await count(page))).toBeLessThan(800)
  expect(await page.evaluate(() => window.kb.library.check(null).result)).toMatchObject({ value: { problems: [] } })
  const receipts = await page.evaluate(() => window.kb.imports.receipts({ limit: 1 }))
  expect(receipts).toMatchObject({ value: [{ cancelled: true, counts: { imported: await count(page) } }] })
  await app.close()
})

test('closing the window while typing saves the last letter', async ({ folder }) => {
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const { app, page } = await launch(home)
  await expect(page.getByRole('tree').first()).toBeVisible()
  await page.keyboard.press('Control+n')
  await expect(noteText(page)).toBeFocused()
  for (const letter of '一边写一边关') await page.keyboard.insertText(letter)
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  // as by the window's button, which asks nobody but the page
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  expect(await ended).toBe(0)
  expect(existsSync(join(folder, 'library', 'library.db-wal'))).toBe(false)
  const again = await launch(home)
  await again.page.getByText('一边写一边关').first().click()
  await expect(noteText(again.page)).toHaveText('一边写一边关')
  await again.app.close()
})

/** Sends core's worker a message that it cannot bear. Only the inspector finds the worker from outside. */
async function crashCore(app: ElectronApplication): Promise<void> {
  await app.evaluate(async () => {
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const { Session } = process.getBuiltinModule('node:inspector/promises')
    const session = new Session()
    session.connect()
    Reflect.set(globalThis, 'WorkerPrototype', Worker.prototype)
    const { result } = await session.post('Runtime.evaluate', { expression: 'WorkerPrototype' })
    const { objects } = await session.post('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' })
    await session.post('Runtime.callFunctionOn', {
      ...(objects.objectId ? { objectId: objects.objectId } : {}),
      functionDeclaration: `function () {
        for (const worker of this) {
          try {
            worker.postMessage(null)
          } catch {
            // what merely inherits from a worker
          }
        }
      }`
    })
    session.disconnect()
  })
}

test('core crashes: the window says so, opens the library again, and unsaved text comes along', async ({ folder }) => {
  const library = join(folder, 'library')
  const userData = join(folder, 'settings')
  const { app, page } = await launch({ userData, library })
  await expect(page.getByRole('tree').first()).toBeVisible()
  await page.keyboard.press('Control+n')
  await noteText(page).click()
  await page.keyboard.insertText('出事之前')
  await expect(page.getByText(/^已保存/u)).toBeVisible()
  await page.keyboard.insertText('，还没存上')
  await crashCore(app)
  await expect(problem(page).filter({ hasText: '资料库意外关闭了，已写入的内容都在。请重新打开。' })).toBeVisible()
  await shot(page, 'core-stopped')
  await page.getByRole('button', { name: '重试' }).click()
  await expect(noteText(page)).toHaveText('出事之前，还没存上')
  await expect(page.getByText(/^已保存/u)).toBeVisible({ timeout: 10_000 })
  expect(await page.evaluate(() => window.kb.notes.markdown({ id: 1 }))).toMatchObject({
    value: '出事之前，还没存上\n'
  })
  expect(existsSync(join(userData, 'errors.log'))).toBe(true)
  await app.close()
})

test('a page that crashes is loaded again', async ({ folder }) => {
  const { app, page } = await launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
  await expect(rooms(page)).toBeVisible()
  await page.evaluate(() => window.kb.notes.create({ title: '还在' }))
  const session = await page.context().newCDPSession(page)
  session.send('Page.crash').catch(() => {}) // never answered
  await page.waitForEvent('crash')
  const isShown = () =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return contents?.executeJavaScript('document.body.innerText.includes("还在")').catch(() => false)
    })
  await expect.poll(isShown).toBe(true)
  await app.close()
})

test('nonsense is answered with a value, by every member, and the app goes on', async ({ running: { page } }) => {
  await expect(rooms(page)).toBeVisible()
  const { asked, bad } = await page.evaluate(async () => {
    const deep: unknown[] = []
    let inner = deep
    for (let level = 0; level < 500; level++) inner.push((inner = []))
    const nonsense: unknown[] = [
      undefined,
      7,
      NaN,
      'x',
      [],
      { id: '1' },
      { id: -1 },
      { id: 2 ** 53 },
      { ids: 'all' },
      { ids: Array.from({ length: 100_000 }, (_, n) => n) },
      { limit: Infinity, offset: -1 },
      { query: '宽'.repeat(100_000) },
      { name: { toString: 'x' }, title: 5, markdown: null },
      JSON.parse('{"__proto__":{"id":1},"constructor":1}'),
      deep,
      new Date(),
      new Map([[1, 2]])
    ]
    const found: string[] = []
    let calls = 0
    const skip = /^(shell\.(chooseFolder|exportPdf|showLibraryFolder)|.*\.(export\w*))$/
    for (const [room, members] of Object.entries(window.kb)) {
      for (const [name, member] of Object.entries(members)) {
        if (skip.test(`${room}.${name}`) || typeof member !== 'function') continue
        for (const input of nonsense) {
          const answer: unknown = Reflect.apply(member, undefined, [input])
          if (typeof answer === 'function') break // an event
          const running = answer as { result?: Promise<unknown> }
          const result = (await (running.result ?? answer)) as { ok?: unknown; error?: { key: string } }
          calls += 1
          if (typeof result?.ok !== 'boolean') found.push(`${room}.${name}: ${JSON.stringify(result)}`)
          else if (result.error?.key === 'internal') found.push(`${room}.${name}: ${JSON.stringify(result.error)}`)
        }
      }
    }
    const picked = window.kb.imports.run(null, JSON.parse('{"pick":"everything"}')).result
    found.push(...((await picked).ok ? ['imports.run took a pick that does not exist'] : []))
    return { asked: calls, bad: found }
  })
  expect(bad).toEqual([])
  expect(asked).toBeGreaterThan(500)
  expect(await page.evaluate(() => 'polluted' in {} || 'id' in {})).toBe(false)
  expect(await page.evaluate(() => window.kb.notes.create({ title: '还在' }))).toMatchObject({ ok: true })
})
