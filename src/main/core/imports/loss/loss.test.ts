import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportLoss } from '../../../../shared/imports.ts'
import { parseArticle, parseSource } from '../../articles/index.ts'
import { processorTime } from '../../testing.ts'
import { measureLoss, sumLosses } from './index.ts'
import { shareOfPairs } from './measure-loss.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'

function lossOf(text: string, name: string): ImportLoss {
  const bytes = Buffer.from(text)
  return measureLoss(bytes, parseArticle(bytes, name))
}

const markdown = `---
title: 盘点表
---

# 盘点先画线

线里的货[归仓库](https://example.com/a_(b))，线外的*归车间*，见 <https://example.com>。

![货架](shelf.png)

1. 先清空
2. 再上架
   - [x] 贴签
   - [ ] 复核

| 区 | 件 |
| -- | -- |
| 甲 | 12 |

\`\`\`sql
select <x> from 货架 -- 1. 注释
\`\`\`

行内的 \`<div>\` 也要留下，&amp; 也是[^1]。

[^1]: 脚注一条。
`

describe('a source that is kept', () => {
  test.each<[string, string, string, Partial<ImportLoss>]>([
    ['text', 'a.txt', '一段话。\n\n另一段 plain words。', { text: 1, characters: 18 }],
    [
      'Markdown',
      'a.md',
      markdown,
      { text: 1, headings: [1, 1], tables: [1, 1], code: [1, 1], images: [1, 1], links: [2, 2] }
    ],
    ['a heading that became the title', 'a.md', '前言。\n\n# 只有一个\n\n正文', { text: 1, headings: [1, 1] }],
    ['HTML in Markdown', 'a.md', '<div>\n- 不是列表\n[不是](链接)\n</div>\n\n- 是列表', { text: 1, lists: [1, 1] }],
    [
      'a fragment',
      'a.html',
      '<div><h2>一</h2><ul><li>甲 &mdash; 乙&nbsp;&times;2</li></ul><p><a href="https://example.com">链</a><img src="https://example.com/1.png"></p></div>',
      { text: 1, headings: [1, 1], lists: [1, 1], links: [1, 1], images: [1, 1] }
    ],
    [
      'formulas, which are kept as they were written',
      'a.html',
      '<div><p>先看式子</p><math alttext="A=A^{T}"><mi>A</mi><mo>=</mo><msup><mi>A</mi><mi>T</mi></msup></math></div>',
      { text: 1 }
    ],
    [
      'a page without what stands around its content',
      'a.html',
      '<!doctype html><html><head><title>题</title><style>p{}</style></head><body><nav><a href="/x">首页</a></nav><main><h1>题</h1><p>正文 <b>在</b>这里</p></main><footer>版权</footer></body></html>',
      { text: 1, links: [0, 0] }
    ]
  ])('%s', (_, name, source, expected) => {
    expect(lossOf(source, name)).toMatchObject(expected)
  })
})

test('a note of Evernote is measured by its own text, its pictures by what is left of them', async () => {
  const content = `<?xml version="1.0"?><en-note><div>数货架<a name="x"/></div><en-media type="image/png" hash="0a"/><en-crypt>c2VjcmV0</en-crypt></en-note>`
  const note = Buffer.from(`<note><title>盘点</title><content><![CDATA[${content}]]></content></note>`)
  const loss = measureLoss(note, await parseSource(note, '0001'))
  expect(loss).toMatchObject({ text: 1, characters: 3, images: [1, 0] })
})

describe('what is lost is told', () => {
  test.each<[string, string, (loss: ImportLoss) => unknown, unknown]>([
    ['video', '<div><p>看片</p><iframe src="https://v.example/1"></iframe></div>', (loss) => loss.media, [1, 0]],
    ['picture in the file', '<div><p>图</p><img src="data:image/png;base64,AA"></div>', (loss) => loss.images, [1, 0]],
    ['link to a place on its site', '<div><p><a href="/next.html">下一篇</a></p></div>', (loss) => loss.links, [1, 0]],
    [
      'text behind an open tag',
      `<div><p>前面</p><template><p>${'后面还有很多字'.repeat(9)}</p></div>`,
      (loss) => loss.text < 0.1,
      true
    ]
  ])('%s', (_, source, pick, expected) => {
    expect(pick(lossOf(source, 'a.html'))).toEqual(expected)
  })

  test('in any share of the text', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(text, text, text, (before, cut, after) => {
        const source = `${before}${cut}${after}`
        expect(shareOfPairs(source, source)).toBe(1)
        const share = shareOfPairs(source, `${before}${after}`)
        expect(share).toBeLessThan(1)
        expect(share).toBeGreaterThanOrEqual(0)
        // A cut takes its own pairs and the two at its ends, and puts one in their place.
        const lost = (1 - share) * (source.length - 1)
        expect(lost).toBeLessThanOrEqual(cut.length + 1 + 1e-4 * source.length)
      })
    )
  })
})

describe('the readers', () => {
  test('pass over comments, raw text and tags in quotes, and never fail or hang', () => {
    const { text, links } = readHtml(
      '<p title="a > b">甲<!-- 乙 --><script>if (1<2) "</p>"</script>丙 1 < 2 <a href="javascript:x()">丁</a></p>'
    )
    expect(text.replace(/\s/g, '')).toBe('甲丙1<2丁')
    expect(links).toBe(0)
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('<', '>', '"', "'", '=', '/', 'a', '!--', 'table', 'ul', 'constructor', ' ', '字', '&amp')
        ),
        (parts) => {
          readHtml(parts.join(''))
          readMarkdown(parts.join(''))
        }
      )
    )
  })

  test('take XHTML as it is meant, and read on after raw text without end', () => {
    const head = '<head><title/><script src="a.js"/></head>'
    expect(readHtml(`<?xml version="1.0"?><html>${head}<body><p>甲</p><script>x</script></body></html>`).text).toBe(
      '甲'
    )
    expect(readHtml('<p>甲</p><script><p>乙</p>').text).toBe('甲乙')
  })

  test.each([
    '<a ',
    '<script>',
    '<ul>',
    '<template>',
    '<a href="',
    '=" ',
    '<!--',
    '[',
    '![',
    '`',
    '](',
    '> ',
    '| ',
    '- '
  ])('take linear time for %j without end', async (piece) => {
    const timeFor = (times: number) =>
      processorTime(() => {
        readHtml(piece.repeat(times))
        readMarkdown(piece.repeat(times))
      })
    const quarter = await timeFor(50_000)
    // Four times the text: sixteen times the time would be quadratic; small times are mostly noise.
    expect(await timeFor(200_000)).toBeLessThan(9 * quarter + 200)
  })
})

test('losses sum by length, and no surplus hides a loss', () => {
  const base = lossOf('一段话。', 'a.txt')
  expect(sumLosses([])).toBeNull()
  const sum = sumLosses([
    { ...base, text: 1, characters: 300, images: [1, 3] },
    { ...base, text: 0.5, characters: 100, images: [4, 2] }
  ])
  expect(sum).toMatchObject({ text: 0.875, characters: 400, images: [5, 3] })
  expect(sumLosses([base, base])?.text).toBe(1)
})
