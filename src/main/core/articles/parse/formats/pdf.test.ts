import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex, pdfFile } from '../../../testing-pdf.ts'
import type { TestLine } from '../../../testing-pdf.ts'
import { ParseError, parseSource, treeToHtml } from '../index.ts'
import { pdfWithin } from './pdf.ts'
import { fromAscii, lzwLength, runLength } from './pdf-filters.ts'

/** LZW of zeros: each code is the one before and a zero more, as long as the table has room. */
function lzwZeros(rounds: number): Buffer {
  let bits = ''
  const put = (code: number, width: number): void => {
    bits += code.toString(2).padStart(width, '0')
  }
  for (let round = 0; round < rounds; round++) {
    put(256, round === 0 ? 9 : 12)
    for (let i = 0; i < 3838; i++) {
      const next = 258 + Math.max(0, i - 1)
      put(i === 0 ? 0 : 257 + i, next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9)
    }
  }
  const bytes = bits.match(/.{1,8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)))
}

/** Whole groups of four bytes in base 85. */
function base85(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    let value = bytes.readUInt32BE(at)
    if (value === 0) {
      text += 'z'
      continue
    }
    const digits = Array.from({ length: 5 }, () => {
      const digit = value % 85
      value = Math.floor(value / 85)
      return String.fromCharCode(33 + digit)
    })
    text += digits.toReversed().join('')
  }
  return text
}

const full = '仓库的老周说系统里的数和货架上的数对不上每个月要花两天核对'
const read = (bytes: Uint8Array) => parseSource(bytes, '周报.pdf')
const html = async (pages: TestLine[][]) => treeToHtml((await read(pdfFile({ pages }))).tree)

describe('a PDF file', () => {
  test('gives paragraphs and headings as positions and sizes tell, a mark before each page', async () => {
    const first: TestLine[] = [
      { text: '盘点周报', size: 20 },
      { text: full, down: 40 },
      { text: full },
      { text: '差异在这里。' },
      { text: full.slice(0, -2), x: 84 },
      { text: '完。' },
      { text: '隔了一段。', down: 40 }
    ]
    expect(await html([first, [{ text: '第二页。' }]])).toBe(
      [
        '<h6 id="h-1">p. 1</h6>',
        '<h2 id="h-2">盘点周报</h2>',
        `<p>${full}${full}差异在这里。</p>`,
        `<p>${full.slice(0, -2)}完。</p>`,
        '<p>隔了一段。</p>',
        '<h6 id="h-3">p. 2</h6>',
        '<p>第二页。</p>'
      ].join('\n')
    )
  })

  test('gives characters as people type them', async () => {
    expect(await html([[{ text: '⽼周⾛了⼀⻚，ﬁrst' }]])).toBe('<p>老周走了一页，first</p>')
  })

  test('takes title, author and date from its properties, unless a program made the title up', async () => {
    const pages = [[{ text: '正文。' }]]
    const info = `/Title <feff${hex('盘点周报')}> /Author (He Tian) /CreationDate (D:20220210093000+08'00')`
    expect(await read(pdfFile({ pages, info }))).toMatchObject({
      format: 'pdf',
      title: '盘点周报',
      author: 'He Tian',
      publishedAt: '2022-02-10T01:30:00Z'
    })
    expect((await read(pdfFile({ pages, info: '/Title (Microsoft Word - a.doc)' }))).title).toBe('周报')
  })

  test('without text, without the meaning of its characters, or with a password says so', async () => {
    await expect(read(pdfFile({ pages: [[], []] }))).rejects.toMatchObject({ code: 'no_text' })
    const nonsense = { text: '\ue001\ue002\ue003字' }
    await expect(read(pdfFile({ pages: [[nonsense]] }))).rejects.toMatchObject({ code: 'no_text' })
    const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >> /ID [<00> <00>]`
    await expect(read(pdfFile({ pages: [[{ text: '密' }]], trailer: lock }))).rejects.toMatchObject({
      code: 'encrypted'
    })
  })

  test('is refused when a stream unpacks to far more than pages need', async () => {
    const stream = (filter: string, data: Uint8Array) =>
      Buffer.concat([
        Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Length ${data.length} /Filter ${filter} >>\nstream\n`),
        data,
        Buffer.from('\nendstream\nendobj\n')
      ])
    const zeros = deflateSync(Buffer.alloc(200 * 1024 * 1024))
    const runs = Buffer.alloc(3 * 1024 * 1024, Buffer.from([129, 0]))
    const bombs = [
      stream('/FlateDecode', zeros),
      stream('[/FlateDecode /FlateDecode]', deflateSync(zeros)),
      stream('[/ASCIIHexDecode /FlateDecode]', Buffer.from(`${zeros.toString('hex')}>`)),
      stream('[/ASCII85Decode /FlateDecode]', Buffer.from(`${base85(zeros)}~>`)),
      stream('/LZWDecode', lzwZeros(20)),
      stream('/RunLengthDecode', runs)
    ]
    for (const bomb of bombs) await expect(read(bomb)).rejects.toMatchObject({ code: 'unsafe_archive' })
  })

  test('with plain streams of every kind is not', async () => {
    expect(lzwLength(lzwZeros(1), Infinity)).toBe((3838 * 3839) / 2)
    expect(runLength(new Uint8Array([2, 1, 1, 1, 254, 7, 128, 9, 9]))).toBe(6)
    const bytes = Buffer.from('仓库的老周')
    expect(fromAscii(Buffer.from(`${bytes.toString('hex')} >`), 'hex')).toEqual(bytes)
    expect(fromAscii(Buffer.from(`${base85(bytes.subarray(0, 12))}~>`), '85')).toEqual(bytes.subarray(0, 12))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const data = Buffer.from(noise)
        for (const length of [
          lzwLength(data, 1e9),
          runLength(data),
          fromAscii(data, '85').length,
          fromAscii(data, 'hex').length
        ])
          expect(length).toBeGreaterThanOrEqual(0)
      })
    )
  })

  test('whose pages take too long is given up, and says how far it was read', async () => {
    const page = Array.from({ length: 2000 }, () => ({ text: '数', down: 0 }))
    const slow = pdfWithin(5).read(pdfFile({ pages: Array.from({ length: 30 }, () => page) }), {})
    await expect(slow).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringMatching(/^only \d+ of 30 pages/)
    })
  })

  test('with something before its mark is read; a text that talks of the mark is a text', async () => {
    const bytes = pdfFile({ pages: [[{ text: '先点数' }]] })
    const later = Buffer.concat([Buffer.from('\r\n'), bytes])
    expect((await parseSource(later, 'a.pdf')).text).toBe('先点数')
    expect((await parseSource(Buffer.from('文件以 %PDF- 开头。'), 'a.md')).format).toBe('markdown')
  })

  test('leaves the bytes to their owner', async () => {
    const bytes = pdfFile({ pages: [[{ text: '正文。' }]] })
    const before = Buffer.from(bytes)
    await read(bytes)
    expect(bytes.equals(before)).toBe(true)
  })

  test('that is cut off or changed is read or refused', async () => {
    const whole = pdfFile({ pages: [[{ text: full }]] })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: whole.length }), fc.nat(255), async (end, value) => {
        const changed = Buffer.from(whole)
        changed[end - 1] = value
        for (const bytes of [whole.subarray(0, end), changed]) {
          try {
            await read(bytes)
          } catch (error) {
            expect(error).toBeInstanceOf(ParseError)
          }
        }
      }),
      { numRuns: 40 }
    )
  })
})
