import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { partsOf } from './parts.ts'

const toHtml = (markdown: string): string =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
    // The parser drops a line end in an HTML block when a definition stands before it.
    .replace(/\s*(<[^>]+>)\s*/g, '$1')
    .trim()
const inParts = (markdown: string, size: number): string => partsOf(markdown, size).map(toHtml).filter(Boolean).join('')

const LINES = [
  '先看货架，再看系统。',
  'Count first.',
  '# 盘点',
  '## Steps ##',
  '===',
  '---',
  '- 一项',
  '  续行',
  '      更深的一行',
  '1. 第一',
  '   ```',
  '> 引用',
  '```js',
  '```',
  '~~~',
  '    缩进的代码',
  '| 甲 | 乙 |',
  '| - | - |',
  '<div>',
  '</div>',
  '<pre>',
  '<pre>\n\n量\n</pre>',
  '<!-- 注',
  '注完 -->',
  '<b>行内</b>',
  '[货架]: https://a.example/h',
  '[货架]: https://b.example/h "二"',
  '  [货位]: /w',
  '- [货位]: /in-a-list',
  '[1]: 王某. 盘点. 2020',
  '[00:01]: 大家好 欢迎',
  '[长',
  '标签]: /l',
  '　',
  '```a``` 是行内',
  '<details>',
  '<!X',
  '[货架] 和 [货位] 与 [别处][货架]',
  '[^1]: 脚注',
  '见[^1]',
  '- ```',
  '"标题"',
  '\t制表',
  '行尾两空格  ',
  '\\',
  '',
  '',
  ''
]

test('parts read one after another are the whole', () => {
  const text = fc.array(fc.constantFrom(...LINES), { maxLength: 24 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (markdown, size) => {
      expect(inParts(markdown, size)).toBe(toHtml(markdown))
    }),
    { numRuns: 2000 }
  )
})

test('a long text is divided at headings and paragraphs, not in code', () => {
  const code = `\`\`\`\n${'x = 1\n\nprint(x)\n'.repeat(20)}\`\`\``
  const text = `${'先看货架。\n\n'.repeat(20)}${code}\n\n${'# 盘点\n\n- 一\n\n'.repeat(20)}`
  const parts = partsOf(text, 60)
  expect(parts.length).toBeGreaterThan(5)
  expect(parts.join('')).toBe(text)
  expect(parts.filter((part) => part.includes('print'))).toHaveLength(1)
})

test('definitions hold in every part; with footnotes a text stays whole', () => {
  const text = `[货架]\n\n${'先看[货架]。\n\n'.repeat(30)}[货架]: https://a.example/h\n`
  const parts = partsOf(text, 60)
  expect(parts.length).toBeGreaterThan(3)
  for (const part of parts) expect(toHtml(part)).toContain('<a href="https://a.example/h">')
  expect(partsOf(`${text}\n[^1]: 脚注\n`, 60)).toHaveLength(1)
})
