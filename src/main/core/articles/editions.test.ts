import Database from 'better-sqlite3'
import fc from 'fast-check'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ImportReceipt } from '../../../shared/imports.ts'
import { unwrap } from '../../../shared/result.ts'
import { testPng } from '../testing-pictures.ts'
import { prose } from '../testing-prose.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

interface Source {
  title?: string
  date?: string
  url?: string
  tags?: string[]
  categories?: string[]
  text?: string
}

/** A Markdown file, a paragraph a line. */
const file = ({ title = '盘点差异的三种来源', date, url, tags = [], categories = [], text = prose(1, 20) }: Source) =>
  [
    '---',
    `title: ${title}`,
    ...(date ? [`date: ${date}`] : []),
    ...(url ? [`url: ${url}`] : []),
    `tags: [${tags.join(', ')}]`,
    `categories: [${categories.join(', ')}]`,
    '---',
    '',
    text.replaceAll('\n', '\n\n'),
    ''
  ].join('\n')

/** A folder of the user's that is imported again and again. */
function folderOf(library: TestLibrary) {
  const folder = temporaryFolder()
  return {
    folder,
    write: (name: string, source: Source) => writeFileSync(join(folder, name), file(source)),
    remove: (name: string) => rmSync(join(folder, name)),
    async import(): Promise<ImportReceipt> {
      return unwrap(await library.onPaths([folder], () => library.kb.imports.run(null)).result)
    }
  }
}

const items = async ({ kb }: TestLibrary, { batchId }: ImportReceipt) =>
  unwrap(await kb.imports.items({ batchId })).items.map(({ outcome, entryId, title, reason }) => ({
    outcome,
    entryId,
    title,
    reason: reason?.code ?? null,
    detail: reason?.detail ?? ''
  }))
const articles = async ({ kb }: TestLibrary) => unwrap(await kb.entries.list({ kind: 'article', limit: 500 })).items
const get = async ({ kb }: TestLibrary, id: number) => unwrap(await kb.articles.get({ id }))
const texts = async (library: TestLibrary, id: number) => unwrap(await library.kb.articles.versions({ id }))

/** Everything that the library holds beside receipts and what merely tells of changes. */
function contents({ folder }: TestLibrary): Record<string, unknown[]> {
  const db = new Database(join(folder, 'library.db'), { readonly: true })
  const TABLES =
    'entries articles article_keys article_pairs article_signatures article_pictures article_links article_versions highlights notes plan_items tags categories entry_tags entry_categories assets'
  const rows = TABLES.split(' ').map((table) => {
    const order = table === 'entries' ? 'id' : '1, 2'
    return [table, db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).all().map(comparable)] as const
  })
  db.close()
  return Object.fromEntries(rows)
}

/** A row without what counts how often it was written. */
function comparable(row: unknown): unknown {
  const { revision: _, ...rest } = row as Record<string, unknown>
  return rest
}

