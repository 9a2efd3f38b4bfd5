// Pictures: those of a folder are shown, those of the web only when asked for, those that come later find their article.
import type { Page } from '@playwright/test'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { testPng } from '../src/main/core/testing-pictures.ts'
import {
  answerDialogs,
  confirmImport,
  dropFiles,
  dropFolder,
  expect,
  expectAxeClean,
  launch,
  shot,
  test
} from './app.ts'

const png = testPng(320, 200, [70, 120, 90])
const TITLE = '把货架盘清楚'

/** A drawing that would tell of itself if it could do anything. */
const drawing = (host: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="200" onload="top.drawn=1"><style>@import "${host}/style";</style><script>top.drawn=1;fetch("${host}/script")</script><image href="${host}/inner.png"/><rect width="480" height="200" fill="#89a"/></svg>`

function write(folder: string, files: Record<string, string | Uint8Array>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** A site on this computer; gives its address and what it was asked for. */
async function site(answer: RequestListener): Promise<{ host: string; asked: string[]; server: Server }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server }
}

const start = (folder: string) =>
  launch({
    userData: join(folder, 'settings'),
    library: join(folder, 'library'),
    env: { GENGDU_PRIVATE_PICTURE_HOSTS: '1' }
  })

/** Imports a folder that holds one article, and opens it. */
async function importAndOpen(page: Page, source: string): Promise<void> {
  await dropFolder(page, [source])
  await confirmImport(page)
  await expect(page.getByRole('dialog', { name: '已导入 1 篇' })).toBeVisible()
  await page.getByRole('button', { name: '去看看' }).click()
  await page.getByRole('listbox').getByText(TITLE).click()
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
}

const images = (page: Page) => page.locator('article.reader img')
const loaded = (page: Page) =>
  images(page).evaluateAll((all) => all.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : -1)))
const stored = (folder: string) =>
  readdirSync(join(folder, 'library/assets'), { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
    .length

test('pictures of a folder are shown and enlarged; a drawing does nothing; an undo takes the files away', async ({
  folder
}) => {
  const { host, asked, server } = await site((_request, response) => response.end())
  const source = write(join(folder, '文章'), {
    '盘点.md': `---\ntitle: ${TITLE}\ncover: 图/封面.png\n---\n\n先看图。\n\n![货架示意](图/货架.svg)\n\n![高的](图/高.png)\n\n![网上的](${host}/a.png)\n\n![丢了的](图/没有.png)\n`,
    '图/封面.png': testPng(640, 240, [190, 150, 90]),
    '图/货架.svg': drawing(host),
    '图/高.png': png
  })
  const { app, page } = await start(folder)
  await importAndOpen(page, source)
  await expect.poll(() => loaded(page)).toEqual([640, 480, 320])
  // Places are held before a picture comes.
  expect(
    await images(page).evaluateAll((all) =>
      all.map((image) => [image.getAttribute('width'), image.getAttribute('height')])
    )
  ).toEqual([
    ['640', '240'],
    ['480', '200'],
    ['320', '200']
  ])
  await expect(page.getByRole('img', { name: '图片：网上的（127.0.0.1' })).toBeVisible()
  await expect(page.getByText('图/没有.png')).toBeVisible()
  await expectAxeClean(page)
  await shot(page, 'pictures-article')
  const wear = (theme: 'light' | 'dark', language: 'zh-CN' | 'en') =>
    page.evaluate((settings) => window.kb.shell.updateSettings(settings), { theme, language })
  await wear('dark', 'en')
  await expect(page.getByRole('button', { name: 'Enlarge picture: 货架示意' })).toBeVisible()
  await expectAxeClean(page)
  await shot(page, 'pictures-article-dark')
  await wear('light', 'zh-CN')

  await page.getByRole('button', { name: '放大图片：货架示意' }).click()
  const view = page.getByRole('dialog', { name: '货架示意' })
  await expect(view.getByText('图片 2 / 3')).toBeVisible()
  await expectAxeClean(page)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog', { name: '高的' })).toBeVisible()
  await page.getByRole('button', { name: '原始大小' }).click()
  await expect(page.getByRole('button', { name: '适应窗口' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '放大图片：货架示意' })).toBeFocused()

  expect(await page.evaluate(() => 'drawn' in window)).toBe(false)
  expect(asked).toEqual([])
  const answer = await page.evaluate(async () => {
    const [, image] = document.querySelectorAll<HTMLImageElement>('article.reader img')
    const response = await fetch(image?.src ?? '')
    return { type: response.headers.get('content-type'), policy: response.headers.get('content-security-policy') }
  })
  expect(answer).toEqual({ type: 'image/svg+xml', policy: "default-src 'none'; style-src 'unsafe-inline'; sandbox" })
  const original = await page.evaluate(async () => {
    const article = await window.kb.articles.get({ id: 1 })
    const sha256 = article.ok ? article.value.source.sha256 : ''
    return Promise.all(
      [`/asset/${sha256}`, `/asset/${'0'.repeat(64)}`, '/asset/../index.html'].map(
        async (path) => (await fetch(path)).status
      )
    )
  })
  expect(original.slice(0, 2)).toEqual([404, 404])

  expect(stored(folder)).toBe(4)
  await page.getByRole('navigation', { name: '房间' }).getByText('导入').click()
  await page.getByRole('button', { name: '撤销本次导入' }).click()
  await expect(page.getByText(/已撤销，移走 1 篇/)).toBeVisible()
  expect(stored(folder)).toBe(0)
  await app.close()
  server.close()
})

test('pictures of the web come when they are asked for, and those that do not come say why', async ({ folder }) => {
  const { host, asked, server } = await site(({ url }, response) =>
    url === '/gone.png' ? response.writeHead(404).end() : response.end(png)
  )
  const source = write(join(folder, '文章'), {
    '盘点.md': `# ${TITLE}\n\n正文。\n\n![漏斗](${host}/a.png)\n\n![旧图](${host}/gone.png)\n`
  })
  const { app, page } = await start(folder)
  await dropFiles(page, [join(source, '盘点.md')])
  await page.getByRole('navigation', { name: '房间' }).getByText('保管').click()
  await expect(page.getByRole('button', { name: '下载 2 张图片' })).toBeVisible()
  await expectAxeClean(page)
  await page.goBack()
  await page.getByRole('listbox').getByText(TITLE).click()
  await expect(images(page)).toHaveCount(0)
  await page.getByRole('button', { name: '下载图片' }).first().click()
  const ask = page.getByRole('dialog', { name: '下载 2 张图片？' })
  await expect(ask).toContainText(new URL(host).host)
  await expectAxeClean(page)
  expect(asked).toEqual([])
  await ask.getByRole('button', { name: '下载 2 张图片' }).click()

  await expect(page.getByText('已下载 1 张图片，1 张没有下载到')).toBeVisible()
  await expect.poll(() => loaded(page)).toEqual([320])
  await expect(page.locator('.read')).toContainText('网站上已经没有这张图')
  await page.getByRole('button', { name: '看原因' }).click()
  const failures = page.getByRole('dialog', { name: '1 张图片没有下载到' })
  await expect(failures).toContainText(`${host}/gone.png`)
  await expectAxeClean(page)
  await failures.getByRole('button', { name: '关闭' }).click()

  // Told once, the user is not asked again for an article.
  await page.getByRole('button', { name: '再试一次' }).click()
  await expect(page.getByText('1 张图片没有下载到').last()).toBeVisible()
  expect(asked).toEqual(['/a.png', '/gone.png', '/gone.png'])
  await page.getByRole('navigation', { name: '房间' }).getByText('保管').click()
  await expect(page.getByRole('button', { name: '下载 1 张图片' })).toBeVisible()
  await app.close()
  server.close()
})

