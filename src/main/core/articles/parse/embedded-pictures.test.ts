import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testPng } from '../../testing-pictures.ts'
import { testZip } from '../../testing-zip.ts'
import { processorTime } from '../../testing.ts'
import { parseSource } from './index.ts'
import type { ParsedArticle } from './index.ts'

const png = testPng(5, 4)
const other = testPng(7, 3)
const base64 = (bytes: Buffer) => bytes.toString('base64')
const data = `data:image/png;base64,${base64(png)}`
const parse = (source: string | Uint8Array, name: string) => parseSource(Buffer.from(source), name)

/** The sources of the images, and for those within the source their bytes. */
const pictures = ({ images, embedded }: ParsedArticle) =>
  images.map(({ src }) => {
    const bytes = embedded.find((picture) => picture.src === src)?.bytes
    return bytes ? [src, base64(Buffer.from(bytes))] : src
  })

describe('pictures as data', () => {
  test.each([
    ['HTML', 'a.html', `<h2>价签</h2><p>一 <img src="${data}" alt="价签"> 二</p>`],
    [
      'HTML with spaces and line breaks in them',
      'a.html',
      `<h2>价签</h2><p>一 <img src=" ${data.slice(0, 60)}\n${data.slice(60)} "></p>`
    ],
    ['Markdown', 'a.md', `# 周会\n\n价签 ![价签](${data})\n`],
    ['Markdown that names them at its end', 'a.md', `# 周会\n\n价签 ![][image1]\n\n[image1]: <${data}>\n`],
    ['a feed', 'a.txt', `---\ntitle: 甲\nheadimg: ''\n---\n<div>\n<p>一</p><p><img src="${data}"></p></div>`],
    ['a whole page', 'a.html', `<!doctype html><html><body><p>一</p><img src='${data}'></body></html>`]
  ])('in %s are taken out of the text', async (_name, file, source) => {
    const parsed = await parse(source, file)
    expect(pictures(parsed)).toEqual([['embedded:data-1', base64(png)]])
    expect(JSON.stringify(parsed.tree)).not.toContain('base64')
    expect(parsed.text).not.toContain('data:')
  })

  test('that are the same are one, others are others', async () => {
    const second = `data:image/png;base64,${base64(other)}`
    const parsed = await parse(`<p><img src="${data}"><img src="${second}"><img src="${data}"></p>`, 'a.html')
    expect(parsed.images.map(({ src }) => src)).toEqual(['embedded:data-1', 'embedded:data-2', 'embedded:data-1'])
    expect(parsed.embedded.map(({ bytes }) => base64(Buffer.from(bytes)))).toEqual([base64(png), base64(other)])
  })

  test('may be drawings, encoded or not', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"></svg>'
    const plain = await parse(`<p><img src='data:image/svg+xml;utf8,${svg}'></p>`, 'a.html')
    const encoded = await parse(`<p><img src="data:image/svg+xml,${encodeURIComponent(svg)}"></p>`, 'a.html')
    for (const { embedded } of [plain, encoded]) expect(Buffer.from(embedded[0]?.bytes ?? []).toString()).toBe(svg)
  })

  test.each([
    ['no picture', `<p>一<img alt="甲" src="data:image/png;base64,AAAA"></p>`],
    ['a page', `<p>一<img alt="甲" src="data:image/svg+xml,<p>x</p>"></p>`],
    ['a place holder', `<p>一<img alt="甲" src="data:image/png;base64,${base64(testPng(1, 1))}"></p>`],
    ['a name of nothing', `<p>一<img alt="甲" src="embedded:data-9"></p>`]
  ])('%s keeps its place only', async (_name, source) => {
    const { tree, images, embedded } = await parse(source, 'a.html')
    expect(tree).toEqual([{ tag: 'p', children: ['一', { tag: 'img', attributes: { alt: '甲' }, children: [] }] }])
    expect([images, embedded]).toEqual([[], []])
  })

  test('stay as they are in code', async () => {
    const { text, embedded } = await parse(`# 说明\n\n\`\`\`\n![](${data})\n\`\`\`\n`, 'a.md')
    expect(text).toContain(data)
    expect(embedded).toEqual([])
  })

  test('do not slow the text around them down', async () => {
    const noise = Buffer.alloc(6_000_000, 'gengdu 0123456789')
    const large = Buffer.concat([png, noise])
    const source = `# 大图\n\n**很大** ![](data:image/png;base64,${base64(large)})\n`
    expect(await processorTime(() => parse(source, 'a.md'))).toBeLessThan(3000)
    const parsed = await parse(source, 'a.md')
    expect(parsed.embedded[0]?.bytes.byteLength).toBe(large.byteLength)
    expect(parsed.tree[0]?.children[0]).toMatchObject({ tag: 'strong' })
  })
})

