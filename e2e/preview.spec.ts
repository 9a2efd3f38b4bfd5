// What an import would come to is shown before anything is written: left out, filed, read another way, and only then
// imported; and an import that stopped half-way goes on.
import type { Page } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import '../src/shared/window.ts'
import { testZip } from '../src/main/core/testing-zip.ts'
import { answerDialogs, dropFiles, dropFolder, expect, expectAxeClean, launch, shot, test } from './app.ts'

const sheet = (page: Page) => page.getByRole('dialog', { name: '导入预览' })
const grid = (page: Page) => sheet(page).getByRole('grid', { name: '要导入的文件' })
const row = (page: Page, name: string) => grid(page).getByRole('row').filter({ hasText: name })
const box = (page: Page, name: string) => grid(page).getByRole('checkbox', { name: `导入 ${name}`, exact: true })
const importButton = (page: Page, n: number) =>
  sheet(page).getByRole('button', { name: `导入 ${n.toLocaleString('en')} 篇`, exact: true })
const rooms = (page: Page) => page.getByRole('navigation', { name: '房间' })

const library = (page: Page) =>
  page.evaluate(async () => {
    const [entries, receipts] = await Promise.all([
      window.kb.entries.list({ limit: 200 }),
      window.kb.imports.receipts({ limit: 10 })
    ])
    if (!entries.ok || !receipts.ok) throw new Error('no answer')
    return {
      titles: entries.value.items.map(({ title }) => title).toSorted(),
      total: entries.value.total,
      batches: receipts.value.length
    }
  })

const gbk = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** Files of every kind, one of which the guess at its encoding gets wrong, and an archive with names in GBK. */
function mixedFolder(folder: string): string {
  const source = join(folder, '收藏 2026')
  mkdirSync(source)
  const write = (name: string, content: string | Buffer) => writeFileSync(join(source, name), content)
  const head = '---\ndate: 2026-03-02\ncategories: [仓库]\ntags: [盘点]\n---\n\n'
  write('盘点.md', `${head}# 盘点\n\n先数货架，再看系统里的数。\n`)
  write('不要的.md', '# 不要的\n\n这一篇不导入。\n')
  write('国标.txt', gbk('cfc8b0d1bfdabeb6b6d4c6eba1a3')) // 先把口径对齐。
  write('繁體.md', Buffer.concat([Buffer.from('# '), gbk('b3f8bbf9b3e6'), Buffer.from('\n')])) // 報價單 in Big5
  write('旧的一篇.md', '# 旧的一篇\n\n早就在资料库里。\n')
  write('坏的.md', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 0, 0, 5]))
  const name = gbk('b2fac6b7b1cabcc72fd0e8c7f3c6c0c9f32e6d64') // 产品笔记/需求评审.md
  write('旧电脑.zip', testZip([{ name, data: '# 需求评审\n\n先问为什么要做，再问做成什么样。\n' }]))
  return source
}

