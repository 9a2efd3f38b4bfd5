import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAxeClean, launch, shot, test as base } from './app.ts'

interface Article {
  title: string
  feed: string
  author: string
  date: string
  tags: string[]
  path: string[]
}

const article = (
  title: string,
  feed: string,
  author: string,
  date: string,
  tags: string[],
  path: string[]
): Article => ({
  title,
  feed,
  author,
  date,
  tags,
  path
})

const ARTICLES = [
  article('权限越加越多的那一年', 'B端手记', '林知远', '2026-03-12', ['权限', '复盘'], ['方法论', '权限与流程']),
  article('仓配调研里没有人提的退货', '供应链观察', '许南乔', '2026-03-11', ['供应链', '调研'], ['行业研究', '供应链']),
  article('报价单为什么总要改五遍', '售前日志', '周以宁', '2026-03-10', ['定价'], ['方法论']),
  article('把“客户”拆成四个实体', 'B端手记', '陈砚', '2026-03-09', ['建模', '权限'], ['方法论', '需求与调研']),
  article('续费率不是一个部门的事', 'B端手记', '林知远', '2026-03-08', ['定价'], ['行业研究']),
  article('一张上线清单的自我修养', '交付现场', '梁屿', '2026-03-05', [], [])
]

interface Library {
  page: Page
}

const test = base.extend<Library>({
  page: async ({ folder }, use) => {
    const source = join(folder, 'articles')
    const library = join(folder, 'library')
    mkdirSync(source)
    for (const [index, { title, feed, author, date, tags, path }] of ARTICLES.entries()) {
      const list = (names: string[]) => JSON.stringify(names)
      const head = `title: '${title}'\nfeed: ${feed}\nauthor: ${author}\ndate: ${date}\ntags: ${list(tags)}\ncategories: ${list(path)}`
      writeFileSync(join(source, `${index}.md`), `---\n${head}\n---\n\n第 ${index} 篇的正文，讲的是“${title}”。\n`)
    }
    const gengdu = join(import.meta.dirname, '../src/cli/gengdu.ts')
    execFileSync(process.execPath, [gengdu, 'import', source, '--library', library], { stdio: 'ignore' })
    const { app, page } = await launch({ userData: join(folder, 'settings'), library })
    await expect(rows(page)).toHaveCount(ARTICLES.length)
    await use(page)
    await app.close()
  }
})

const list = (page: Page): Locator => page.getByRole('listbox', { name: /条目列表/ })
const rows = (page: Page): Locator => list(page).getByRole('option')
const row = (page: Page, title: string): Locator => list(page).getByRole('option', { name: title })
const place = (page: Page, tree: '视图' | '分类' | '标签', name: string): Locator =>
  page.getByRole('tree', { name: tree }).getByRole('treeitem', { name: new RegExp(`^#?${name}`) })
const toast = (page: Page, text: string): Locator => page.getByRole('dialog').filter({ hasText: text })
const undo = (page: Page): Promise<void> => page.getByRole('button', { name: '撤销' }).first().click()

/** The names of the categories with their levels, in order. */
const tree = (page: Page): Promise<string[]> =>
  page
    .getByRole('tree', { name: '分类' })
    .getByRole('treeitem')
    .evaluateAll((items) =>
      items.map((item) => `${item.getAttribute('aria-level')} ${item.querySelector('.cut')?.textContent}`)
    )

test('filters combine, each can be taken off, and the list can be sorted', async ({ page }) => {
  await place(page, '分类', '方法论').click()
  await expect(rows(page)).toHaveCount(3)
  await page.getByRole('button', { name: '加筛选条件' }).click()
  await page.keyboard.type('林知')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(1)
  await expect(row(page, '权限越加越多')).toBeVisible()

  await place(page, '标签', '权限').click({ modifiers: ['Control'] })
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: '去掉“林知远”' }).click()
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('button', { name: '加筛选条件' }).click()
  await page.keyboard.type('B端')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '去掉“B端手记”' })).toBeVisible()
  await page.getByRole('button', { name: '笔记', exact: true }).click()
  await expect(page.getByText('没有同时符合这些条件的条目')).toBeVisible()
  await page.getByRole('button', { name: '清除筛选' }).click()
  await expect(rows(page)).toHaveCount(6)

  await page.getByRole('button', { name: '排序' }).click()
  await page.getByRole('menuitemradio', { name: '发布日期' }).click()
  await expect(rows(page).first()).toContainText('权限越加越多')
  await page.getByRole('button', { name: '排序' }).click()
  await page.getByRole('menuitemradio', { name: '从小到大' }).click()
  await expect(rows(page).first()).toContainText('一张上线清单')
})

