// Adverts at an article's end: folded, opened, found by search, moved, removed, and kept as they were left.
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { dropFiles, expect, expectAxeClean, launch, shot, test } from './app.ts'

const camp = join(import.meta.dirname, 'testdata/articles/process-camp.txt')
const interview = join(import.meta.dirname, 'testdata/articles/interview.md')
const OPENING = '如果你还没有机会进仓库'
const IN_ADVERT = '三位仓储产品专家'

const text = (page: Page) => page.locator('.read').last()
const bar = (page: Page) => page.getByRole('button', { name: /^推广内容（/ })
const contents = (page: Page) => page.getByRole('navigation', { name: '目录' }).getByRole('listitem')
const barMenu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: '推广内容从哪里开始' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function importAndOpen(page: Page, file: string): Promise<void> {
  await dropFiles(page, [file])
  await expect(page.getByText('已导入 1 篇')).toBeVisible()
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await expect(page.locator('article.reader').getByRole('heading', { level: 1 })).toBeVisible()
}

test('an advert is folded under one line, opens with the keyboard, and stays open after a restart', async ({
  folder
}) => {
  const place = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const first = await launch(place)
  await importAndOpen(first.page, camp)
  await expect(bar(first.page)).toHaveText('推广内容（13 段）展开')
  await expect(bar(first.page)).toHaveAttribute('aria-expanded', 'false')
  await expect(text(first.page)).toContainText('现场让你知道人为什么绕路')
  await expect(text(first.page)).not.toContainText(OPENING)
  await expect(contents(first.page)).toHaveText(['一、差异从哪里来', '二、先改一个动作', '三、流程产品该怎么学'])
  await shot(first.page, 'promotion-folded')

  await bar(first.page).press('Enter')
  await expect(bar(first.page)).toHaveText('推广内容（13 段）收起')
  await expect(bar(first.page)).toHaveAttribute('aria-expanded', 'true')
  await expect(bar(first.page)).toBeFocused()
  await expect(text(first.page)).toContainText(IN_ADVERT)
  await expect(contents(first.page).last()).toHaveText('报名后你将收获')
  await expectAxeClean(first.page)
  await shot(first.page, 'promotion-open')
  await first.app.close()

  const second = await launch(place)
  await second.page.evaluate(() => (location.hash = '#/library?entry=1'))
  await expect(bar(second.page)).toHaveAttribute('aria-expanded', 'true')
  await bar(second.page).click()
  await expect(text(second.page)).not.toContainText(IN_ADVERT)

  await second.page.evaluate(() => window.kb.shell.updateSettings({ theme: 'dark', language: 'en' }))
  const english = second.page.getByRole('button', { name: /^Promotion \(/ })
  await expect(english).toHaveText('Promotion (13 paragraphs)Show')
  await english.scrollIntoViewIfNeeded()
  await second.page.waitForTimeout(300)
  await expectAxeClean(second.page)
  await shot(second.page, 'promotion-dark-en')
  await second.app.close()
})

test('a searched word in the advert opens it, and the count of hits leaves its line out', async ({
  running: { page }
}) => {
  await importAndOpen(page, camp)
  const search = (query: string) =>
    page.evaluate((q) => (location.hash = `#/library?entry=1&q=${encodeURIComponent(q)}`), query)
  const hits = page.locator('.find-bar').getByRole('status')
  await search(IN_ADVERT)
  await expect(hits).toHaveText('第 1 处，共 1 处')
  await expect(text(page)).toContainText(IN_ADVERT)
  await search('绕路')
  await expect(text(page)).not.toContainText(IN_ADVERT)
  await search('推广')
  await expect(page.getByText('正文里没有，可能在标题、标签或分类里')).toBeVisible()
})

test('where it begins can be moved, removed and set anew, each with undo', async ({ running: { page } }) => {
  await importAndOpen(page, camp)
  await expect(bar(page)).toContainText('13 段')
  await barMenu(page, '往前移一段')
  await expect(bar(page)).toContainText('14 段')
  await expect(text(page)).not.toContainText('现场让你知道人为什么绕路')
  await barMenu(page, '往后移一段')
  await expect(bar(page)).toContainText('13 段')
  await barMenu(page, '不是推广')
  await expect(bar(page)).toHaveCount(0)
  await expect(text(page)).toContainText(IN_ADVERT)
  await page.locator('.toast', { hasText: '不再有推广' }).getByRole('button', { name: '撤销' }).click()
  await expect(bar(page)).toContainText('13 段')

  await page.getByText('其次是退货').click({ button: 'right' })
  await page.getByRole('menuitem', { name: '从这里起是推广' }).click()
  await expect(bar(page)).toContainText('21 段')
  await expect(text(page)).not.toContainText('其次是退货')
  await barMenu(page, '恢复自动判断')
  await expect(bar(page)).toContainText('13 段')
})

test('an article without an advert has no line; its reader can set one from the toolbar', async ({
  running: { page }
}) => {
  await importAndOpen(page, interview)
  await expect(bar(page)).toHaveCount(0)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '从眼前这段起是推广' }).click()
  await expect(bar(page)).toBeVisible()
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '恢复自动判断' }).click()
  await expect(bar(page)).toHaveCount(0)

  // From the first block on: the whole article is one, so it is said and nothing is folded.
  await page.locator('.read > *').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: '从这里起是推广' }).click()
  const badge = page.getByRole('list', { name: '来源与版权' }).getByText('推广文章')
  await expect(badge).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '不是推广' }).click()
  await expect(badge).toHaveCount(0)
})
