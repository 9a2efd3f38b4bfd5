import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArchiveError } from '../../../zip/index.ts'
import { testPng } from '../../../testing-pictures.ts'
import { testZip } from '../../../testing-zip.ts'
import { ParseError, parseSource, treeToHtml } from '../index.ts'

const chapter = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`
const PACKAGE = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>田埂上的产品</dc:title><dc:creator>禾田</dc:creator><dc:creator>小满</dc:creator><dc:date>2021-05-01</dc:date><dc:language>zh-CN</dc:language><dc:description>从记账写起。</dc:description></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c1" href="text/%E4%B8%80.xhtml" media-type="application/xhtml+xml"/><item id="c2" href="c2.xhtml" media-type="application/xhtml+xml"/><item id="c3" href="c3.xhtml" media-type="application/xhtml+xml"/><item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/></manifest><spine><itemref idref="nav"/><itemref idref="c1"/><itemref idref="c2"/><itemref idref="c3"/></spine></package>`
const book = (...rest: [string, string][]): Buffer =>
  testZip([
    { name: 'mimetype', data: 'application/epub+zip', stored: true },
    [
      'META-INF/container.xml',
      '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    ],
    ['OEBPS/content.opf', PACKAGE],
    [
      'OEBPS/nav.xhtml',
      chapter(
        '<nav><ol><li><a href="text/%E4%B8%80.xhtml">第一章 下地</a></li><li><a href="c3.xhtml#x">第二章 收成</a></li></ol></nav>'
      )
    ],
    [
      'OEBPS/text/一.xhtml',
      chapter(
        '<h1>第一章&#160;下地</h1><p>先看别人怎么记账。<a id="x"/></p><h2>问</h2><p>为什么<img src="../图/a.png" alt="账"/></p>'
      )
    ],
    ['OEBPS/c2.xhtml', chapter('<p>接着第一章。<img src="图/a.png"/><img src="gone.png" alt="不在"/></p>')],
    ['OEBPS/c3.xhtml', chapter('<p>数一数。<script>alert(1)</script></p>')],
    ['OEBPS/图/a.png', testPng(3, 2)],
    ['OEBPS/cover.png', testPng(30, 40)],
    ...rest
  ])

describe('a book as one article', () => {
  test('has its chapters as headings, its pictures and what it says of itself', async () => {
    const article = await parseSource(book(), 'book.epub')
    expect(article).toMatchObject({
      format: 'epub',
      title: '田埂上的产品',
      author: '禾田、小满',
      publishedAt: '2021-05-01',
      summary: '从记账写起。',
      facts: { language: 'zh-CN' },
      toc: [
        { level: 2, text: '第一章 下地' },
        { level: 3, text: '问' },
        { level: 2, text: '第二章 收成' }
      ],
      warnings: []
    })
    expect(treeToHtml(article.tree)).toMatchInlineSnapshot(`
      "<p><img alt="田埂上的产品"></p>
      <h2 id="h-1">第一章 下地</h2>
      <p>先看别人怎么记账。</p>
      <h3 id="h-2">问</h3>
      <p>为什么<img alt="账"></p>
      <p>接着第一章。<img alt=""><img alt="不在"></p>
      <h2 id="h-3">第二章 收成</h2>
      <p>数一数。</p>"
    `)
    expect(article.embedded.map(({ src, bytes }) => [src, bytes.length])).toMatchInlineSnapshot(`
      [
        [
          "embedded:book-2",
          101,
        ],
        [
          "embedded:book-1",
          73,
        ],
      ]
    `)
  })

  test('says which chapters are protected, and is none when all are', async () => {
    const encryption = (...paths: string[]): [string, string] => [
      'META-INF/encryption.xml',
      `<encryption>${paths.map((path) => `<CipherReference URI="${path}"/>`).join('')}</encryption>`
    ]
    const some = await parseSource(book(encryption('OEBPS/c2.xhtml')), 'book.epub')
    expect(some.warnings).toEqual([{ code: 'encrypted', detail: '1 of 4 chapters' }])
    await expect(
      parseSource(book(encryption('OEBPS/c2.xhtml', 'OEBPS/c3.xhtml', 'OEBPS/text/%E4%B8%80.xhtml')), 'book.epub')
    ).rejects.toMatchObject({ code: 'encrypted' })
  })

  test('says how many chapters are missing', async () => {
    const parts: [string, string][] = [
      ['META-INF/container.xml', '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'],
      [
        'a.opf',
        '<package><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
      ],
      ['a.xhtml', chapter('<p>一。</p>')]
    ]
    const article = await parseSource(testZip(parts), 'book.epub')
    expect(article.warnings).toEqual([{ code: 'damaged', detail: '1 of 2 chapters' }])
  })

  test('any beginning of it is refused by name', async () => {
    const bytes = book()
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: bytes.length - 1 }), async (length) => {
        const error: unknown = await parseSource(bytes.subarray(0, length), 'book.epub').catch(
          (reason: unknown) => reason
        )
        expect(error instanceof ParseError || error instanceof ArchiveError).toBe(true)
      })
    )
  })
})
