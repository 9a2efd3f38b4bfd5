import { basename } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Article } from '../../../../shared/articles.ts'
import type { ImportItem, ImportReceipt } from '../../../../shared/imports.ts'
import { unwrap } from '../../../../shared/result.ts'
import { ParseError } from '../../articles/index.ts'
import { createTestLibrary } from '../../testing.ts'
import type { TestLibrary } from '../../testing.ts'
import { testZip } from '../../testing-zip.ts'
import { bytesSource } from '../../zip/index.ts'
import { bookmarksContainer } from './bookmarks.ts'
import { clippingsContainer } from './clippings.ts'
import { flomoContainer } from './flomo.ts'
import { linkListContainer } from './link-list.ts'
import { readwiseContainer } from './readwise.ts'

/** Each item by its path from the container's name on. */
async function itemsOf(library: TestLibrary, { batchId }: ImportReceipt): Promise<Map<string, ImportItem>> {
  const { items } = unwrap(await library.kb.imports.items({ batchId }))
  return new Map(
    items.map((item) => {
      const [container = '', ...inner] = item.path.split('!')
      return [[basename(container), ...inner].join('!'), item]
    })
  )
}

const outcomes = (items: Map<string, ImportItem>): Record<string, string> =>
  Object.fromEntries(
    [...items].map(([path, { outcome, reason }]) => [
      path,
      outcome === 'imported' ? outcome : (reason?.code ?? outcome)
    ])
  )

async function articleAt(library: TestLibrary, items: Map<string, ImportItem>, path: string): Promise<Article> {
  return unwrap(await library.kb.articles.get({ id: items.get(path)!.entryId! }))
}

const textOf = ({ tree }: Article): string => {
  const words = (node: Article['tree'][number] | string): string =>
    typeof node === 'string' ? node : node.children.map(words).join('')
  return tree.map(words).join('\n')
}