test('files are left out, read another way and filed before they are imported; all of it can be undone', async ({
  running: { page },
  folder
}) => {
  const old = join(folder, '旧的一篇.md')
  writeFileSync(old, '# 旧的一篇\n\n早就在资料库里。\n')
  await dropFiles(page, [old])
  await expect(page.getByText('已导入 1 篇')).toBeVisible()
  await dropFolder(page, [mixedFolder(folder)])

  await expect(sheet(page)).toContainText('还没有写入任何内容')
  await expect(importButton(page, 5)).toBeEnabled()
  await expect(sheet(page)).toContainText('合计 7，一个不少')
  await expect(row(page, '盘点.md')).toContainText(/UTF-8.*盘点.*2026-03-02.*仓库.*#盘点.*100%.*新/)
  await expect(row(page, '国标.txt')).toContainText('GB18030')
  await expect(row(page, '需求评审.md')).toContainText('需求评审')
  await expect(row(page, '坏的.md')).toContainText(/不是文本文件.*失败/)
  await expect(row(page, '旧的一篇.md')).toContainText('重复')
  await expect(box(page, '旧的一篇.md')).toBeDisabled()
  await row(page, '旧的一篇.md').click()
  await expect(sheet(page)).toContainText('已有《旧的一篇》，不会再导入一份')
  await shot(page, 'preview-light')

  await sheet(page)
    .getByRole('tab', { name: /需要留意/ })
    .click()
  await expect(row(page, '坏的.md')).toBeVisible()
  await expect(row(page, '盘点.md')).toHaveCount(0)
  await sheet(page)
    .getByRole('tab', { name: /重复 1/ })
    .click()
  await expect(grid(page).getByRole('row')).toHaveCount(1)
  await sheet(page)
    .getByRole('tab', { name: /全部 7/ })
    .click()

  await expect(row(page, '繁體.md')).toContainText('厨基虫')
  await row(page, '繁體.md').getByRole('button', { name: '编码：GB18030' }).click()
  await page.getByRole('menuitemradio', { name: 'Big5' }).click()
  await expect(row(page, '繁體.md')).toContainText(/BIG5.*報價單/)

  await box(page, '不要的.md').click()
  await expect(row(page, '不要的.md')).toContainText('不导入')
  await expect(grid(page)).toBeFocused()
  await expect(importButton(page, 4)).toBeEnabled()

  await sheet(page).getByRole('button', { name: '分类' }).click()
  await page.getByRole('combobox', { name: '查找或新建分类' }).fill('旧资料')
  await page.keyboard.press('Enter')
  await sheet(page).getByRole('button', { name: '加标签' }).click()
  await page.getByRole('combobox', { name: '查找或新建标签' }).fill('待整理')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(row(page, '盘点.md')).toContainText(/仓库\s+旧资料\s+#盘点\s+#待整理/)
  expect(await library(page)).toMatchObject({ total: 1, batches: 1 })

  await importButton(page, 4).click()
  const receipt = page.getByRole('dialog', { name: '已导入 4 篇' })
  await expect(receipt.getByRole('region', { name: '导入回执' })).toContainText(
    /文件7导入4重复1跳过1无法读取1.*合计 7，一个不少/
  )
  await receipt.getByRole('tab', { name: /跳过/ }).click()
  await expect(receipt.getByRole('listitem')).toHaveText([/不要的\.md\s*你没有选它/])
  expect((await library(page)).titles).toEqual(['国标', '報價單', '旧的一篇', '盘点', '需求评审'].toSorted())
  const filed = await page.evaluate(async () => {
    const list = await window.kb.entries.list({ limit: 50, tags: ['待整理'] })
    return list.ok ? list.value.items.map(({ categories }) => categories.map((path) => path.join('/'))) : []
  })
  expect(filed).toHaveLength(4)
  for (const categories of filed) expect(categories).toContain('旧资料')

  await receipt.getByRole('button', { name: '撤销本次导入' }).click()
  await expect(page.getByText('已撤销，移走 4 篇')).toBeVisible()
  expect((await library(page)).titles).toEqual(['旧的一篇'])
})

test('the files of a preview are in natural order and found by name or title; a whole list is left out at once', async ({
  running: { page },
  folder
}) => {
  const source = join(folder, '讲稿')
  mkdirSync(source)
  for (const n of [10, 2, 1])
    writeFileSync(join(source, `第${n}讲.md`), `# 第${n}讲\n\n先问为什么要做，这是第 ${n} 讲。\n`)
  writeFileSync(join(source, '周报.md'), '# 仓库周报\n\n先数货架，再看系统里的数。\n')
  await dropFolder(page, [source])
  await expect(importButton(page, 4)).toBeEnabled()
  await expect(grid(page).getByRole('row')).toContainText(['周报.md', '第1讲.md', '第2讲.md', '第10讲.md'])

  const find = sheet(page).getByRole('textbox', { name: '在 4 个文件里找' })
  const session = await page.context().newCDPSession(page)
  await find.focus()
  await session.send('Input.imeSetComposition', { text: 'di', selectionStart: 2, selectionEnd: 2 })
  await expect(find).toHaveValue('di')
  await expect(grid(page).getByRole('row')).toHaveCount(4)
  await session.send('Input.insertText', { text: '第' })
  await expect(grid(page).getByRole('row')).toHaveCount(3)
  await expectAxeClean(page)
  await page.keyboard.press('ArrowDown')
  await expect(grid(page)).toBeFocused()
  await sheet(page).getByRole('checkbox', { name: '导入这里列出的全部文件' }).press('Space')
  await expect(importButton(page, 1)).toBeEnabled()

  // What is left out elsewhere says nothing of what is listed here.
  const all = sheet(page).getByRole('checkbox', { name: '导入这里列出的全部文件' })
  await expect(all).not.toBeChecked()
  await find.fill('仓库')
  await expect(row(page, '周报.md')).toBeVisible()
  await expect(all).toBeChecked()
  await find.fill('没有的')
  await expect(sheet(page)).toContainText('没有文件名或标题里有“没有的”的')
  await expect(all).toBeDisabled()
  await find.press('Escape')
  await expect(find).toHaveValue('')
  await expect(grid(page).getByRole('row')).toHaveCount(4)
  expect(await all.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true)

  const tabs = sheet(page).getByRole('tab')
  await tabs.first().press('ArrowRight')
  await expect(tabs.nth(1)).toBeFocused()
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true')
  await tabs.nth(1).press('End')
  await expect(sheet(page)).toContainText('没有要留意的')
})

test('ten thousand files open at once, fill in while they are read, and none is written', async ({
  running: { page },
  folder
}) => {
  test.setTimeout(90_000)
  const source = join(folder, '一万')
  mkdirSync(source)
  for (let n = 0; n < 10_000; n++)
    writeFileSync(join(source, `${n}.md`), `# 第 ${n} 篇\n\n先数货架，再看系统里的数。\n`)
  await page.evaluate(() => {
    const order: string[] = []
    Object.assign(window, { order })
    window.kb.imports.previewChanged(({ known, found, listed }) => {
      if (listed && known === found) order.push('read')
    })
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[role=dialog]')) return
      order.push('shown')
      observer.disconnect()
    }).observe(document.body, { childList: true, subtree: true })
  })
  await dropFolder(page, [source])
  await expect(sheet(page)).toContainText(/已看 [\d,]+ \/ 10,000 个文件/)
  await expect(sheet(page).getByRole('progressbar')).toBeVisible()
  await expect(sheet(page).getByRole('button', { name: '不等了，导入 10,000 个文件' })).toBeEnabled()
  await grid(page).press('End')
  await expect(grid(page).locator('[aria-rowindex="10000"]')).toBeVisible()
  expect(await grid(page).getByRole('row').count()).toBeLessThan(60)
  await expect(importButton(page, 10_000)).toBeVisible({ timeout: 60_000 })
  expect(await page.evaluate(() => Reflect.get(window, 'order').slice(0, 2))).toEqual(['shown', 'read'])
  await expect(row(page, '9999.md')).toContainText('第 9999 篇')
  await expect(sheet(page).getByRole('status')).toHaveText('看完了：10,000 个文件，可导入 10,000 篇')
  await sheet(page).getByRole('tab', { name: '会导入 10,000' }).click()
  await expect(row(page, '0.md').first()).toBeVisible()
  await grid(page).press('End')
  await expect(row(page, '9999.md')).toBeVisible()
  await sheet(page).getByRole('button', { name: '取消' }).click()
  await expect(sheet(page)).toHaveCount(0)
  expect(await library(page)).toEqual({ titles: [], total: 0, batches: 0 })
})

