import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseSource, treeToHtml } from '../index.ts'

const picture = Buffer.from('89504e470d0a1a0a', 'hex')
const sheet = Buffer.from('a,b\n1,2\n'.repeat(300))
const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

const resource = (bytes: Buffer, mime: string, name: string): string =>
  `<resource><data encoding="base64">\n${bytes.toString('base64').replace(/.{60}/g, '$&\n')}\n</data><mime>${mime}</mime>` +
  `<resource-attributes><file-name>${name}</file-name></resource-attributes></resource>`

const note = (content: string, rest = ''): Buffer =>
  Buffer.from(
    `<note><title>盘点 &amp; 差异</title><content><![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>${content}</en-note>]]></content>
<created>20220130T081500Z</created><updated>20220201T000000Z</updated><tag>仓库</tag><tag>月末盘点</tag>
<note-attributes><author>禾田</author><source-url>https://field.example/a?b=1&amp;c=2</source-url></note-attributes>${rest}</note>`
  )

const read = async (content: string, rest = '') => parseSource(note(content, rest), '0001')
const html = async (content: string, rest = '') => treeToHtml((await read(content, rest)).tree)

describe('a note of Evernote', () => {
  test('keeps title, dates, author, address and tags', async () => {
    expect(await read('<div>先数货架，再看系统。</div>')).toMatchObject({
      format: 'enex',
      encoding: 'utf-8',
      title: '盘点 & 差异',
      author: '禾田',
      publishedAt: '2022-01-30T08:15:00Z',
      url: 'https://field.example/a?b=1&c=2',
      tags: ['仓库', '月末盘点'],
      text: '先数货架，再看系统。'
    })
  })

  test('keeps lines, lists, tables and entities, and closes what XML closes', async () => {
    expect(await html('<div>一&nbsp;二<span/></div><div><br/></div><div>三 &lt;四&gt;<a name="x"/></div>')).toBe(
      '<p>一\u00a0二</p>\n<p>三 &lt;四&gt;</p>'
    )
    expect(await html('<ul><li>甲</li></ul><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>')).toBe(
      '<ul><li>甲</li>\n</ul>\n<table><tbody><tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>'
    )
  })

  test('makes task lists of check marks, old and new, and of tasks', async () => {
    const list =
      '<ul><li><input type="checkbox" disabled checked> 数货架</li>\n<li><input type="checkbox" disabled> 对系统</li>\n</ul>'
    expect(
      await html('<div><en-todo checked="true"/>数货架</div>\n<div><en-todo checked="false"/>对系统</div><div>完</div>')
    ).toBe(`${list}\n<p>完</p>`)
    expect(
      await html(
        '<ul style="--en-todo:true;"><li style="--en-checked:true;"><div>数货架</div></li><li style="--en-checked:false;"><div>对系统</div></li></ul>'
      )
    ).toBe(list)
    const task = (title: string, status: string) =>
      `<task><title>${title}</title><taskStatus>${status}</taskStatus><created>20220101T000000Z</created></task>`
    expect(await html('<div>完</div>', task('数货架', 'completed') + task('对系统', 'open'))).toBe(`<p>完</p>\n${list}`)
    expect(await html('<div>今天 <en-todo/>一件</div>')).toBe('<p>今天 ☐ 一件</p>')
    expect(await html('<ul><li><div><en-todo checked="true"/>一</div></li></ul>')).toBe(
      '<ul><li><input type="checkbox" disabled checked> 一</li>\n</ul>'
    )
  })

  test('names pictures, attachments and encrypted text where they stand', async () => {
    const rest = resource(picture, 'image/png', '货架.png') + resource(sheet, 'text/csv', '盘点.csv')
    expect(
      await html(
        `<div>图：<en-media type="image/png" hash="${md5(picture)}" width="30"/></div>` +
          `<div>表：<en-media type="text/csv" hash="${md5(sheet)}"/></div><div><en-crypt hint="老地方" cipher="AES">c2VjcmV0</en-crypt>。</div>`,
        rest
      )
    ).toBe(
      '<p>图：<img alt="货架.png" width="30"></p>\n<p>表：📎 盘点.csv (2 KB)</p>\n<p>🔒 加密内容 (encrypted): 老地方。</p>'
    )
  })

  test('keeps code with its lines', async () => {
    expect(
      await html(
        '<div style="-en-codeblock:true; box-sizing: border-box;"><div>if (a &lt; b) {</div><div>  c()</div><div>}</div></div>'
      )
    ).toBe('<pre>if (a &lt; b) {\n  c()\n}</pre>')
  })

  test('executes, requests and expands nothing', async () => {
    expect(
      await html(
        '<div onclick="x()">字<script>x()</script><a href="javascript:x()">链</a><img src="\\\\host\\a.png"/></div>'
      )
    ).toBe('<p>字链</p>')
    const bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    const { text } = await parseSource(
      Buffer.from(`<note>${bomb}<title>&b;&x;</title><content>&b;&x;字</content></note>`),
      'a'
    )
    expect(text).toContain('字')
    expect(text).not.toMatch(/aaaa|root:/)
  })

  test('with mistakes of its writer is read as far as it goes', async () => {
    expect(await html('<div>一 & 二<b>三</div><div>四</b></div></en-note>')).toContain('一 &amp; 二<strong>三</strong>')
    const cut = note('<div>一</div><div>二</div>').subarray(0, 330)
    expect((await parseSource(cut, 'a')).title).toBe('盘点 & 差异')
    await expect(parseSource(Buffer.from('<note></note>'), 'a')).rejects.toMatchObject({ code: 'empty_file' })
    const deep = `<note>${'<a>'.repeat(100_000)}</note>`
    await expect(parseSource(Buffer.from(deep), 'a')).rejects.toMatchObject({ code: 'damaged' })
    expect((await read(`${'<div>'.repeat(50_000)}深`)).text).toBe('深')
  })
})
