// Searching with conditions: in the palette, in the list, saved for later, and within one text.
import type { Page } from '@playwright/test'
import { expect, expectAxeClean, shot, test } from './app.ts'

const field = (page: Page) => page.getByRole('combobox', { name: '搜索' })
const palette = (page: Page) => page.getByRole('dialog', { name: '搜索' })
const group = (page: Page, name: string) => palette(page).getByRole('group', { name, exact: true })
const active = (page: Page) => palette(page).getByRole('option', { selected: true })
const list = (page: Page) => page.getByRole('listbox', { name: /条目列表/ })
const box = (page: Page) => page.getByRole('searchbox', { name: '在这里搜' })
const marked = (page: Page, name: string) =>
  page.evaluate((key) => [...(CSS.highlights.get(key) ?? [])].map(String), name)

test.beforeEach(async ({ running: { page } }) => {
  await page.evaluate(async () => {
    const { kb } = window
    const body = '需求评审只讨论有分歧的三条。\n\n口径不一致时，先对齐分母，再谈需求。\n\n上线后第七天复盘需求。'
    await kb.notes.create({ title: '需求分析的三条规矩', markdown: body, tags: ['评审'] })
    await kb.notes.create({ title: '续费不是运营的事', markdown: '客户成功看的是需求有没有解决。', tags: ['定价'] })
    await kb.notes.create({ title: '报价单', markdown: '三种价，一个产品。', tags: ['定价', '评审'] })
    location.hash = '#/library'
  })
  await expect(list(page).getByRole('option')).toHaveCount(3)
})

test('conditions become chips, with completion and without a pointer', async ({ running: { page } }) => {
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Tab')
  await expect(group(page, '条件').getByRole('option')).toHaveCount(11)
  await expectAxeClean(page)
  await shot(page, 'search-conditions-light')
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue('标签:')
  await field(page).pressSequentially('定')
  await expect(active(page)).toHaveText(/标签:定价/)
  await page.keyboard.press('Enter')
  await expect(palette(page).getByRole('button', { name: '去掉条件 标签:定价' })).toBeVisible()
  await expect(field(page)).toHaveValue('')
  await field(page).pressSequentially('需求')
  await expect(palette(page).getByRole('option', { name: /续费不是运营的事/ })).toBeVisible()
  await expect(palette(page).getByRole('option', { name: /需求分析的三条规矩/ })).toHaveCount(0)

  await field(page).press('Home')
  await page.keyboard.press('Backspace')
  await expect(palette(page).getByRole('button', { name: /去掉条件/ })).toHaveCount(0)
  await expect(field(page)).toHaveValue('标签:定价 需求')

  await field(page).fill('状态:胡说 需求')
  await expect(palette(page).getByRole('status').filter({ hasText: '没有这个选项' })).toBeVisible()
})

test('pinyin finds titles, and says what else was meant', async ({ running: { page } }) => {
  await page.keyboard.press('Control+k')
  await field(page).fill('xqfx')
  await expect(palette(page).getByRole('option', { name: /需求分析的三条规矩.*拼音/ })).toBeVisible()
  await field(page).fill('xuqiu')
  const others = palette(page).getByRole('group', { name: '换个读法' })
  await expect(others.getByRole('button', { name: /需求/ })).toBeVisible()
  await shot(page, 'search-pinyin-light')
  await field(page).press('Alt+Enter')
  await expect(field(page)).toHaveValue(/需求/)
  await expect(group(page, '标题').locator('mark')).toHaveText('需求')
})

test('the help card shows the language', async ({ running: { page } }) => {
  await page.keyboard.press('Control+k')
  await palette(page).getByRole('button', { name: '搜索写法' }).click()
  const card = page.getByRole('dialog', { name: '搜索写法' })
  await expect(card).toContainText('日期:2022-02..2022-05')
  await expect(card).toContainText('权限 -审批')
  await expectAxeClean(page)
  await shot(page, 'search-help-light')
})

test('searches are remembered, and forgotten one by one', async ({ running: { page } }) => {
  await page.keyboard.press('Control+k')
  await field(page).fill('分母')
  await expect(active(page)).toContainText('需求分析的三条规矩')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(group(page, '最近搜过').getByRole('option')).toHaveText(['分母'])
  await page.keyboard.press('Shift+Delete')
  await expect(group(page, '最近搜过')).toHaveCount(0)
})

