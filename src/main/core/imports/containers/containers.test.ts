import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ImportReceipt } from '../../../../shared/imports.ts'
import { unwrap } from '../../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../../testing.ts'
import type { TestLibrary } from '../../testing.ts'
import { testZip } from '../../testing-zip.ts'

/** Each item's path from the container's name on, with how it ended. */
async function outcomes(library: TestLibrary, { batchId }: ImportReceipt): Promise<Record<string, string>> {
  const { items } = unwrap(await library.kb.imports.items({ batchId }))
  return Object.fromEntries(
    items.map(({ path, reason, outcome }) => {
      const [container = '', ...inner] = path.split('!')
      return [
        [basename(container), ...inner].join('!'),
        outcome === 'imported' ? 'imported' : (reason?.code ?? outcome)
      ]
    })
  )
}

describe('a ZIP archive', () => {
  test('is imported file by file, each with its own bytes and name', async () => {
    const library = createTestLibrary()
    const body = '# 库存周转怎么看\n\n先看哪些货三个月没有动过。'
    const receipt = await library.importFiles({
      '导出.zip': testZip([
        ['笔记/库存.md', body],
        ['笔记/同一篇.md', body],
        ['纯文本.txt', '只有一句话的文本。'],
        ['图/a.png', 'x'],
        ['__MACOSX/笔记/._库存.md', 'x'],
        ['__MACOSX/._纯文本.txt', 'x'],
        ['../出去.md', '# 不该读'],
        { name: 'secret.md', data: 'x', flags: 1 },
        ['空.md', '']
      ])
    })
    expect(await outcomes(library, receipt)).toEqual({
      '导出.zip!笔记/同一篇.md': 'imported',
      '导出.zip!笔记/库存.md': 'same_bytes',
      '导出.zip!纯文本.txt': 'imported',
      '导出.zip!图/a.png': 'picture_unused',
      '导出.zip!__MACOSX': 'hidden_file',
      '导出.zip!../出去.md': 'unsafe_archive',
      '导出.zip!secret.md': 'encrypted',
      '导出.zip!空.md': 'empty_file'
    })
    const { items } = unwrap(await library.kb.entries.list({ sort: 'title' }))
    expect(new Set(items.map(({ title }) => title))).toEqual(new Set(['库存周转怎么看', '纯文本']))
    const article = unwrap(await library.kb.articles.get({ id: items.find(({ title }) => title !== '纯文本')!.id }))
    expect(article.source).toMatchObject({ format: 'markdown', bytes: Buffer.byteLength(body) })

    const again = await library.importFiles({ '库存.md': body })
    expect(again.counts).toMatchObject({ imported: 0, duplicate: 1 })
  })

  test('may hold archives, as Notion writes them, but not deeper ones', async () => {
    const library = createTestLibrary()
    const innermost = testZip([['deep.md', '# 太深']])
    const inner = testZip([
      ['页面 0a1b.md', '# 页面\n\n正文。'],
      ['deeper.zip', innermost]
    ])
    const more = testZip([
      ['田里.enex', '<en-export><note><title>一条</title><content>字</content></note></en-export>']
    ])
    const receipt = await library.importFiles({
      'Export.zip': testZip([
        ['Part-1.zip', inner],
        ['Part-2.zip', testZip([['第二部分.md', '# 第二部分\n\n正文。']])],
        ['旧笔记.zip', more],
        ['仓库.enex', '<en-export><note><title>二条</title><content>字二</content></note></en-export>']
      ])
    })
    expect(await outcomes(library, receipt)).toEqual({
      'Export.zip!Part-1.zip!页面 0a1b.md': 'imported',
      'Export.zip!Part-1.zip!deeper.zip': 'unsafe_archive',
      'Export.zip!Part-2.zip!第二部分.md': 'imported',
      'Export.zip!旧笔记.zip!田里.enex!0001 一条': 'imported',
      'Export.zip!仓库.enex!0001 二条': 'imported'
    })
    const { items } = unwrap(await library.kb.entries.list({ sort: 'title' }))
    expect(items.find(({ title }) => title === '二条')?.categories).toEqual([['仓库']])
  })

  test('that is damaged, empty, a bomb or none at all is one item, and nothing else is lost', async () => {
    const library = createTestLibrary()
    const good = testZip([['a.md', '# 甲\n\n正文']])
    const receipt = await library.importFiles({
      'bomb.zip': testZip([['b.md', new Uint8Array(30 * 1024 * 1024)]]),
      'cut.zip': good.subarray(0, good.length - 30),
      'empty.zip': testZip([]),
      'fine.zip': good,
      'inner.zip': testZip([
        ['bomb.zip', testZip([['b.md', new Uint8Array(30 * 1024 * 1024)]])],
        ['c.md', '# 丙\n\n正文']
      ]),
      'text.zip': 'no archive at all',
      'z.md': '# 乙\n\n正文'
    })
    expect(await outcomes(library, receipt)).toEqual({
      'bomb.zip': 'unsafe_archive',
      'cut.zip': 'damaged',
      'empty.zip': 'empty_file',
      'fine.zip!a.md': 'imported',
      'inner.zip!bomb.zip': 'unsafe_archive',
      'inner.zip!c.md': 'imported',
      'text.zip': 'damaged',
      'z.md': 'imported'
    })
  })
})