describe('another edition of an article', () => {
  const names: [string, Source, Source][] = [
    [
      'its address',
      { url: 'https://www.a.example/p/1?utm_source=x' },
      { url: 'http://a.example/p/1/', title: '别的标题' }
    ],
    ['title and date', { date: '2024-05-06' }, { date: '2024-05-06' }]
  ]
  test.each(names)(
    'is told by %s: tags and categories add up, the former text is a version',
    async (_, first, second) => {
      const library = createTestLibrary()
      const text = prose(1, 20)
      await library.importFiles({ 'a.md': file({ ...first, text, tags: ['定价', 'SaaS'], categories: ['行业'] }) })
      const receipt = await library.importFiles({
        'b.md': file({ ...second, text: `${text}\n后来补的一句。`, tags: ['saas', '访谈'], categories: ['产品'] })
      })
      expect(receipt.counts).toMatchObject({ imported: 0, updated: 1 })
      const [article, ...others] = await articles(library)
      expect(others).toEqual([])
      expect(article!.tags.toSorted()).toEqual(['SaaS', '定价', '访谈'])
      expect(new Set(article!.categories)).toEqual(new Set([['行业'], ['产品']]))
      expect(await items(library, receipt)).toMatchObject([
        { outcome: 'updated', entryId: article!.id, reason: 'newer_text', detail: '产品 #访谈' }
      ])
      expect(unwrap(await library.kb.articles.export({ id: article!.id, format: 'text' }))).toContain('后来补的一句')
      expect(await texts(library, article!.id)).toMatchObject([
        { current: true, sourceName: 'b.md' },
        { current: false, merged: false, sourceName: 'a.md' }
      ])
      const again = await library.importFiles({
        'c.md': file({ ...first, text, tags: ['定价', 'SaaS'], categories: ['行业'] })
      })
      expect(await items(library, again)).toMatchObject([
        { outcome: 'duplicate', entryId: article!.id, reason: 'same_bytes' }
      ])
    }
  )

  const apart: [string, Source, Source][] = [
    ['a home page', { url: 'https://a.example/' }, { url: 'https://a.example/' }],
    ['an address', { url: 'https://a.example/p' }, { url: 'https://a.example/p' }],
    ['a title and a date', { date: '2024-05-06' }, { date: '2024-05-06' }],
    ['a short title', { title: '周报', date: '2024-05-06' }, { title: '周报', date: '2024-05-06' }]
  ]
  test.each(apart)('is none when %s is all they have in common', async (_, first, second) => {
    const library = createTestLibrary()
    const receipt = await library.importFiles({
      'a.md': file({ title: '第一篇的标题', ...first, text: prose(1) }),
      'b.md': file({ title: '第一篇的标题', ...second, text: prose(2) })
    })
    expect(receipt.counts).toMatchObject({ imported: 2, updated: 0 })
  })

  test('that is older becomes a version at once', async () => {
    const library = createTestLibrary()
    const url = 'https://a.example/p/1'
    await library.importFiles({ 'new.md': file({ url, date: '2024-05-06', tags: ['新'] }) })
    const receipt = await library.importFiles({
      'old.md': file({ url, date: '2023-01-02', tags: ['旧'], text: prose(1, 18) })
    })
    const [article] = await articles(library)
    expect(await items(library, receipt)).toMatchObject([{ outcome: 'updated', reason: 'earlier_text' }])
    expect(article).toMatchObject({ publishedAt: '2024-05-06', tags: ['新', '旧'] })
    expect(await texts(library, article!.id)).toMatchObject([{ sourceName: 'new.md' }, { sourceName: 'old.md' }])
  })

  test('that is much shorter never stands in place of the whole, whichever comes first', async () => {
    const url = 'https://a.example/p/1'
    const whole = file({ url, title: '整篇文章的标题', date: '2024-01-01' })
    const summary = file({ url, title: '摘要的标题一二', date: '2024-05-06', text: prose(1, 4), tags: ['摘要'] })
    for (const names of [
      ['whole.md', 'summary.md'],
      ['summary.md', 'whole.md']
    ]) {
      const library = createTestLibrary()
      for (const name of names) await library.importFiles({ [name]: name === 'whole.md' ? whole : summary })
      expect(await articles(library)).toMatchObject([{ title: '整篇文章的标题', tags: ['摘要'] }])
      expect(await texts(library, 1)).toMatchObject([{ sourceName: 'whole.md' }, { sourceName: 'summary.md' }])
    }
  })

  test('is none of an article in the trash', async () => {
    const library = createTestLibrary()
    await library.importFiles({ 'a.md': file({ url: 'https://a.example/p/1' }) })
    unwrap(await library.kb.entries.trash({ ids: [1] }))
    const receipt = await library.importFiles({ 'b.md': file({ url: 'https://a.example/p/1', text: prose(1, 19) }) })
    expect(receipt.counts).toMatchObject({ imported: 1 })
  })
})