test('categories: add, rename, move by keyboard and by drag, delete and undo', async ({ page }) => {
  const start = ['1 方法论', '2 权限与流程', '2 需求与调研', '1 行业研究', '2 供应链']
  await expect.poll(() => tree(page)).toEqual(start)

  await page.getByRole('button', { name: '新建分类' }).click()
  await page.getByRole('textbox', { name: '分类名称' }).fill('产品周刊')
  await page.keyboard.press('Enter')
  await expect.poll(() => tree(page)).toEqual([...start, '1 产品周刊'])

  // a name that a sibling has is refused, and the field stays
  await place(page, '分类', '产品周刊').press('F2')
  await page.getByRole('textbox', { name: '分类名称' }).fill('方法论')
  await page.keyboard.press('Enter')
  await expect(page.getByText('这里已有名为“方法论”的分类').first()).toBeVisible()
  await page.getByRole('textbox', { name: '分类名称' }).fill('周刊')
  await page.keyboard.press('Enter')
  await expect.poll(() => tree(page)).toEqual([...start, '1 周刊'])

  await place(page, '分类', '周刊').press('Alt+ArrowRight')
  await expect.poll(() => tree(page)).toEqual([...start, '2 周刊'])
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => tree(page)).toEqual([...start.slice(0, 4), '2 周刊', '2 供应链'])
  await expect(place(page, '分类', '周刊')).toBeFocused()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => tree(page)).toEqual([...start, '1 周刊'])

  await place(page, '分类', '权限与流程').dragTo(place(page, '分类', '行业研究'))
  const moved = ['1 方法论', '2 需求与调研', '1 行业研究', '2 供应链', '2 权限与流程', '1 周刊']
  await expect.poll(() => tree(page)).toEqual(moved)
  await undo(page)
  await expect.poll(() => tree(page)).toEqual([...start, '1 周刊'])

  await place(page, '分类', '需求与调研').click({ button: 'right' })
  await page.getByRole('menuitem', { name: '移动到…' }).click()
  await page.keyboard.type('周刊')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => tree(page))
    .toEqual([...start.filter((name) => name !== '2 需求与调研'), '1 周刊', '2 需求与调研'])

  await expect(place(page, '分类', '方法论')).toContainText('2')
  await place(page, '分类', '方法论').press('Delete')
  await expect.poll(() => tree(page)).toEqual(['1 行业研究', '2 供应链', '1 周刊', '2 需求与调研'])
  await expect(toast(page, '已删除分类“方法论”，其中 2 篇仍在资料库')).toBeVisible()
  await expect(rows(page)).toHaveCount(6)
  await undo(page)
  await expect(place(page, '分类', '方法论')).toContainText('2')
  await place(page, '分类', '权限与流程').click()
  await expect(rows(page)).toHaveCount(1)
})