describe('an export of Evernote', () => {
  const note = (title: string, text: string): string =>
    `<note><title>${title}</title><content><![CDATA[<en-note><div>${text}</div></en-note>]]></content><tag>仓库</tag></note>`
  const enex = (...notes: string[]): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">\n<en-export application="Evernote">\n${notes.join('\n')}\n</en-export>`

  test('is imported note by note, in a category named by the notebook', async () => {
    const library = createTestLibrary()
    const notes = [note('盘点', '先数货架。'), note('a/b &amp; c.zip', '再看系统。'), note('', '没有标题。')]
    const receipt = await library.importFiles({ '仓库笔记.enex': enex(...notes) })
    expect(await outcomes(library, receipt)).toEqual({
      '仓库笔记.enex!0001 盘点': 'imported',
      '仓库笔记.enex!0002 a b c.zip': 'imported',
      '仓库笔记.enex!0003': 'imported'
    })
    const { items } = unwrap(await library.kb.entries.list({}))
    expect(new Set(items.map(({ title }) => title))).toEqual(new Set(['盘点', 'a/b & c.zip', '0003']))
    expect(items.map(({ categories, tags }) => [categories, tags])).toEqual(notes.map(() => [[['仓库笔记']], ['仓库']]))

    const again = await library.importFiles({ '仓库笔记.enex': enex(...notes, note('新的', '第四篇。')) })
    expect(again.counts).toMatchObject({ imported: 1, duplicate: 3 })
  })

  test('that ends within a note names it, and one of 20 MB is read in parts', async () => {
    const library = createTestLibrary()
    const long = Array.from({ length: 20 }, (_, i) =>
      note(`第 ${i} 篇`, String(i).padEnd(1024 * 1024 + i * 7, '字'.repeat(9)))
    )
    const receipt = await library.importFiles({
      'cut.enex': enex(note('全的', '一。'), note('半截', '二。')).slice(0, -40),
      'long.enex': enex(...long),
      'none.enex': enex(),
      'other.enex': 'no export'
    })
    const told = await outcomes(library, receipt)
    expect(told).toMatchObject({
      'cut.enex!0001 全的': 'imported',
      'cut.enex!0002 半截': 'damaged',
      'long.enex!0020 第 19 篇': 'imported',
      'none.enex': 'empty_file',
      'other.enex': 'damaged'
    })
    expect(receipt.counts).toMatchObject({ imported: 21, failed: 3 })
  })
})