describe('an edited file imported again', () => {
  async function imported(source: Source) {
    const library = createTestLibrary()
    const files = folderOf(library)
    files.write('a.md', source)
    await files.import()
    const [article] = await articles(library)
    return { library, files, id: article!.id }
  }

  test('updates its article; what the user changed stays', async () => {
    const { library, files, id } = await imported({ tags: ['甲', '乙'], categories: ['行业'] })
    const { kb } = library
    unwrap(await kb.articles.rename({ id, title: '我起的名字' }))
    unwrap(await kb.entries.tag({ ids: [id], add: ['我的'], remove: ['乙'] }))
    unwrap(await kb.entries.move({ ids: [id], category: null }))
    unwrap(await kb.entries.setStarred({ ids: [id], starred: true }))
    files.write('a.md', {
      title: '来源改了标题',
      tags: ['甲', '乙', '丙'],
      categories: ['行业'],
      text: `${prose(1, 20)}\n又一段。`
    })
    const receipt = await files.import()
    expect(await items(library, receipt)).toMatchObject([
      { outcome: 'updated', entryId: id, title: '我起的名字', reason: 'title_kept', detail: '#丙' }
    ])
    expect(await get(library, id)).toMatchObject({
      title: '我起的名字',
      originalTitle: '来源改了标题',
      tags: ['丙', '我的', '甲'],
      categories: [],
      starred: true
    })
  })

  test('takes over a title that the user did not change, and tells when only the head was edited', async () => {
    const { library, files, id } = await imported({ title: '原来的标题一二三' })
    files.write('a.md', { title: '改好的标题一二三' })
    expect(await items(library, await files.import())).toMatchObject([
      { reason: 'same_text', title: '改好的标题一二三' }
    ])
    expect(await get(library, id)).toMatchObject({ title: '改好的标题一二三', originalTitle: null })
  })

  test('is another article when it was written anew under another title', async () => {
    const { library, files } = await imported({ title: '原来的标题一二三', text: prose(1) })
    files.write('a.md', { title: '别的东西', text: prose(2) })
    expect((await files.import()).counts).toMatchObject({ imported: 1, updated: 0 })
    expect(await articles(library)).toHaveLength(2)
  })

  test('keeps the place in the text and the border of the advert at their blocks', async () => {
    const lines = prose(1, 20).split('\n')
    const { library, files, id } = await imported({ text: lines.join('\n') })
    const { kb } = library
    unwrap(await kb.articles.savePosition({ id, position: { block: 9, offset: 12, progress: 0.5 } }))
    unwrap(await kb.articles.setPromotion({ id, from: 15 }))
    files.write('a.md', { text: ['新的开头。', '第二句。', ...lines.slice(3)].join('\n') })
    await files.import()
    expect(await get(library, id)).toMatchObject({
      position: { block: 8, offset: 12, progress: 0.5 },
      promotion: { from: 14, chosen: true }
    })
    files.write('a.md', { text: lines.slice(0, 8).join('\n') })
    await files.import()
    expect(await get(library, id)).toMatchObject({
      position: { block: 7, offset: 0 },
      promotion: { from: null, chosen: false }
    })
  })
})

