import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { originalPath, sha256Of } from '../db/originals.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { testPng } from '../testing-pictures.ts'
import { anyAddress } from './addresses.ts'

const png = testPng(60, 40)
const other = testPng(30, 20, [0, 90, 180])
const ALL = { ids: null }

/** A site on this computer; `asked` are the paths that it was asked for. */
async function site(answer: RequestListener): Promise<{ host: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { host: `http://127.0.0.1:${port}`, asked }
}

const pictures = (host: string, ...paths: string[]) => paths.map((path) => `![图](${host}/${path})`).join('\n\n')

/** Imports articles that have these pictures; gives their ids. */
async function importArticles(library: TestLibrary, articles: Record<string, string>): Promise<number[]> {
  const text = ([title, body]: [string, string]) => [`${title}.md`, `# ${title}\n\n${title}的正文。\n\n${body}\n`]
  await library.importFiles(Object.fromEntries(Object.entries(articles).map(text)))
  return idsByTitle(library, Object.keys(articles))
}

async function idsByTitle({ kb }: TestLibrary, titles: string[]): Promise<number[]> {
  const { items } = unwrap(await kb.entries.list({}))
  return titles.map((title) => items.find((item) => item.title === title)?.id ?? 0)
}

const stored = ({ folder }: TestLibrary) =>
  readdirSync(join(folder, 'assets'), { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).length

describe('a download', () => {
  test('stores what articles lack, once for all that have it, and tells of it', async () => {
    const { host, asked } = await site(({ url }, response) => response.end(url === '/b.png' ? other : png))
    const library = createTestLibrary({ mayConnect: anyAddress })
    const { kb } = library
    const ids = await importArticles(library, { 一: pictures(host, 'a.png', 'b.png'), 二: pictures(host, 'a.png') })
    expect(unwrap(await kb.pictures.counts(ALL))).toEqual({ stored: 0, remote: 3, failed: 0, missing: 0 })
    expect(unwrap(await kb.pictures.wanted(ALL))).toEqual({
      pictures: 3,
      hosts: [{ host: new URL(host).host, pictures: 3 }]
    })
    expect(asked).toEqual([])

    const told: number[] = []
    kb.pictures.changed(({ ids: changed }) => told.push(...changed))
    expect(unwrap(await kb.pictures.download(ALL).result)).toEqual({ downloaded: 3, failed: 0 })
    expect(asked.toSorted()).toEqual(['/a.png', '/b.png'])
    expect(new Set(told)).toEqual(new Set(ids))
    expect(unwrap(await kb.pictures.counts(ALL))).toEqual({ stored: 3, remote: 0, failed: 0, missing: 0 })
    expect(stored(library)).toBe(4)
    const { pictures: found } = unwrap(await kb.articles.get({ id: ids[0] ?? 0 }))
    expect(found).toEqual([
      {
        src: `${host}/a.png`,
        cover: false,
        state: 'stored',
        sha256: sha256Of(png),
        width: 60,
        height: 40,
        failure: null
      },
      {
        src: `${host}/b.png`,
        cover: false,
        state: 'stored',
        sha256: sha256Of(other),
        width: 30,
        height: 20,
        failure: null
      }
    ])
    expect(unwrap(await kb.pictures.mediaType({ sha256: sha256Of(png) }))).toBe('image/png')
    expect(unwrap(await kb.pictures.download(ALL).result)).toEqual({ downloaded: 0, failed: 0 })
    expect(asked).toHaveLength(2)
  })

  test('of one article leaves the others and the trash alone', async () => {
    const { host, asked } = await site((_request, response) => response.end(png))
    const library = createTestLibrary({ mayConnect: anyAddress })
    const { kb } = library
    const [one = 0, , three = 0] = await importArticles(library, {
      一: pictures(host, 'a.png'),
      二: pictures(host, 'b.png'),
      三: pictures(host, 'c.png')
    })
    unwrap(await kb.entries.trash({ ids: [three] }))
    expect(unwrap(await kb.pictures.download({ ids: [one] }).result)).toEqual({ downloaded: 1, failed: 0 })
    expect(asked).toEqual(['/a.png'])
    expect(unwrap(await kb.pictures.counts(ALL))).toMatchObject({ stored: 1, remote: 1 })
    expect(unwrap(await kb.pictures.download(ALL).result)).toEqual({ downloaded: 1, failed: 0 })
    expect(asked).toEqual(['/a.png', '/b.png'])
  })

  test('keeps the reason of every picture that did not come, and tries these again', async () => {
    let mended = false
    const { host } = await site(({ url }, response) => {
      if (mended || url === '/a.png') response.end(png)
      else if (url === '/gone.png') response.writeHead(404).end()
      else response.end('<html>')
    })
    const library = createTestLibrary({ mayConnect: anyAddress })
    const { kb } = library
    const [id = 0] = await importArticles(library, { 一: pictures(host, 'a.png', 'gone.png', 'page.png') })
    expect(unwrap(await kb.pictures.download({ ids: [id] }).result)).toEqual({ downloaded: 1, failed: 2 })
    const failure = (path: string, code: string) => ({
      entryId: id,
      title: '一',
      src: `${host}/${path}`,
      failure: code
    })
    expect(unwrap(await kb.pictures.failures(ALL))).toEqual({
      total: 2,
      items: [failure('gone.png', 'not_found'), failure('page.png', 'not_a_picture')]
    })
    expect(unwrap(await kb.pictures.failures({ ids: [id], offset: 1, limit: 1 })).items).toEqual([
      failure('page.png', 'not_a_picture')
    ])
    expect(unwrap(await kb.pictures.counts(ALL))).toEqual({ stored: 1, remote: 0, failed: 2, missing: 0 })
    mended = true
    expect(unwrap(await kb.pictures.download(ALL).result)).toEqual({ downloaded: 2, failed: 0 })
    expect(unwrap(await kb.pictures.failures(ALL)).total).toBe(0)
  })

  test('asks few at a time, and a host that does not answer not forever', async () => {
    let open = 0
    let most = 0
    const { host } = await site((_request, response) => {
      most = Math.max(most, ++open)
      setTimeout(() => {
        open--
        response.end(png)
      }, 10)
    })
    const library = createTestLibrary({ mayConnect: anyAddress })
    const many = Array.from({ length: 12 }, (_, i) => `${i}.png`)
    await importArticles(library, { 一: pictures(host, ...many), 二: pictures('http://127.0.0.1:1', ...many) })
    expect(unwrap(await library.kb.pictures.download(ALL).result)).toEqual({ downloaded: 12, failed: 12 })
    expect(most).toBe(2)
    const { items } = unwrap(await library.kb.pictures.failures(ALL))
    expect(new Set(items.map(({ failure }) => failure))).toEqual(new Set(['unreachable']))
  })

  test('that is cancelled keeps what it has and goes on when asked again', async () => {
    let answers = 3
    const { host, asked } = await site((_request, response) => {
      if (answers-- > 0) response.end(png)
    })
    const library = createTestLibrary({ mayConnect: anyAddress })
    const { kb } = library
    await importArticles(library, { 一: pictures(host, ...Array.from({ length: 9 }, (_, i) => `${i}.png`)) })
    const job = kb.pictures.download(ALL, { onProgress: ({ done }) => done === 3 && job.cancel() })
    while (asked.length < 5) await new Promise((resolve) => setTimeout(resolve, 5))
    job.cancel()
    expect(await job.result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(unwrap(await kb.pictures.counts(ALL))).toEqual({ stored: 3, remote: 6, failed: 0, missing: 0 })
    answers = 100
    expect(unwrap(await kb.pictures.download(ALL).result)).toEqual({ downloaded: 6, failed: 0 })
  })

  test('goes beside an import', async () => {
    let answer = () => {}
    const { host } = await site((_request, response) => (answer = () => response.end(png)))
    const library = createTestLibrary({ mayConnect: anyAddress })
    await importArticles(library, { 一: pictures(host, 'a.png') })
    const download = library.kb.pictures.download(ALL).result
    await importArticles(library, { 二: '没有图。' })
    answer()
    expect(unwrap(await download)).toEqual({ downloaded: 1, failed: 0 })
  })

  test('does not ask this computer or its network', async () => {
    const { host, asked } = await site((_request, response) => response.end(png))
    const library = createTestLibrary()
    await importArticles(library, { 一: pictures(host, 'a.png') })
    expect(unwrap(await library.kb.pictures.download(ALL).result)).toEqual({ downloaded: 0, failed: 1 })
    expect(unwrap(await library.kb.pictures.failures(ALL)).items[0]?.failure).toBe('private_address')
    expect(asked).toEqual([])
  })
})

test('a pairing is taken back: its pictures go, those that were there or came since stay', async () => {
  const library = createTestLibrary()
  const { kb, folder } = library
  await library.importFiles({
    'a.md': '# 一\n\n![](https://img.example/2024/shelf-north-7f3a.png) ![](own.png)\n',
    'b.md':
      '# 二\n\n![](https://img.example/2024/shelf-north-7f3a.png) ![](https://img.example/2024/shelf-south-9c1d.png)\n',
    'own.png': png
  })
  const drawer = temporaryFolder()
  writeFileSync(join(drawer, 'shelf-north-7f3a.png'), other)
  writeFileSync(join(drawer, 'shelf-south-9c1d.png'), png)
  const pair = async () => unwrap(await library.onPaths([drawer], () => kb.pictures.pair(null)).result)
  const stored = async () => unwrap(await kb.pictures.counts(ALL)).stored
  const before = await stored()
  const { pairing, pictures, articles } = await pair()
  expect({ pictures, articles, stored: await stored() }).toEqual({ pictures: 3, articles: 2, stored: before + 3 })

  expect(unwrap(await kb.pictures.unpair({ pairing: pairing + 1 }))).toEqual({ pictures: 0 })
  expect(unwrap(await kb.pictures.unpair({ pairing }))).toEqual({ pictures: 3 })
  expect(await stored()).toBe(before)
  expect(existsSync(originalPath(join(folder, 'assets'), sha256Of(other)))).toBe(false)
  // An article has these bytes by another name.
  expect(existsSync(originalPath(join(folder, 'assets'), sha256Of(png)))).toBe(true)
  expect(unwrap(await kb.pictures.unpair({ pairing }))).toEqual({ pictures: 0 })
  expect(unwrap(await kb.library.check(null).result)).toEqual({ ok: true, problems: [] })

  const again = await pair()
  expect(again.pictures).toBe(3)
  await pair()
  expect(unwrap(await kb.pictures.unpair({ pairing: again.pairing }))).toEqual({ pictures: 0 })
  expect(await stored()).toBe(before + 3)
})

test('an original is no picture, and neither is what the library does not have', async () => {
  const library = createTestLibrary()
  const text = '# 一\n\n正文。\n'
  await library.importFiles({ 'a.md': text })
  for (const sha256 of [sha256Of(Buffer.from(text)), sha256Of(png)])
    expect(await library.kb.pictures.mediaType({ sha256 })).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect(await library.kb.pictures.mediaType({ sha256: '../../x' })).toMatchObject({
    ok: false,
    error: { code: 'invalid_input' }
  })
})

test('mending takes no picture away whose file cannot be looked at just now', async () => {
  const library = createTestLibrary()
  const { kb, folder } = library
  await library.importFiles({ 'a.md': '# 一\n\n![](a.png)\n', 'a.png': png })
  const path = originalPath(join(folder, 'assets'), sha256Of(png))
  rmSync(path)
  // A link to itself stands for a disk that does not answer.
  symlinkSync(path, path)
  expect(unwrap(await kb.library.mend(null).result)).toEqual({ orphans: 0, pictures: 0 })
  rmSync(path)
  writeFileSync(path, png)
  expect(unwrap(await kb.library.check(null).result)).toEqual({ ok: true, problems: [] })
  expect(unwrap(await kb.pictures.counts(ALL))).toMatchObject({ stored: 1, missing: 0 })
})

test('the check names pictures that are gone or damaged and files that nothing uses; mending makes room for them', async () => {
  const library = createTestLibrary()
  const { kb, folder } = library
  await library.importFiles({ 'a.md': '# 一\n\n![](a.png)\n\n![](b.png)\n', 'a.png': png, 'b.png': other })
  const assets = join(folder, 'assets')
  const orphan = '0f'.repeat(32)
  rmSync(originalPath(assets, sha256Of(png)))
  writeFileSync(originalPath(assets, sha256Of(other)), testPng(30, 20))
  mkdirSync(join(assets, '0f'))
  writeFileSync(originalPath(assets, orphan), 'x')
  writeFileSync(join(assets, '我的.txt'), 'x')
  const check = async () => {
    const { problems } = unwrap(await kb.library.check(null).result)
    return problems.map(({ code, detail }) => `${code} ${detail}`).toSorted()
  }
  const lasting = ['orphan 我的.txt', 'picture_damaged 一']
  expect(await check()).toEqual([`orphan ${join('0f', orphan)}`, ...lasting, 'picture_missing 一'])
  expect(unwrap(await kb.library.mend(null).result)).toEqual({ orphans: 1, pictures: 1 })
  expect(await check()).toEqual(lasting)
  const [id = 0] = await idsByTitle(library, ['一'])
  const { pictures: found } = unwrap(await kb.articles.get({ id }))
  expect(found.map(({ src, state }) => [src, state])).toEqual([
    ['a.png', 'missing'],
    ['b.png', 'stored']
  ])
  const again = temporaryFolder()
  writeFileSync(join(again, 'a.png'), png)
  // Its article's folder is not known to be this one, and its name says nothing.
  expect(unwrap(await library.onPaths([again], () => kb.pictures.pair(null)).result).pictures).toBe(0)
})

test('a page has the stored pictures within it, Markdown their addresses', async () => {
  const library = createTestLibrary()
  const { kb } = library
  const data = `data:image/png;base64,${other.toString('base64')}`
  await library.importFiles({
    'a.md': `---\ncover: c.png\n---\n# 一\n\n![图](a.png) ![](https://img.example/b.png) ![](${data})\n`,
    'a.png': png,
    'c.png': other
  })
  const [id = 0] = await idsByTitle(library, ['一'])
  const inline = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`
  const page = unwrap(await kb.articles.export({ id, format: 'html' }))
  expect(page).toContain(`<img src="${inline(png)}" alt="图">`)
  expect(page).toContain('<img src="https://img.example/b.png" alt="">')
  expect(page.split(inline(other))).toHaveLength(3)
  const markdown = unwrap(await kb.articles.export({ id, format: 'markdown' }))
  expect(markdown).toContain(`![图](a.png) ![](https://img.example/b.png) ![](${data})`)
  expect(unwrap(await kb.articles.get({ id })).imageList.map(({ src }) => src)).toEqual([
    'c.png',
    'a.png',
    'https://img.example/b.png',
    'embedded:data-1'
  ])
})
