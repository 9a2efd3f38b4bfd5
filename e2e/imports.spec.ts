// Importing: dropped or picked, one file or a folder, with everything that can be wrong with a file.
import type { Page } from '@playwright/test'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  answerDialogs,
  confirmImport,
  dropFiles,
  dropFolder,
  expect,
  expectAxeClean,
  launch,
  shot,
  test
} from './app.ts'

const articles = join(import.meta.dirname, 'testdata/articles')
const interview = join(articles, 'interview.md')

/** A folder with files of every outcome. */
function mixedFolder(folder: string): string {
  const source = join(folder, '收藏 2026')
  mkdirSync(join(source, '子文件夹'), { recursive: true })
  writeFileSync(join(source, '好的一篇.md'), '# 好的一篇\n\n只有一段正文。\n')
  writeFileSync(join(source, '同一篇.md'), '# 好的一篇\n\n只有一段正文。\n')
  writeFileSync(join(source, '子文件夹', '另一篇.txt'), '另一篇\n\n写在文本文件里。\n')
  writeFileSync(join(source, '空的.md'), '')
  writeFileSync(join(source, '其实是图片.md'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 0, 0, 5]))
  writeFileSync(join(source, '没有收尾.md'), '---\ntitle: 没有收尾\n\n正文在这里。\n')
  writeFileSync(join(source, '表格.xlsx'), 'PK')
  return source
}

const receiptSheet = (page: Page) => page.getByRole('dialog', { name: '已导入 3 篇' })
const counts = (page: Page) =>
  page
    .getByRole('region', { name: '导入回执' })
    .locator('dl')
    .first()
    .locator('> div')
    .evaluateAll((rows) => Object.fromEntries(rows.map((row) => [...row.children].map((cell) => cell.textContent))))

test('a folder leaves a receipt that accounts for every file, and keeps it', async ({ folder }) => {
  const start = () => launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
  let { app, page } = await start()
  await expect(page.getByRole('navigation', { name: '房间' })).toBeVisible()
  await dropFolder(page, [mixedFolder(folder)])
  await confirmImport(page)
  await expect(receiptSheet(page)).toBeVisible()
  expect(await counts(page)).toEqual({ 文件: '7', 导入: '3', 重复: '1', 跳过: '1', 无法读取: '2' })
  await expect(page.getByText('合计 7，一个不少')).toBeVisible()

  const tab = (name: RegExp) => receiptSheet(page).getByRole('tab', { name })
  const files = receiptSheet(page).getByRole('listitem')
  await expect(tab(/无法读取/)).toHaveAttribute('aria-selected', 'true')
  await expect(files).toHaveText([/其实是图片\.md\s*不是文本文件/, /空的\.md\s*文件是空的/])
  await tab(/跳过/).click()
  await expect(files).toHaveText([/表格\.xlsx\s*还不支持这种文件/])
  await tab(/重复/).click()
  await expect(files).toHaveText([/内容与资料库里的一篇完全相同/])
  await tab(/导入/).click()
  await expect(files).toHaveCount(3)
  await expect(files.filter({ hasText: '没有收尾.md' })).toContainText('开头的属性区没有结束标记')
  await shot(page, 'import-receipt-light')
  await receiptSheet(page).getByRole('button', { name: '去看看' }).click()
  await expect(receiptSheet(page)).toHaveCount(0)
  await expect(page).toHaveURL(/batch=1/)
  await app.close()

  ;({ app, page } = await start())
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByRole('heading', { name: '已导入 3 篇' })).toBeVisible()
  expect(await counts(page)).toMatchObject({ 文件: '7', 导入: '3' })
  await page.getByRole('tab', { name: /全部/ }).click()
  await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(7)
  await page.getByRole('button', { name: '打开《好的一篇》' }).first().click()
  await expect(page.locator('article.reader').getByRole('heading', { level: 1 })).toHaveText('好的一篇')
  await app.close()
})

test('files held over the window show the target, drags inside the app do not', async ({ running: { page } }) => {
  const target = page.getByText('松开就导入')
  const drag = (type: string, kind: 'file' | 'text') =>
    page.evaluate(
      ([name, what]) => {
        const dataTransfer = new DataTransfer()
        if (what === 'file') dataTransfer.items.add(new File(['x'], 'x.md'))
        else dataTransfer.items.add('12', 'application/x-gengdu-entries')
        document.body.dispatchEvent(new DragEvent(name!, { bubbles: true, cancelable: true, dataTransfer }))
      },
      [type, kind]
    )
  await drag('dragenter', 'text')
  await drag('dragover', 'text')
  await expect(target).toHaveCount(0)
  await drag('dragenter', 'file')
  await expect(target).toBeVisible()
  await shot(page, 'import-drop')
  await drag('dragleave', 'file')
  await expect(target).toHaveCount(0)
})