test('everything goes by keyboard', async ({ running: { page }, folder }) => {
  const source = mixedFolder(folder)
  await dropFolder(page, [source])
  await expect(importButton(page, 6)).toBeEnabled()
  await expect(grid(page)).toBeFocused()
  const taken = () => grid(page).getByRole('row', { selected: true })
  await expect(taken()).toHaveCount(6)

  await page.keyboard.press('Control+a')
  await expect(taken()).toHaveCount(0)
  await expect(sheet(page).getByRole('button', { name: '导入 0 篇' })).toBeDisabled()
  await page.keyboard.press('Control+a')
  await expect(taken()).toHaveCount(6)
  // Space leaves one out, Shift with an arrow the next ones; a file that cannot be imported stays as it is
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+End')
  await expect(taken()).toHaveCount(0)
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  const some = await taken().count()
  expect(some).toBeGreaterThan(1)
  expect(some).toBeLessThan(4)

  // the encoding of the file at the cursor
  while (!(await grid(page).locator('.cursor').textContent())?.includes('繁體.md')) {
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Tab')
  await expect(sheet(page).getByRole('button', { name: '编码：GB18030' }).last()).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitemradio', { name: 'Big5' }).waitFor()
  await page.keyboard.press('b')
  await page.keyboard.press('Enter')
  await expect(row(page, '繁體.md')).toContainText('報價單')

  // the focus stays in the sheet, and Escape in a menu closes the menu alone
  for (let n = 0; n < 25; n++) {
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
  }
  await sheet(page).getByRole('button', { name: '分类' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: '查找或新建分类' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox')).toHaveCount(0)
  await expect(sheet(page)).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
  expect(await library(page)).toEqual({ titles: [], total: 0, batches: 0 })

  await dropFolder(page, [source])
  await expect(importButton(page, 6)).toBeEnabled()
  await importButton(page, 6).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: '已导入 6 篇' })).toBeVisible()
})