test('pictures that come later find the articles that lack them', async ({ folder }) => {
  const source = write(join(folder, '文章'), {
    '盘点.md': `# ${TITLE}\n\n正文。\n\n![](图/货架照片.png)\n\n![](图/仓库平面图.png)\n`
  })
  const later = write(join(folder, '图片'), { '货架照片.png': png, '没人要的.png': testPng(9, 9) })
  const chosen = write(join(folder, '又一些'), { '仓库平面图.png': testPng(60, 30) })
  const { app, page } = await start(folder)
  await dropFiles(page, [join(source, '盘点.md')])
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await expect(page.getByText('图/货架照片.png')).toBeVisible()

  await dropFolder(page, [later])
  await page.getByRole('button', { name: '把 2 张图配给缺图的文章' }).click()
  const receipt = page.getByRole('dialog', { name: '1 张图片配到了文章里' })
  await expect(receipt).toContainText('1 个图片文件在文章里，1 个图片文件没有文章用到')
  await receipt.getByRole('button', { name: '关闭' }).click()
  await expect.poll(() => loaded(page)).toEqual([320])

  await answerDialogs(app, [chosen])
  await page.getByRole('button', { name: '从文件夹配图…' }).click()
  const toast = page.locator('.toast', { hasText: '1 篇文章配上了 1 张图片' })
  await expect(toast).toBeVisible()
  await expect.poll(() => loaded(page)).toEqual([320, 60])
  await toast.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => loaded(page)).toEqual([320])
  await expect(page.getByText('图/仓库平面图.png')).toBeVisible()
  await app.close()
})
