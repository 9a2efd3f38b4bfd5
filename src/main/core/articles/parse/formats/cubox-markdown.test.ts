import { expect, test } from 'vitest'
import { cuboxHighlights } from './cubox-markdown.ts'

const link = (id: number): string => `[Link️](https://cubox.pro/web/annotations/cards/1?highlight=${id})  `

test('each quotation with a link to it is a marked sentence, what stands between them its note', () => {
  const body = [
    '> 先写排。',
    '',
    link(1),
    '> 再写列，',
    '>',
    '> 最后写层。',
    '',
    '划线用红笔。',
    '',
    '旧的留着。',
    link(2)
  ]
  expect(cuboxHighlights(body.join('\n'))).toEqual([
    { text: '先写排。', note: '', location: '', createdAt: null },
    { text: '再写列，\n\n最后写层。', note: '划线用红笔。\n\n旧的留着。', location: '', createdAt: null }
  ])
})

test.each([
  ['a quotation without a link', '> 引文。\n\nhttps://cubox.pro/web/card/1'],
  ['a link without a quotation', `一段话。\n\n${link(1)}`],
  ['a quotation of another section', `> 引文。\n\n## 正文\n\n${link(1)}`],
  ['a link to another site', '> 引文。\n\n[Link](https://cubox.pro.field.example/?highlight=1)']
])('%s is none', (_, body) => {
  expect(cuboxHighlights(body)).toEqual([])
})
