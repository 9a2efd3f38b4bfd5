import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import '../src/shared/window.ts'
import { answerDialogs, expect, expectAxeClean, launch, shot, test } from './app.ts'

/** Today, as the app's clock has it. */
const today = (page: Page) => page.evaluate(() => new Date().toLocaleDateString('sv-SE'))

async function createPlan(page: Page) {
  await page.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '计划' }).click()
  await page.getByRole('button', { name: '新建计划' }).click()
  const dialog = page.getByRole('dialog', { name: '新建计划' })
  await dialog.getByRole('button', { name: '建好计划' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('请写一个名称')
  await dialog.getByLabel('计划名称').fill('90 天：从信贷到供应链')
  await dialog.getByLabel('每天时长').fill('60')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '90 天：从信贷到供应链' })).toBeVisible()
}

async function addItem(page: Page, title: string, minutes: string) {
  const form = page.getByRole('form', { name: '加一项' })
  await form.getByLabel('分钟').fill(minutes)
  await form.getByLabel('要做的事').fill(title)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox', { name: title })).toBeVisible()
}

test('a plan is made, filled, ticked, moved, and is there after a restart', async ({ folder }) => {
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const first = await launch(home)
  await createPlan(first.page)
  await addItem(first.page, '画退货入库泳道图', '40')
  await addItem(first.page, '读两篇领域建模', '30')
  await addItem(first.page, '整理访谈提纲', '20')
  // 40 + 20 fit into today's 60 minutes; 30 go to tomorrow.
  await expect(first.page.getByText('60 / 60 分钟')).toBeVisible()
  await expect(first.page.getByText('30 / 60 分钟')).toBeVisible()

  await first.page.getByRole('checkbox', { name: '画退货入库泳道图' }).check()
  await expect(first.page.getByText('完成 1 / 3 项，40 / 90 分钟')).toBeVisible()
  await expect(first.page.getByRole('progressbar', { name: '完成进度' }).last()).toHaveAttribute('aria-valuenow', '40')

  const item = first.page.getByRole('listitem').filter({ hasText: '整理访谈提纲' })
  await item.hover()
  await item.getByRole('button', { name: '往后一天' }).click()
  await expect(first.page.getByText('50 / 60 分钟')).toBeVisible()
  await item.hover()
  await item.getByRole('button', { name: '删除' }).click()
  await expect(item).toHaveCount(0)
  await first.page.getByRole('button', { name: '撤销' }).click()
  await expect(item).toHaveCount(1)
  await expectAxeClean(first.page)
  await first.app.close()

  const second = await launch(home)
  await second.page.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '计划' }).click()
  await expect(second.page.getByText('完成 1 / 3 项，40 / 90 分钟')).toBeVisible()
  await expect(second.page.getByRole('checkbox', { name: '画退货入库泳道图' })).toBeChecked()
  await shot(second.page, 'plan')
  await second.app.close()
})

test('articles and notes become items and open from the plan', async ({ running: { page } }) => {
  await page.evaluate(() => window.kb.notes.create({ title: '仓配访谈记录', markdown: '主管说出了七条路。' }))
  await createPlan(page)
  await page.getByRole('button', { name: '从资料库添加' }).click()
  const dialog = page.getByRole('dialog', { name: '从资料库添加' })
  await dialog.getByLabel('搜索文章和笔记').fill('七条')
  await dialog.getByRole('checkbox', { name: '仓配访谈记录' }).check()
  await dialog.getByRole('button', { name: '加入 1 篇' }).click()
  await page.getByRole('button', { name: '仓配访谈记录' }).click()
  await expect(page).toHaveURL(/#\/library\?entry=1/)
})

test('Markdown, CSV and PDF are written where the user says', async ({ running: { app, page }, folder }) => {
  await createPlan(page)
  await addItem(page, '=画泳道图', '45')
  const day = await today(page)
  const write = async (kind: string, file: string) => {
    const path = join(folder, file)
    await answerDialogs(app, [path])
    await page.getByRole('button', { name: '导出' }).click()
    await page.getByRole('menuitem', { name: kind }).click()
    await expect(page.getByText(`已写入 ${path}`)).toBeVisible({ timeout: 30_000 })
    return path
  }
  expect(readFileSync(await write('Markdown 任务清单', 'plan.md'), 'utf8')).toContain(
    `- [ ] ${day} =画泳道图 (45 分钟)`
  )
  expect(readFileSync(await write('CSV 表格', 'plan.csv'), 'utf8')).toContain(`${day},"'=画泳道图",45`)

  const pdf = await write('PDF', 'plan.pdf')
  expect(statSync(pdf).size).toBeGreaterThan(2000)
  expect(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })).toMatch(/90\s*天：从信贷到供应链[\s\S]*画泳道图/)
})

test('a closed save dialog writes nothing and says nothing', async ({ running: { app, page } }) => {
  await createPlan(page)
  await answerDialogs(app, [])
  await page.getByRole('button', { name: '导出' }).click()
  await page.getByRole('menuitem', { name: 'CSV 表格' }).click()
  await expect(page.getByRole('menuitem', { name: 'CSV 表格' })).toHaveCount(0)
  await expect(page.getByText(/已写入|没有写成/)).toHaveCount(0)
})

test('a deleted plan comes back by undo', async ({ running: { page } }) => {
  await createPlan(page)
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '删除计划' }).click()
  await expect(page.getByText('还没有计划')).toBeVisible()
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '90 天：从信贷到供应链' })).toBeVisible()
})
