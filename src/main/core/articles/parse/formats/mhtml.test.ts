import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ParseError, parseSource, treeToHtml } from '../index.ts'

const quoted = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) =>
      byte < 0x7f && byte !== 0x3d && byte > 0x1f
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
    )
    .join('')
    .replace(/.{60}(?![\dA-F]{1,2}(?<==[\dA-F]{1,2}))/g, '$&=\r\n')
    .replace(/=(=\r\n)([\dA-F]{2})/g, '$1=$2')

const PAGE =
  '<html><head><title>仓库里的三个数</title><meta name="author" content="禾田"></head><body><nav>目录</nav><article><p>系统的数、货架的数、账上的数。</p><p><img src="a.png" alt="货架"><img src="cid:x@y" alt="内嵌"></p></article></body></html>'

interface Page {
  head?: string
  type?: string
  encoding?: string
  body?: string
}

const file = ({
  head = '',
  type = 'text/html; charset="utf-8"',
  encoding = 'quoted-printable',
  body = quoted(Buffer.from(PAGE))
}: Page = {}): Buffer =>
  Buffer.from(
    `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://field.example/a/b.html\r\n${head}MIME-Version: 1.0\r\n` +
      `Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part=_1"\r\n\r\n\r\n` +
      `------Part=_1\r\nContent-Type: ${type}\r\nContent-ID: <frame-1>\r\nContent-Transfer-Encoding: ${encoding}\r\n` +
      `Content-Location: https://field.example/a/b.html\r\n\r\n${body}\r\n` +
      `------Part=_1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://field.example/a/a.png\r\n\r\niVBORw0KGgo=\r\n------Part=_1--\r\n`
  )

const read = (bytes: Uint8Array, name = '存下的网页.mhtml') => parseSource(bytes, name)

describe('a page saved as one file', () => {
  test('gives its text, address and author', async () => {
    const parsed = await read(file())
    expect(parsed).toMatchObject({
      format: 'mhtml',
      encoding: 'utf-8',
      title: '仓库里的三个数',
      author: '禾田',
      url: 'https://field.example/a/b.html'
    })
    expect(treeToHtml(parsed.tree)).toBe(
      '<p>系统的数、货架的数、账上的数。</p>\n<p><img src="https://field.example/a/a.png" alt="货架"><img alt="内嵌"></p>'
    )
  })

  test('in base64, in an old encoding and without parts', async () => {
    const text = '系统的数、货架的数、账上的数。'
    const gbk = Buffer.from('cfb5cdb3b5c4cafda1a2bbf5bcdcb5c4cafda1a2d5cbc9cfb5c4cafda1a3', 'hex')
    expect(await read(file({ encoding: 'base64', body: Buffer.from(PAGE).toString('base64') }))).toMatchObject({ text })
    const old = { type: 'text/html; charset=gb2312', body: quoted(Buffer.concat([Buffer.from('<p>'), gbk])) }
    expect(await read(file(old))).toMatchObject({ text, encoding: 'gb18030' })
    const single = `MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\nSubject: =?utf-8?B?${Buffer.from('主题').toString('base64')}?= =?utf-8?q?=E4=B8=80_?=\n\n${Buffer.from(`<p>${text}</p>`).toString('base64')}`
    expect(await read(Buffer.from(single), 'a.mht')).toMatchObject({ text, title: '主题一' })
  })

  test('is told from text that mentions its words', async () => {
    const text = '# 邮件头怎么读\n\nMIME-Version: 1.0 写在最前面。\n\n    Content-Type: text/html'
    expect((await read(Buffer.from(text), 'a.md')).format).toBe('markdown')
  })

  test('without a page, or cut off anywhere, is an article or refused', async () => {
    await expect(read(file({ type: 'text/css' }))).rejects.toMatchObject({ code: 'damaged' })
    const whole = file()
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (end) => {
        try {
          await read(whole.subarray(0, end))
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError)
        }
      }),
      { numRuns: 60 }
    )
  })
})