describe('bookmarks', () => {
  const chrome = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1612000000" LAST_MODIFIED="1612000001" PERSONAL_TOOLBAR_FOLDER="true">书签栏</H3>
    <DL><p>
        <DT><H3 ADD_DATE="1612000000">产品 &amp; 设计</H3>
        <DL><p>
            <DT><A HREF="https://cang.example.com/a?x=1&amp;y=2" ADD_DATE="1612345678" ICON="data:image/png;base64,iVBORw0KGgo=" TAGS="库存,B端">盘点为什么总差三箱</A>
            <DD>讲移库没有回传的
那一篇
            <DT><A HREF="https://cang.example.com/b" ADD_DATE="1612345678000">毫秒的时间</A>
        </DL><p>
        <DT><A HREF="javascript:alert(document.cookie)">小工具</A>
        <DT><A HREF="file:///C:/a.html">本地文件</A>
        <HR>
        <DT><A HREF="place:sort=8&amp;maxResults=10">最近的书签</A>
    </DL><p>
    <DT><A HREF="http://cang.example.com/c" ADD_DATE="0"></A>
</DL><p>
`

  test('become an entry a link, in the category of their folders', async () => {
    const library = createTestLibrary()
    const items = await itemsOf(library, await library.importFiles({ 'bookmarks.html': chrome }))
    expect(outcomes(items)).toEqual({
      'bookmarks.html!书签栏/产品 & 设计/0001 盘点为什么总差三箱': 'imported',
      'bookmarks.html!书签栏/产品 & 设计/0002 毫秒的时间': 'imported',
      'bookmarks.html!书签栏/0003 小工具': 'unsafe_link',
      'bookmarks.html!书签栏/0004 本地文件': 'unsafe_link',
      'bookmarks.html!书签栏/0005 最近的书签': 'unsafe_link',
      'bookmarks.html!0006 http: cang.example.com c': 'imported'
    })
    const first = await articleAt(library, items, 'bookmarks.html!书签栏/产品 & 设计/0001 盘点为什么总差三箱')
    expect(first).toMatchObject({
      title: '盘点为什么总差三箱',
      url: 'https://cang.example.com/a?x=1&y=2',
      publishedAt: '2021-02-03T09:47:58Z',
      categories: [['书签栏', '产品 & 设计']],
      tags: ['B端', '库存'],
      summary: '讲移库没有回传的 那一篇',
      source: { format: 'bookmark' },
      highlights: 0
    })
    expect(textOf(first)).toBe('讲移库没有回传的 那一篇\nhttps://cang.example.com/a?x=1&y=2')
    const second = await articleAt(library, items, 'bookmarks.html!书签栏/产品 & 设计/0002 毫秒的时间')
    expect(second.publishedAt).toBe('2021-02-03T09:47:58Z')
    const last = await articleAt(library, items, 'bookmarks.html!0006 http: cang.example.com c')
    expect(last).toMatchObject({ title: 'http://cang.example.com/c', publishedAt: null, categories: [] })

    const later = chrome
      .replace('LAST_MODIFIED="1612000001"', 'LAST_MODIFIED="1700000000"')
      .replace('iVBORw0KGgo=', 'AAAA')
    const again = await library.importFiles({ 'later.htm': later })
    expect(again.counts).toMatchObject({ imported: 0, duplicate: 3, skipped: 3 })
  })

  test('are told by what a file holds and not by its name', async () => {
    const library = createTestLibrary()
    const page =
      '<!DOCTYPE html><html><head><title>书签怎么整理</title></head><body><p>先删掉打不开的。</p></body></html>'
    const items = await itemsOf(library, await library.importFiles({ 'bookmarks.html': page, 'x.html': chrome }))
    expect(items.get('bookmarks.html')?.outcome).toBe('imported')
    expect(items.size).toBe(7)
  })

  test.each([
    [
      'Pocket',
      'title,url,time_added,tags,status\n"田埂, 上的""产品""",https://a.example/1,1612345678,库存|B端,unread\nhttps://a.example/2,https://a.example/2,1612345679,,archive\n坏的,javascript:alert(1),1612345679,,unread\n',
      { title: '田埂, 上的"产品"', tags: ['B端', '库存'], categories: [] }
    ],
    [
      'Instapaper',
      'URL,Title,Selection,Folder,Timestamp,Tags\r\nhttps://a.example/1,田埂上的产品,"第一行\r\n第二行",Archive,1612345678,"[""库存"",""B端""]"\r\nhttps://a.example/2,,,Unread,1612345679,[]\r\nabout:blank,坏的,,Unread,1,[]\r\n',
      { title: '田埂上的产品', tags: ['B端', '库存'], categories: [['Archive']], summary: '第一行 第二行' }
    ],
    [
      'Raindrop',
      'id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n1,田埂上的产品,,讲记账的,https://a.example/1,工作/产品,"库存, B端",2021-02-03T09:47:58.000Z,,,false\n2,,,,https://a.example/2,Unsorted,,2021-02-03T09:47:58.000Z,,,false\n3,坏的,,,chrome://settings,Unsorted,,,,,false\n',
      { title: '田埂上的产品', tags: ['B端', '库存'], categories: [['工作', '产品']], summary: '讲记账的' }
    ]
  ])('%s exports are lists of links too, also in an archive', async (_, csv, expected) => {
    const library = createTestLibrary()
    const receipt = await library.importFiles({ 'export.zip': testZip([['part_000000.csv', csv]]) })
    expect(receipt.counts).toMatchObject({ imported: 2, skipped: 1, failed: 0 })
    const items = await itemsOf(library, receipt)
    const [path = ''] = [...items.keys()].filter((each) => each.includes('0001'))
    expect(await articleAt(library, items, path)).toMatchObject({
      url: 'https://a.example/1',
      publishedAt: '2021-02-03T09:47:58Z',
      ...expected
    })
  })
})

test('bookmarks in endless folders are filed under the first of them', async () => {
  const levels = 50_000
  const link = '<DT><A HREF="https://field.example/a">页</A>\n'
  const folders = Array.from({ length: levels }, (_, n) => `<DT><H3>${n}</H3>\n<DL><p>\n${link}`).join('')
  const page = `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n${folders}${'</DL><p>\n'.repeat(levels)}${link}</DL>`
  const found = await bookmarksContainer.list(bytesSource(Buffer.from(page)), 'a.html', { books: 'chapters' })
  expect(found).toHaveLength(levels + 1)
  expect(found.map(({ member }) => member?.known?.category?.length ?? 0)).toEqual([
    ...Array.from({ length: levels }, (_, n) => Math.min(n + 1, 19)),
    0
  ])
})

describe('clippings of a Kindle', () => {
  const clip = (book: string, meta: string, text: string): string =>
    `${book}\r\n- ${meta}\r\n\r\n${text}\r\n==========\r\n`
  const file = `\ufeff${[
    clip(
      '田埂上的产品 (禾田)',
      '您在第 12 页（位置 #180-181）的标注 | 添加于 2021年2月3日星期三 下午5:47:58',
      '先看别人怎么记账'
    ),
    clip(
      '\ufeff田埂上的产品 (禾田)',
      '您在第 12 页（位置 #180-183）的标注 | 添加于 2021年2月3日星期三 下午5:50:00',
      '先看别人怎么记账，再问为什么。'
    ),
    clip(
      '田埂上的产品 (禾田)',
      '您在第 12 页（位置 #183）的笔记 | 添加于 2021年2月3日星期三 下午5:51:00',
      '和盘点那一篇对着看'
    ),
    clip(
      '田埂上的产品 (禾田)',
      '您在第 3 页（位置 #40-41）的标注 | 添加于 2021年2月1日星期一 上午12:05:00',
      '数字不会说谎，记数字的人会忘。'
    ),
    clip('田埂上的产品 (禾田)', '您在位置 #300 的书签 | 添加于 2021年2月4日星期四 上午8:00:00', ''),
    clip(
      'Counting (Second Edition) (Ash Row;Kim Vale)',
      'Your Highlight on page 7 | Location 1580-82 | Added on Thursday, February 4, 2021 9:30:12 PM',
      'Count what moves.'
    ),
    clip(
      'Counting (Second Edition) (Ash Row;Kim Vale)',
      'Your Note on Location 2000 | Added on Thursday, 4 February 2021 21:31:00',
      'A note of its own'
    )
  ].join('')}`

  test('become an entry a book, with its highlights kept apart', async () => {
    const library = createTestLibrary()
    const receipt = await library.importFiles({ 'My Clippings.txt': file })
    const items = await itemsOf(library, receipt)
    expect(outcomes(items)).toEqual({
      'My Clippings.txt!田埂上的产品 (禾田)': 'imported',
      'My Clippings.txt!Counting (Second Edition) (Ash Row;Kim Vale)': 'imported'
    })
    const book = await articleAt(library, items, 'My Clippings.txt!田埂上的产品 (禾田)')
    expect(book).toMatchObject({
      title: '田埂上的产品',
      author: '禾田',
      categories: [['My Clippings']],
      highlights: 2,
      source: { format: 'clippings' }
    })
    expect(textOf(book)).toBe(
      '数字不会说谎，记数字的人会忘。第 3 页（位置 #40-41）\n先看别人怎么记账，再问为什么。第 12 页（位置 #180-183）\n和盘点那一篇对着看\n您在位置 #300 的书签'
    )
    const { id } = book
    expect(unwrap(await library.kb.articles.highlights({ id }))).toMatchObject([
      {
        text: '数字不会说谎，记数字的人会忘。',
        note: '',
        location: '第 3 页（位置 #40-41）',
        createdAt: '2021-01-31T16:05:00Z'
      },
      {
        text: '先看别人怎么记账，再问为什么。',
        note: '和盘点那一篇对着看',
        location: '第 12 页（位置 #180-183）',
        createdAt: '2021-02-03T09:50:00Z'
      }
    ])
    const english = await articleAt(library, items, 'My Clippings.txt!Counting (Second Edition) (Ash Row;Kim Vale)')
    expect(english).toMatchObject({ title: 'Counting (Second Edition)', author: 'Ash Row、Kim Vale' })
    expect(unwrap(await library.kb.articles.highlights({ id: english.id }))).toMatchObject([
      { text: 'Count what moves.', location: 'page 7 | Location 1580-82', createdAt: '2021-02-04T13:30:12Z' },
      { text: '', note: 'A note of its own', location: 'Location 2000', createdAt: '2021-02-04T13:31:00Z' }
    ])
    expect((await library.importFiles({ 'My Clippings.txt': file })).counts).toMatchObject({
      imported: 0,
      duplicate: 2
    })
  })

  test('and a list in an ordinary text file stays a text', async () => {
    const library = createTestLibrary()
    const items = await itemsOf(
      library,
      await library.importFiles({ 'a.txt': '今天的安排\n- 9 点 | 开会\n- 10 点 | 写文档\n' })
    )
    expect(outcomes(items)).toEqual({ 'a.txt': 'imported' })
  })
})

describe('highlights of Readwise', () => {
  test('as CSV become an entry a book', async () => {
    const library = createTestLibrary()
    const csv =
      'Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n' +
      '"先看, 再问",田埂上的产品,禾田,,想想,,记账,page,12,2021-02-03 09:47:58+00:00,"书摘, 产品"\n' +
      '"Count what moves.",Counting,Ash Row,B00X,,,,location,1580,2021-02-04 09:47:58+00:00,\n' +
      '"第二句\n分两行",田埂上的产品,禾田,,,,,page,40,,"书摘, 产品"\n'
    const items = await itemsOf(library, await library.importFiles({ 'readwise-data.csv': csv }))
    expect(outcomes(items)).toEqual({
      'readwise-data.csv!田埂上的产品': 'imported',
      'readwise-data.csv!Counting': 'imported'
    })
    const book = await articleAt(library, items, 'readwise-data.csv!田埂上的产品')
    expect(book).toMatchObject({
      title: '田埂上的产品',
      author: '禾田',
      highlights: 2,
      source: { format: 'clippings' }
    })
    expect(new Set(book.tags)).toEqual(new Set(['书摘', '产品', '记账']))
    expect(unwrap(await library.kb.articles.highlights({ id: book.id }))).toMatchObject([
      { text: '先看, 再问', note: '想想', location: 'page 12', createdAt: '2021-02-03T09:47:58Z' },
      { text: '第二句\n分两行', note: '', location: 'page 40', createdAt: null }
    ])
  })

  test('as Markdown stay one entry', async () => {
    const library = createTestLibrary()
    const markdown = `# Counting\n\n![rw-book-cover](https://images.example/c.jpg)\n\n## Metadata\n- Author: [[Ash Row]]\n- Full Title: Counting\n- Category: #books\n\n## Highlights\n- Count what moves. ([Location 1580](https://readwise.example/to_kindle?action=open))\n    - Note: 和盘点对照\n- Nothing moves by itself. ([View Highlight](https://read.example/1))\n`
    const items = await itemsOf(library, await library.importFiles({ 'Counting.md': markdown }))
    const book = await articleAt(library, items, 'Counting.md')
    expect(book).toMatchObject({
      title: 'Counting',
      author: 'Ash Row',
      tags: ['books'],
      source: { format: 'clippings' }
    })
    expect(unwrap(await library.kb.articles.highlights({ id: book.id }))).toMatchObject([
      { text: 'Count what moves.', note: '和盘点对照', location: 'Location 1580' },
      { text: 'Nothing moves by itself.', note: '', location: '' }
    ])
  })
})

