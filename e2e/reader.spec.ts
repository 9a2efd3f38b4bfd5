// Reading: a feed article from its file to the last line, its contents, its marks, and where one stopped.
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { dropFiles, expect, expectAxeClean, launch, shot, test } from './app.ts'
import type { RunningApp } from './app.ts'

const articles = join(import.meta.dirname, 'testdata/articles')
const renewal = join(articles, 'renewal-review.txt')
const interview = join(articles, 'interview.md')
const diary = join(articles, 'permission-diary.md')
const RENEWAL_TITLE = '续约谈不下来？先看看合同里“沉默的三分之二”，再谈价格'

const reader = (page: Page) => page.locator('article.reader')
const scroller = (page: Page) => page.getByRole('region', { name: '正文' })

/** Drops one file on the window and opens the article that it became. */
async function importAndOpen(page: Page, file: string): Promise<void> {
  await dropFiles(page, [file])
  await expect(page.getByText('已导入 1 篇')).toBeVisible()
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await expect(reader(page).getByRole('heading', { level: 1 })).toBeVisible()
}

/** The text of the first line of text in the reader's window, below its toolbar. */
const firstLine = (page: Page) =>
  scroller(page).evaluate((element) => {
    const { top } = element.getBoundingClientRect()
    const blocks = [...element.querySelectorAll('.read > :not(.read-part), .read-part > *')]
    return blocks.find((block) => block.getBoundingClientRect().bottom > top + 2)?.textContent?.slice(0, 20)
  })

for (const zone of ['America/New_York', 'Asia/Shanghai']) {
  test(`a feed article is read with its facts, its contents and no request, in ${zone}`, async ({ folder }) => {
    const { app, page } = await launch({
      userData: join(folder, 'settings'),
      library: join(folder, 'library'),
      env: { TZ: zone }
    })
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await importAndOpen(page, renewal)

    await expect(reader(page).getByRole('heading', { level: 1 })).toHaveText(RENEWAL_TITLE)
    const facts = page.getByRole('list', { name: '来源与版权' })
    await expect(facts).toContainText('沈知微')
    await expect(facts).toContainText('人人都是产品经理')
    await expect(facts).toContainText('2023-05-11')
    await expect(facts.getByTitle('未经许可，禁止转载')).toContainText('原创')
    await expect(facts).toContainText('题图 Unsplash')
    await expect(facts.getByRole('button', { name: /原文/ })).toContainText('推测')
    await expect(reader(page).getByTitle('新媒体 / 人人都是产品经理 / 最新文章')).toBeVisible()
    await expect(page.locator('.read').getByRole('img')).toHaveCount(9)
    await expect(page.locator('.read img')).toHaveCount(0)
    await expect(
      page.getByRole('img', { name: '图片：去年流失客户的原因分布（img.gengdu.example，未下载）' })
    ).toBeVisible()
    await expect(page.locator('.read table')).toHaveCount(1)
    await expect(page.locator('.read')).toHaveAttribute('lang', 'zh-CN')

    const contents = page.getByRole('navigation', { name: '目录' })
    await expect(contents.getByRole('listitem')).toHaveText([
      '一、先看清谁在用',
      '二、把“价格贵”翻译成人话',
      '1、预算没有了',
      '2、觉得没用上',
      '三、三个月的补救计划'
    ])
    await contents.getByRole('button', { name: '三、三个月的补救计划' }).click()
    await expect(page.getByRole('heading', { name: '三、三个月的补救计划' })).toBeFocused()
    await expect.poll(() => firstLine(page)).toBe('三、三个月的补救计划')
    await expect(contents.locator('[aria-current]')).toHaveText('三、三个月的补救计划')
    await page.getByRole('link', { name: '上一节说的角色错位' }).click()
    await expect.poll(() => firstLine(page)).toBe('一、先看清谁在用')

    const origin = new URL(page.url()).origin
    expect(requests.filter((url) => new URL(url).origin !== origin)).toEqual([])
    await app.close()
  })
}