describe('taking an import back', () => {
  test('gives the articles that it updated their former texts, and all that came with them', async () => {
    let now = 1000
    const library = createTestLibrary({ now: () => now })
    const files = folderOf(library)
    files.write('a.md', { tags: ['甲'], categories: ['行业'] })
    files.write('b.md', { title: '另一篇没有动过的', text: prose(5) })
    await files.import()
    unwrap(await library.kb.articles.savePosition({ id: 1, position: { block: 4, offset: 3, progress: 0.2 } }))
    unwrap(await library.kb.entries.tag({ ids: [1], add: ['我的'] }))
    const before = contents(library)
    now = 2000
    files.write('a.md', { title: '改过的标题一二三', tags: ['甲', '乙'], categories: ['产品'], text: prose(1, 12) })
    files.write('c.md', { title: '新来的一篇文章', text: prose(9) })
    const receipt = await files.import()
    expect(receipt.counts).toMatchObject({ imported: 1, updated: 1, duplicate: 1 })
    const undone = unwrap(await library.kb.imports.undo({ batchId: receipt.batchId }).result)
    expect(undone).toEqual({ removed: 1, trashed: 0, restored: 1 })
    expect(contents(library)).toEqual(before)
    expect((await files.import()).counts).toMatchObject({ imported: 1, updated: 1 })
  })

  test('takes back what became a version at once', async () => {
    const library = createTestLibrary({ now: () => 1000 })
    const url = 'https://a.example/p/1'
    const files = folderOf(library)
    files.write('new.md', { url, date: '2024-05-06', tags: ['甲'] })
    await files.import()
    const before = contents(library)
    files.write('old.md', { url, date: '2023-01-02', tags: ['乙'], categories: ['行业'], text: prose(1, 18) })
    const receipt = await files.import()
    expect(receipt.counts).toMatchObject({ updated: 1, duplicate: 1 })
    unwrap(await library.kb.imports.undo({ batchId: receipt.batchId }).result)
    // The names by which an article may be met again stay.
    expect({ ...contents(library), article_keys: [] }).toEqual({ ...before, article_keys: [] })
    expect((await files.import()).counts).toMatchObject({ updated: 1, duplicate: 1 })
    expect((await get(library, 1)).tags.toSorted()).toEqual(['乙', '甲'])
  })

  test('leaves what the user changed since, and a text whose file is gone as a version', async () => {
    const library = createTestLibrary()
    const files = folderOf(library)
    files.write('a.md', { tags: ['甲'] })
    await files.import()
    files.write('a.md', { title: '改过的标题一二三', tags: ['乙'], text: prose(1, 15) })
    const receipt = await files.import()
    unwrap(await library.kb.articles.rename({ id: 1, title: '我起的' }))
    unwrap(await library.kb.entries.tag({ ids: [1], add: ['我的'] }))
    files.remove('a.md')
    const undone = unwrap(await library.kb.imports.undo({ batchId: receipt.batchId }).result)
    expect(undone).toEqual({ removed: 0, trashed: 0, restored: 1 })
    expect(await get(library, 1)).toMatchObject({ title: '我起的', tags: ['我的', '甲'] })
    expect(await texts(library, 1)).toMatchObject([{ characters: prose(1, 20).length }, { title: '改过的标题一二三' }])
  })

  test('of the first edition leaves the second', async () => {
    const library = createTestLibrary()
    const url = 'https://a.example/p/1'
    const first = folderOf(library)
    first.write('a.md', { url, tags: ['甲'] })
    const { batchId } = await first.import()
    const second = folderOf(library)
    second.write('b.md', { url, tags: ['乙'], text: prose(1, 19) })
    const later = await second.import()
    expect(later.counts).toMatchObject({ updated: 1 })
    expect(unwrap(await library.kb.imports.undo({ batchId }).result)).toEqual({ removed: 0, trashed: 0, restored: 1 })
    expect(await articles(library)).toMatchObject([{ id: 1, tags: ['乙'] }])
    expect(await texts(library, 1)).toMatchObject([{ sourceName: 'b.md' }])
    expect(unwrap(await library.kb.imports.undo({ batchId: later.batchId }).result)).toMatchObject({ removed: 1 })
    expect(await articles(library)).toEqual([])
  })
})