test('a preview is left to look at the article that is there, and come back to', async ({
  running: { page },
  folder
}) => {
  const old = join(folder, '旧的一篇.md')
  writeFileSync(old, '# 旧的一篇\n\n早就在资料库里。\n')
  await dropFiles(page, [old])
  await expect(page.getByText('已导入 1 篇')).toBeVisible()
  await dropFolder(page, [mixedFolder(folder)])
  await box(page, '不要的.md').click()
  await row(page, '旧的一篇.md').click()
  await sheet(page).getByRole('button', { name: '看《旧的一篇》' }).click()
  await expect(page.locator('article.reader')).toContainText('早就在资料库里。')
  await expect(sheet(page)).toHaveCount(0)
  await page.getByRole('button', { name: '回到预览' }).click()
  await expect(box(page, '不要的.md')).not.toBeChecked()
  await expect(importButton(page, 4)).toBeEnabled()
})

test('a preview that was closed comes back with what had been decided in it', async ({
  running: { app, page },
  folder
}) => {
  const source = mixedFolder(folder)
  await dropFolder(page, [source])
  await expect(importButton(page, 6)).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toBeHidden()
  const closed = page.getByText('已关闭预览，没有导入')
  await expect(closed).toHaveCount(0) // nothing had been decided

  const decideCloseAndUndo = async () => {
    await expect(importButton(page, 6)).toBeEnabled()
    await box(page, '不要的.md').click()
    await sheet(page).getByRole('button', { name: '分类' }).click()
    await page.getByRole('combobox', { name: '查找或新建分类' }).fill('晨读')
    await page.keyboard.press('Enter')
    await expect(importButton(page, 5)).toBeEnabled()
    await sheet(page).getByRole('button', { name: '取消' }).click()
    await expect(sheet(page)).toBeHidden()
    await expect(closed.first()).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(importButton(page, 5)).toBeEnabled()
    await expect(box(page, '不要的.md')).not.toBeChecked()
    await expect(sheet(page).getByRole('button', { name: '分类' })).toContainText('晨读')
  }
  await dropFolder(page, [source])
  await decideCloseAndUndo()
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toBeHidden()
  await expect(closed.first()).toBeVisible()

  // Chosen in a dialog, which does not open again.
  await answerDialogs(app, [source])
  await page.evaluate(() => (location.hash = '#/imports'))
  await page.getByRole('main').getByRole('button', { name: '选择文件夹' }).click()
  await expect(sheet(page)).toBeVisible()
  await answerDialogs(app, [])
  await decideCloseAndUndo()
  // Nor when a dialog was opened and cancelled in between.
  await sheet(page).getByRole('button', { name: '取消' }).click()
  await expect(sheet(page)).toBeHidden()
  await page.getByRole('main').getByRole('button', { name: '选择文件夹' }).click()
  await page.keyboard.press('Control+z')
  await expect(box(page, '不要的.md')).not.toBeChecked()
  await importButton(page, 5).click()
  await expect(page.getByRole('dialog', { name: '已导入 5 篇' })).toBeVisible()
  expect((await library(page)).titles).not.toContain('不要的')
})

test('when to ask is a setting, in the sheet and under care', async ({ running: { app, page }, folder }) => {
  const [one, two, three] = ['一', '二', '三'].map((name) => {
    const path = join(folder, `${name}.md`)
    writeFileSync(path, `# ${name}\n\n这是第${name}篇，写得不长。\n`)
    return path
  })
  if (!one || !two || !three) throw new Error('no files')
  await dropFiles(page, [one, two])
  await sheet(page).getByRole('checkbox', { name: '导入多个文件前先看一眼' }).click()
  await sheet(page).getByRole('button', { name: '取消' }).click()
  await dropFiles(page, [one, two])
  await expect(page.getByRole('dialog', { name: '已导入 2 篇' })).toBeVisible()
  await page.keyboard.press('Escape')

  await rooms(page).getByRole('button', { name: '保管' }).click()
  const choice = page.getByRole('radiogroup', { name: '导入前先看' })
  await expect(choice.getByRole('radio', { name: '不看' })).toBeChecked()
  await choice.getByText('每次').click()
  await dropFiles(page, [three])
  await expect(importButton(page, 1)).toBeEnabled()
  await sheet(page).getByRole('button', { name: '不导入了' }).click()
  await choice.getByText('多个文件时').click()

  // chosen in a dialog, asked for once
  await rooms(page).getByRole('button', { name: '导入' }).click()
  await answerDialogs(app, [one, three])
  await page.getByRole('button', { name: '选择文件…' }).click()
  await expect(importButton(page, 1)).toBeEnabled()
  await answerDialogs(app, [])
  await importButton(page, 1).click()
  await expect(page.getByRole('dialog', { name: '已导入 1 篇' })).toBeVisible()
  expect((await library(page)).total).toBe(3)
})

