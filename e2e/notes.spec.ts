import Database from 'better-sqlite3'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { dropFiles, expect, expectAxeClean, launch, shot, test } from './app.ts'

const text = (page: Page) => page.getByRole('textbox', { name: '笔记正文' })
const title = (page: Page) => page.getByRole('textbox', { name: '标题' })
const saved = (page: Page) => page.getByText(/^已保存 \d\d:\d\d$/)
const toolbar = (page: Page) => page.getByRole('toolbar', { name: '文字格式' })

async function newNote(page: Page): Promise<void> {
  await expect(page.getByRole('tree').first()).toBeVisible()
  const entry = () => page.evaluate(() => new URLSearchParams(location.hash.split('?')[1]).get('entry'))
  const before = await entry()
  await page.keyboard.press('Control+n')
  await expect.poll(entry).not.toBe(before)
  await expect(text(page)).toHaveText('')
  await expect(text(page)).toBeFocused()
}

/** Resolves when the editor has heard of a caret that the browser moved: it does so in a task of its own. */
const caretHeard = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))

/** The note in view as it is stored. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const id = Number(new URLSearchParams(location.hash.split('?')[1]).get('entry'))
    const [note, markdown] = await Promise.all([window.kb.notes.get({ id }), window.kb.notes.markdown({ id })])
    if (!note.ok || !markdown.ok) throw new Error('no note in view')
    return { ...note.value, markdown: markdown.value }
  })

/** Opens a note made of Markdown. */
async function openNote(
  page: Page,
  note: { title: string; markdown: string; tags?: string[] },
  query = ''
): Promise<void> {
  await page.evaluate(
    async ([input, words]) => {
      const made = await window.kb.notes.create(input)
      if (made.ok) location.hash = `#/library?entry=${made.value.id}&q=${encodeURIComponent(words)}`
    },
    [note, query] as const
  )
  await expect(title(page)).toHaveValue(note.title)
}

test('typing makes headings, lists, tasks, quotes, code and marks', async ({ running: { page } }) => {
  await newNote(page)
  const line = async (start: string, rest: string) => {
    await page.keyboard.type(start)
    await page.keyboard.insertText(rest)
    await page.keyboard.press('Enter')
  }
  await line('# ', '仓配调研')
  await line('', '系统里只画了两条')
  await line('## ', '要确认的')
  await line('[ ] ', '争议单明细')
  await line('', '泳道图')
  await page.keyboard.press('Enter')
  await line('- ', '波次')
  await page.keyboard.press('Tab')
  await line('', '越库')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await line('1. ', '先画例外')
  await page.keyboard.press('Enter')
  await line('> ', '谁来认这笔账')
  await page.keyboard.type('--- ')
  await page.keyboard.type('**bold** and ~~gone~~ and `code` ')
  await page.keyboard.press('Enter')
  await page.keyboard.type('``` const a = 1')
  await expect(saved(page)).toBeVisible()
  await expect
    .poll(async () => (await stored(page)).markdown)
    .toBe(
      '# 仓配调研\n\n系统里只画了两条\n\n## 要确认的\n\n- [ ] 争议单明细\n- [ ] 泳道图\n\n* 波次\n  - 越库\n\n1. 先画例外\n\n' +
        '> 谁来认这笔账\n\n---\n\n**bold** and ~~gone~~ and `code`\n\n```\nconst a = 1\n```\n'
    )
  // without a title the first line stands in
  await expect(page.getByRole('heading', { name: '仓配调研' }).first()).toBeVisible()
  await expect(title(page)).toHaveValue('')
})

test('a composition is left alone: saves, shortcuts and the toolbar wait outside', async ({ running: { page } }) => {
  await newNote(page)
  const cdp = await page.context().newCDPSession(page)
  const compose = (pinyin: string) =>
    cdp.send('Input.imeSetComposition', { text: pinyin, selectionStart: pinyin.length, selectionEnd: pinyin.length })

  // at the start of a line that would become a list, longer than any save waits
  await page.keyboard.type('-')
  await compose('xian')
  await page.waitForTimeout(1100)
  await compose('xian zou')
  await page.waitForTimeout(1100)
  await cdp.send('Input.insertText', { text: '先走' })
  await page.keyboard.press('Enter')

  // in the middle of a line, with keys that are shortcuts outside
  await page.keyboard.insertText('系统里了两条')
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft')
  await compose('zhi hua')
  await expect(toolbar(page)).toHaveCount(0)
  await text(page).evaluate((element) => {
    for (const [key, ctrlKey] of [
      ['b', true],
      ['n', true],
      ['s', true],
      ['Escape', false],
      ['Enter', false]
    ] as const) {
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key, ctrlKey, isComposing: true, bubbles: true, cancelable: true })
      )
    }
  })
  await expect(text(page)).toBeFocused()
  await cdp.send('Input.insertText', { text: '只画' })
  await expect.poll(async () => (await stored(page)).markdown).toBe('-先走\n\n系统里只画了两条\n')

  // in the title, too
  await title(page).click()
  await compose('cang pei')
  await page.waitForTimeout(600)
  await cdp.send('Input.insertText', { text: '仓配' })
  await expect.poll(async () => (await stored(page)).title).toBe('仓配')
})

