// The user with bad luck: places that cannot be written, files that are damaged. Each is told with the next step, and
// nothing is lost.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from '@playwright/test'
import '../src/shared/window.ts'
import { answerDialogs, confirmImport, dropFolder, expect, expectAxeClean, launch, shot, test } from './app.ts'

const problem = (page: Page) => page.getByRole('alert')
const retry = (page: Page, name = '重试') => page.getByRole('button', { name, exact: true }).click()
const rooms = (page: Page, name = '房间') => page.getByRole('navigation', { name })
const noteText = (page: Page) => page.getByRole('textbox', { name: '笔记正文' })

/** A small file system of its own; false where only root may make one. */
function mount(folder: string, options: string): boolean {
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const mounts: string[] = []
function mounted(folder: string, options: string): string {
  test.skip(!mount(folder, options), 'needs root to make a file system')
  mounts.push(folder)
  return folder
}
test.afterEach(() => {
  for (const folder of mounts.splice(0)) execFileSync('umount', ['--lazy', folder])
})

/** A library with one note, made and closed by the app itself. */
async function makeLibrary(userData: string, library: string, title = '早先的笔记'): Promise<void> {
  const { app, page } = await launch({ userData, library })
  await page.evaluate((name) => window.kb.notes.create({ title: name, markdown: '早先写下的' }), title)
  await app.close()
}
const titles = (page: Page) =>
  page.evaluate(async () => {
    const list = await window.kb.entries.list({ limit: 10 })
    return list.ok ? list.value.items.map(({ title }) => title) : list.error.key
  })

test('a folder that cannot be written is told, and opens once it can', async ({ folder }) => {
  const userData = join(folder, 'settings')
  const disk = mounted(join(folder, 'disk'), 'size=16m')
  const library = join(disk, '资料库')
  await makeLibrary(userData, library)
  execFileSync('mount', ['-o', 'remount,ro', disk])
  mkdirSync(join(folder, 'english'))
  writeFileSync(join(folder, 'english', 'settings.json'), '{"language":"en"}')
  const english = await launch({ userData: join(folder, 'english'), library: join(disk, 'new') })
  await expect(problem(english.page)).toContainText(`cannot be written. Choose another place`)
  await expect(problem(english.page)).toContainText(join(disk, 'new'))
  await english.app.close()

  const { app, page } = await launch({ userData, library })
  await expect(page.getByRole('heading', { name: '资料库没有打开' })).toBeVisible()
  await expect(problem(page)).toContainText(`不能写入，请换一个位置或改它的权限：${library}`)
  await expectAxeClean(page)
  const tried = await page.evaluate((place) => window.kb.shell.openLibrary({ folder: place }), library)
  expect(tried).toMatchObject({ value: { state: 'failed', error: { key: 'folderReadOnly' } } })
  execFileSync('mount', ['-o', 'remount,rw', disk])
  await retry(page)
  await expect(rooms(page)).toBeVisible()
  expect(await titles(page)).toEqual(['早先的笔记'])
  await app.close()
})

test('a full disk stops an import: what was done stays, the rest says why', async ({ folder }) => {
  const disk = mounted(join(folder, 'disk'), 'size=32m')
  const library = join(disk, '资料库')
  const { app, page } = await launch({ userData: join(folder, 'settings'), library })
  await expect(rooms(page)).toBeVisible()
  const source = join(folder, '很多')
  mkdirSync(source)
  const paragraph = '这一句写了很多遍，只为让这一篇占些地方。'.repeat(2500)
  for (let n = 100; n < 200; n++) writeFileSync(join(source, `${n}.md`), `# 第 ${n} 篇\n\n${paragraph}${n}\n`)
  await dropFolder(page, [source])
  await confirmImport(page)
  const receipt = page.getByRole('region', { name: '导入回执' })
  await expect(receipt.getByText('合计 100，一个不少')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('磁盘空间不够，没有写入').first()).toBeVisible()
  await shot(page, 'import-disk-full')
  const state = () =>
    page.evaluate(async () => {
      const receipts = await window.kb.imports.receipts({ limit: 1 })
      const list = await window.kb.entries.list({ view: 'articles', limit: 1 })
      const check = await window.kb.library.check(null).result
      if (!receipts.ok || !list.ok || !check.ok) throw new Error('no answer')
      return { ...receipts.value[0]?.counts, articles: list.value.total, problems: check.value.problems }
    })
  const full = await state()
  expect(full).toMatchObject({ articles: full.imported, problems: [] })
  expect(full.imported).toBeGreaterThan(0)
  expect((full.imported ?? 0) + (full.failed ?? 0)).toBe(100)
  await app.close()

  // with room again, the same folder adds what was left out
  execFileSync('mount', ['-o', 'remount,size=256m', disk])
  const again = await launch({ userData: join(folder, 'settings'), library })
  await expect(rooms(again.page)).toBeVisible()
  await dropFolder(again.page, [source])
  await confirmImport(again.page)
  await expect(again.page.getByRole('dialog', { name: `已导入 ${full.failed} 篇` })).toBeVisible({ timeout: 20_000 })
  const articles = () => again.page.evaluate(() => window.kb.entries.list({ view: 'articles', limit: 1 }))
  expect(await articles()).toMatchObject({ value: { total: 100 } })
  await again.app.close()
})

test('a note that finds the disk full says so, keeps its text, and is saved when there is room', async ({ folder }) => {
  const disk = mounted(join(folder, 'disk'), 'size=16m')
  const library = join(disk, '资料库')
  const userData = join(folder, 'settings')
  const { app, page } = await launch({ userData, library })
  await expect(page.getByRole('tree').first()).toBeVisible()
  await page.keyboard.press('Control+n')
  await noteText(page).click()
  await page.keyboard.insertText('写在前面。')
  await expect(page.getByText(/^已保存/u)).toBeVisible()
  fill(join(disk, 'filler'))
  const long = '磁盘满了以后写下的一大段。'.repeat(2000)
  await page.keyboard.insertText(long)
  const failed = problem(page).filter({ hasText: '未保存（' })
  await expect(failed).toContainText('磁盘空间不够')
  await shot(page, 'note-disk-full')
  await page.keyboard.insertText('最后一句。')
  rmSync(join(disk, 'filler'))
  await failed.getByRole('button', { name: '重试' }).click()
  await expect(page.getByText(/^已保存/u)).toBeVisible()
  await app.close()

  const again = await launch({ userData, library })
  await again.page.getByText('写在前面').first().click()
  await expect(noteText(again.page)).toHaveText(`写在前面。${long}最后一句。`)
  await again.app.close()
})

/** Takes all the room that is left on a file's disk. */
function fill(path: string): void {
  for (const size of [1 << 20, 1 << 16, 1 << 12]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size, 1), { flag: 'a' })
    } catch {
      // full to this size
    }
  }
}