test('categories fold and unfold with the arrow keys', async ({ page }) => {
  await place(page, '分类', '方法论').press('ArrowLeft')
  await expect(place(page, '分类', '方法论')).toHaveAttribute('aria-expanded', 'false')
  await expect(place(page, '分类', '权限与流程')).toHaveCount(0)
  await page.keyboard.press('ArrowDown')
  await expect(place(page, '分类', '行业研究')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await expect(place(page, '分类', '权限与流程')).toBeVisible()
})

test('entries dropped on a category move there, and back by undo', async ({ page }) => {
  await row(page, '一张上线清单').dragTo(place(page, '分类', '供应链'))
  await expect(toast(page, '已把 1 篇移到“供应链”')).toBeVisible()
  await expect(place(page, '分类', '供应链')).toContainText('2')
  await undo(page)
  await expect(place(page, '分类', '供应链')).toContainText('1')
  await expect(place(page, '视图', '收件箱')).toContainText('1')
})

test('tags: rename, merge, delete and undo, colour', async ({ page }) => {
  await place(page, '标签', '复盘').press('F2')
  await page.getByRole('textbox', { name: '标签名称' }).fill('项目复盘')
  await page.keyboard.press('Enter')
  await expect(row(page, '权限越加越多')).toContainText('项目复盘')

  await place(page, '标签', '建模').press('F2')
  await page.getByRole('textbox', { name: '标签名称' }).fill('定价')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '合并 1 篇' }).click()
  await expect(place(page, '标签', '建模')).toHaveCount(0)
  await expect(place(page, '标签', '定价')).toContainText('3')
  await undo(page)
  await expect(place(page, '标签', '建模')).toContainText('1')
  await expect(place(page, '标签', '定价')).toContainText('2')

  await place(page, '标签', '定价').click({ button: 'right' })
  await page.getByRole('menuitemradio', { name: '陶' }).click()
  const sign = place(page, '标签', '定价').locator('.hash')
  await expect(sign).toHaveClass(/tag-clay/)
  await expect(row(page, '报价单').locator('.tag')).toHaveClass(/tag-clay/)

  await place(page, '标签', '定价').press('Delete')
  await expect(toast(page, '已删除标签“定价”，从 2 篇上取下')).toBeVisible()
  await expect(row(page, '报价单')).not.toContainText('定价')
  await undo(page)
  await expect(row(page, '报价单')).toContainText('定价')
  await expect(sign).toHaveClass(/tag-clay/)

  await page.getByRole('button', { name: '新建标签' }).click()
  await page.getByRole('textbox', { name: '标签名称' }).fill('面试')
  await page.keyboard.press('Enter')
  await expect(place(page, '标签', '面试')).toContainText('0')
})

test('several entries: tag, move, trash, restore, delete for good', async ({ page }) => {
  await row(page, '权限越加越多').click({ modifiers: ['Control'] })
  await row(page, '报价单').click({ modifiers: ['Control'] })
  await expect(page.getByText('已选 2 篇')).toBeVisible()

  await page.getByRole('button', { name: '加标签…' }).click()
  await page.keyboard.type('本周')
  await page.keyboard.press('Enter')
  await expect(place(page, '标签', '本周')).toContainText('2')
  await page.keyboard.press('Escape')
  await undo(page)
  await expect(place(page, '标签', '本周')).toContainText('0')

  await page.getByRole('button', { name: '移动到…' }).click()
  await page.getByRole('dialog').getByRole('option', { name: '供应链' }).click()
  await expect(place(page, '分类', '供应链')).toContainText('3')
  await undo(page)
  await expect(place(page, '分类', '供应链')).toContainText('1')
  await expect(place(page, '分类', '权限与流程')).toContainText('1')

  await page.getByRole('button', { name: '移到回收站' }).click()
  await expect(rows(page)).toHaveCount(4)
  await expect(place(page, '视图', '回收站')).toContainText('2')
  await page.keyboard.press('Control+z')
  await expect(rows(page)).toHaveCount(6)

  await list(page).focus()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('已选 6 篇')).toBeVisible()
  await page.keyboard.press('#')
  await expect(page.getByRole('region', { name: '把文件或文件夹拖到这里' })).toBeVisible()
  await place(page, '视图', '回收站').click()
  await expect(rows(page)).toHaveCount(6)
  await row(page, '报价单').click({ button: 'right' })
  await page.getByRole('menuitem', { name: '恢复' }).click()
  await expect(rows(page)).toHaveCount(5)

  await row(page, '一张上线清单').click({ modifiers: ['Control'] })
  await page.getByRole('button', { name: '永久删除…' }).click()
  await expectAxeClean(page)
  await page.getByRole('button', { name: '删除 1 篇' }).click()
  await expect(rows(page)).toHaveCount(4)
  await page.getByRole('button', { name: '清空回收站' }).click()
  await page.getByRole('button', { name: '删除 4 篇' }).click()
  await expect(page.getByText('回收站是空的')).toBeVisible()
  await place(page, '视图', '全部').click()
  await expect(rows(page)).toHaveCount(1)
})

