import { expect, it, vi } from 'vitest'
import { fold } from '../../../../shared/fold.ts'
import { unwrap } from '../../../../shared/result.ts'
import { createTestLibrary } from '../../testing.ts'
import type { TestLibrary } from '../../testing.ts'
import { countWords } from '../words.ts'

const titles = async ({ kb }: TestLibrary, query: string) =>
  unwrap(await kb.search.query({ query })).hits.map((hit) => hit.title)

const article = (title: string, date: string, body: string) => `---\ntitle: '${title}'\ndate: ${date}\n---\n\n${body}\n`

it('days begin and end on the clock of this machine', async () => {
  const library = createTestLibrary({ now: () => new Date(2026, 2, 31, 12).getTime() })
  const at = (...time: [number, number, number, number, number]) => new Date(...time).toISOString()
  await library.importFiles({
    'a.md': article('日子', '2026-03-30', '一'),
    'b.md': article('第一分钟', at(2026, 2, 30, 0, 0), '二'),
    'c.md': article('最后一分钟', at(2026, 2, 30, 23, 59), '三'),
    'd.md': article('次日', at(2026, 2, 31, 0, 0), '四'),
    'e.md': article('前一天', at(2026, 2, 29, 23, 59), '五')
  })
  unwrap(await library.kb.notes.create({ title: '今天的笔记', markdown: '' }))
  expect((await titles(library, 'date:2026-03-30')).toSorted()).toEqual(['日子', '最后一分钟', '第一分钟'].toSorted())
  expect((await titles(library, 'date:1d')).toSorted()).toEqual(['今天的笔记', '次日'].toSorted())
  expect(await titles(library, 'date:<2026-03-30')).toEqual(['前一天'])
  expect(await titles(library, 'date:2025')).toEqual([])
  expect(await titles(library, 'sort:date')).toEqual(['今天的笔记', '次日', '最后一分钟', '第一分钟', '日子', '前一天'])
  expect(await titles(library, '-sort:date')).toEqual((await titles(library, 'sort:date')).toReversed())
})

it('articles that are nearly the same, and those with images', async () => {
  const library = createTestLibrary()
  const body = Array.from({ length: 40 }, (_, n) => `第 ${n} 天，仓库主管又说出了一条系统里没有的路。`).join('')
  await library.importFiles({
    'a.md': article('退货的路', '2026-03-30', body),
    'b.md': article('退货的路（转载）', '2026-03-31', `${body}完。`),
    'c.md': article('有图', '2026-03-31', '![图](https://example.com/a.png)\n\n看图。')
  })
  await vi.waitFor(async () => expect(await titles(library, 'is:duplicate')).toHaveLength(2), 5000)
  expect(await titles(library, 'is:duplicate sort:date')).toEqual(['退货的路（转载）', '退货的路'])
  expect(await titles(library, 'has:image')).toEqual(['有图'])
  expect(await titles(library, '-has:image -is:duplicate')).toEqual([])
})

it('a category by the end of its path, with what is below it', async () => {
  const library = createTestLibrary()
  const { kb } = library
  const make = async (name: string, parentId: number | null) =>
    unwrap(await kb.categories.create({ name, parentId })).id
  const product = await make('产品', null)
  const research = await make('研究', null)
  const places = { 甲: product, 乙: await make('需求', product), 丙: await make('需求', research) }
  for (const [title, category] of Object.entries(places)) {
    const { id } = unwrap(await kb.notes.create({ title, markdown: '' }))
    unwrap(await kb.entries.move({ ids: [id], category }))
  }
  const found = async (path: string) => (await titles(library, `category:${path} sort:title`)).join('')
  expect(await found('产品')).toBe('乙甲')
  expect(await found('需求')).toBe('丙乙')
  expect(await found('产品/需求')).toBe('乙')
  expect(await found('产品／需求')).toBe('乙')
  expect(await found('需求/产品')).toBe('')
})

it('follows every change at once', async () => {
  const library = createTestLibrary()
  const { kb } = library
  const { id } = unwrap(await kb.notes.create({ title: '甲', markdown: '一二三' }))
  expect(await titles(library, 'words:3')).toEqual(['甲'])
  expect(await titles(library, 'tag:x OR is:starred')).toEqual([])
  unwrap(await kb.entries.tag({ ids: [id], add: ['x'] }))
  expect(await titles(library, 'tag:X')).toEqual(['甲'])
  unwrap(await kb.entries.setStarred({ ids: [id], starred: true }))
  expect(await titles(library, '-tag:x OR is:starred')).toEqual(['甲'])
  unwrap(await kb.search.catchUp(null).result)
  expect(await titles(library, 'words:3')).toEqual(['甲'])
  unwrap(await kb.entries.trash({ ids: [id] }))
  expect(await titles(library, 'tag:x')).toEqual([])
  expect(await titles(library, 'tag:x is:trash')).toEqual(['甲'])
  expect(await titles(library, '一二 is:trash words:<4')).toEqual(['甲'])
  unwrap(await kb.tags.rename({ name: 'x', newName: 'y' }))
  expect(await titles(library, 'tag:x is:trash')).toEqual([])
  expect(await titles(library, 'tag:y is:trash')).toEqual(['甲'])
})

it.each([
  ['', 0],
  ['需求分析', 4],
  ['一个 MVP 产品，v2.0 版。', 7],
  ["don't re-do it", 3],
  ['𠮷野家', 3],
  ['カタカナ', 4],
  ['привет мир', 2],
  ['123 + 45', 2]
])('%s has %i words', (text, words) => {
  expect(countWords(fold(text))).toBe(words)
})
