import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { foldedTerm } from '../../../shared/search-query.ts'
import type { SearchGroup, SearchItem } from '../../../shared/search.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

const clippings = (book: string, sentence: string, note: string) =>
  `${book} (梁屿)\n- 您在位置 #120-121的标注 | 添加于 2026年3月1日星期日 上午9:00:00\n\n${sentence}\n==========\n` +
  `${book} (梁屿)\n- 您在位置 #121的笔记 | 添加于 2026年3月1日星期日 上午9:01:00\n\n${note}\n==========\n`

const article = (title: string, body: string) =>
  `---\ntitle: '${title}'\nauthor: 沈禾\ndate: 2026-03-12\n---\n\n${body}\n`

/** Articles, notes, a highlight, a plan, tags and categories about one subject. */
async function filled(): Promise<TestLibrary> {
  const library = createTestLibrary()
  const { kb } = library
  await library.importFiles({
    'a.md': article('权限做到第三年', '临时的授权到期自动收回，例外写成流程。'),
    'b.md': article('一张可复用的清单', '每个季度收回一次权限，权限表不会变成坟场。'),
    'c.md': article('需求分析入门', '先问谁在用，再问为什么。'),
    'My Clippings.txt': clippings('田埂手记', '例外不再建角色，而是走有期限的授权。', '权限三层：记得画图')
  })
  const note = unwrap(await kb.notes.create({ title: '访谈', markdown: '权限谁来收回？', tags: ['权限与流程'] }))
  const parent = unwrap(await kb.categories.create({ name: 'B 端', parentId: null }))
  const category = unwrap(await kb.categories.create({ name: '权限与角色', parentId: parent.id }))
  unwrap(await kb.entries.move({ ids: [note.id], category: category.id }))
  const plan = unwrap(await kb.plans.create({ title: '权限专题', startDate: '2026-03-01', minutesPerDay: 30 }))
  unwrap(await kb.plans.addItem({ planId: plan.id, title: '画一张权限表', minutes: 20, date: '2026-03-02' }))
  return library
}

const labelOf = (item: SearchItem): string => {
  if (item.type === 'entry') return item.hit.title + (item.pinyin ? '~' : '')
  if (item.type === 'highlight') return item.text
  if (item.type === 'plan') return item.title + (item.pinyin ? '~' : '')
  return (item.type === 'tag' ? item.name : item.path.join('/')) + (item.pinyin ? '~' : '')
}
const labels = (groups: SearchGroup[]): Record<string, string[]> =>
  Object.fromEntries(groups.map(({ name, items }) => [name, items.map(labelOf)]))

async function overview(library: TestLibrary, query: string) {
  return unwrap(await library.kb.search.overview({ query }))
}