describe('notes copied from 微信读书', () => {
  test.each([
    [
      'newer',
      '《田埂上的产品》\n\n禾田\n\n3个笔记\n\n\n第一章 下地\n\n◆ 先看别人怎么记账，再问为什么。\n\n◆ 2024/03/05发表想法\n和盘点那一篇对着看\n原文：先看别人怎么记账，再问为什么。\n\n\n第二章 收成\n\n◆ 数字不会说谎。\n\n记数字的人会忘。\n\n-- 来自微信读书\n'
    ],
    [
      'older',
      '《田埂上的产品》\n\n禾田\n\n3个笔记\n\n◆  第一章 下地\n\n2024/3/5 发表想法\n和盘点那一篇对着看\n\n>> 先看别人怎么记账，再问为什么。\n\n◆  第二章 收成\n\n>> 数字不会说谎。\n\n记数字的人会忘。\n\n-- 来自微信读书\n'
    ]
  ])('in the %s form', async (name, text) => {
    const library = createTestLibrary()
    const items = await itemsOf(library, await library.importFiles({ '笔记.txt': text }))
    const book = await articleAt(library, items, '笔记.txt')
    expect(book).toMatchObject({ title: '田埂上的产品', author: '禾田', source: { format: 'clippings' } })
    expect(book.toc.map((item) => item.text)).toEqual(['第一章 下地', '第二章 收成'])
    expect(unwrap(await library.kb.articles.highlights({ id: book.id }))).toMatchObject([
      {
        text: '先看别人怎么记账，再问为什么。',
        note: '和盘点那一篇对着看',
        location: '第一章 下地',
        createdAt: '2024-03-05'
      },
      { text: `数字不会说谎。${name === 'newer' ? '\n\n' : '\n'}记数字的人会忘。`, note: '', location: '第二章 收成' }
    ])
  })
})