test('the keyboard triages the list', async ({ page }) => {
  await list(page).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  const second = rows(page).nth(1)
  await expect(list(page)).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '')
  const title = (await second.locator('.it-title').textContent()) ?? ''

  await page.keyboard.press('s')
  await expect(place(page, '视图', '星标')).toContainText('1')
  await expect(second.locator('.st')).toHaveClass(/star-on/)
  await page.keyboard.press('e')
  await expect(place(page, '视图', '已读')).toContainText('1')
  await page.keyboard.press('t')
  await page.keyboard.type('待面试')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(second).toContainText('待面试')
  await expect(list(page)).toBeFocused()

  await page.keyboard.press('o')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await list(page).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('已选 3 篇')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('已选 3 篇')).toHaveCount(0)

  await page.keyboard.press('Home')
  const first = (await rows(page).first().locator('.it-title').textContent()) ?? ''
  await page.keyboard.press('#')
  await expect(rows(page)).toHaveCount(5)
  await expect(row(page, first)).toHaveCount(0)
  await expect(rows(page).first()).toContainText(title)
  await undo(page)
  await expect(rows(page).first()).toContainText(first)
})

test('keys do nothing inside a composition', async ({ page }) => {
  await page.getByRole('button', { name: '加筛选条件' }).click()
  const field = page.getByRole('combobox')
  const choice = (name: string) => page.getByRole('dialog').getByRole('option', { name })
  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { text: 'lin', selectionStart: 3, selectionEnd: 3 })
  await expect(field).toHaveValue('lin')
  await expect(page.getByText('没有这样的条件')).toHaveCount(0)
  await expect(choice('未读')).toBeVisible()
  await session.send('Input.insertText', { text: '林知远' })
  await expect(choice('未读')).toHaveCount(0)
  await expect(choice('林知远')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(2)
})

test('panes resize by keyboard and pointer, reset, fold, and keep their widths', async ({ page }) => {
  const divider = page.getByRole('separator', { name: '列表宽度' })
  const width = () => page.getByRole('region', { name: '条目' }).evaluate((pane) => pane.clientWidth)
  await divider.press('ArrowRight')
  expect(await width()).toBe(316)
  const box = await divider.boundingBox()
  const list = await page.getByRole('region', { name: '条目' }).boundingBox()
  if (!box || !list) throw new Error('the divider or its list has no box')
  expect(box.x + box.width / 2).toBe(list.x + list.width)
  await page.mouse.move(box.x, 300)
  await page.mouse.down()
  await page.mouse.move(box.x + 40, 300)
  await page.mouse.up()
  expect(await width()).toBe(356)
  await page.getByRole('navigation', { name: '资料库导航' }).press('[')
  await expect(page.getByRole('navigation', { name: '资料库导航' })).toHaveCount(0)
  await page.reload()
  await expect(rows(page)).toHaveCount(6)
  expect(await width()).toBe(356)
  await page.getByRole('button', { name: '展开导航' }).click()
  await expect(page.getByRole('navigation', { name: '资料库导航' })).toBeVisible()
  await divider.dblclick()
  expect(await width()).toBe(300)
})

test('a narrow window folds the navigation and slides the list over', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 700 })
  const nav = page.getByRole('navigation', { name: '资料库导航' })
  await expect(nav).toHaveCount(0)
  await page.getByRole('button', { name: '展开导航' }).click()
  await place(page, '标签', '定价').click()
  await expect(nav).toHaveCount(0)
  await expect(rows(page)).toHaveCount(2)
  await page.setViewportSize({ width: 800, height: 700 })
  await row(page, '报价单').click()
  await expect(list(page)).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1, name: '报价单' })).toBeVisible()
  await page.getByRole('button', { name: '显示列表' }).click()
  await expect(rows(page)).toHaveCount(2)
})

test('the library is accessible and looks right in both themes', async ({ page }) => {
  await row(page, '权限越加越多').click()
  await expect(page.getByRole('heading', { level: 1, name: '权限越加越多' })).toBeVisible()
  await expectAxeClean(page)
  await shot(page, 'library-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAxeClean(page)
  await shot(page, 'library-dark')
  await page.getByRole('button', { name: '加筛选条件' }).click()
  await expectAxeClean(page)
  await page.keyboard.press('Escape')
  await row(page, '报价单').click({ modifiers: ['Control'] })
  await page.getByRole('button', { name: '加标签…' }).click()
  await expectAxeClean(page)
  await page.keyboard.press('Escape')
})
