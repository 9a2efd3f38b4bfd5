import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testZip } from '../../../testing-zip.ts'
import { ArchiveError } from '../../../zip/index.ts'
import { ParseError, parseSource } from '../index.ts'

const TEXT = '周一的会上，仓库主管说系统里的数又对不上了，差了三十七件。'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'

const docx = testZip([
  [
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${TYPE}" Target="word/document.xml"/></Relationships>`
  ],
  ['word/document.xml', `<w:document ${W}><w:body><w:p><w:r><w:t>${TEXT}</w:t></w:r></w:p></w:body></w:document>`]
])

const page = readFileSync(join(import.meta.dirname, '..', 'testdata', 'pages', 'wechat.html'), 'utf8')

const SOURCES: [name: string, bytes: Uint8Array][] = [
  ['周报.docx', docx],
  [
    '0001 盘点',
    Buffer.from(
      `<note><title>盘点</title><content><![CDATA[<?xml version="1.0"?><en-note><div>${TEXT}</div><table><tr><td>甲</td></tr></table></en-note>]]></content><created>20220210T013000Z</created><tag>仓库</tag></note>`
    )
  ],
  ['页.html', Buffer.from(page.replaceAll('{{title}}', '移库').replace('{{body}}', `<p>${TEXT}</p>`))],
  [
    '0001 链接',
    Buffer.from(`<DT><A HREF="https://a.example/?a=1&amp;b" ADD_DATE="1612345678" TAGS="a,b">盘点</A>\n<DD>${TEXT}\n`)
  ],
  [
    '书 (人)',
    Buffer.from(`书 (人)\n- 您在位置 #1-2的标注 | 添加于 2021年2月3日星期三 下午5:47:58\n\n${TEXT}\n==========\n`)
  ],
  ['书', Buffer.from(`Highlight,Book Title,Book Author,Note\n"${TEXT}, ""引""",书,人,注\n`)],
  [
    '微信读书.txt',
    Buffer.from(
      `《书》\n\n人\n\n2个笔记\n\n\n第一章\n\n◆ ${TEXT}\n\n◆ 2024/03/05发表想法\n对\n原文：${TEXT}\n\n-- 来自微信读书\n`
    )
  ]
]

describe('any beginning of a source', () => {
  test.each(SOURCES)('%s is an article or refused by name', async (name, bytes) => {
    await expect(parseSource(bytes, name)).resolves.toMatchObject({ text: expect.stringContaining('三十七') })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
        const result: unknown = await parseSource(bytes.subarray(0, length), name).catch((error: unknown) => error)
        if (result instanceof Error) expect(result instanceof ParseError || result instanceof ArchiveError).toBe(true)
      }),
      { numRuns: 60 }
    )
  })
})