test('opening on a full disk says so, and opens when there is room', async ({ folder }) => {
  const disk = mounted(join(folder, 'disk'), 'size=16m')
  const library = join(disk, '资料库')
  const userData = join(folder, 'settings')
  await makeLibrary(userData, library)
  fill(join(disk, 'filler'))
  const { app, page } = await launch({ userData, library })
  await expect(problem(page)).toContainText(`磁盘空间不够，没有写入。腾出空间后再试。${library}`)
  rmSync(join(disk, 'filler'))
  await retry(page)
  await expect(rooms(page)).toBeVisible()
  expect(await titles(page)).toEqual(['早先的笔记'])
  await app.close()

  fill(join(disk, 'filler'))
  const other = await launch({ userData, library: join(disk, '另一个') })
  await expect(problem(other.page)).toContainText('磁盘空间不够')
  rmSync(join(disk, 'filler'))
  await retry(other.page)
  await expect(rooms(other.page)).toBeVisible()
  await other.app.close()
})

test('a library that is gone is told and not replaced by an empty one; unsaved text waits for it', async ({
  folder
}) => {
  const userData = join(folder, 'settings')
  const library = join(folder, '移动硬盘', '资料库')
  const away = join(folder, '拔掉的硬盘')
  mkdirSync(userData)
  await makeLibrary(userData, library)
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ language: 'zh-CN', libraryFolder: library }))

  renameSync(join(folder, '移动硬盘'), away)
  const { app, page } = await launch({ userData })
  await expect(problem(page)).toContainText(`不见了：${library}`)
  await shot(page, 'library-missing')
  await retry(page)
  await expect(problem(page)).toContainText('不见了')
  expect(existsSync(library)).toBe(false)
  renameSync(away, join(folder, '移动硬盘'))
  await retry(page)
  await expect(rooms(page)).toBeVisible()

  await page.getByText('早先的笔记').first().click()
  await noteText(page).click()
  await page.keyboard.press('Control+End')
  renameSync(join(folder, '移动硬盘'), away)
  await page.keyboard.insertText('，以及拔掉的一刻')
  await expect(problem(page).filter({ hasText: '不见了' })).toBeVisible()
  renameSync(away, join(folder, '移动硬盘'))
  await retry(page)
  await expect(rooms(page)).toBeVisible()
  await expect(noteText(page)).toHaveText('早先写下的，以及拔掉的一刻')
  await app.close()
})