test('the same file again is a duplicate, and a sibling is another article', async ({ running: { page } }) => {
  await importAndOpen(page, renewal)
  await dropFiles(page, [renewal])
  const receipt = page.getByRole('dialog', { name: '没有新的内容' })
  await expect(receipt.getByRole('region', { name: '导入回执' })).toContainText('重复1')
  await expect(receipt).toContainText('内容与资料库里的一篇完全相同')
  await page.keyboard.press('Escape')
  await dropFiles(page, [interview])
  await expect(page.getByText('已导入 1 篇').last()).toBeVisible()
  const total = await page.evaluate(async () => {
    const answer = await window.kb.entries.list({})
    return answer.ok ? answer.value.total : -1
  })
  expect(total).toBe(2)
})

test('the place is kept over a restart, and unread becomes reading and read', async ({ folder }) => {
  const start = () => launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
  const state = ({ page }: RunningApp) =>
    page.evaluate(async () => {
      const answer = await window.kb.entries.get({ id: 1 })
      return answer.ok ? answer.value.readState : null
    })
  let running = await start()
  await importAndOpen(running.page, diary)
  expect(await state(running)).toBe('unread')
  await scroller(running.page).hover()
  await running.page.mouse.wheel(0, 6100)
  await expect(running.page.getByText(/^读到 ([1-9]|[1-9]\d)%$/)).toBeVisible()
  await expect.poll(() => state(running)).toBe('reading')
  const line = await firstLine(running.page)
  await running.page.waitForTimeout(600)
  await running.app.close()

  running = await start()
  await running.page.evaluate(() => (location.hash = '#/library?entry=1'))
  await expect.poll(() => firstLine(running.page)).toBe(line)
  // another width and size lay the text out anew around the same place
  await running.page.evaluate(() => window.kb.shell.updateSettings({ readSize: 20, readMeasure: 28 }))
  await expect(running.page.locator('.read')).toHaveCSS('font-size', '20px')
  await expect.poll(() => firstLine(running.page)).toBe(line)
  await scroller(running.page).focus()
  await running.page.keyboard.press('End')
  await expect(running.page.getByText('读到 100%')).toBeVisible()
  await expect.poll(() => state(running)).toBe('read')
  await running.app.close()
})

test('a short article counts as read after a look', async ({ running }) => {
  await importAndOpen(running.page, interview)
  await expect(running.page.getByText('读到 100%')).toBeVisible()
  await expect
    .poll(() =>
      running.page.evaluate(async () => {
        const answer = await window.kb.entries.get({ id: 1 })
        return answer.ok ? answer.value.readState : null
      })
    )
    .toBe('read')
})

test('a search marks its words across inline elements and steps through them', async ({ running: { page } }) => {
  await importAndOpen(page, renewal)
  const marked = (name: string) =>
    page.evaluate((highlight) => {
      const ranges = [...(CSS.highlights.get(highlight)?.values() ?? [])]
      return ranges.map((range) => (range instanceof Range ? range.cloneContents().textContent : null))
    }, name)
  await page.evaluate(() => (location.hash = '#/library?entry=1&q=%E7%BB%AD%E7%BA%A6')) // 续约
  const status = page.getByRole('status').filter({ hasText: /共 \d+ 处/ })
  await expect(status).toBeVisible()
  const all = await marked('hit')
  expect(all.length).toBeGreaterThan(5)
  expect(new Set(all)).toEqual(new Set(['续约']))
  await expect(status).toHaveText(`第 2 处，共 ${all.length} 处`) // the first is in the title
  await page.keyboard.press('n')
  await expect(status).toHaveText(`第 3 处，共 ${all.length} 处`)
  await page.keyboard.press('Shift+N')
  await page.keyboard.press('Shift+N')
  await page.keyboard.press('Shift+N')
  await expect(status).toHaveText(`第 ${all.length} 处，共 ${all.length} 处`)
  expect(await marked('current-hit')).toEqual(['续约'])
  const inView = await page.evaluate(() => {
    const [range] = CSS.highlights.get('current-hit')?.values() ?? []
    const box = range instanceof Range ? range.getBoundingClientRect() : undefined
    return box !== undefined && box.top > 0 && box.bottom < innerHeight
  })
  expect(inView).toBe(true)

  // half of this phrase stands in a link
  await page.evaluate(
    (q) => (location.hash = `#/library?entry=1&q=${encodeURIComponent(q)}`),
    '上一节说的角色错位：买的人'
  )
  await expect(status).toHaveText('第 1 处，共 1 处')
  expect(await marked('hit')).toEqual(['上一节说的角色错位：买的人'])
  await page.evaluate((q) => (location.hash = `#/library?entry=1&q=${encodeURIComponent(q)}`), '没有这个词')
  await expect(page.getByText('正文里没有，可能在标题、标签或分类里')).toBeVisible()
  await page.getByRole('button', { name: '清除标记' }).click()
  await expect(page.locator('.find-bar')).toHaveCount(0)
  expect(await marked('hit')).toEqual([])
})