test('the list is searched where it stands, and a search is kept as a view', async ({ running: { page } }) => {
  await page.getByRole('treeitem', { name: /定价/ }).click()
  await expect(list(page).getByRole('option')).toHaveCount(2)
  await page.keyboard.press('Control+Shift+f')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('需求')
  await expect(page.getByRole('button', { name: '去掉“标签:定价”' })).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(1)
  await expect(list(page).locator('mark').first()).toHaveText('需求')
  await page.getByRole('button', { name: '去掉“标签:定价”' }).click()
  await expect(list(page).getByRole('option')).toHaveCount(2)
  await expectAxeClean(page)

  await page.getByRole('button', { name: '存为智能视图' }).click()
  await page.getByRole('textbox', { name: '名字' }).fill('谈需求的')
  await page.keyboard.press('Enter')
  const saved = page.getByRole('treeitem', { name: /谈需求的/ })
  await expect(saved).toContainText('2')
  await shot(page, 'search-list-light')

  await box(page).focus()
  await page.keyboard.press('Escape')
  await expect(list(page).getByRole('option')).toHaveCount(2)
  await expect(page.getByRole('heading', { level: 2, name: /定价/ })).toBeVisible()
  await page.evaluate(() => window.kb.notes.create({ title: '第四条', markdown: '需求也有生老病死。' }))
  await expect(saved).toContainText('3')
  await saved.click()
  await expect(list(page).getByRole('option')).toHaveCount(3)
  await saved.press('Delete')
  await expect(saved).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(saved).toBeVisible()
})

test('a text is searched with Ctrl+F, forwards and backwards', async ({ running: { page } }) => {
  await list(page)
    .getByRole('option', { name: /需求分析的三条规矩/ })
    .click()
  await expect(page.getByRole('textbox', { name: '正文' })).toContainText('分歧')
  await page.keyboard.press('Control+f')
  const find = page.getByRole('textbox', { name: '在文中查找' })
  await expect(find).toBeFocused()
  await page.keyboard.type('需求')
  const bar = page.getByRole('search')
  await expect(bar.getByRole('status')).toHaveText('第 1 处，共 3 处')
  expect(await marked(page, 'hit')).toEqual(['需求', '需求', '需求'])
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('status')).toHaveText('第 2 处，共 3 处')
  await page.keyboard.press('F3')
  await page.keyboard.press('F3')
  await expect(bar.getByRole('status')).toHaveText('第 1 处，共 3 处')
  await page.keyboard.press('Shift+Enter')
  await expect(bar.getByRole('status')).toHaveText('第 3 处，共 3 处')
  await bar.getByRole('button', { name: '下一处' }).focus()
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  expect(await marked(page, 'hit')).toEqual([])
})

/** More notes about one thing than the palette shows of a group. */
const addMinutes = (page: Page) =>
  page.evaluate(async () => {
    for (const day of ['一', '二', '三', '四', '五', '六', '七']) {
      await window.kb.notes.create({
        title: `第${day}周需求评审纪要`,
        markdown: '三条结论，两条待办。',
        tags: ['纪要']
      })
    }
  })

test('what the palette leaves out is shown by the list, and by itself where the list cannot', async ({
  running: { page }
}) => {
  await addMinutes(page)
  await page.keyboard.press('Control+k')
  await field(page).fill('需求')
  await palette(page).getByRole('option', { name: '在列表里看全部 8 篇' }).click()
  await expect(palette(page)).toBeHidden()
  await expect(page.getByRole('button', { name: '去掉“范围:标题”' })).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(8)
  await expect(list(page)).toBeFocused()

  await page.keyboard.press('Control+k')
  await field(page).fill('xuqiu')
  await expect(group(page, '标题').getByRole('option')).toHaveCount(6)
  // However many are read so, the words themselves are offered too.
  await expect(
    palette(page).getByRole('group', { name: '换个读法' }).getByRole('button', { name: /需求/ })
  ).toBeVisible()
  await palette(page).getByRole('option', { name: '全部显示 8 项' }).click()
  await expect(group(page, '标题').getByRole('option')).toHaveCount(8)
  await expectAxeClean(page)
})

