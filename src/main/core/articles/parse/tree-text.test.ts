import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHtml } from './html.ts'
import { htmlToTree } from './html-tree.ts'
import { readingMinutes } from './reading-time.ts'
import { treeExcerpt, treeToText } from './tree-text.ts'

const read = (html: string) => htmlToTree(parseHtml(html))

test('one line a block, one a row, the lines of code', () => {
  const html =
    '<h2>题</h2><p>甲<b>乙</b><br>丙</p><ul><li>一<ul><li>二</li></ul></li></ul><table><tr><td>a</td><td><p>b</p><p>c</p></td></tr></table>' +
    '<pre>  x\n  y</pre><figure><img src="https://a.b/c.png" alt="不算"><figcaption>图</figcaption></figure><dl><dt>词</dt><dd>义</dd></dl>'
  expect(treeToText(read(html)).split('\n')).toEqual([
    '题',
    '甲乙',
    '丙',
    '一',
    '二',
    'a\tb c',
    '  x',
    '  y',
    '图',
    '词',
    '义'
  ])
})

describe('excerpt', () => {
  test('skips the label, headings, tables and a paragraph that only links', () => {
    const html =
      '<p><a href="https://a.b">广告 🔗</a></p><blockquote><p>编辑导读：先说结论。</p></blockquote><h2>一、背景</h2><table><tr><td>x</table><p>再说\n过程。</p>'
    expect(treeExcerpt(read(html))).toBe('先说结论。 再说过程。')
  })

  test('falls back to what there is', () => {
    expect(treeExcerpt(read('<h2>只有标题</h2>'))).toBe('只有标题')
    expect(treeExcerpt([])).toBe('')
  })

  test('ends with a sentence where one fits, else with an ellipsis', () => {
    expect(treeExcerpt(read(`<p>${'甲'.repeat(99)}。${'乙'.repeat(99)}。</p>`))).toBe(`${'甲'.repeat(99)}。`)
    expect(treeExcerpt(read(`<p>${'甲'.repeat(200)}</p>`))).toBe(`${'甲'.repeat(159)}…`)
  })

  test('is one well-formed line of at most 160 characters', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 120 }), { maxLength: 5 }), (paragraphs) => {
        const excerpt = treeExcerpt(paragraphs.map((text) => ({ tag: 'p', children: [text] })))
        expect(excerpt.length).toBeLessThanOrEqual(160)
        expect(excerpt).not.toMatch(/[\n\r]/)
        expect(excerpt.isWellFormed()).toBe(true)
      })
    )
  })
})

test.each([
  ['', 0, 1],
  ['字'.repeat(400), 0, 1],
  ['字'.repeat(2000), 0, 5],
  ['word '.repeat(1000), 0, 5],
  ["it's e-mail v1.2 中 ".repeat(100), 0, 2],
  // 12 + 11 + … + 3 and two more of 3 seconds
  ['字'.repeat(2000), 12, 6],
  ['', 100, 6]
])('reading minutes of %#', (text, images, minutes) => {
  expect(readingMinutes(text, images)).toBe(minutes)
})
