import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerDialogs, confirmImport, dropFiles, dropFolder, expect, launch, shot, test } from './app.ts'

const feed = (title: string, date: string, section: string, body: string) =>
  `\n---\ntitle: '${title}'\ncategories: \n - 新媒体\n - 田埂周刊\n - ${section}\nheadimg: 'https://img.tiangeng.example/a.png'\nauthor: 田埂周刊\ncomments: false\ndate: ${date} 00:00:00 GMT\nthumbnail: 'https://img.tiangeng.example/a.png'\n---\n\n<div>   \n${body}\n                      \n</div>\n            `

const returns = feed(
  '退货入库到底有几条路？',
  'Thu, 12 Mar 2026',
  '最新文章',
  `<blockquote><p>编辑导语：系统里只画了两条，主管随口就说出了七条。</p></blockquote>
<p>昨天跟仓库主管走了一遍现场。</p>
<p><img data-action="zoom" class="aligncenter" src="https://img.tiangeng.example/a.png" alt width="807" height="166" referrerpolicy="no-referrer"></p>
<h2 id="toc-1">一、现场有七条路</h2>
<p>合格的直接上架，外箱破损的换箱再售，客户错发的他仓转回。</p>
<h2 id="toc-2">二、系统只认两条</h2>
<p>缺的不是功能，是谁来认这笔账。信贷团队也问过同样的问题。</p>
<p>本文由 @禾田 原创发布于田埂周刊，未经许可，禁止转载。</p>
<p>题图来自 Unsplash，基于 CC0 协议</p>`
)
const pricing = feed('报价单为什么总要改五遍', 'Wed, 04 Mar 2026', '热门文章', '<p>因为折扣规则写在聊天记录里。</p>')

test('drop, read, note, tag, search, plan, export; everything is there after a restart', async ({ folder }) => {
  test.setTimeout(120_000)
  const home = { userData: join(folder, 'settings'), library: join(folder, 'library') }
  const files = join(folder, '周刊')
  mkdirSync(files)
  writeFileSync(join(files, 'a.txt'), returns)
  writeFileSync(join(files, 'b.md'), pricing)
  writeFileSync(join(files, '空.md'), '')

  const { app, page } = await launch(home)

  await test.step('a folder dropped on the window is imported, with a receipt that leaves no file out', async () => {
    await dropFolder(page, [files])
    await confirmImport(page)
    const receipt = page.getByRole('dialog')
    await expect(receipt).toContainText('导入')
    await expect(receipt).toContainText('空.md')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('option')).toHaveCount(2)
  })

  await test.step('the same file again is a duplicate', async () => {
    await dropFiles(page, [join(files, 'a.txt')])
    await expect(page.getByRole('dialog').getByText(/重复/).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('option')).toHaveCount(2)
  })

  await test.step('the article is read with its facts, contents and picture boxes', async () => {
    await page.getByRole('option', { name: /退货入库到底有几条路/ }).click()
    const article = page.getByRole('article')
    await expect(article.getByRole('heading', { level: 1 })).toHaveText('退货入库到底有几条路？')
    await expect(article).toContainText('禾田')
    await expect(article).toContainText('2026-03-12')
    await expect(article).toContainText('img.tiangeng.example')
    await expect(article.getByRole('heading', { level: 2 })).toHaveText(['一、现场有七条路', '二、系统只认两条'])
    await shot(page, 'journey-reader')
  })

  await test.step('a note starts from the article and saves itself', async () => {
    await page.getByRole('button', { name: '从这篇写一条笔记' }).click()
    await expect(page.getByText('来自文章')).toBeVisible()
    const editor = page.getByRole('textbox', { name: '笔记正文' })
    await editor.click()
    await page.keyboard.type('## ')
    await page.keyboard.insertText('回去要确认的')
    await page.keyboard.press('Enter')
    await page.keyboard.insertText('约主管三十分钟，带上泳道图')
    await expect(page.getByText(/已保存/)).toBeVisible()
    await page.getByRole('button', { name: '加标签' }).click()
    await page.keyboard.insertText('仓配')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('navigation', { name: '资料库' }).getByText('仓配')).toBeVisible()
    await shot(page, 'journey-note')
  })

  await test.step('search finds two characters in the article and in the note', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox').fill('信贷')
    await expect(page.getByRole('dialog').getByRole('option', { name: /退货入库到底有几条路/ })).toBeVisible()
    await page.getByRole('combobox').fill('泳道')
    await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('泳道')
    await shot(page, 'journey-search')
    await page.keyboard.press('Escape')
  })

  await test.step('a plan takes the article and is exported', async () => {
    await page.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '计划' }).click()
    await page.getByRole('button', { name: '新建计划' }).click()
    await page.getByLabel('计划名称').fill('两周补齐仓配')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '从资料库添加' }).click()
    await page.getByRole('checkbox', { name: '退货入库到底有几条路？', exact: true }).check()
    await page.getByRole('button', { name: '加入 1 篇' }).click()
    const target = join(folder, 'plan.md')
    await answerDialogs(app, [target])
    await page.getByRole('button', { name: '导出' }).click()
    await page.getByRole('menuitem', { name: 'Markdown 任务清单' }).click()
    await expect(page.getByText(`已写入 ${target}`)).toBeVisible()
    expect(readFileSync(target, 'utf8')).toMatch(/- \[ \] \d{4}-\d\d-\d\d 退货入库到底有几条路？ \(5 分钟\)/)
  })
  await app.close()

  await test.step('all of it is there after a restart', async () => {
    const again = await launch(home)
    await expect(again.page.getByRole('option')).toHaveCount(3)
    await again.page.getByRole('option').filter({ hasText: '读《退货入库到底有几条路？》' }).click()
    await expect(again.page.getByRole('textbox', { name: '笔记正文' })).toContainText('约主管三十分钟')
    await again.page.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '计划' }).click()
    await expect(again.page.getByRole('heading', { level: 1, name: '两周补齐仓配' })).toBeVisible()
    await again.app.close()
  })
})
