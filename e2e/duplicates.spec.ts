// Near copies compared, merged and parted; an edited file imported again, its former text restored.
import type { Page } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropFiles, expect, expectAxeClean, launch, shot, test } from './app.ts'

const interview = readFileSync(join(import.meta.dirname, 'testdata/articles/process-camp.txt'), 'utf8')
const TITLE = '先把补单的入口关掉：一次盘点差异的复盘'
const COPY = '补单复盘（转载）'
const copy = interview.replace(TITLE, COPY).replace('三个仓库', '四个仓库')

/** Drops a file and waits until the list shows so many articles. */
const importFile = async (page: Page, path: string, articles: number) => {
  await dropFiles(page, [path])
  await expect(page.getByRole('option')).toHaveCount(articles)
}
const pairs = (page: Page) => page.getByRole('list', { name: '重复' })
const comparison = (page: Page) => page.getByRole('region', { name: '对比' })
const nav = (page: Page) => page.getByRole('treeitem', { name: /^重复/ })

test('two near copies are compared, merged, parted and kept apart', async ({ folder, running: { page } }) => {
  writeFileSync(join(folder, 'a.txt'), interview)
  writeFileSync(join(folder, 'b.txt'), copy)
  await importFile(page, join(folder, 'a.txt'), 1)
  await importFile(page, join(folder, 'b.txt'), 2)
  await page.evaluate(() => window.kb.entries.tag({ ids: [2], add: ['转载'] }))
  await page.evaluate(() => window.kb.notes.create({ title: '读后', markdown: '三条想法', source: 2 }))
  await page.evaluate(() => (location.hash = '#/library'))
  await expect(nav(page)).toContainText('2')
  await nav(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('重复 1 对')
  await expect(pairs(page).getByRole('button')).toContainText(COPY)

  const facts = comparison(page).getByRole('table', { name: '来源与整理' })
  await expect(facts.getByRole('row', { name: /^标签/ })).toContainText('转载')
  await expect(facts.getByRole('row', { name: /^你的/ })).toContainText('1 条笔记')
  await expect(comparison(page).locator('del')).toHaveText('三')
  await expect(comparison(page).locator('ins')).toHaveText('四')
  await expectAxeClean(page)
  await shot(page, 'duplicates')

  await page.keyboard.press('1')
  await expect(page.getByText('没有几乎相同的文章')).toBeVisible()
  await expectAxeClean(page)
  await page.evaluate(() => (location.hash = '#/library?entry=1'))
  await expect(page.locator('.article-notes', { hasText: '读后' })).toBeVisible()
  await expect(page.locator('.reader-filing')).toContainText('转载')
  await expect(nav(page)).toContainText('0')

  await page.locator('.toast', { hasText: '已合并' }).getByRole('button', { name: '撤销' }).click()
  await expect(pairs(page).getByRole('button')).toContainText(COPY)
  await expect(facts.getByRole('row', { name: /^你的/ })).toContainText('1 条笔记')

  await page.getByRole('button', { name: '都保留' }).click()
  await expect(page.getByText('没有几乎相同的文章')).toBeVisible()
  await page.locator('.toast', { hasText: '不再列为重复' }).getByRole('button', { name: '撤销' }).click()
  await expect(pairs(page).getByRole('button')).toHaveCount(1)
})

test('pairs are gone through by keyboard and merged all at once', async ({ folder, running: { page } }) => {
  writeFileSync(join(folder, 'a.txt'), interview)
  writeFileSync(join(folder, 'b.txt'), copy)
  writeFileSync(join(folder, 'c.txt'), copy.replace(COPY, '又一次转载'))
  for (const [index, name] of ['a', 'b', 'c'].entries()) await importFile(page, join(folder, `${name}.txt`), index + 1)
  await page.evaluate(() => (location.hash = '#/duplicates'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('重复 3 对')
  const current = pairs(page).locator('[aria-current]')
  await expect(current).toContainText('又一次转载')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.getByText('3 / 3')).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByText('2 / 3')).toBeVisible()
  await current.press('Enter')
  await expect(comparison(page)).toBeFocused()

  await page.getByRole('button', { name: /^合并 ≥95% 的 \d 对$/ }).click()
  await expect(page.getByText('没有几乎相同的文章')).toBeVisible()
  await page.locator('.toast', { hasText: '已合并 2 篇' }).getByRole('button', { name: '撤销' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('重复 3 对')
})

test('an edited file updates its article; the former text is compared and restored, also after a restart', async ({
  folder
}) => {
  const place = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const file = join(folder, 'camp.txt')
  writeFileSync(file, interview)
  const first = await launch(place)
  await importFile(first.page, file, 1)
  await first.page.evaluate(() => window.kb.articles.rename({ id: 1, title: '我起的名字' }))
  writeFileSync(file, interview.replace('三个仓库', '三十个仓库'))
  await dropFiles(first.page, [file])
  await first.page.evaluate(() => (location.hash = '#/imports'))
  await expect(first.page.getByText('文章更新了；你改的标题保留').first()).toBeVisible()
  await first.app.close()

  const { app, page } = await launch(place)
  await page.evaluate(() => (location.hash = '#/library?entry=1'))
  await expect(page.locator('.reader-title')).toHaveText('我起的名字')
  await expect(page.locator('.read').last()).toContainText('三十个仓库')
  await page.getByRole('button', { name: '2 个版本' }).click()
  const dialog = page.getByRole('dialog', { name: '《我起的名字》的版本' })
  await expect(dialog.getByRole('list', { name: '版本' }).getByRole('button')).toHaveCount(2)
  await expect(comparison(page).locator('ins')).toHaveText('十')
  await expectAxeClean(page)
  await shot(page, 'versions')
  await dialog.getByRole('button', { name: '恢复这个版本' }).click()
  await expect(page.locator('.read').last()).not.toContainText('三十个仓库')
  await expect(page.locator('.reader-title')).toHaveText('我起的名字')
  await page.locator('.toast', { hasText: '已恢复' }).getByRole('button', { name: '撤销' }).click()
  await expect(page.locator('.read').last()).toContainText('三十个仓库')

  await page.evaluate(() => window.kb.shell.updateSettings({ theme: 'dark', language: 'en' }))
  await page.getByRole('button', { name: '2 versions' }).click()
  await expect(page.getByRole('button', { name: 'Restore this version' })).toBeVisible()
  await expectAxeClean(page)
  await shot(page, 'versions-dark-en')
  await app.close()
})
