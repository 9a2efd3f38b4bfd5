// Importing: dropped or picked, one file or a folder, with everything that can be wrong with a file.
import type { Page } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerDialogs, dropFiles, dropFolder, expect, expectAxeClean, launch, shot, test } from './app.ts'

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
    .locator('dl > div')
    .evaluateAll((rows) => Object.fromEntries(rows.map((row) => [...row.children].map((cell) => cell.textContent))))

test('a folder leaves a receipt that accounts for every file, and keeps it', async ({ folder }) => {
  const start = () => launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
  let { app, page } = await start()
  await expect(page.getByRole('navigation', { name: '房间' })).toBeVisible()
  await dropFolder(page, [mixedFolder(folder)])
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
  await expect(page.getByRole('dialog', { name: '已导入 2 篇' })).toBeVisible()
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
  const card = page.getByRole('region', { name: '正在导入' })
  await expect(card.getByText(/^[\d,]+ \/ 1,500$/)).toBeVisible()
  await expect(card.getByText(/\.md$/)).toBeVisible()
  await dropFiles(page, [interview])
  await expect(card.getByText('还有 1 批在等')).toBeVisible()
  await card.getByRole('button', { name: '取消' }).click()
  await expect(page.getByText('已导入 1 篇').first()).toBeVisible() // the second drop, after the first
  const cancelled = page.getByRole('dialog', { name: /^已取消，导入了 [\d,]+ 篇$/ })
  await expect(cancelled).toBeVisible()
  const all = await counts(page)
  expect(all['文件']).toBe('1,500')
  const number = (text: string | null | undefined) => Number(text?.replaceAll(',', '') ?? 0)
  expect(number(all['导入']) + number(all['跳过'])).toBe(1500)
  expect(number(all['跳过'])).toBeGreaterThan(0)
  await app.close()
})

test('receipts have no accessibility violations', async ({ running: { page }, folder }) => {
  await dropFolder(page, [mixedFolder(folder)])
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