describe.each([
  ['before indexing', false],
  ['from the index', true]
])('groups %s', (_, indexed) => {
  async function ready(): Promise<TestLibrary> {
    const library = await filled()
    if (indexed) unwrap(await library.kb.search.catchUp(null).result)
    return library
  }

  it('part what was found', async () => {
    const answer = await overview(await ready(), '权限')
    expect(labels(answer.groups)).toEqual({
      titles: ['权限做到第三年'],
      articles: ['一张可复用的清单', '田埂手记'],
      notes: ['访谈'],
      highlights: ['例外不再建角色，而是走有期限的授权。'],
      plans: ['权限专题', '画一张权限表'],
      tags: ['权限与流程'],
      categories: ['B 端/权限与角色']
    })
    expect(answer).toMatchObject({ exact: true, terms: ['权限'], problems: [] })
    expect(answer.total).toBe(9)
    const items = answer.groups.flatMap((group) => group.items)
    expect(items.find((item) => item.type === 'highlight')).toMatchObject({
      entry: { title: '田埂手记' },
      ranges: [],
      note: '权限三层：记得画图',
      noteRanges: [[0, 2]],
      count: 1,
      matches: [{ field: 'note', offset: 0, length: 2 }]
    })
    expect(items.filter((item) => item.type === 'plan')).toMatchObject([
      { itemId: null, date: '2026-03-01', ranges: [[0, 2]] },
      { itemId: expect.any(Number), planTitle: '权限专题', date: '2026-03-02', done: false, ranges: [[3, 5]] }
    ])
    expect(items.find((item) => item.type === 'tag')).toMatchObject({ entries: 1, ranges: [[0, 2]] })
    expect(items.find((item) => item.type === 'category')).toMatchObject({ entries: 1, ranges: [[0, 2]] })
  })

  it.each<[string, Record<string, string[]>]>([
    ['', {}],
    ['tag:', {}],
    ['没有的词', {}],
    ['kind:plan 权限 -专题', { plans: ['画一张权限表'] }],
    ['kind:plan date:2026-03-02..', { plans: ['画一张权限表'] }],
    ['kind:highlight', { highlights: ['例外不再建角色，而是走有期限的授权。'] }],
    ['授权 kind:highlight 作者:梁屿', { highlights: ['例外不再建角色，而是走有期限的授权。'] }],
    ['in:title 权限', { titles: ['权限做到第三年'], plans: ['权限专题', '画一张权限表'] }],
    ['in:text 权限 kind:note', { notes: ['访谈'] }],
    ['has:highlight', { articles: ['田埂手记'] }],
    ['has:note', { articles: ['田埂手记'] }],
    ['收回 OR 入门', { titles: ['需求分析入门'], articles: ['权限做到第三年', '一张可复用的清单'], notes: ['访谈'] }],
    ['权限 -收回 -kind:plan', { articles: ['田埂手记'], highlights: ['例外不再建角色，而是走有期限的授权。'] }],
    // By their readings, behind what holds the words.
    [
      'quanxian',
      {
        titles: ['权限做到第三年~'],
        plans: ['权限专题~', '画一张权限表~'],
        tags: ['权限与流程~'],
        categories: ['B 端/权限与角色~']
      }
    ],
    ['xqfx', { titles: ['需求分析入门~'] }],
    ['需qfx', { titles: ['需求分析入门~'] }],
    ['"xqfx"', {}],
    ['xqfx kind:article', {}]
  ])('%s', async (query, expected) => {
    const { groups } = await overview(await ready(), query)
    const found = labels(groups)
    for (const [name, names] of Object.entries(expected)) {
      expect(found[name]?.toSorted()).toEqual(names.toSorted())
    }
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted())
  })

  it('are paged to the end, words before readings', async () => {
    const library = await ready()
    const { kb } = library
    for (let n = 0; n < 7; n++) unwrap(await kb.notes.create({ title: `第${n}条 xqfx`, markdown: '' }))
    const seen: string[] = []
    for (let offset = 0; offset < 12; offset += 3) {
      const page = unwrap(await kb.search.group({ query: 'xqfx', group: 'titles', offset, limit: 3 }))
      expect(page).toMatchObject({ name: 'titles', total: 8, exact: true })
      seen.push(...page.items.map(labelOf))
    }
    expect(new Set(seen).size).toBe(8)
    expect(seen.at(-1)).toBe('需求分析入门~')
  })
})

it('highlights, their notes, plans and their items are found by any part of them', async () => {
  const library = createTestLibrary()
  const { kb } = library
  const texts = ['⽤户增⻓靠留存，Ｂ２Ｂ報價', '把 A/B 测试\u200b写进 node.js 脚本😀', '需求　分析（第 2 版）：c++']
  await library.importFiles({
    'My Clippings.txt': texts.map((text, n) => clippings(`书${n}`, text, `批注${n} ${text}`)).join('')
  })
  for (const text of texts) {
    const plan = unwrap(await kb.plans.create({ title: `专题 ${text}`, startDate: '2026-03-01', minutesPerDay: 30 }))
    unwrap(await kb.plans.addItem({ planId: plan.id, title: `读 ${text}`, minutes: 20 }))
  }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 1, max: 30 }), async (text, at, length) => {
      const part = text.slice(at % text.length, (at % text.length) + length)
      fc.pre(part.isWellFormed() && foldedTerm(part) !== '')
      const query = `"${part}"`
      const own = (label: string) => label.includes(text)
      const highlights = unwrap(await kb.search.group({ query, group: 'highlights' })).items
      expect(highlights.map(labelOf).filter(own)).toHaveLength(1)
      expect(highlights.every((item) => item.type === 'highlight' && item.count >= 2)).toBe(true)
      const plans = unwrap(await kb.search.group({ query, group: 'plans' })).items
      expect(plans.map(labelOf).filter(own)).toHaveLength(2)
    })
  )
})

