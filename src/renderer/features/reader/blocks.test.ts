import { expect, test } from 'vitest'
import type { ArticleElement } from '../../../shared/article-tree.ts'
import { partStarts } from './blocks.ts'

const blocks = (count: number, tagAt: (index: number) => ArticleElement['tag'] = () => 'p'): ArticleElement[] =>
  Array.from({ length: count }, (_, index) => ({ tag: tagAt(index), children: ['段'] }))

test('a short article has no parts', () => {
  expect(partStarts(blocks(150))).toBeNull()
})

test('a long one has parts of some fifty blocks, which begin with a paragraph', () => {
  expect(partStarts(blocks(151))).toEqual([0, 50, 100, 150])
  expect(partStarts(blocks(200, (index) => (index % 50 < 3 ? 'h2' : 'p')))).toEqual([0, 53, 103, 153])
})

test('without paragraphs a part ends all the same', () => {
  expect(partStarts(blocks(320, () => 'pre'))).toEqual([0, 100, 200, 300])
})