test('memos that never end are one, not each with all that follow', async () => {
  const open = '<div class="memo"><div class="time">2022-02-10</div><div class="content">盘点'
  const found = await flomoContainer.list(bytesSource(Buffer.from(`flomo${open.repeat(2000)}`)), 'a.html', {
    books: 'chapters'
  })
  expect(found).toMatchObject([{ refused: null }])
  expect(found[0]!.member!.size).toBeLessThan(2001 * Buffer.byteLength(open))
})

test('an export of flomo becomes an entry a memo', async () => {
  const library = createTestLibrary()
  const memo = (time: string, content: string, files = ''): string =>
    `<div class="memo"><div class="time">${time}</div><div class="content">${content}</div><div class="files">${files}</div></div>`
  const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>flomo</title><style>body{}</style></head><body><header><div class="user"><div class="name">禾田</div><div class="date">于 2022-3-1 导出 2 条 MEMO</div></div></header><div class="memos">${memo('2022-02-10 09:30:12', '<p>#产品/库存 盘点前先停移库。</p><p>不然越盘越乱。</p>')}${memo('2022-02-11 21:00:00', '<p>#随手记 </p><ul><li>问仓管</li><li>看单据</li></ul>', '<img src="file/2022-02-11/1/a.png">')}</div></body></html>`
  const items = await itemsOf(library, await library.importFiles({ '禾田的笔记.html': page }))
  expect(outcomes(items)).toEqual({
    '禾田的笔记.html!0001 2022-02-10 09.30.12': 'imported',
    '禾田的笔记.html!0002 2022-02-11 21.00.00': 'imported'
  })
  const first = await articleAt(library, items, '禾田的笔记.html!0001 2022-02-10 09.30.12')
  expect(first).toMatchObject({ title: '盘点前先停移库', tags: ['产品/库存'], publishedAt: '2022-02-10T01:30:12Z' })
  expect(textOf(first)).toBe('#产品/库存 盘点前先停移库。\n不然越盘越乱。')
  const second = await articleAt(library, items, '禾田的笔记.html!0002 2022-02-11 21.00.00')
  expect(second).toMatchObject({ title: '问仓管', tags: ['随手记'] })
})

test('what a browser saved beside a page belongs to the page', async () => {
  const library = createTestLibrary()
  const page =
    '<!DOCTYPE html><html><head><title>移库</title></head><body><p>移库要回传。<img src="移库_files/a.png"></p></body></html>'
  const files = {
    '移库.html': page,
    '移库_files/frame.html': '<p>广告</p>',
    '移库_files/a.css': 'p{}',
    '别的_files/b.md': '# 另一篇\n\n正文。'
  }
  const onDisk = await itemsOf(library, await library.importFiles(files))
  expect(outcomes(onDisk)).toEqual({ '移库.html': 'imported', 'b.md': 'imported' })
  const other = createTestLibrary()
  const zipped = await itemsOf(other, await other.importFiles({ 'a.zip': testZip(Object.entries(files)) }))
  expect(outcomes(zipped)).toEqual({ 'a.zip!移库.html': 'imported', 'a.zip!别的_files/b.md': 'imported' })
})

describe('any beginning of such a file', () => {
  const samples = [
    [
      bookmarksContainer,
      '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><H3>甲</H3><DL><p><DT><A HREF="https://a.example" ADD_DATE="1" TAGS="a">乙</A><DD>丙</DL></DL>'
    ],
    [clippingsContainer, '甲 (乙)\n- 您在位置 #1-2的标注 | 添加于 2021年2月3日星期三 上午5:47:58\n\n丙\n==========\n'],
    [linkListContainer, 'title,url,time_added,tags,status\n"甲, ""b""",https://a.example,1,x|y,unread\n'],
    [readwiseContainer, 'Highlight,Book Title,Book Author\n"甲, 乙",丙,丁\n']
  ] as const
  test.each(samples)('%o is listed or refused', async (container, text) => {
    const bytes = Buffer.from(text)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (length) => {
        const listed = await container
          .list(bytesSource(bytes.subarray(0, length)), 'x', { books: 'chapters' })
          .catch((error: unknown) => {
            if (error instanceof ParseError) return []
            throw error
          })
        for (const { refused, member } of listed)
          expect(refused !== null || (await member?.read())?.length === member?.size).toBe(true)
      })
    )
  })
})