test('one file or a folder can be picked, and a closed dialog does nothing', async ({ running }) => {
  const { app, page } = running
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await answerDialogs(app, [])
  await page.getByRole('button', { name: '选择文件…' }).click()
  await page.waitForTimeout(300)
  await expect(page.getByText('还没有导入过')).toBeVisible()
  await answerDialogs(app, [interview])
  await page.getByRole('button', { name: '选择文件…' }).click()
  await expect(page.getByText('已导入 1 篇').first()).toBeVisible()
  await answerDialogs(app, [articles])
  await page.getByRole('button', { name: '选择文件夹…' }).click()
  await confirmImport(page)
  const others = readdirSync(articles).length - 1
  await expect(page.getByRole('dialog', { name: `已导入 ${others} 篇` })).toBeVisible()
})

test('a long import shows its progress, can be cancelled, and a second drop waits for it', async ({ folder }) => {
  test.setTimeout(90_000)
  const source = join(folder, '很多')
  mkdirSync(source)
  const paragraph = '同一句话写了很多遍，只为让这一篇长到需要花一点时间才能读完。'.repeat(400)
  for (let n = 0; n < 1500; n++) writeFileSync(join(source, `${n}.md`), `# 第 ${n} 篇\n\n${paragraph}${n}\n`)
  const { app, page } = await launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
  await expect(page.getByRole('navigation', { name: '房间' })).toBeVisible()
  await dropFolder(page, [source])
  await confirmImport(page)
  const card = page.getByRole('region', { name: '正在导入' })
  await expect(card.getByText(/^[\d,]+ \/ 1,500$/)).toBeVisible()
  await expect(card.getByText(/\.md$/)).toBeVisible()
  await dropFiles(page, [interview])
  await expect(card.getByText('还有 1 批在等')).toBeVisible()
  await card.getByRole('button', { name: '取消' }).click()
  await expect(page.getByText('已导入 1 篇').first()).toBeVisible() // the second drop, after the first
  const cancelled = page.getByRole('dialog', { name: /^停在半路，导入了 [\d,]+ 篇$/ })
  await expect(cancelled).toBeVisible()
  const all = await counts(page)
  expect(all['文件']).toBe('1,500')
  const number = (text: string | null | undefined) => Number(text?.replaceAll(',', '') ?? 0)
  expect(number(all['导入']) + number(all['跳过'])).toBe(1500)
  expect(number(all['跳过'])).toBeGreaterThan(0)
  await app.close()
})

/** A folder whose articles bring a category and a tag, one of which loses something. */
function filedFolder(folder: string): string {
  const source = join(folder, '周报')
  mkdirSync(source)
  const head = '---\ncategories: [周报]\ntags: [复盘]\n---\n\n'
  writeFileSync(join(source, '第一周.md'), `${head}# 第一周\n\n先把口径对齐。\n`)
  const video = '<div><h2>二</h2><p>看录像</p><iframe src="https://video.example/1"></iframe></div>'
  writeFileSync(join(source, '第二周.html'), video)
  return source
}
const library = (page: Page) =>
  page.evaluate(async () => {
    const [entries, categories, tags] = await Promise.all([
      window.kb.entries.list({ limit: 50 }),
      window.kb.categories.list(null),
      window.kb.tags.list(null)
    ])
    if (!entries.ok || !categories.ok || !tags.ok) throw new Error('no answer')
    return {
      titles: entries.value.items.map(({ title }) => title).toSorted(),
      categories: categories.value.map(({ name }) => name),
      tags: tags.value.map(({ name }) => name)
    }
  })

test('an import is undone from its receipt, which says what was kept and stays', async ({ running, folder }) => {
  const { app, page } = running
  const source = filedFolder(folder)
  await dropFolder(page, [source])
  await confirmImport(page)
  const sheet = page.getByRole('dialog', { name: '已导入 2 篇' })
  const undo = page.getByRole('button', { name: '撤销本次导入' })
  await expect(sheet.getByRole('meter', { name: '整体保留度' })).toHaveAttribute('aria-valuetext', '保留 99.9%')
  await expect(sheet.getByRole('region')).toContainText('没保留的：音视频和内嵌页 1')
  await expect(sheet.getByRole('listitem').filter({ hasText: '第二周.html' })).toContainText('音视频和内嵌页 1')
  await expect(sheet.getByText('你之后写的笔记会留下')).toBeVisible()
  expect(await library(page)).toEqual({ titles: ['第一周', '第二周'], categories: ['周报'], tags: ['复盘'] })
  await shot(page, 'import-receipt-kept')
  await undo.click()
  await expect(page.getByText('已撤销，移走 2 篇')).toBeVisible()
  await expect(sheet).toHaveCount(0)
  expect(await library(page)).toEqual({ titles: [], categories: [], tags: [] })

  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByRole('region', { name: '导入回执' })).toContainText(/\d+ 已撤销/)
  await expect(undo).toHaveCount(0)
  await expect(page.getByRole('button', { name: '去看看' })).toHaveCount(0)
  await shot(page, 'import-undone')
  await expectAxeClean(page)
  const csv = join(folder, '回执.csv')
  await answerDialogs(app, [csv])
  await page.getByRole('button', { name: '导出 CSV' }).click()
  await expect(page.getByText(`已写入 ${csv}`)).toBeVisible()
  expect(readFileSync(csv, 'utf8')).toContain('第一周.md,导入,第一周,')

  await dropFolder(page, [source])
  await confirmImport(page)
  await expect(page.getByRole('dialog', { name: '已导入 2 篇' })).toBeVisible()
})