test('a hit opens with all others in the list beside it', async ({ running: { page } }) => {
  await addMinutes(page)
  await page.keyboard.press('Control+k')
  await field(page).fill('评审纪要')
  await expect(group(page, '标题').locator('mark').first()).toHaveText('评审纪要')
  await page.keyboard.press('ArrowDown')
  const chosen = (await active(page).locator('.found-title').innerText()).trim()
  await page.keyboard.press('Control+Enter')
  await expect(palette(page)).toBeHidden()
  await expect(page.getByRole('textbox', { name: /标题/ })).toHaveValue(chosen)
  await expect(list(page).getByRole('option')).toHaveCount(7)
  await expect(list(page)).toBeFocused()
  await expect(list(page).locator('.cursor')).toContainText(chosen)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: /标题/ })).not.toHaveValue(chosen)
  await expect(page.getByRole('search')).toContainText('可能在标题')
})

test('nothing found says which condition to leave out', async ({ running: { page } }) => {
  await page.keyboard.press('Control+k')
  await field(page).fill('标签:定价 类型:笔记 分母')
  await expect(palette(page)).toContainText('没有一篇同时符合这些词和条件')
  // A note is named by the words, not by the conditions.
  await expect(palette(page).getByRole('option', { name: '新建笔记“分母”' })).toBeVisible()
  await expect(group(page, '放宽条件').getByRole('option')).toHaveText([/去掉 标签:定价.*1 篇/])
  await field(page).press('Enter')
  await expect(palette(page).getByRole('button', { name: '去掉条件 类型:笔记' })).toBeVisible()
  await expect(active(page)).toContainText('需求分析的三条规矩')
  await page.keyboard.press('Escape')

  await box(page).fill('标签:定价 分母')
  await expect(page.getByRole('heading', { name: '没有找到“标签:定价 分母”' })).toBeVisible()
  await page.getByRole('button', { name: '去掉 标签:定价：1 篇' }).click()
  await expect(list(page).getByRole('option')).toHaveText([/需求分析的三条规矩/])
})

test('Enter on a slip of the hand takes what was meant', async ({ running: { page } }) => {
  await page.keyboard.press('Control+k')
  await field(page).fill('需球分析')
  await field(page).press('Enter')
  await expect(field(page)).toHaveValue(/^需求分析/)
  await expect(active(page)).toContainText('需求分析的三条规矩')
})

test('many conditions leave room to type', async ({ running: { page } }) => {
  await page.keyboard.press('Control+k')
  await field(page).fill('标签:评审 类型:笔记 状态:未读 字数:>1 含:图片 日期:2022..2030 分类:产品 来源:周刊 需求')
  await expect(palette(page).getByRole('button', { name: /去掉条件/ })).toHaveCount(8)
  expect((await field(page).boundingBox())?.width).toBeGreaterThan(120)
  const right = async (part: string) => {
    const place = await palette(page).locator(part).boundingBox()
    return place ? place.x + place.width : Infinity
  }
  expect(await right('.palette-count')).toBeLessThan(await right('.palette-results'))
})

test('from one search to the next the rows stay, and a kept search has its name', async ({ running: { page } }) => {
  await box(page).fill('需')
  await expect(list(page).locator('mark').first()).toHaveText('需')
  await page.evaluate(() => {
    const counts: number[] = []
    const count = () => counts.push(document.querySelectorAll('.entries [role=option]').length)
    new MutationObserver(count).observe(document.body, { childList: true, characterData: true, subtree: true })
    Object.assign(window, { counts })
  })
  await box(page).press('End')
  await box(page).pressSequentially('求')
  await expect(list(page).locator('mark').first()).toHaveText('需求')
  const counts = await page.evaluate<number[]>('window.counts')
  expect(counts.length).toBeGreaterThan(0)
  expect(Math.min(...counts)).toBeGreaterThan(0)

  await page.getByRole('button', { name: '存为智能视图' }).click()
  await page.getByRole('textbox', { name: '名字' }).fill('谈需求的')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: /谈需求的/ })).toBeVisible()
  await expect(page.getByRole('button', { name: '存为智能视图' })).toHaveCount(0)
  await page.getByRole('button', { name: '清空搜索' }).click()
  await expect(list(page).getByRole('option')).toHaveCount(3)
  await expect(box(page)).toBeFocused()
})

test('a mistake at the end is told once nobody is typing', async ({ running: { page } }) => {
  await box(page).fill('需求 日期:上周')
  const told = page.getByRole('status').filter({ hasText: '读不懂这个日期' })
  await expect(list(page).getByRole('option')).toHaveCount(2)
  await expect(told).toBeHidden()
  await box(page).press('ArrowDown')
  await expect(told).toBeVisible()
})