test('star, title, state, Markdown, plan, note and trash from the toolbar', async ({ running: { page } }) => {
  await importAndOpen(page, renewal)
  const menu = async (item: string) => {
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const toolbar = page.getByRole('toolbar', { name: '阅读工具' })
  await toolbar.getByRole('button', { name: '加星标' }).click()
  await expect(toolbar.getByRole('button', { name: '取消星标' })).toHaveAttribute('aria-pressed', 'true')

  await menu('标为已读')
  await page.getByRole('button', { name: '更多操作' }).click()
  await expect(page.getByRole('menuitem', { name: '标为未读' })).toBeVisible()
  await page.keyboard.press('Escape')

  await menu('复制为 Markdown')
  await expect(page.getByText(/已复制 Markdown，[\d,]+ 个字符/)).toBeVisible()

  await menu('改标题…')
  const field = page.getByRole('textbox', { name: '标题' })
  await field.press('ControlOrMeta+V')
  await expect(field).toHaveValue(/沉默的三分之二/) // what was copied
  await field.fill('续约复盘')
  await field.press('Enter')
  await expect(reader(page).getByRole('heading', { level: 1 })).toHaveText('续约复盘')

  await page.evaluate(() => window.kb.plans.create({ title: '三个月', startDate: '2026-03-02', minutesPerDay: 60 }))
  await toolbar.getByRole('button', { name: '加入计划' }).click()
  await page.getByText('三个月', { exact: true }).click()
  await expect(page.getByText(/已加入“三个月”/)).toBeVisible()

  await page.evaluate(() => window.kb.notes.create({ title: '三分之二的证据', markdown: '一段摘录', source: 1 }))
  const notes = page.getByRole('region', { name: '从这篇写的笔记' })
  await expect(notes.getByRole('button')).toHaveText(/三分之二的证据/)

  await menu('移到回收站')
  await expect(reader(page)).toHaveCount(0)
  await page.locator('.toast', { hasText: '移到回收站' }).getByRole('button', { name: '撤销' }).click()
  await expect(reader(page).getByRole('heading', { level: 1 })).toHaveText('续约复盘')
})

test('the text’s size, width and font can be set, and the pane shows contents as it has room', async ({ running }) => {
  const { page } = running
  await importAndOpen(page, renewal)
  await page.getByRole('button', { name: '文字' }).click()
  const size = page.getByRole('slider', { name: '字号' })
  await size.press('ArrowRight')
  await expect(page.locator('.read')).toHaveCSS('font-size', '17px')
  await page.getByText('宋体').click()
  await expect(page.locator('.read')).toHaveCSS('font-family', /Serif|Songti/)
  await page.keyboard.press('Escape')

  const line = page.getByRole('navigation', { name: '目录' }).getByRole('button').first()
  await page.evaluate(() => window.kb.shell.updateSettings({ navWidth: 160, listWidth: 260 }))
  await page.reload()
  await page.evaluate(() => (location.hash = '#/library?entry=1'))
  await expect.poll(async () => (await line.boundingBox())?.width).toBeGreaterThan(90)
  await page.setViewportSize({ width: 1100, height: 720 })
  await expect.poll(async () => (await line.boundingBox())?.width).toBeLessThan(30)
  await line.focus()
  await expect.poll(async () => (await line.boundingBox())?.width).toBeGreaterThan(200)
})

test('the reader has no accessibility violations in both themes and languages', async ({ running: { page } }) => {
  await importAndOpen(page, renewal)
  await expect(page.getByText('已导入 1 篇')).toHaveCount(0, { timeout: 12_000 })
  for (const [theme, language] of [
    ['light', 'zh-CN'],
    ['dark', 'en']
  ] as const) {
    await page.evaluate((settings) => window.kb.shell.updateSettings(settings), { theme, language })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await page.waitForTimeout(300)
    await expectAxeClean(page)
    await shot(page, `reader-${theme}-${language}`)
  }
})