describe('versions', () => {
  test('are restored and exchanged back', async () => {
    const library = createTestLibrary({ now: () => 1000 })
    const files = folderOf(library)
    files.write('a.md', { title: '第一版的标题一二', tags: ['甲'] })
    await files.import()
    unwrap(await library.kb.articles.savePosition({ id: 1, position: { block: 4, offset: 3, progress: 0.2 } }))
    files.write('a.md', { title: '第二版的标题一二', text: prose(1, 12) })
    await files.import()
    const [, former] = await texts(library, 1)
    const before = contents(library)
    const { version } = unwrap(await library.kb.articles.restoreVersion({ id: 1, version: former!.id }))
    expect(await get(library, 1)).toMatchObject({ title: '第一版的标题一二', position: { block: 4, offset: 3 } })
    expect(unwrap(await library.kb.search.query({ query: prose(1, 20).split('\n')[18]! })).hits).toHaveLength(1)
    expect(unwrap(await library.kb.imports.receipts({}))).toHaveLength(2)

    unwrap(await library.kb.articles.restoreVersion({ id: 1, version }))
    const after = contents(library)
    const ids = (rows: unknown[]) => rows.map((row) => ({ ...(row as object), id: 0 }))
    expect(ids(after['article_versions']!)).toEqual(ids(before['article_versions']!))
    expect({ ...after, article_versions: [] }).toEqual({ ...before, article_versions: [] })
  })

  test('have their own covers, whichever was read last; taking an import back brings the former one', async () => {
    const library = createTestLibrary()
    const { kb } = library
    const url = 'https://field.example/p/cover'
    const edition = (name: string, date: string, sentences: number) => ({
      [`${name}.md`]: file({ url, date, text: prose(1, sentences) }).replace('\n', `\ncover: ${name}.png\n`),
      [`${name}.png`]: testPng(date.length * sentences, 9)
    })
    await library.importFiles(edition('first', '2024-03-01', 20))
    const { article_pictures: pictures, assets } = contents(library)
    const second = await library.importFiles(edition('second', '2024-04-01', 22))
    const third = await library.importFiles(edition('earlier', '2024-02-01', 21))
    const [{ id } = { id: 0 }] = await articles(library)
    const cover = async () => (await get(library, id)).pictures.filter((picture) => picture.cover)
    expect(await cover()).toMatchObject([{ src: 'second.png', state: 'stored' }])

    const former = (await texts(library, id)).find(({ sourceName }) => sourceName === 'first.md')
    const { version } = unwrap(await kb.articles.restoreVersion({ id, version: former?.id ?? 0 }))
    expect(await cover()).toMatchObject([{ src: 'first.png', state: 'stored' }])
    unwrap(await kb.articles.restoreVersion({ id, version }))
    expect(await cover()).toMatchObject([{ src: 'second.png', state: 'stored' }])

    unwrap(await kb.imports.undo({ batchId: third.batchId }).result)
    unwrap(await kb.imports.undo({ batchId: second.batchId }).result)
    expect(contents(library)).toMatchObject({ article_pictures: pictures, assets })
    expect(await cover()).toMatchObject([{ src: 'first.png', state: 'stored' }])
  })

  test('leave a title that the user chose before a source said the same', async () => {
    const library = createTestLibrary()
    const { kb } = library
    const url = 'https://a.example/1'
    await library.importFiles({ 'a.md': file({ title: '来源的标题', url }) })
    unwrap(await kb.articles.rename({ id: 1, title: '我起的标题' }))
    const { batchId } = await library.importFiles({
      'b.md': file({ title: '我起的标题', url, text: `${prose(1, 20)}\n再一段。` })
    })
    const restore = async () => {
      const [, former] = await texts(library, 1)
      unwrap(await kb.articles.restoreVersion({ id: 1, version: former!.id }))
      return (await get(library, 1)).title
    }
    expect([await restore(), await restore()]).toEqual(['我起的标题', '我起的标题'])
    unwrap(await kb.imports.undo({ batchId }).result)
    expect(await get(library, 1)).toMatchObject({ title: '我起的标题', source: { name: 'a.md' } })
  })

  test('go with their article, and so do their originals', async () => {
    const library = createTestLibrary()
    const files = folderOf(library)
    files.write('a.md', {})
    await files.import()
    files.write('a.md', { text: prose(1, 12) })
    await files.import()
    const originals = () =>
      readdirSync(join(library.folder, 'assets'), { recursive: true, withFileTypes: true }).filter((each) =>
        each.isFile()
      )
    expect(originals()).toHaveLength(2)
    unwrap(await library.kb.entries.trash({ ids: [1] }))
    unwrap(await library.kb.entries.purge({}))
    expect(originals()).toEqual([])
    expect(contents(library)).toMatchObject({ article_versions: [], article_keys: [], assets: [] })
  })

  test('of another article or none are refused', async () => {
    const library = createTestLibrary()
    await library.importFiles({ 'a.md': file({}) })
    expect(await library.kb.articles.restoreVersion({ id: 1, version: 5 })).toMatchObject({
      error: { key: 'versionNotFound' }
    })
    expect(await library.kb.articles.versions({ id: 9 })).toMatchObject({ error: { key: 'entryNotFound' } })
  })

  test('are compared with the text as it is', async () => {
    const library = createTestLibrary()
    const files = folderOf(library)
    files.write('a.md', { text: `${prose(1, 20)}\n入库先核对数量。`, tags: ['甲'] })
    await files.import()
    files.write('a.md', { text: `${prose(1, 20)}\n入库先清点数量。`, tags: ['乙'] })
    await files.import()
    const [, former] = await texts(library, 1)
    const { left, right, rows, share } = unwrap(
      await library.kb.articles.compare({ left: { id: 1, version: former!.id }, right: { id: 1 } })
    )
    expect(left.tags).toEqual(['甲'])
    expect(right.tags.toSorted()).toEqual(['乙', '甲'])
    expect(rows.filter(({ kind }) => kind === 'changed')).toEqual([
      {
        kind: 'changed',
        left: [
          { text: '入库先', changed: false },
          { text: '核对', changed: true },
          { text: '数量。', changed: false }
        ],
        right: [
          { text: '入库先', changed: false },
          { text: '清点', changed: true },
          { text: '数量。', changed: false }
        ]
      }
    ])
    expect(share).toBeGreaterThan(0.98)
  })
})

