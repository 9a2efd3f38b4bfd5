import { createHeadlessEditor } from '@lexical/headless'
import { CodeNode } from '@lexical/code'
import { HorizontalRuleNode } from '@lexical/extension'
import { LinkNode } from '@lexical/link'
import { ListItemNode, ListNode } from '@lexical/list'
import { HeadingNode, QuoteNode } from '@lexical/rich-text'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownToState, stateToMarkdown } from './markdown.ts'
import { readState } from './state.ts'
import { stateToText } from './text.ts'

const rewritten = (markdown: string) => stateToMarkdown(readState(markdownToState(markdown)))
const textOf = (markdown: string) => stateToText(readState(markdownToState(markdown)))

/** The state as Lexical itself reads it and writes it again. */
function throughLexical(state: string): string {
  const editor = createHeadlessEditor({
    nodes: [HeadingNode, QuoteNode, ListNode, ListItemNode, CodeNode, LinkNode, HorizontalRuleNode],
    onError: (error) => {
      throw error
    }
  })
  return JSON.stringify(editor.parseEditorState(state).toJSON())
}

const SAME = [
  ['heading', '# 标题一\n\n## 标题二\n\n### 标题三\n'],
  ['marks', '**粗** *斜* ~~删~~ <u>下划线</u> `code`\n'],
  ['bold next to Chinese punctuation', '他说**“先画例外。”**然后走了\n'],
  ['strikethrough next to Chinese punctuation', '这句~~不要（太长）。~~留下这句\n'],
  ['marks in marks', '**粗里有*斜*也有~~删~~**\n'],
  ['link with title', '[链接](https://example.com/a?b=1 "标题")\n'],
  ['relative link', '[上一篇](../a.md)\n'],
  ['hard break', '第一行\\\n第二行\n'],
  ['bullet list', '- 一\n- 二\n  - 二之一\n    - 更深\n- 三\n'],
  ['numbered list with a start', '3. 三\n4. 四\n'],
  ['check list', '- [x] 做完\n- [ ] 没做\n  - [ ] 小事\n'],
  ['two paragraphs in an item', '1. 一\n\n   又一段\n2. 二\n'],
  ['quote', '> 第一行\\\n> 第二行\n>\n> 另一段\n'],
  ['quote with a list', '> - 一\n> - 二\n'],
  ['code', '```ts\nconst a = 1\n\n  return a\n```\n'],
  ['code with more than a language', '```ts title="a"\nconst a = 1\n```\n'],
  ['code with a fence in it', '````\n```\n里面\n```\n````\n'],
  ['rule', '上\n\n---\n\n下\n'],
  ['text that looks like Markdown', '1\\. 不是列表\n\n\\# 不是标题\n\n\\*不是斜体\\*\n'],
  ['full-width indent', '　　首行缩进两格\n'],
  ['empty', '']
] as const

describe('Markdown that the editor can hold comes out the same', () => {
  test.each(SAME)('%s', (_, markdown) => {
    expect(rewritten(markdown)).toBe(markdown)
  })

  test.each(SAME)('%s, through Lexical itself', (_, markdown) => {
    expect(stateToMarkdown(readState(throughLexical(markdownToState(markdown))))).toBe(markdown)
  })
})

describe('what the editor has no node for stays as text', () => {
  const cases: [string, string, string][] = [
    [
      'table',
      '| 走法 | 单量 |\n| - | - |\n| 上架 | 412 |\n',
      '```markdown\n| 走法 | 单量 |\n| - | - |\n| 上架 | 412 |\n```\n'
    ],
    ['image', '![流程图](https://example.com/a.png)', '[流程图](https://example.com/a.png)\n'],
    ['image without words', '![](a.png)', '[a.png](a.png)\n'],
    ['image in a link', '[![封面](a.png)](https://example.com)', '[封面 (a.png)](https://example.com)\n'],
    ['HTML block', '<div>\n内容\n</div>\n', '```html\n<div>\n内容\n</div>\n```\n'],
    ['unclosed inline HTML', '一<u>二', '一\\<u>二\n'],
    ['line break tag', '一<br>二', '一\\\n二\n'],
    ['link reference', '[文][x]\n\n[x]: https://example.com', '[文](https://example.com)\n'],
    ['unused definition', '[x]: https://example.com', '\\[x]: https\\://example.com\n'],
    ['script link', '[点我](javascript:alert)', '点我 (javascript:alert)\n'],
    ['network path', '[点我](//server/share)', '点我 (//server/share)\n'],
    ['code in a list item', '- 先跑\n\n  ```\n  npm test\n  ```\n', '- 先跑\n\n  `npm test`\n'],
    ['byte order mark', '\uFEFF# 标题', '# 标题\n']
  ]
  test.each(cases)('%s', (_, markdown, expected) => {
    expect(rewritten(markdown)).toBe(expected)
  })
})

test('overlapping marks that asterisks cannot express are written as tags and read back', () => {
  const text = (value: string, format: number) => ({ type: 'text', text: value, format })
  const children = [text('甲', 1), text('乙', 3), text('丙', 2)]
  const markdown = stateToMarkdown(
    readState(JSON.stringify({ root: { type: 'root', children: [{ type: 'paragraph', children }] } }))
  )
  const read = readState(markdownToState(markdown)).children[0]?.children
  expect(read?.map((node) => [node.text, node.format])).toEqual([
    ['甲', 1],
    ['乙', 3],
    ['丙', 2]
  ])
})