describe('a book', () => {
  const chapter = (head: string, body: string): string =>
    `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title/>${head}</head><body>${body}</body></html>`
  const opf = (manifest: string, spine: string): string =>
    `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>田埂上的产品</dc:title><dc:creator>禾田</dc:creator><dc:date>2021-05-01</dc:date></metadata><manifest>${manifest}</manifest><spine>${spine}</spine></package>`
  const item = (id: string, href: string, rest = 'media-type="application/xhtml+xml"') =>
    `<item id="${id}" href="${href}" ${rest}/>`
  const container: [string, string] = [
    'META-INF/container.xml',
    '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
  ]
  const nav = item('nav', 'nav.xhtml', 'media-type="application/xhtml+xml" properties="nav"')
  const spine = ['nav', 'c1', 'c2', 'c3'].map((id) => `<itemref idref="${id}"/>`).join('')
  const book = (...rest: [string, string][]) =>
    testZip([
      { name: 'mimetype', data: 'application/epub+zip', stored: true },
      container,
      [
        'OEBPS/content.opf',
        opf(nav + item('c1', 'text/%E4%B8%80.xhtml') + item('c2', 'c2.xhtml') + item('c3', 'c3.xhtml'), spine)
      ],
      ['OEBPS/nav.xhtml', chapter('', '<nav><ol><li><a href="text/%E4%B8%80.xhtml">第一章 下地</a></li></ol></nav>')],
      [
        'OEBPS/text/一.xhtml',
        chapter('<title>田埂上的产品</title>', '<h2>下地</h2><p>先看别人怎么记账。<a id="x"/>再问为什么。</p>')
      ],
      ['OEBPS/c2.xhtml', chapter('', '<p>接着第一章。</p>')],
      [
        'OEBPS/c3.xhtml',
        chapter('', '<h1>第二章 收成</h1><p>数一数。</p><aside epub:type="footnote"><a href="#r1">1</a> 按箱。</aside>')
      ],
      ...rest
    ])

  test('is imported chapter by chapter, in a category named by the book', async () => {
    const library = createTestLibrary()
    const receipt = await library.importFiles({ 'book.epub': book() })
    expect(await outcomes(library, receipt)).toEqual({
      'book.epub!OEBPS/nav.xhtml': 'unsupported_type',
      'book.epub!OEBPS/text/一.xhtml': 'imported',
      'book.epub!OEBPS/c2.xhtml': 'imported',
      'book.epub!OEBPS/c3.xhtml': 'imported'
    })
    const { items } = unwrap(await library.kb.entries.list({ sort: 'title' }))
    expect(new Set(items.map(({ title }) => title))).toEqual(new Set(['第一章 下地', '第一章 下地 (2)', '第二章 收成']))
    const harvest = items.find(({ title }) => title === '第二章 收成')!
    const { tree } = unwrap(await library.kb.articles.get({ id: harvest.id }))
    expect(JSON.stringify(tree)).toContain('按箱')
    for (const entry of items) {
      expect(entry).toMatchObject({ author: '禾田', publishedAt: '2021-05-01', categories: [['田埂上的产品']] })
    }
  })

  test('is one article when the user asks for it, in an archive too', async () => {
    const library = createTestLibrary()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'book.epub'), book())
    writeFileSync(join(folder, 'books.zip'), testZip([['另一本.epub', book(['OEBPS/more.txt', '另'])]]))
    const options = { category: [], tags: [], exclude: [], encodings: [], books: 'whole' as const }
    const receipt = unwrap(await library.onPaths([folder], () => library.kb.imports.run(options)).result)
    expect(await outcomes(library, receipt)).toMatchObject({ 'book.epub': 'imported' })
    const { items } = unwrap(await library.kb.entries.list({}))
    const [article] = items
    expect(article).toMatchObject({ title: '田埂上的产品', author: '禾田', publishedAt: '2021-05-01' })
    const { toc } = unwrap(await library.kb.articles.get({ id: article!.id }))
    expect(toc.map(({ text }) => text)).toEqual(['第一章 下地', '第二章 收成'])
  })

  test('that is protected, incomplete or no book says so', async () => {
    const library = createTestLibrary()
    const protection =
      '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/c2.xhtml"/></CipherData></EncryptedData></encryption>'
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><container><rootfile full-path="&b;"/></container>`
    const receipt = await library.importFiles({
      'a.epub': book(['META-INF/encryption.xml', protection]),
      'bomb.epub': testZip([['META-INF/container.xml', bomb]]),
      'cut.epub': book().subarray(0, 500),
      'gone.epub': testZip([container, ['OEBPS/content.opf', opf(item('c1', 'gone.xhtml'), '<itemref idref="c1"/>')]]),
      'zip.epub': testZip([['a.md', '# 甲']])
    })
    expect(await outcomes(library, receipt)).toMatchObject({
      'a.epub!OEBPS/text/一.xhtml': 'imported',
      'a.epub!OEBPS/c2.xhtml': 'encrypted',
      'bomb.epub': 'damaged',
      'cut.epub': 'damaged',
      'gone.epub!OEBPS/gone.xhtml': 'damaged',
      'zip.epub': 'damaged'
    })
  })
})
