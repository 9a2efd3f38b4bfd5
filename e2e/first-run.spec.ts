// The first minutes: language, a folder for the library, the samples; and a library that does not open.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerDialogs, expect, expectAxeClean, launch, shot, test } from './app.ts'

test('language, theme and folder are chosen, and the library opens there', async ({ folder }) => {
  const place = join(folder, '我的资料库')
  mkdirSync(place)
  const first = await launch({ userData: join(folder, 'settings') })
  let { page } = first
  await expect(page.getByRole('heading', { name: '先放进一篇，再慢慢耕' })).toBeVisible()
  await expect(page.getByText('Gengdu', { exact: false }).first()).toBeVisible() // the suggested folder
  await expectAxeClean(page)
  await shot(page, 'setup-light-zh-CN')
  await page.getByText('English').click()
  await expect(page.getByRole('heading', { name: 'Put one in, then tend it' })).toBeVisible()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await shot(page, 'setup-dark-en')
  await answerDialogs(first.app, [place])
  await page.getByRole('button', { name: 'Another place…' }).click()
  await expect(page.getByText(place)).toBeVisible()
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible()
  expect(existsSync(join(place, 'library.db'))).toBe(true)
  await first.app.close()

  const again = await launch({ userData: join(folder, 'settings') })
  page = again.page
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await again.app.close()
})

test('an empty library offers the samples, and they fill it', async ({ running: { page } }) => {
  await expect(page.getByRole('region', { name: '把文件或文件夹拖到这里' })).toBeVisible()
  await expectAxeClean(page)
  await shot(page, 'empty-light-zh-CN')
  await page.getByRole('button', { name: '放入', exact: true }).click()
  await expect(page.getByText(/^已放入 \d+ 篇示例$/)).toBeVisible()
  await expect(page.getByRole('region', { name: '把文件或文件夹拖到这里' })).toHaveCount(0)
  const kinds = await page.evaluate(async () => {
    const answer = await window.kb.entries.list({ limit: 500 })
    return answer.ok ? [...new Set(answer.value.items.map(({ kind }) => kind))].toSorted() : []
  })
  expect(kinds).toEqual(['article', 'note'])
})

test('a library that cannot be opened says why and offers another folder', async ({ folder }) => {
  const broken = join(folder, 'broken')
  mkdirSync(broken)
  writeFileSync(join(broken, 'library.db'), 'this is no database, though it is called one'.repeat(200))
  const { app, page } = await launch({ userData: join(folder, 'settings'), library: broken })
  await expect(page.getByRole('heading', { name: '资料库没有打开' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('已损坏')
  await expectAxeClean(page)
  await shot(page, 'setup-failed')
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByRole('alert')).toContainText('已损坏')

  const place = join(folder, 'good')
  mkdirSync(place)
  await answerDialogs(app, [place])
  await page.getByRole('button', { name: '换一个文件夹…' }).click()
  await expect(page.getByRole('navigation', { name: '房间' })).toBeVisible()
  await app.close()
})

test('a place that is no folder is told by name', async ({ folder }) => {
  const file = join(folder, 'a-file')
  writeFileSync(file, 'not a folder')
  const { app, page } = await launch({ userData: join(folder, 'settings'), library: file })
  await expect(page.getByRole('alert')).toContainText('不是文件夹')
  await expect(page.getByRole('alert')).toContainText(file)
  await app.close()
})
