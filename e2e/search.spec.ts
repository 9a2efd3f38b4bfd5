// Searching: one field over everything, from the first character to the marked place in the text.
import type { Page } from '@playwright/test'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { confirmImport, dropFiles, expect, expectAxeClean, shot, test } from './app.ts'

const articles = join(import.meta.dirname, 'testdata/articles')
const files = readdirSync(articles).map((name) => join(articles, name))

const field = (page: Page) => page.getByRole('combobox', { name: '搜索' })
const palette = (page: Page) => page.getByRole('dialog', { name: '搜索' })
const group = (page: Page, name: string) => palette(page).getByRole('group', { name })
const active = (page: Page) => palette(page).getByRole('option', { selected: true })

async function fill(page: Page): Promise<void> {
  await dropFiles(page, files)
  await confirmImport(page)
  const receipt = page.getByRole('dialog', { name: `已导入 ${files.length} 篇` })
  await expect(receipt).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(receipt).toBeHidden()
  await page.evaluate(async () => {
    await window.kb.notes.create({
      title: '权限三层',
      markdown: '临时权限到期自动收回，谁批准谁负责。',
      tags: ['权限与流程']
    })
  })
  await page.evaluate(() => (location.hash = '#/library'))
}

test('a word is found in titles, texts, notes and tags, and opens at its place', async ({ running: { page } }) => {
  await fill(page)
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await shot(page, 'search-empty-light')
  await field(page).pressSequentially('权限')

  await expect(group(page, '标题').getByRole('option', { name: /权限三层 笔记/ })).toBeVisible()
  await expect(group(page, '标签')).toContainText('权限与流程')
  await expect(group(page, '正文').or(group(page, '标题')).locator('mark').first()).toHaveText('权限')
  await expect(palette(page).getByRole('status').first()).toHaveText(/^\d+ 条，[\d.]+ 毫秒$/)
  await expectAxeClean(page)
  await shot(page, 'search-light')
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
  await shot(page, 'search-dark')
  await page.evaluate(() => delete document.documentElement.dataset['theme'])

  // Up from the first row is the last one; back down again.
  await expect(active(page)).toHaveCount(1)
  const first = await active(page).innerText()
  await page.keyboard.press('ArrowUp')
  await expect(active(page)).not.toHaveText(first)
  await page.keyboard.press('ArrowDown')
  expect(await active(page).innerText()).toBe(first)

  await field(page).fill('到期自动收回')
  await expect(active(page)).toContainText('权限三层')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeHidden()
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(page.locator('main')).toContainText('到期自动收回')
})

test('an article opens with its words marked and in view', async ({ running: { page } }) => {
  await fill(page)
  await page.keyboard.press('Control+k')
  await field(page).fill('沉默的三分之二')
  await page.keyboard.press('Enter')
  await expect(page.locator('article.reader').getByRole('heading', { level: 1 })).toContainText('沉默的三分之二')
  const marks = await page.evaluate(() => CSS.highlights.get('hit')?.size ?? 0)
  expect(marks).toBeGreaterThan(0)
})

test('a composition is left alone until its text is there', async ({ running: { page } }) => {
  await fill(page)
  await page.keyboard.press('Control+k')
  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { text: 'quan xian', selectionStart: 9, selectionEnd: 9 })
  await expect(field(page)).toHaveValue('quan xian')
  // Enter takes the letters into the field; it opens nothing.
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })
    )
  )
  await expect(palette(page)).toBeVisible()
  await expect(palette(page).getByRole('group', { name: '正文' })).toHaveCount(0)
  await expect(palette(page)).not.toContainText('没有找到')
  await session.send('Input.insertText', { text: '权限' })
  await expect(field(page)).toHaveValue('权限')
  await expect(palette(page).locator('mark').first()).toHaveText('权限')
})

test('nothing found says what was searched; a note of that name can be made', async ({ running: { page } }) => {
  await fill(page)
  await page.keyboard.press('Control+k')
  await field(page).fill('量子纠缠')
  await expect(palette(page).getByRole('heading', { name: '没有找到“量子纠缠”' })).toBeVisible()
  await expect(palette(page)).toContainText(`搜过 ${files.length + 1} 篇的标题、正文和标签`)
  await shot(page, 'search-nothing-light')
  await field(page).fill('量子 权限')
  await expect(palette(page)).toContainText('没有一篇同时有这 2 个词')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeHidden()
  await expect(page.getByRole('textbox', { name: /标题/ })).toHaveValue('量子 权限')
})

test('commands, tags and Escape', async ({ running: { page } }) => {
  await fill(page)
  await page.keyboard.press('Control+k')
  await field(page).fill('保管')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/care$/)

  await page.keyboard.press('Control+k')
  await field(page).fill('english')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('权限与流程')
  await expect(page.getByRole('option', { name: /权限与流程 Tag/ })).toBeVisible()
  await shot(page, 'search-en-light')
  await page.getByRole('option', { name: /权限与流程 Tag/ }).click()
  await expect(page).toHaveURL(/tag=/)

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeHidden()
})