test('nothing typed is older than a second on disk, and a kill loses no more', async ({ folder }) => {
  const places = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const first = await launch(places)
  await newNote(first.page)
  // never a pause long enough for a save to wait for
  let typed = ''
  const until = Date.now() + 2500
  while (Date.now() < until) {
    await first.page.keyboard.insertText('字')
    typed += '字'
    await first.page.waitForTimeout(60)
  }
  const known = typed.length
  for (let step = 0; step < 12; step++) {
    await first.page.keyboard.insertText('后')
    await first.page.waitForTimeout(85)
  }
  first.app.process().kill('SIGKILL')

  const second = await launch(places)
  await second.page.getByText(/^字+/u).first().click()
  await expect(text(second.page)).toBeVisible()
  expect((await text(second.page).innerText()).trim().length).toBeGreaterThanOrEqual(known)
  await second.app.close()
})

test('leaving the note, reloading and closing the window keep the last letter', async ({ folder }) => {
  const places = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const { app, page } = await launch(places)
  await newNote(page)
  await page.keyboard.insertText('第一篇')
  await newNote(page)
  await page.keyboard.insertText('第二篇')
  await page.reload()
  await expect(text(page)).toHaveText('第二篇')
  await text(page).click()
  await page.keyboard.press('End')
  await page.keyboard.insertText('的尾巴')
  await app.close()

  const again = await launch(places)
  await again.page.getByText('第二篇的尾巴').first().click()
  await expect(text(again.page)).toHaveText('第二篇的尾巴')
  await again.page.getByText('第一篇').first().click()
  await expect(text(again.page)).toHaveText('第一篇')
  await again.app.close()
})

test('opening a note does not change it', async ({ running: { page } }) => {
  await openNote(page, { title: '旧笔记', markdown: '- [x] 甲\n  - [ ] 乙\n\n<https://example.com>\n' })
  const before = await stored(page)
  await page.waitForTimeout(1200)
  expect(await stored(page)).toMatchObject({ revision: before.revision, updatedAt: before.updatedAt })
})