// Pieces that meet each other in ways nobody writes by hand.
const piece = fc.constantFrom(
  '**',
  '*',
  '_',
  '~~',
  '`',
  '```\n',
  '<u>',
  '</u>',
  '<b>',
  '[',
  ']',
  '](',
  ')',
  '(https://a.example)',
  '![',
  '\\',
  '\n',
  '\n\n',
  '  ',
  '\t',
  '> ',
  '- ',
  '1. ',
  '- [ ] ',
  '- [x] ',
  '# ',
  '---\n',
  '| a |\n',
  '| - |\n',
  '&amp;',
  '中',
  '文。',
  '“好”',
  '，',
  'word',
  'x',
  '1',
  '　',
  'https://b.example/q',
  ' a@b.example ',
  '[^1]',
  '[^1]: 注',
  '<!-- c -->',
  '😀',
  '\u0000',
  '\r\n'
)
const markdown = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''))

test('writing Markdown twice gives the same as once', () => {
  fc.assert(
    fc.property(markdown, (source) => {
      const once = rewritten(source)
      expect(rewritten(once)).toBe(once)
    }),
    { numRuns: 2000 }
  )
})

test('every word of any Markdown is in the note', () => {
  fc.assert(
    fc.property(markdown, (source) => {
      const words = source.match(/\p{Script=Han}|word/gu) ?? []
      const found = markdownToState(source)
      expect(words.filter((word) => !found.includes(word))).toEqual([])
    }),
    { numRuns: 1000 }
  )
})

test('links that may not be links, and links in links, keep their text', () => {
  const text = { type: 'text', text: '点我', format: 0 }
  const link = (url: string, ...children: object[]) => ({ type: 'link', url, children })
  const markdownOf = (node: object) =>
    stateToMarkdown(
      readState(JSON.stringify({ root: { type: 'root', children: [{ type: 'paragraph', children: [node] }] } }))
    )
  expect(markdownOf(link('javascript:alert(1)', text))).toBe('点我 (javascript:alert(1))\n')
  expect(markdownOf(link('https://a.example', link('https://b.example', text)))).toBe('[点我](https://a.example)\n')
})

const leaf = fc.record({
  type: fc.constantFrom('text', 'code-highlight', 'mention'),
  text: fc.string({
    unit: fc.constantFrom('甲', '乙', '。', 'a', ' ', '*', '_', '`', '<', '#', '-', '1', '.', '\\', '~', '[', ']'),
    maxLength: 6
  }),
  format: fc.integer({ min: 0, max: 31 })
})
const inline = fc.oneof(
  { weight: 6, arbitrary: leaf },
  { weight: 1, arbitrary: fc.constant({ type: 'linebreak' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('link'),
      url: fc.constant('https://a.example'),
      children: fc.array(leaf, { maxLength: 3 })
    })
  }
)
const line = fc.array(inline, { maxLength: 5 })
const block = fc.oneof(
  fc.record({
    type: fc.constantFrom('paragraph', 'heading', 'quote', 'code', 'callout'),
    tag: fc.constantFrom('h1', 'h3'),
    children: line
  }),
  fc.record({
    type: fc.constant('list'),
    listType: fc.constantFrom('bullet', 'number', 'check'),
    children: fc.array(fc.record({ type: fc.constant('listitem'), checked: fc.boolean(), children: line }), {
      maxLength: 3
    })
  })
)
const state = fc.array(block, { maxLength: 4 }).map((children) => JSON.stringify({ root: { type: 'root', children } }))

test('no editor state loses a character of its text in Markdown', () => {
  const letters = (text: string) => text.replace(/\s/gu, '')
  fc.assert(
    fc.property(state, (json) => {
      const root = readState(json)
      expect(letters(textOf(stateToMarkdown(root)))).toBe(letters(stateToText(root)))
    }),
    { numRuns: 2000 }
  )
})

test('marks survive, however they overlap', () => {
  const marked = fc.record({
    type: fc.constant('text'),
    text: fc.constantFrom('甲', '甲。', '“乙”', 'word', 'a.', '（丙）', '甲 乙', '1'),
    // all but inline code, in which Markdown keeps no marks apart
    format: fc.integer({ min: 0, max: 15 })
  })
  /** Each character with the marks it carries. */
  const characters = (root: ReturnType<typeof readState>) =>
    root.children.flatMap((block) =>
      block.children.flatMap((node) =>
        [...(node.text ?? '')].filter((one) => one !== ' ').map((one) => `${one}${node.format ?? 0}`)
      )
    )
  fc.assert(
    fc.property(fc.array(marked, { maxLength: 6 }), (children) => {
      const root = readState(JSON.stringify({ root: { type: 'root', children: [{ type: 'paragraph', children }] } }))
      expect(characters(readState(markdownToState(stateToMarkdown(root))))).toEqual(characters(root))
    }),
    { numRuns: 2000 }
  )
})
