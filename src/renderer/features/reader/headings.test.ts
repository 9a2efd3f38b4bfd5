import { expect, test } from 'vitest'
import { currentHeading, headingsOf } from './headings.ts'

const tree = [
  { tag: 'p' as const, children: ['开头'] },
  { tag: 'h2' as const, attributes: { id: 'one' }, children: ['一'] },
  { tag: 'p' as const, children: ['正文'] },
  { tag: 'blockquote' as const, children: [{ tag: 'h3' as const, attributes: { id: 'two' }, children: ['二'] }] }
]
const toc = [
  { id: 'one', level: 2, text: '一' },
  { id: 'gone', level: 2, text: '不在正文里' },
  { id: 'two', level: 3, text: '二' }
]

test('each line of the contents knows its block, and lines without a heading are left out', () => {
  expect(headingsOf(tree, toc).map(({ id, block }) => [id, block])).toEqual([
    ['one', 1],
    ['two', 3]
  ])
})

test('the current heading is the last one at or before the block', () => {
  const headings = headingsOf(tree, toc)
  expect([0, 1, 2, 3, 9].map((block) => currentHeading(headings, block))).toEqual([-1, 0, 0, 1, 1])
})
