import { writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import { testTar } from '../testing-tar.ts'
import { docxFile, paragraph } from '../testing-docx.ts'
import { testZip } from '../testing-zip.ts'

const feed = `
---
title: '退货入库的七种走法'
categories: 
 - 新媒体
 - 田埂产品笔记
author: 田埂产品笔记
date: Thu, 10 Feb 2022 00:00:00 GMT
---

<div>   
<p>仓库的老周说，系统里的数和货架上的数对不上。<img src="https://img.field.example/a.png" alt="图"></p>
<h2 id="toc-1">先画流程</h2><ul><li>一种颜色一个岗位</li><li>没人负责的两步</li></ul>
</div>
`
const pdfStream = 'BT /F1 24 Tf 72 700 Td (Stock first, then the system) Tj ET'
const pdf = [
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
  `4 0 obj<</Length ${pdfStream.length}>>stream\n${pdfStream}\nendstream endobj`,
  '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
].join('\n')
const word = docxFile(paragraph('先看差异，再问为什么。'))
const book = testZip([
  { name: 'mimetype', data: 'application/epub+zip', stored: true },
  ['META-INF/container.xml', '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'],
  [
    'a.opf',
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>田埂</dc:title></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'
  ],
  ['c.xhtml', '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>下地</h1><p>先看别人怎么记账。</p></body></html>']
])

/** A whole file of each kind; every one of them is imported. */
const WHOLE: Record<string, Buffer> = {
  'feed.md': Buffer.from(feed),
  'hugo.md': Buffer.from(
    '+++\ntitle = "盘点"\ndate = 2024-05-01\ntags = ["仓"]\n+++\n\n# 盘点\n\n| 仓 | 数 |\n|---|---|\n| 北 | 3 |\n'
  ),
  'hexo.md': Buffer.from(
    '{\n"title": "对账",\n"tags": ["账"]\n};;;\n\n先对 **单位**，再对 [数](https://field.example/)。\n'
  ),
  'page.html': Buffer.from(
    '<!doctype html><html><head><meta charset="utf-8"><title>价目</title></head><body><nav><a href="/">首页</a></nav><article><h1>价目</h1><p>折扣写在聊天记录里，没有人记得。</p></article></body></html>'
  ),
  'gbk.txt': Buffer.from('d4f5c3b4cbb5b6bccac7b6d4b5c4a3acd6bbcac7c3bbc8cbb5d8b7bdbcc7a1a3', 'hex'),
  'mail.mht': Buffer.from(
    'From: <Saved>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>存下来的一页，里面有一段话。</p>\r\n--b--\r\n'
  ),
  'book.enex': Buffer.from(
    '<?xml version="1.0"?><en-export><note><title>盘点</title><content><![CDATA[<en-note><div>先数货架。</div></en-note>]]></content></note></en-export>'
  ),
  'paper.pdf': Buffer.from(pdf),
  'word.docx': word,
  'pack.zip': testZip([
    ['笔记.md', '# 库存\n\n先看哪些货没有动过。'],
    ['图.png', 'x']
  ]),
  'novel.epub': book,
  'base.lakebook': testTar([
    [
      'b/$meta.json',
      JSON.stringify({ meta: JSON.stringify({ book: { name: '手册', tocYml: '- title: 移库\n  url: a\n' } }) })
    ],
    ['b/a.json', JSON.stringify({ doc: { format: 'lake', body: '<p>先停移库，再数货架。</p>' } })]
  ]),
  'notes.jex': testTar([
    [
      'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1.md',
      '移库\n\n夜班先交接，再停移库。\n\nid: a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\nparent_id: \ncreated_time: 2024-05-01T02:03:04.000Z\ntype_: 1'
    ]
  ])
}

async function importAll(files: Map<string, Uint8Array>) {
  const library = createTestLibrary()
  const folder = temporaryFolder()
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes)
  const receipt = unwrap(await library.onPaths([folder], () => library.kb.imports.run(null)).result)
  const { items } = unwrap(await library.kb.imports.items({ batchId: receipt.batchId, limit: 10_000 }))
  return { library, receipt, items }
}

test('a whole file of each kind is imported', async () => {
  const { receipt, items } = await importAll(new Map(Object.entries(WHOLE)))
  expect(items.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  expect(receipt.counts).toMatchObject({ imported: Object.keys(WHOLE).length, failed: 0 })
})

test('any beginning of a file is imported or refused with a reason, and every file is accounted for', async () => {
  const drawn = new Map<string, Uint8Array>()
  const beginning = fc
    .tuple(fc.constantFrom(...Object.keys(WHOLE)), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([name, share]) => ({ name, length: Math.floor(share * (WHOLE[name]?.length ?? 0)) }))
  for (const { name, length } of fc.sample(beginning, 400)) {
    drawn.set(`${name} ${length}${extname(name)}`, WHOLE[name]!.subarray(0, length))
  }
  const { receipt, items } = await importAll(drawn)
  expect(items.filter(({ reason }) => reason?.code === 'internal')).toEqual([])
  expect(items.filter(({ outcome, reason }) => outcome === 'failed' && reason === null)).toEqual([])
  const listed = new Set(items.map(({ path }) => path.split('!')[0]))
  expect(listed.size).toBe(drawn.size)
  expect(Object.values(receipt.counts).reduce((sum, count) => sum + count)).toBe(items.length)
})