test('text that waits for its library does not go into another one', async ({ folder }) => {
  const userData = join(folder, 'settings')
  const mine = join(folder, '我的')
  const other = join(folder, '别的')
  await makeLibrary(userData, mine)
  await makeLibrary(userData, other, '别的资料库的笔记')
  const { app, page } = await launch({ userData, library: mine })
  await page.getByText('早先的笔记').first().click()
  await noteText(page).click()
  await page.keyboard.press('Control+End')
  // both notes have the same number and revision; the first library is closed before the pause that a save waits for
  await page.keyboard.insertText('，还没存上')
  await answerDialogs(app, [other])
  const late = await page.evaluate(async (place) => {
    await window.kb.shell.chooseFolder(null)
    const note = await window.kb.notes.get({ id: 1 })
    const opening = window.kb.shell.openLibrary({ folder: place })
    await new Promise((resolve) => setTimeout(resolve, 10))
    const saving = note.ok && window.kb.notes.save({ ...note.value, title: '走错门' })
    await opening
    return saving
  }, other)
  expect(late).toMatchObject({ ok: false, error: { key: 'noLibrary' } })
  await expect(page.getByText('别的资料库的笔记').first()).toBeVisible()
  await page.waitForTimeout(6000)
  const markdown = () => page.evaluate(() => window.kb.notes.markdown({ id: 1 }))
  expect(await markdown()).toMatchObject({ value: '早先写下的\n' })
  await answerDialogs(app, [mine])
  await page.evaluate(async (place) => {
    await window.kb.shell.chooseFolder(null)
    await window.kb.shell.openLibrary({ folder: place })
  }, mine)
  await expect.poll(markdown).toMatchObject({ value: '早先写下的，还没存上\n' })
  await app.close()
})

test('a library of a newer version and a damaged one are told and left as they are', async ({ folder }) => {
  const userData = join(folder, 'settings')
  const newer = join(folder, 'newer')
  await makeLibrary(userData, newer)
  const damaged = join(folder, 'damaged')
  cpSync(newer, damaged, { recursive: true })
  const db = new Database(join(newer, 'library.db'))
  db.pragma('user_version = 900')
  db.close()
  const before = readFileSync(join(newer, 'library.db'))
  const first = await launch({ userData, library: newer })
  await expect(problem(first.page)).toContainText(/更新的耕读写成（版本 900，这里认识到 \d+）。请更新耕读/u)
  await first.page.getByText('English').click()
  await expect(problem(first.page)).toContainText('A newer Gengdu wrote this library (version 900')
  await first.app.close()
  expect(readFileSync(join(newer, 'library.db')).equals(before)).toBe(true)

  const bytes = readFileSync(join(damaged, 'library.db'))
  writeFileSync(join(damaged, 'library.db'), Buffer.concat([Buffer.alloc(64, 7), bytes.subarray(64)]))
  const second = await launch({ userData, library: damaged })
  await expect(problem(second.page)).toContainText('restore a backup from its backups folder')
  writeFileSync(join(damaged, 'library.db'), bytes)
  await retry(second.page, 'Try again')
  await expect(rooms(second.page, 'Rooms')).toBeVisible()
  expect(await titles(second.page)).toEqual(['早先的笔记'])
  await second.app.close()
})

test('a damaged index is built anew without a word', async ({ folder }) => {
  const userData = join(folder, 'settings')
  const library = join(folder, 'library')
  await makeLibrary(userData, library)
  const index = join(library, 'index.db')
  const size = statSync(index).size
  writeFileSync(index, Buffer.concat([Buffer.alloc(512, 9), readFileSync(index).subarray(512, size / 2)]))
  const { app, page } = await launch({ userData, library })
  await expect
    .poll(() => page.evaluate(() => window.kb.search.query({ query: '早先写下', limit: 5 })))
    .toMatchObject({ ok: true, value: { total: 1 } })
  await expect(problem(page)).toHaveCount(0)
  await app.close()
})

test('settings that are damaged or cannot be kept do not stop the app', async ({ folder }) => {
  const userData = join(folder, 'settings')
  const library = join(folder, 'library')
  mkdirSync(userData)
  await makeLibrary(userData, library)
  const file = join(userData, 'settings.json')
  writeFileSync(file, '{"language":"zh-CN","libra')
  const first = await launch({ userData })
  await expect(first.page.getByRole('heading', { name: '先放进一篇，再慢慢耕' })).toBeVisible()
  await first.app.close()

  // one bad value costs that value alone
  writeFileSync(file, JSON.stringify({ language: 'zh-CN', theme: 'purple', navWidth: -1, libraryFolder: library }))
  const second = await launch({ userData })
  await expect(rooms(second.page)).toBeVisible()
  // a folder in its place: no file can be written there, whoever asks
  rmSync(file)
  mkdirSync(file)
  await rooms(second.page).getByRole('button', { name: '保管' }).click()
  await second.page.getByRole('radiogroup').getByText('深色').click()
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(second.page.getByRole('alert').filter({ hasText: '设置已生效，但没能存下来' })).toBeVisible()
  await second.app.close()
  const third = await launch({ userData })
  await expect(third.page.getByRole('heading', { name: '先放进一篇，再慢慢耕' })).toBeVisible()
  await third.app.close()
})