test('the order in which files come makes no difference to articles, tags and categories', async () => {
  // Three editions of one article by address, two of another by title and date, and two articles of their own.
  const files: Record<string, Source> = {
    'a1.md': {
      url: 'https://a.example/1',
      title: '一篇文章的标题',
      date: '2024-01-01',
      tags: ['甲'],
      categories: ['行业']
    },
    'a2.md': {
      url: 'https://www.a.example/1/',
      title: '一篇文章改了标题',
      date: '2024-02-01',
      tags: ['乙'],
      text: prose(1, 18)
    },
    'a3.md': {
      url: 'http://a.example/1?spm=2',
      title: '一篇文章又改了标题',
      date: '2024-03-01',
      categories: ['产品'],
      text: prose(1, 25)
    },
    'b1.md': { title: '第二篇文章的标题', date: '2024-01-01', tags: ['丙'], text: prose(2) },
    'b2.md': { title: '第二篇文章的标题', date: '2024-01-01', tags: ['甲'], text: prose(2, 50) },
    'c.md': { title: '第二篇文章的标题', date: '2024-01-02', tags: ['丁'], text: prose(3) },
    'd.md': { title: '别的', text: prose(4) }
  }
  const order = fc.shuffledSubarray(Object.keys(files), { minLength: 7 })
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(order, async (names) => {
      const library = createTestLibrary()
      for (const name of names) await library.importFiles({ [name]: file(files[name]!) })
      const found = (await articles(library)).map(({ title, tags, categories }) => ({
        title,
        tags: tags.toSorted(),
        categories: categories.map((path) => path.join('/')).toSorted()
      }))
      seen.add(JSON.stringify(found.toSorted((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1))))
      expect(found).toHaveLength(4)
    }),
    { numRuns: 12 }
  )
  expect([...seen]).toHaveLength(1)
})
