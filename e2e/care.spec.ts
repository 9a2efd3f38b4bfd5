import { existsSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import '../src/shared/window.ts'
import { expect, expectAxeClean, launch, shot, test } from './app.ts'

const openCare = (page: Page, rooms = '房间', care = '保管') =>
  page.getByRole('navigation', { name: rooms }).getByRole('button', { name: care }).click()

test('language and theme change at once and stay after a restart', async ({ folder }) => {
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const first = await launch(home)
  await openCare(first.page)
  await first.page.getByRole('radiogroup').getByText('English').click()
  await expect(first.page.getByRole('heading', { level: 1, name: 'Care' })).toBeVisible()
  await first.page.getByRole('radiogroup').getByText('Dark').click()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'en')
  await expectAxeClean(first.page)
  await shot(first.page, 'care-en-dark')
  await first.app.close()

  const second = await launch(home)
  await openCare(second.page, 'Rooms', 'Care')
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await second.page.getByRole('radiogroup').getByText('简体中文').click()
  await expect(second.page.getByRole('heading', { level: 1, name: '保管' })).toBeVisible()
  await second.app.close()
})

test('the check proves a sound library and names a lost original', async ({ running: { page }, folder }) => {
  await page.evaluate(() => window.kb.library.addSamples({ language: 'zh-CN' }).result)
  await openCare(page)
  await page.getByRole('button', { name: '现在检查' }).click()
  await expect(page.getByText('全部完好')).toBeVisible()

  const assets = join(folder, 'library', 'assets')
  const [prefix = ''] = readdirSync(assets)
  rmSync(join(assets, prefix), { recursive: true })
  await page.getByRole('button', { name: '现在检查' }).click()
  await expect(page.getByText(/发现 \d+ 处问题/)).toBeVisible()
  await expect(page.getByText('原文件不见了').first()).toBeVisible()
  await expectAxeClean(page)
})

test('a backup is written and listed; samples leave in one go', async ({ running: { page }, folder }) => {
  await page.evaluate(() => window.kb.library.addSamples({ language: 'zh-CN' }).result)
  await page.evaluate(() => window.kb.notes.create({ title: '我自己的笔记' }))
  await openCare(page)
  await page.getByRole('button', { name: '现在备份' }).click()
  await expect(page.getByText(/已备份为/)).toBeVisible()
  expect(readdirSync(join(folder, 'library', 'backups'))).toHaveLength(1)

  await page.getByRole('button', { name: '移走示例' }).click()
  await expect(page.getByText(/已移走 \d+ 篇示例/)).toBeVisible()
  await expect(page.getByText('0 篇文章，1 篇笔记，0 份计划，回收站 0 篇')).toBeVisible()
  await expect(page.getByRole('button', { name: '移走示例' })).toHaveCount(0)
})

test('a damaged search index rebuilds itself and loses nothing', async ({ folder }) => {
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const find = (page: Page) =>
    page.evaluate(async () => {
      const answer = await window.kb.search.query({ query: '七条路' })
      return answer.ok ? answer.value.hits.map((hit) => hit.title) : answer.error.key
    })
  const first = await launch(home)
  await first.page.evaluate(() => window.kb.notes.create({ title: '退货入库', markdown: '主管说出了七条路。' }))
  expect(await find(first.page)).toEqual(['退货入库'])
  await first.app.close()

  const index = join(home.library, 'index.db')
  expect(existsSync(index)).toBe(true)
  truncateSync(index, 700)
  const second = await launch(home)
  expect(await find(second.page)).toEqual(['退货入库'])
  await openCare(second.page)
  await expect(second.page.getByText('已索引 1 / 1')).toBeVisible()
  await second.app.close()
})

test('the licences of what is built in are listed', async ({ running: { page } }) => {
  await openCare(page)
  await page.getByText(/个开源组件的许可声明/).click()
  await expect(page.getByText(/^lexical 0\.52\.0/)).toBeVisible()
  await expect(page.getByText(/^better-sqlite3 13/)).toBeVisible()
})