test('an empty folder says so', async ({ running: { page }, folder }) => {
  mkdirSync(join(folder, '空文件夹'))
  await dropFolder(page, [join(folder, '空文件夹')])
  await expect(sheet(page)).toContainText('里面没有文件')
  await page.keyboard.press('Escape')
  expect((await library(page)).batches).toBe(0)
})

function makeArticles(folder: string, total: number): string {
  mkdirSync(folder)
  const paragraph = '写了很多遍的一句话，只为让这一篇长到需要花一点时间。'.repeat(100)
  for (let n = 0; n < total; n++) writeFileSync(join(folder, `${n}.md`), `# 第 ${n} 篇\n\n${paragraph}${n}\n`)
  return folder
}
const running = (page: Page) => page.getByRole('region', { name: '正在导入' })
const stopped = (page: Page) => page.getByRole('status', { name: '导入停在半路' })

async function importHalf(page: Page, source: string): Promise<void> {
  await expect(rooms(page)).toBeVisible()
  await dropFolder(page, [source])
  await sheet(page)
    .getByRole('button', { name: /^(不等了，)?导入 [\d,]+ / })
    .click()
  await expect(running(page)).toBeVisible()
  await expect.poll(async () => (await library(page)).total, { intervals: [20] }).toBeGreaterThan(0)
}

test('killed half-way: the next start offers the rest, and the batch ends with every file once', async ({ folder }) => {
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const first = await launch(home)
  await importHalf(first.page, makeArticles(join(folder, '六百篇'), 600))
  first.app.process().kill('SIGKILL')

  const { app, page } = await launch(home)
  await expect(rooms(page)).toBeVisible()
  const { total } = await library(page)
  expect(total).toBeLessThan(600)
  await expect(stopped(page)).toContainText(`${total} / 600`)
  await shot(page, 'import-stopped')
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByRole('heading', { name: `停在半路，导入了 ${total} 篇` })).toBeVisible()
  await page.getByRole('button', { name: `继续导入 ${600 - total} 个文件` }).click()
  await expect(page.getByRole('dialog', { name: '已导入 600 篇' })).toBeVisible({ timeout: 20_000 })
  expect(await library(page)).toMatchObject({ total: 600, batches: 1 })
  await page.keyboard.press('Escape')
  await expect(stopped(page)).toHaveCount(0)
  await app.close()
})

test('paused and gone on with; what is not wanted is not offered again', async ({ folder }) => {
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  let { app, page } = await launch(home)
  await importHalf(page, makeArticles(join(folder, '六百篇'), 600))
  await running(page).getByRole('button', { name: '暂停' }).click()
  await expect(stopped(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await stopped(page)
    .getByRole('button', { name: /^继续导入 \d+ 个文件$/ })
    .click()
  await expect(running(page)).toBeVisible()
  await running(page).getByRole('button', { name: '暂停' }).click()
  await stopped(page).getByRole('button', { name: '不再提示' }).click()
  await expect(stopped(page)).toHaveCount(0)
  await app.close()

  ;({ app, page } = await launch(home))
  await rooms(page).getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByRole('button', { name: /^继续导入 \d+ 个文件$/ })).toBeVisible()
  await page.getByRole('button', { name: '资料库' }).first().click()
  await expect(page.getByRole('tree').first()).toBeVisible()
  await expect(stopped(page)).toHaveCount(0)
  await app.close()
})

test('the preview has no accessibility violations', async ({ running: { page }, folder }) => {
  await dropFolder(page, [mixedFolder(folder)])
  await expect(importButton(page, 6)).toBeEnabled()
  await box(page, '不要的.md').click()
  await page.waitForTimeout(300) // colours settle
  await expectAxeClean(page)
  await page.evaluate(() => window.kb.shell.updateSettings({ theme: 'dark', language: 'en' }))
  await expect(page.getByRole('dialog', { name: 'Import preview' })).toBeVisible()
  await page.waitForTimeout(300)
  await expectAxeClean(page)
  await shot(page, 'preview-dark-en')
})