it('headings are found by their readings, behind what holds the letters', async () => {
  const library = createTestLibrary()
  await library.importFiles({
    'a.md': article('三次会议', '## 一、评审之前\n\n先读。\n\n## 二、⽤户访谈\n\n再问。'),
    'b.md': article('yhft 是什么', '缩写。'),
    'c.md': article('没有小标题', '只有正文：用户访谈。')
  })
  const { groups } = await overview(library, 'yhft')
  expect(labels(groups)).toEqual({ titles: ['yhft 是什么'], articles: ['三次会议~'] })
  const item = groups[1]?.items[0]
  expect(item).toMatchObject({ type: 'entry', hit: { snippet: '二、⽤户访谈', ranges: [[2, 6]], count: 0 } })
  unwrap(
    await library.kb.notes.create({ title: '回访', markdown: '## 问用户\n\n再问。\n\n## **⽤户**访谈\n\n写下来。' })
  )
  const both = (await overview(library, 'yhft')).groups
  expect(labels(both)).toEqual({ titles: ['yhft 是什么'], articles: ['三次会议~'], notes: ['回访~'] })
  expect(both[2]?.items[0]).toMatchObject({ hit: { snippet: '⽤户访谈', ranges: [[0, 4]] } })
  // No reading reaches from one heading into the next.
  expect((await overview(library, 'zhiqianer')).groups).toEqual([])
  const [first] = unwrap(await library.kb.search.query({ query: '三次会议' })).hits
  unwrap(await library.kb.entries.trash({ ids: [first?.id ?? 0] }))
  expect(labels((await overview(library, 'yhft')).groups)).toEqual({ titles: ['yhft 是什么'], notes: ['回访~'] })
})

describe('names', () => {
  it('are completed: beginnings first, then what holds the text, then readings, most used first', async () => {
    const library = await filled()
    const { kb } = library
    const { items } = unwrap(await kb.entries.list({}))
    const tag = async (name: string, n: number) =>
      unwrap(await kb.entries.tag({ ids: items.slice(0, n).map(({ id }) => id), add: [name] }))
    await tag('流程', 1)
    await tag('流程图', 3)
    await tag('审批流程', 5)
    await tag('柳橙', 2)
    const complete = async (key: 'tag' | 'category' | 'author' | 'source', text: string) =>
      unwrap(await kb.search.complete({ key, text })).map(({ value, entries }) => `${value} ${entries}`)
    expect(await complete('tag', '流')).toEqual(['流程图 3', '流程 1', '审批流程 5', '权限与流程 1'])
    expect(await complete('tag', 'liuch')).toEqual(['审批流程 5', '流程图 3', '柳橙 2', '权限与流程 1', '流程 1'])
    expect(await complete('category', '权限')).toEqual(['B 端/权限与角色 1'])
    expect(await complete('category', 'b')).toEqual(['B 端 1', 'B 端/权限与角色 1'])
    expect(await complete('author', '')).toEqual(expect.arrayContaining(['沈禾 3', '梁屿 1']))
    expect(await complete('source', '没有')).toEqual([])
    const [first] = unwrap(await kb.search.complete({ key: 'tag', text: '程图' }))
    expect(first).toEqual({ value: '流程图', entries: 3, ranges: [[1, 3]] })
  })

  it('that the library does not have are pointed at', async () => {
    const library = await filled()
    const { problems, total } = unwrap(await library.kb.search.query({ query: '权限 tag:没有 分类:"B 端"' }))
    expect(total).toBe(0)
    expect(problems).toEqual([{ key: 'noSuchName', start: 3, end: 9, unfinished: false }])
  })
})

describe('other readings', () => {
  const suggest = async (library: TestLibrary, query: string) =>
    unwrap(await library.kb.search.suggest({ query })).map(({ kind, typed, word, query: other, entries, exact }) => {
      return `${kind} ${typed} ${word} [${other}] ${exact ? '' : '≥'}${entries}`
    })

  it.each([
    ['xuqiu', ['pinyin xuqiu 需求 [需求] 1']],
    ['qx 收回', ['pinyin qx 权限 [权限 收回] 3']],
    ['状态:未读 qx', ['pinyin qx 权限 [状态:未读 权限] 3']],
    ['全线', ['similar 全线 权限 [权限] 4']],
    ['须求 OR 没有', ['similar 须求 需求 [需求 OR 没有] 1']],
    // In texts alone.
    ['linshi', ['pinyin linshi 临时 [临时] 1']],
    ['aconstructor', []],
    ['promt', ['similar promt prompt [prompt] 1']],
    ['porduct', ['similar porduct product [product] 1']],
    ['权限', []],
    ['"xuqiu"', []],
    ['tag:xuqiu', []],
    ['zzzz', []],
    ['', []]
  ])('%s', async (query, expected) => {
    const library = await filled()
    unwrap(await library.kb.notes.create({ title: '英文', markdown: 'A prompt for the product' }))
    unwrap(await library.kb.search.catchUp(null).result)
    expect(await suggest(library, query)).toEqual(expected)
  })
})

describe('counts', () => {
  it('are those of the hits', async () => {
    const library = await filled()
    const counts = unwrap(
      await library.kb.search.count({ queries: ['权限', 'kind:note', '', 'tag:没有', 'sort:date'] })
    )
    expect(counts.map(({ total }) => total)).toEqual([4, 1, 0, 0, 5])
    expect(counts.every(({ exact }) => exact)).toBe(true)
  })
})