test('an import is undone after a restart; what was used since waits in the trash', async ({ folder }) => {
  const start = () => launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
  let { app, page } = await start()
  await expect(page.getByRole('navigation', { name: '房间' })).toBeVisible()
  await dropFolder(page, [filedFolder(folder)])
  await confirmImport(page)
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
  await page.evaluate(async () => {
    const list = await window.kb.entries.list({ limit: 50 })
    const first = list.ok ? list.value.items.find(({ title }) => title === '第一周') : undefined
    await window.kb.notes.create({ title: '读第一周', markdown: '口径写进了文档', source: first?.id ?? 0 })
  })
  await app.close()

  ;({ app, page } = await start())
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByRole('button', { name: '撤销本次导入' }).click()
  await expect(page.getByText(/已撤销，移走 1 篇；1 篇你用过/)).toBeVisible()
  expect((await library(page)).titles).toEqual(['读第一周'])
  const trashed = await page.evaluate(async () => {
    const list = await window.kb.entries.list({ view: 'trash', limit: 50 })
    return list.ok ? list.value.items.map(({ title }) => title) : []
  })
  expect(trashed).toEqual(['第一周'])
  await app.close()
})

test('a long receipt is found through: by name, reason and format, and to its end', async ({
  running: { page },
  folder
}) => {
  const source = join(folder, '很多')
  mkdirSync(source)
  for (let n = 0; n < 450; n++)
    writeFileSync(join(source, `${n}.md`), `# 第 ${n} 篇\n\n先数货架，再看系统里的数。${n}\n`)
  for (let n = 0; n < 30; n++) writeFileSync(join(source, `随记 ${n}.txt`), `随记\n\n第 ${n} 次去仓库。\n`)
  for (let n = 0; n < 20; n++) writeFileSync(join(source, `空的 ${n}.md`), '')
  writeFileSync(join(source, '表格.xlsx'), 'PK')
  await dropFolder(page, [source])
  await confirmImport(page)
  const receipt = page.getByRole('dialog', { name: '已导入 480 篇' })
  const files = receipt.getByRole('listitem')
  await expect(receipt).toBeVisible({ timeout: 30_000 })
  await expect(receipt.getByRole('tab', { name: '无法读取 20' })).toHaveAttribute('aria-selected', 'true')
  await receipt.getByRole('tab', { name: '全部 501' }).click()
  await expect(files.first()).toHaveAttribute('aria-setsize', '501')
  expect(await files.count()).toBeLessThan(60)
  await receipt.getByRole('tabpanel').press('End')
  await expect(receipt.locator('[aria-posinset="501"]')).toBeVisible()

  await receipt.getByRole('button', { name: '格式' }).click()
  await page.getByRole('menuitemradio', { name: /纯文本/ }).click()
  await expect(files.first()).toHaveAttribute('aria-setsize', '30')
  await receipt.getByRole('textbox', { name: '按文件名或标题找' }).fill('随记 1')
  await expect(files).toHaveCount(11) // 1 and 10 to 19
  await receipt.getByRole('button', { name: '格式' }).click()
  await page.getByRole('menuitemradio', { name: '全部格式' }).click()
  await receipt.getByRole('textbox').press('Escape')
  await expect(receipt.getByRole('textbox')).toHaveValue('')
  await receipt.getByRole('button', { name: '说明' }).click()
  await page.getByRole('menuitemradio', { name: /还不支持这种文件/ }).click()
  await expect(files).toHaveText([/表格\.xlsx/])
  await receipt.getByRole('textbox').fill('哪里也没有')
  await expect(receipt.getByText('没有文件名或标题里有“哪里也没有”的')).toBeVisible()
})

test('receipts have no accessibility violations', async ({ running: { page }, folder }) => {
  await dropFolder(page, [mixedFolder(folder)])
  await confirmImport(page)
  await expect(receiptSheet(page)).toBeVisible()
  await page.waitForTimeout(400)
  await expectAxeClean(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.evaluate(() => window.kb.shell.updateSettings({ theme: 'dark', language: 'en' }))
  await expect(page.getByRole('heading', { name: '3 articles imported' })).toBeVisible()
  await page.waitForTimeout(300)
  await expectAxeClean(page)
  await shot(page, 'imports-dark-en')
})