test('a change from elsewhere: shown when nothing was typed, otherwise both versions stay', async ({
  running: { page }
}) => {
  await openNote(page, { title: '两处改', markdown: '原文' })
  const elsewhere = (words: string) =>
    page.evaluate(async (content) => {
      const id = Number(new URLSearchParams(location.hash.split('?')[1]).get('entry'))
      const note = await window.kb.notes.get({ id })
      if (!note.ok) throw new Error('no note')
      const state = JSON.parse(note.value.state)
      state.root.children = [{ type: 'paragraph', version: 1, children: [{ type: 'text', version: 1, text: content }] }]
      await window.kb.notes.save({
        id,
        revision: note.value.revision,
        title: note.value.title,
        state: JSON.stringify(state)
      })
    }, words)

  await elsewhere('别处写的')
  await expect(text(page)).toHaveText('别处写的')

  // typed here and stored there within the time that a save waits
  const collide = async (mine: string, theirs: string) => {
    await text(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText(mine)
    await elsewhere(theirs)
    await expect(page.getByText('两个版本都在')).toBeVisible()
    await expect(text(page)).toContainText(mine)
  }
  await collide('我写的', '又在别处写的')
  await shot(page, 'notes-conflict')
  await page.getByRole('button', { name: '用存着的版本' }).click()
  await expect(text(page)).toHaveText('又在别处写的')
  await page.keyboard.press('Escape')
  // the other version is one undo away
  await text(page).click()
  await page.keyboard.press('Control+z')
  await expect(text(page)).toContainText('我写的')
  await expect.poll(async () => (await stored(page)).markdown).toBe('别处写的我写的\n')

  await collide('再写的', '第三次')
  await page.getByRole('button', { name: '把我写的另存为一篇' }).click()
  await expect(title(page)).toHaveValue('两处改（我的版本）')
  await expect(text(page)).toHaveText('别处写的我写的再写的')
  await page.getByText('两处改', { exact: true }).first().click()
  await expect(text(page)).toHaveText('第三次')
})

test('a save that fails says why, keeps the text and comes through later', async ({ folder, running: { page } }) => {
  await newNote(page)
  await page.keyboard.insertText('开头')
  await expect(saved(page)).toBeVisible()
  // another process holds the data file longer than the app waits for it
  const other = new Database(join(folder, 'library', 'library.db'))
  other.exec('BEGIN IMMEDIATE')
  await page.keyboard.insertText('没存上的')
  const failed = page.getByRole('alert').filter({ hasText: '未保存（' })
  await expect(failed).toBeVisible({ timeout: 15_000 })
  await expect(text(page)).toHaveText('开头没存上的')
  other.exec('ROLLBACK')
  other.close()
  await failed.getByRole('button', { name: '重试' }).click()
  await expect(saved(page)).toBeVisible()
  expect((await stored(page)).markdown).toBe('开头没存上的\n')
})

test('selected text: toolbar by mouse and by keyboard, shortcuts, undo', async ({ running: { page } }) => {
  await newNote(page)
  await page.keyboard.insertText('缺的不是功能')
  await page.keyboard.press('Shift+Home')
  await expect(toolbar(page)).toBeVisible()
  await shot(page, 'notes-toolbar')
  await toolbar(page).getByRole('button', { name: '加粗' }).click()
  await expect(toolbar(page).getByRole('button', { name: '加粗' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Alt+F10')
  await expect(toolbar(page).getByRole('button', { name: '标题 2' })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(toolbar(page).getByRole('button', { name: '链接' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('Control+Shift+x')
  await page.keyboard.press('Control+Alt+3')
  await expect.poll(async () => (await stored(page)).markdown).toBe('### **~~缺的不是功能~~**\n')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await stored(page)).markdown).toBe('缺的不是功能\n')
  await page.getByRole('button', { name: '重做' }).click()
  await expect.poll(async () => (await stored(page)).markdown).toBe('**缺的不是功能**\n')
  await page.keyboard.press('Escape')
  await expect(text(page)).not.toBeFocused()
})

test('the caret stays where it was while the palette has the focus', async ({ running: { page } }) => {
  await openNote(page, { title: '波次', markdown: '第一段\n\n第二段' })
  await text(page).getByText('第二段').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: '搜索' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(text(page)).toBeFocused()
  await page.keyboard.insertText('，接着写')
  await expect(text(page)).toHaveText('第一段第二段，接着写')

  // a press of the mouse sets its own place
  await title(page).click()
  await text(page).getByText('第一段').click()
  await page.keyboard.press('End')
  await page.keyboard.insertText('！')
  await expect(text(page)).toHaveText('第一段！第二段，接着写')
})

test('links: by shortcut, only web and mail addresses, typed ones by themselves', async ({ running: { page } }) => {
  await newNote(page)
  await page.keyboard.insertText('权限三层')
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('Control+Shift+k')
  const address = page.getByRole('textbox', { name: '链接地址' })
  await expect(address).toBeFocused()
  await address.fill('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await expect(page.getByText('只能用 http、https 或 mailto 地址')).toBeVisible()
  await expect(page.getByRole('group', { name: '链接' })).toHaveCSS('opacity', '1')
  await shot(page, 'notes-link')
  await address.fill('example.com/a')
  await page.keyboard.press('Enter')
  await expect(text(page)).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type(' see https://example.org/x ')
  await expect
    .poll(async () => (await stored(page)).markdown)
    .toBe('[权限三层](https://example.com/a) see <https://example.org/x>\n')
  await text(page).getByRole('link', { name: '权限三层' }).click()
  await expect(page.getByText('https://example.com/a', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '去掉链接' }).click()
  await expect.poll(async () => (await stored(page)).markdown).toMatch(/^权限三层 see/u)
})

test('pasted pages bring their text and nothing that runs', async ({ running: { page } }) => {
  await newNote(page)
  await text(page).evaluate((element) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData(
      'text/html',
      '<h2>粘贴</h2><p>有<b>粗</b>和<a href="javascript:run(1)">坏链接</a><img src="x" onerror="window.ran=1"></p>' +
        '<script>window.ran = 1</script><table><tr><td>甲</td></tr></table>'
    )
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect
    .poll(async () => (await stored(page)).markdown)
    .toBe('## 粘贴\n\n有**粗**和坏链接 (javascript:run(1))\n\n甲\n')
  await expect(text(page).getByText('坏链接')).toBeVisible()
  expect(await text(page).locator('a').getAttribute('href')).toBe('about:blank')
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
})

test('a task is ticked by mouse and by keyboard', async ({ running: { page } }) => {
  await openNote(page, { title: '待办', markdown: '- [ ] 甲\n- [ ] 乙\n' })
  const box = await text(page).getByRole('listitem').first().boundingBox()
  await page.mouse.click((box?.x ?? 0) + 8, (box?.y ?? 0) + 14)
  await expect.poll(async () => (await stored(page)).markdown).toBe('- [x] 甲\n- [ ] 乙\n')
  // the box is left of the text's first letter
  await text(page).getByText('乙').click()
  await page.keyboard.press('Home')
  await caretHeard(page)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  await expect.poll(async () => (await stored(page)).markdown).toBe('- [x] 甲\n- [x] 乙\n')
})

test('tags, category, star, trash', async ({ running: { page } }) => {
  await openNote(page, { title: '归类', markdown: '正文', tags: ['访谈'] })
  await page.getByRole('button', { name: '加标签' }).click()
  await page.getByRole('combobox').fill('仓配')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect.poll(async () => new Set((await stored(page)).tags)).toEqual(new Set(['访谈', '仓配']))
  await page.getByRole('button', { name: '放入分类' }).click()
  await page.getByRole('combobox').fill('供应链')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await stored(page)).categories).toEqual([['供应链']])
  await page.getByRole('button', { name: '加星标' }).first().click()
  await expect.poll(async () => (await stored(page)).starred).toBe(true)
  // filing does not disturb what is being written
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('接着写')
  await expect.poll(async () => (await stored(page)).markdown).toBe('正文接着写\n')
  await page.getByRole('article', { name: '归类' }).getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '移到回收站' }).click()
  await expect(text(page)).toHaveCount(0)
  await page.locator('.toast').filter({ hasText: '回收站' }).getByRole('button', { name: '撤销' }).click()
  await expect(page.getByText('归类').first()).toBeVisible()
  expect(await page.evaluate(() => window.kb.entries.list({ view: 'notes' }))).toMatchObject({ value: { total: 1 } })
})

test('a note from an article is about it and leads back to it', async ({ folder, running: { page } }) => {
  const file = join(folder, '退货.md')
  writeFileSync(file, '# 退货入库的七条路\n\n外箱破损，换箱再售。\n')
  await dropFiles(page, [file])
  await page.evaluate(() => (location.hash = '#/library'))
  await page.getByRole('option', { name: /退货入库的七条路/ }).click()
  await page.getByRole('button', { name: '从这篇写一条笔记' }).click()
  await expect(title(page)).toHaveValue('读《退货入库的七条路》')
  await expect(text(page)).toBeFocused()
  await page.keyboard.insertText('第四条没人认')
  await expect(saved(page)).toBeVisible()
  await page.getByRole('button', { name: /^来自文章/u }).click()
  await expect(page.getByText('换箱再售。').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^读《退货入库的七条路》/u })).toBeVisible()
})

test('an empty note says what can be typed', async ({ running: { page } }) => {
  await newNote(page)
  const hint = page.getByText('写点什么')
  await expect(hint).toBeInViewport()
  await shot(page, 'notes-empty')
  await page.keyboard.insertText('有字')
  await expect(hint).toHaveCount(0)
})

test('words of a search are marked and in view', async ({ running: { page } }) => {
  const filler = Array.from({ length: 60 }, (_, n) => `第 ${n} 段没有那个词`).join('\n\n')
  await openNote(page, { title: '长笔记', markdown: `${filler}\n\n谁来**认这**笔账\n` }, '认这笔')
  const hits = await page.evaluate(() => [...(CSS.highlights.get('hit') ?? [])].map(String))
  expect(hits).toEqual(['认这笔'])
  await expect(text(page).getByText('谁来')).toBeInViewport()
})

test('light, dark, Chinese, English: nothing that axe objects to', async ({ running: { page } }) => {
  await openNote(page, {
    title: '仓配调研：退货入库到底有几条路',
    tags: ['业务分析', '供应链物流'],
    markdown: LOOK
  })
  await expect(text(page)).toContainText('谁来认这笔账')
  await shot(page, 'notes-light-zh')
  await expectAxeClean(page)
  await page.evaluate(() => window.kb.shell.updateSettings({ theme: 'dark', language: 'en' }))
  await expect(page.getByRole('textbox', { name: 'Note text' })).toBeVisible()
  await shot(page, 'notes-dark-en')
  await expectAxeClean(page)
})

const LOOK = `昨天跟仓库主管走了一遍现场。系统里只画了两条，**主管随口就说出了七条**，其中四条靠微信群。对照 [权限三层](https://example.com/a)，缺的不是功能，是“谁来认这笔账”。

> 如果把“责任归属”做成入库单的必填项，争议单会先变多，两周后变少。

## 回去要确认的

- [x] 拿到上个月的争议单明细
- [ ] 财务认不认“换箱再售”的损耗
  - [ ] 先问损耗科目
- [ ] 约客服组长，30 分钟，带泳道图

1. 合格，直接上架
2. 外箱破损，换箱再售

\`\`\`sql
SELECT reason, count(*) FROM returns GROUP BY reason
\`\`\`
`