describe('pictures beside the text in one file', () => {
  test('Word documents', async () => {
    const drawing = (id: string) =>
      `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="货架"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
    const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const relation = (id: string, target: string) =>
      `<Relationship Id="${id}" Type="${types}/image" Target="${target}"/>`
    const relations = (inner: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
    const file = testZip([
      [
        '[Content_Types].xml',
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
      ],
      ['_rels/.rels', relations(`<Relationship Id="rId1" Type="${types}/officeDocument" Target="word/document.xml"/>`)],
      [
        'word/document.xml',
        `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${types}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${drawing('rId1')}${drawing('rId2')}${drawing('rId1')}${drawing('rId3')}</w:body></w:document>`
      ],
      [
        'word/_rels/document.xml.rels',
        relations(
          relation('rId1', 'media/image1.png') +
            relation('rId2', 'media/图 2.png') +
            relation('rId3', 'media/image3.emf')
        )
      ],
      ['word/media/image1.png', png],
      ['word/media/图 2.png', other],
      ['word/media/image3.emf', 'EMF']
    ])
    const parsed = await parse(file, '周报.docx')
    expect(pictures(parsed)).toEqual([
      ['embedded:image1.png', base64(png)],
      ['embedded:__2.png', base64(other)],
      ['embedded:image1.png', base64(png)]
    ])
    expect(parsed.images[0]?.alt).toBe('货架')
  })

  test('notes of Evernote', async () => {
    const hash = createHash('md5').update(png).digest('hex')
    const note = `<note><title>货架</title><content><![CDATA[<en-note><div>一</div><en-media type="image/png" hash="${hash}" width="50"/><en-media type="image/png" hash="${'0'.repeat(32)}"/></en-note>]]></content><resource><data encoding="base64">${base64(png)}</data><mime>image/png</mime><resource-attributes><file-name>货架.png</file-name></resource-attributes></resource></note>`
    const parsed = await parse(note, '货架.enex')
    expect(pictures(parsed)).toEqual([[`embedded:${hash}`, base64(png)]])
    expect(parsed.images[0]).toMatchObject({ alt: '货架.png', width: 50 })
  })

  test('pages saved as one file', async () => {
    const part = (headers: string, body: Buffer) =>
      `--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n${headers}\r\n\r\n${base64(body)}\r\n`
    const page =
      '<html><body><article><p>一</p><img src="img/a.png"><img src="cid:x@y"><img data-src="https://lazy.example/l.png" src="img/a.png"><img src="https://elsewhere.example/b.png"></article></body></html>'
    const file = `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://field.example/p/1.html\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Location: https://field.example/p/1.html\r\n\r\n${page}\r\n${part('Content-Location: https://field.example/p/img/a.png', png)}${part('Content-ID: <x@y>', other)}--b--\r\n`
    expect(pictures(await parse(file, '页.mhtml'))).toEqual([
      ['https://field.example/p/img/a.png', base64(png)],
      ['embedded:part-3', base64(other)],
      ['https://lazy.example/l.png', base64(png)],
      'https://elsewhere.example/b.png'
    ])
  })
})

test.each([
  [
    'a page that a browser saved',
    '<!-- saved from url=(0026)https://field.example/p/1 -->\n<html><body><p>一</p><img src="./一页_files/a.png"></body></html>',
    './一页_files/a.png',
    undefined
  ],
  [
    'one that loads its pictures late',
    '<html><body><p>一</p><img data-src="https://field.example/a.png" src="x_files/640"></body></html>',
    'x_files/640',
    'https://field.example/a.png'
  ],
  [
    'one with an address',
    '<html><head><link rel="canonical" href="https://field.example/p/1"></head><body><p>一</p><img src="img/a.png"></body></html>',
    'img/a.png',
    'https://field.example/p/img/a.png'
  ]
])('%s names the picture beside it', async (_name, page, srcRaw, src) => {
  const { tree } = await parse(page, '一页.html')
  const found = JSON.stringify(tree)
  expect(found).toContain(JSON.stringify(srcRaw))
  if (src === undefined) expect(found).not.toContain('"src"')
  else expect(found).toContain(JSON.stringify(src))
})
