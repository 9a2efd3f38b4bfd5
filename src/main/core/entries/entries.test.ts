import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import type { EntrySummary } from '../../../shared/entries.ts'
import { originalPath } from '../db/originals.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { join } from 'node:path'

interface Written {
  title: string
  author?: string
  site?: string
  date?: string
  tags?: string[]
  categories?: string[]
  body?: string
}

function markdown({ title, author, site, date, tags, categories, body = '先看数据，再下结论。' }: Written): string {
  const header = { title, author, site, date, tags, categories: categories && [categories] }
  const lines = Object.entries(header).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`]
  )
  return `---\n${lines.join('\n')}\n---\n\n${body}\n`
}

const ARTICLES: Written[] = [
  {
    title: '角色不是岗位',
    author: '许知行',
    site: '产品札记',
    date: '2024-03-01',
    tags: ['权限', '领域建模'],
    categories: ['产品', '设计', '权限'],
    body: '一个人可以有很多角色。'.repeat(200)
  },
  {
    title: '仓库里的三天',
    author: '何一川',
    site: '供应链手记',
    date: '2024-01-15',
    tags: ['调研'],
    categories: ['供应链'],
    body: '跟着一张订单走完全程。'.repeat(100)
  },
  { title: '续费率从哪里掉的', author: '许知行', site: '产品札记', date: '2024-02-10', categories: ['产品', '运营'] },
  { title: '没有日期的草稿' }
]

/** A library with the four articles, in that order of adding, and one note; ids by title. */
async function filled() {
  let clock = 1_700_000_000_000
  const library = createTestLibrary({ now: () => (clock += 1000) })
  for (const article of ARTICLES) await library.importFiles({ 'article.md': markdown(article) })
  const note = unwrap(
    await library.kb.notes.create({ title: '访谈提纲', markdown: '问过去，不问将来。', tags: ['调研'] })
  )
  const { items } = unwrap(await library.kb.entries.list({ sort: 'added', descending: false }))
  const id = (title: string) => items.find((item) => item.title === title)!.id
  return { ...library, id, note: note.id, ids: items.map((item) => item.id) }
}

const titlesOf = (items: EntrySummary[]) => items.map((item) => item.title)
const list = async (library: TestLibrary, query: Parameters<TestLibrary['kb']['entries']['list']>[0]) =>
  unwrap(await library.kb.entries.list(query))
const titles = async (library: TestLibrary, query: Parameters<TestLibrary['kb']['entries']['list']>[0]) =>
  titlesOf((await list(library, query)).items)
const ALL = ['角色不是岗位', '仓库里的三天', '续费率从哪里掉的', '没有日期的草稿', '访谈提纲']

async function categoryId(library: TestLibrary, name: string): Promise<number> {
  return unwrap(await library.kb.categories.list(null)).find((category) => category.name === name)!.id
}

describe('list', () => {
  test('gives whole summaries, newest first, page by page', async () => {
    const library = await filled()
    const { total, items } = await list(library, {})
    expect(total).toBe(5)
    expect(titlesOf(items)).toEqual(ALL.toReversed())
    expect(items.at(-1)).toEqual({
      id: library.id('角色不是岗位'),
      kind: 'article',
      title: '角色不是岗位',
      excerpt: expect.stringMatching(/^一个人可以有很多角色。/u),
      author: '许知行',
      feed: '产品札记',
      publishedAt: '2024-03-01',
      categories: [['产品', '设计', '权限']],
      tags: ['权限', '领域建模'],
      images: 0,
      readingMinutes: 5,
      readState: 'unread',
      readProgress: 0,
      starred: false,
      createdAt: expect.any(Number),
      updatedAt: expect.any(Number),
      deletedAt: null,
      revision: 1
    })
    expect(items[0]).toMatchObject({ kind: 'note', readState: null, author: null, publishedAt: null, categories: [] })

    const page = await list(library, { offset: 1, limit: 2 })
    expect(page.total).toBe(5)
    expect(titlesOf(page.items)).toEqual(['没有日期的草稿', '续费率从哪里掉的'])
    expect((await list(library, { offset: 10 })).items).toEqual([])
  })

  test.each([
    ['added', ALL],
    ['updated', ALL],
    ['title', ['仓库里的三天', '没有日期的草稿', '续费率从哪里掉的', '角色不是岗位', '访谈提纲']],
    ['published', ['没有日期的草稿', '访谈提纲', '仓库里的三天', '续费率从哪里掉的', '角色不是岗位']],
    ['readingTime', ['续费率从哪里掉的', '没有日期的草稿', '访谈提纲', '仓库里的三天', '角色不是岗位']]
  ] as const)('sorts by %s both ways', async (sort, ascending) => {
    const library = await filled()
    expect(await titles(library, { sort, descending: false })).toEqual(ascending)
    expect(await titles(library, { sort, descending: true })).toEqual([...ascending].toReversed())
    const ids = unwrap(await library.kb.entries.ids({ sort, descending: false }))
    expect(ids).toEqual(ascending.map((title) => library.id(title)))
  })

  test('views and filters combine', async () => {
    const library = await filled()
    const { kb, id } = library
    unwrap(await kb.entries.setStarred({ ids: [id('仓库里的三天')], starred: true }))
    unwrap(await kb.entries.setReadState({ ids: [id('仓库里的三天')], state: 'reading' }))
    unwrap(await kb.entries.setReadState({ ids: [id('角色不是岗位')], state: 'read' }))
    const product = await categoryId(library, '产品')
    const oldest = { sort: 'added', descending: false } as const

    const expected: [Parameters<typeof list>[1], string[]][] = [
      [{ view: 'articles' }, ALL.slice(0, 4)],
      [{ view: 'notes' }, ['访谈提纲']],
      [{ view: 'inbox' }, ['没有日期的草稿']],
      [{ view: 'unread' }, ['续费率从哪里掉的', '没有日期的草稿']],
      [{ view: 'reading' }, ['仓库里的三天']],
      [{ view: 'read' }, ['角色不是岗位']],
      [{ view: 'starred' }, ['仓库里的三天']],
      [{ view: 'trash' }, []],
      [{ kind: 'note' }, ['访谈提纲']],
      [{ category: product }, ['角色不是岗位', '续费率从哪里掉的']],
      [{ category: await categoryId(library, '设计') }, ['角色不是岗位']],
      [{ category: 999 }, []],
      [{ tags: ['调研'] }, ['仓库里的三天', '访谈提纲']],
      [{ tags: ['权限', '领域建模'] }, ['角色不是岗位']],
      [{ tags: ['权限', '调研'] }, []],
      [{ tags: ['没有的标签'] }, []],
      [{ feed: '产品札记' }, ['角色不是岗位', '续费率从哪里掉的']],
      [{ author: '许知行', category: product, view: 'unread' }, ['续费率从哪里掉的']],
      [{ batch: 2 }, ['仓库里的三天']],
      [{ tags: ['调研'], kind: 'article', view: 'starred', feed: '供应链手记' }, ['仓库里的三天']]
    ]
    for (const [query, want] of expected) {
      const answer = await list(library, { ...query, ...oldest })
      expect([query, titlesOf(answer.items), answer.total]).toEqual([query, want, want.length])
      expect(unwrap(await kb.entries.ids({ ...query, ...oldest }))).toEqual(want.map(id))
    }
  })

  test('refuses what the contract does not allow', async () => {
    const { kb } = createTestLibrary()
    const bad = await kb.entries.list({ limit: 501 })
    expect(bad).toMatchObject({ ok: false, error: { code: 'invalid_input', details: { field: 'limit' } } })
    expect(await kb.entries.setStarred({ ids: [], starred: true })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' }
    })
  })
})

test('get gives one summary, or says that it is gone', async () => {
  const { kb, id } = await filled()
  const several = unwrap(await kb.entries.summaries({ ids: [id('仓库里的三天'), 999, id('角色不是岗位')] }))
  expect(several.map(({ title }) => title)).toEqual(['仓库里的三天', '角色不是岗位'])
  expect(unwrap(await kb.entries.get({ id: id('仓库里的三天') })).feed).toBe('供应链手记')
  expect(await kb.entries.get({ id: 999 })).toMatchObject({
    ok: false,
    error: { code: 'not_found', key: 'entryNotFound' }
  })
})

test('sources are counted, most used first, without the trash', async () => {
  const { kb, id } = await filled()
  expect(unwrap(await kb.entries.sources(null))).toEqual({
    feeds: [
      { name: '产品札记', count: 2 },
      { name: '供应链手记', count: 1 }
    ],
    authors: [
      { name: '许知行', count: 2 },
      { name: '何一川', count: 1 }
    ]
  })
  unwrap(await kb.entries.trash({ ids: [id('仓库里的三天')] }))
  expect(unwrap(await kb.entries.sources(null)).feeds).toEqual([{ name: '产品札记', count: 2 }])
})

describe('changes', () => {
  test('ids that are gone are left out, and it fails when none is there', async () => {
    const { kb, id } = await filled()
    unwrap(await kb.entries.setStarred({ ids: [999, id('仓库里的三天')], starred: true }))
    expect(unwrap(await kb.entries.counts(null)).views.starred).toBe(1)
    for (const failed of [
      await kb.entries.setStarred({ ids: [999], starred: true }),
      await kb.entries.tag({ ids: [999], add: ['x'] }),
      await kb.entries.move({ ids: [999], category: null }),
      await kb.entries.trash({ ids: [999] })
    ]) {
      expect(failed).toMatchObject({ ok: false, error: { code: 'not_found', key: 'entryNotFound' } })
    }
  })

  test('tag adds and removes, creates unknown tags and knows them without regard to case', async () => {
    const { kb, ids, id } = await filled()
    unwrap(await kb.entries.tag({ ids, add: ['SaaS', '年度'], remove: ['调研'] }))
    unwrap(await kb.entries.tag({ ids: [id('仓库里的三天')], add: ['saas'] }))
    const names = unwrap(await kb.entries.get({ id: id('仓库里的三天') })).tags
    expect(names.toSorted()).toEqual(['SaaS', '年度'])
    const counts = unwrap(await kb.entries.counts(null)).tags
    expect(counts).toEqual({ SaaS: 5, 年度: 5, 调研: 0, 权限: 1, 领域建模: 1 })
  })

  test('move puts into one category, and its answer undoes it', async () => {
    const library = await filled()
    const { kb, ids } = library
    const before = (await list(library, {})).items
    const target = await categoryId(library, '运营')
    const undo = unwrap(await kb.entries.move({ ids, category: target }))
    expect((await list(library, {})).items.map((item) => item.categories)).toEqual(ids.map(() => [['产品', '运营']]))
    unwrap(await kb.entries.setCategories(undo))
    expect((await list(library, {})).items).toEqual(before)

    const undoNone = unwrap(await kb.entries.move({ ids, category: null }))
    expect(unwrap(await kb.entries.counts(null)).categories[String(target)]).toBe(0)
    unwrap(await kb.entries.setCategories(undoNone))
    expect((await list(library, {})).items).toEqual(before)
  })

  test('move into a category that is gone changes nothing', async () => {
    const library = await filled()
    const before = (await list(library, {})).items
    expect(await library.kb.entries.move({ ids: library.ids, category: 999 })).toMatchObject({
      ok: false,
      error: { code: 'not_found', key: 'categoryNotFound' }
    })
    expect((await list(library, {})).items).toEqual(before)
  })

  test('setCategories leaves out categories and entries that are gone', async () => {
    const library = await filled()
    const { kb, note } = library
    const target = await categoryId(library, '运营')
    unwrap(
      await kb.entries.setCategories([
        { id: note, categories: [target, 999] },
        { id: 999, categories: [target] }
      ])
    )
    expect(unwrap(await kb.entries.get({ id: note })).categories).toEqual([['产品', '运营']])
    unwrap(await kb.entries.setCategories([]))
  })

  test('tagging and starring are no edits', async () => {
    const { kb, note } = await filled()
    const before = unwrap(await kb.entries.get({ id: note }))
    unwrap(await kb.entries.tag({ ids: [note], add: ['新'] }))
    unwrap(await kb.entries.setStarred({ ids: [note], starred: true }))
    const after = unwrap(await kb.entries.get({ id: note }))
    expect([after.revision, after.updatedAt]).toEqual([before.revision, before.updatedAt])
  })

  test('each change is announced with the entries it touched', async () => {
    const { kb, note, ids } = await filled()
    const seen: number[][] = []
    let tagNews = 0
    kb.entries.changed(({ ids: changed }) => seen.push(changed))
    kb.tags.changed(() => (tagNews += 1))
    unwrap(await kb.entries.setStarred({ ids: [note, 999], starred: true }))
    unwrap(await kb.entries.setReadState({ ids, state: 'read' }))
    unwrap(await kb.entries.tag({ ids: [note], add: ['x'] }))
    unwrap(await kb.entries.setCategories(unwrap(await kb.entries.move({ ids: [note], category: null }))))
    unwrap(await kb.entries.trash({ ids: [note] }))
    unwrap(await kb.entries.restore({ ids: [note] }))
    unwrap(await kb.entries.trash({ ids: [note] }))
    unwrap(await kb.entries.purge({}))
    expect(seen).toEqual([[note], ids, ...Array.from({ length: 7 }, () => [note])])
    expect(tagNews).toBe(4)
  })

  test('search sees a change of tags', async () => {
    const { kb, note } = await filled()
    const hits = async (query: string) => unwrap(await kb.search.query({ query })).hits.map((hit) => hit.id)
    expect(await hits('访谈法')).toEqual([])
    unwrap(await kb.entries.tag({ ids: [note], add: ['访谈法'] }))
    expect(await hits('访谈法')).toEqual([note])
    unwrap(await kb.tags.rename({ name: '访谈法', newName: '定性研究' }))
    expect(await hits('访谈法')).toEqual([])
    expect(await hits('定性研究')).toEqual([note])
    unwrap(await kb.entries.tag({ ids: [note], remove: ['定性研究'] }))
    expect(await hits('定性研究')).toEqual([])
  })
})

describe('trash', () => {
  test('holds what was deleted, out of every other view and count, until restored', async () => {
    const library = await filled()
    const { kb, id } = library
    const before = unwrap(await kb.entries.counts(null))
    const gone = [id('角色不是岗位'), id('访谈提纲')]
    unwrap(await kb.entries.trash({ ids: gone }))

    expect((await titles(library, { view: 'trash' })).toSorted()).toEqual(['角色不是岗位', '访谈提纲'].toSorted())
    expect(await titles(library, { view: 'all' })).toHaveLength(3)
    expect(await titles(library, { tags: ['权限'] })).toEqual([])
    const counts = unwrap(await kb.entries.counts(null))
    expect(counts.views).toMatchObject({ all: 3, articles: 3, notes: 0, unread: 3, trash: 2 })
    expect(counts.tags).toEqual({ 权限: 0, 领域建模: 0, 调研: 1 })
    expect(counts.categories[String(await categoryId(library, '产品'))]).toBe(1)

    unwrap(await kb.entries.restore({ ids: gone }))
    expect(unwrap(await kb.entries.counts(null))).toEqual(before)
  })

  test('purge deletes only what is in the trash, with the original file', async () => {
    const library = await filled()
    const { kb, id, folder } = library
    const article = id('角色不是岗位')
    const { source } = unwrap(await kb.articles.get({ id: article }))
    const file = originalPath(join(folder, 'assets'), source.sha256)
    expect(existsSync(file)).toBe(true)

    expect(unwrap(await kb.entries.purge({ ids: [article] }))).toBe(0)
    unwrap(await kb.entries.trash({ ids: [article, id('访谈提纲')] }))
    expect(unwrap(await kb.entries.purge({ ids: [article, id('仓库里的三天')] }))).toBe(1)
    expect(existsSync(file)).toBe(false)
    expect(await kb.entries.get({ id: article })).toMatchObject({ ok: false })
    expect(unwrap(await kb.entries.counts(null)).views).toMatchObject({ all: 3, trash: 1 })

    expect(unwrap(await kb.entries.purge({}))).toBe(1)
    expect(unwrap(await kb.entries.purge({}))).toBe(0)
    expect(unwrap(await kb.library.check(null).result)).toEqual({ ok: true, problems: [] })
  })

  test('a purged article can be imported again', async () => {
    const library = await filled()
    const { kb, id } = library
    unwrap(await kb.entries.trash({ ids: [id('角色不是岗位')] }))
    unwrap(await kb.entries.purge({}))
    const receipt = await library.importFiles({ 'again.md': markdown(ARTICLES[0]!) })
    expect(receipt.counts.imported).toBe(1)
    expect((await list(library, { limit: 1 })).items[0]!.id).toBeGreaterThan(library.note)
  })
})
