import Database from 'better-sqlite3'
import fc from 'fast-check'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { originalPath } from '../db/originals.ts'
import { testPng } from '../testing-pictures.ts'
import { prose } from '../testing-prose.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

const page = (title: string, text: string, head = '') =>
  `---\ntitle: ${title}\n${head}---\n\n${text.replaceAll('\n', '\n\n')}\n`

/** Everything that the library holds beside what merely tells of changes. */
function contents({ folder }: TestLibrary): Record<string, unknown[]> {
  const db = new Database(join(folder, 'library.db'), { readonly: true })
  const TABLES =
    'entries articles article_keys article_pairs article_signatures article_pictures article_links article_versions highlights notes plan_items tags categories entry_tags entry_categories assets import_items'
  const rows = TABLES.split(' ').map(
    (table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()] as const
  )
  db.close()
  return Object.fromEntries(rows)
}

/** Two near copies (1 and 2) and an article of its own (3), all used by the user in their own way. */
async function twoCopies(): Promise<TestLibrary> {
  const library = createTestLibrary({ now: () => 1000 })
  const { kb } = library
  const text = prose(1)
  await library.importFiles({
    'a.md': page('原文', text, 'tags: [甲, 乙]\ncategories: [行业]\nurl: https://a.example/1\n'),
    'b.md': page(
      '转载',
      `${text}\n[另见](c.md)\n![图](https://pictures.example/1.png)`,
      'tags: [乙, 丙]\ncategories: [产品]\n'
    ),
    'c.md': page('别的', `${prose(9)}\n[转载在此](b.md)\n![图](https://pictures.example/2.png)`)
  })
  unwrap(await kb.entries.setStarred({ ids: [2], starred: true }))
  unwrap(await kb.articles.savePosition({ id: 2, position: { block: 7, offset: 5, progress: 0.4 } }))
  unwrap(await kb.articles.rename({ id: 2, title: '我起的名字' }))
  unwrap(await kb.notes.create({ title: '读后', markdown: '三条想法', source: 2 }))
  const plan = unwrap(await kb.plans.create({ title: '读书', startDate: '2026-03-02', minutesPerDay: 30 }))
  unwrap(await kb.plans.addEntries({ planId: plan.id, ids: [1, 2, 3] }))
  return library
}
const get = async ({ kb }: TestLibrary, id: number) => unwrap(await kb.articles.get({ id }))

describe('a merge', () => {
  test('makes one article part of the other, with all that the user has made of both', async () => {
    const library = await twoCopies()
    const { kb } = library
    const told: number[][] = []
    kb.entries.changed(({ ids }) => told.push(ids))
    const { version } = unwrap(await kb.articles.merge({ keep: 1, gone: 2 }))
    expect(told).toContainEqual([1, 2])
    expect(await kb.articles.get({ id: 2 })).toMatchObject({ error: { code: 'not_found' } })
    const kept = await get(library, 1)
    expect(kept).toMatchObject({
      title: '原文',
      starred: true,
      readState: 'reading',
      position: { block: 7, offset: 5 }
    })
    expect(kept.tags.toSorted()).toEqual(['丙', '乙', '甲'])
    expect(new Set(kept.categories)).toEqual(new Set([['行业'], ['产品']]))
    expect(unwrap(await kb.notes.bySource({ id: 1 }))).toMatchObject([{ title: '读后' }])
    const { itemList } = unwrap(await kb.plans.get({ id: 1 }))
    expect(itemList.map(({ entry }) => entry?.id)).toEqual([1, 1, 3])
    expect(unwrap(await kb.articles.versions({ id: 1 }))).toMatchObject([
      { current: true, title: '原文' },
      { id: version, merged: true, title: '我起的名字', sourceName: 'b.md' }
    ])
    expect(unwrap(await kb.articles.linkedFrom({ id: 1 }))).toMatchObject([{ id: 3 }])
    expect(unwrap(await kb.articles.duplicates({})).total).toBe(0)
    expect(unwrap(await kb.search.query({ query: '我起的名字' })).total).toBe(0)
    expect(await kb.articles.restoreVersion({ id: 1, version })).toMatchObject({ error: { key: 'versionMerged' } })
  })

  test('and its undo leave everything as it was, whichever is kept, after a restart too', async () => {
    for (const [keep, gone] of [
      [1, 2],
      [2, 1]
    ] as const) {
      const library = await twoCopies()
      const before = contents(library)
      const { version } = unwrap(await library.kb.articles.merge({ keep, gone }))
      expect(contents(library)).not.toEqual(before)
      library.close()
      const again = createTestLibrary({ folder: library.folder, now: () => 2000 })
      expect(unwrap(await again.kb.articles.separate({ versions: [version] }))).toEqual([gone])
      expect(contents(again)).toEqual(before)
      expect(unwrap(await again.kb.search.query({ query: '我起的名字' })).total).toBe(1)
    }
  })

  test('parted again leaves what the user did since', async () => {
    const library = await twoCopies()
    const { kb } = library
    const { version } = unwrap(await kb.articles.merge({ keep: 1, gone: 2 }))
    unwrap(await kb.articles.savePosition({ id: 1, position: { block: 20, offset: 0, progress: 0.8 } }))
    unwrap(await kb.entries.tag({ ids: [1], add: ['后来的'], remove: ['甲'] }))
    unwrap(await kb.notes.create({ title: '后来的笔记', markdown: '又一条', source: 1 }))
    unwrap(await kb.articles.separate({ versions: [version] }))
    const kept = await get(library, 1)
    expect(kept).toMatchObject({ readState: 'reading', position: { block: 20 }, starred: false })
    expect(kept.tags.toSorted()).toEqual(['乙', '后来的'])
    expect(unwrap(await kb.notes.bySource({ id: 1 }))).toMatchObject([{ title: '后来的笔记' }])
    expect(unwrap(await kb.notes.bySource({ id: 2 }))).toMatchObject([{ title: '读后' }])
  })

  test('parted from a third that both are part of takes nothing from that one', async () => {
    const library = createTestLibrary({ now: () => 1000 })
    const { kb } = library
    const picture = '![图](https://pictures.example/1.png)'
    await library.importFiles({
      'a.md': page('第一篇', `${prose(1)}\n${picture}`, 'tags: [共有]\n'),
      'b.md': page('第二篇', prose(2)),
      'c.md': page('第三篇', `${prose(3)}\n${picture}`, 'tags: [共有, 自己的]\n')
    })
    unwrap(await kb.entries.setStarred({ ids: [1, 3], starred: true }))
    unwrap(await kb.articles.savePosition({ id: 3, position: { block: 2, offset: 0, progress: 0.1 } }))
    const third = await get(library, 3)
    const { version } = unwrap(await kb.articles.merge({ keep: 2, gone: 1 }))
    unwrap(await kb.articles.merge({ keep: 3, gone: 2 }))
    unwrap(await kb.articles.separate({ versions: [version] }))
    expect(await get(library, 3)).toEqual(third)
    expect(await get(library, 1)).toMatchObject({ title: '第一篇', starred: true, tags: ['共有'] })
  })

  test('keeps the pictures of both, though their names are the same, until both are deleted', async () => {
    const library = createTestLibrary({ now: () => 1000 })
    const { kb } = library
    const written = (n: number) => `# 第 ${n} 篇\n\n${prose(n)}\n\n![图](1.png)\n`
    await library.importFiles({
      'a/a.md': written(1),
      'a/1.png': testPng(3, 3),
      'b/b.md': written(2),
      'b/1.png': testPng(4, 4),
      'c/c.md': written(3),
      'c/1.png': testPng(4, 4)
    })
    const before = await get(library, 2)
    expect(before.pictures).toMatchObject([{ state: 'stored', width: 4 }])
    const purge = async (id: number) => {
      unwrap(await kb.entries.trash({ ids: [id] }))
      unwrap(await kb.entries.purge({ ids: [id] }))
    }
    const { version } = unwrap(await kb.articles.merge({ keep: 1, gone: 2 }))
    await purge(3)
    unwrap(await kb.articles.separate({ versions: [version] }))
    expect((await get(library, 2)).pictures).toEqual(before.pictures)
    unwrap(await kb.articles.merge({ keep: 1, gone: 2 }))
    await purge(1)
    expect(contents(library).assets).toEqual([])
  })

  test('and a repair leave nothing to repair when a picture of a merged article is gone', async () => {
    const library = createTestLibrary({ now: () => 1000 })
    const { kb } = library
    await library.importFiles({
      'a.md': `# 第一篇\n\n${prose(1)}\n`,
      'b.md': `# 第二篇\n\n${prose(2)}\n\n![图](1.png)\n`,
      '1.png': testPng(4, 4)
    })
    const [picture] = (await get(library, 2)).pictures
    const { version } = unwrap(await kb.articles.merge({ keep: 1, gone: 2 }))
    rmSync(originalPath(join(library.folder, 'assets'), picture!.sha256!))
    expect(unwrap(await kb.library.mend(null).result)).toMatchObject({ pictures: 1 })
    expect(unwrap(await kb.library.check(null).result)).toMatchObject({ ok: true })
    unwrap(await kb.articles.separate({ versions: [version] }))
    expect((await get(library, 2)).pictures).toMatchObject([{ state: 'missing', sha256: null }])
  })

  test('parted again leaves a picture that a later text of the other shows too', async () => {
    const library = createTestLibrary({ now: () => 1000 })
    const { kb } = library
    const head = 'url: https://a.example/1\n'
    const picture = '![图](https://pictures.example/1.png)'
    await library.importFiles({
      'a.md': page('第一篇', prose(1), head),
      'b.md': page('第二篇', `${prose(2)}\n${picture}`)
    })
    const { version } = unwrap(await kb.articles.merge({ keep: 1, gone: 2 }))
    const { counts } = await library.importFiles({ 'a2.md': page('第一篇', `${prose(1)}\n${picture}`, head) })
    expect(counts).toMatchObject({ updated: 1 })
    unwrap(await kb.articles.separate({ versions: [version] }))
    for (const id of [1, 2]) expect((await get(library, id)).pictures).toMatchObject([{ state: 'remote' }])
  })

  test('parted again takes along what came for its pictures meanwhile', async () => {
    const library = createTestLibrary({ now: () => 1000 })
    const { kb } = library
    await library.importFiles({
      'a.md': page('第一篇', prose(1)),
      'b.md': page('第二篇', `${prose(2)}\n![图](流程一览.png)`)
    })
    const { version } = unwrap(await kb.articles.merge({ keep: 1, gone: 2 }))
    await library.importFiles({ '流程一览.png': testPng(4, 4) })
    unwrap(await kb.articles.separate({ versions: [version] }))
    expect((await get(library, 1)).pictures).toEqual([])
    expect((await get(library, 2)).pictures).toMatchObject([{ state: 'stored', width: 4 }])
  })

  test('counts the bytes of both as imported, and their undo puts the article in the trash', async () => {
    const library = createTestLibrary()
    const { kb } = library
    const receipt = await library.importFiles({ 'a.md': page('原文', prose(1)) })
    await library.importFiles({ 'b.md': page('转载', `${prose(1)}\n再一句。`) })
    unwrap(await kb.articles.merge({ keep: 1, gone: 2 }))
    const again = await library.importFiles({ 'b.md': page('转载', `${prose(1)}\n再一句。`) })
    expect(again.counts).toMatchObject({ duplicate: 1 })
    const undone = unwrap(await kb.imports.undo({ batchId: receipt.batchId }).result)
    expect(undone).toEqual({ removed: 0, trashed: 1, restored: 0 })
  })

  test('with itself, with what is in the trash and with notes is refused', async () => {
    const library = await twoCopies()
    const { kb } = library
    expect(await kb.articles.merge({ keep: 1, gone: 1 })).toMatchObject({ error: { key: 'mergeIntoItself' } })
    unwrap(await kb.entries.trash({ ids: [2] }))
    expect(await kb.articles.merge({ keep: 1, gone: 2 })).toMatchObject({ error: { key: 'entryNotFound' } })
    const [note] = unwrap(await kb.notes.bySource({ id: 2 }))
    expect(await kb.articles.merge({ keep: 1, gone: note!.id })).toMatchObject({ error: { key: 'entryNotFound' } })
    expect(await kb.articles.separate({ versions: [77] })).toMatchObject({ error: { key: 'versionNotFound' } })
  })
})

describe('merging all that are nearly the same', () => {
  test('keeps of each the one that the user has used, else the newer one; one undo parts them all', async () => {
    const library = createTestLibrary({ now: () => 1000 })
    const { kb } = library
    await library.importFiles({
      'a1.md': page('甲一', prose(1), 'date: 2024-01-01\n'),
      'a2.md': page('甲二', `${prose(1)}\n再一句。`, 'date: 2024-03-01\n'),
      'a3.md': page('甲三', `${prose(1)}\n第三句。`, 'date: 2024-02-01\n'),
      'b1.md': page('乙一', prose(2), 'date: 2024-01-01\n'),
      'b2.md': page('乙二', `${prose(2)}\n再一句。`, 'date: 2024-02-01\n'),
      'c.md': page('丙', prose(3))
    })
    unwrap(await kb.entries.setStarred({ ids: [4], starred: true }))
    const before = contents(library)
    expect(unwrap(await kb.articles.duplicates({ least: 0.95 })).total).toBe(4)
    expect(unwrap(await kb.entries.counts(null)).views.duplicates).toBe(5)
    const { versions } = unwrap(await kb.articles.mergeAlike({}))
    expect(versions).toHaveLength(3)
    const titles = unwrap(await kb.entries.list({})).items.map(({ title }) => title)
    expect(titles.toSorted()).toEqual(['丙', '乙一', '甲二'])
    expect(unwrap(await kb.entries.counts(null)).views.duplicates).toBe(0)
    expect(new Set(unwrap(await kb.articles.separate({ versions })))).toEqual(new Set([1, 3, 5]))
    expect(contents(library)).toEqual(before)
  })

  test('any merges, parted in any order, lose no article and no text', async () => {
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3 })
    const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 3,
      maxLength: 6
    })
    await fc.assert(
      fc.asyncProperty(pairs, order, async (pairs, order) => {
        const library = createTestLibrary({ now: () => 1000 })
        const { kb } = library
        const files = [1, 2, 3, 4].map((n) => [
          `${n}.md`,
          page(`第 ${n} 篇`, prose(n, 8), `tags: [t${n}, t${n + 1}]\n`)
        ])
        await library.importFiles(Object.fromEntries(files))
        const state = async () => unwrap(await kb.entries.list({ sort: 'title', limit: 10 })).items
        const before = await state()
        const versions: number[] = []
        for (const [keep, gone] of pairs) {
          const merged = await kb.articles.merge({ keep, gone })
          if (merged.ok) versions.push(merged.value.version)
        }
        const tags = new Set((await state()).flatMap((entry) => entry.tags))
        expect(tags).toEqual(new Set(['t1', 't2', 't3', 't4', 't5']))
        for (const at of order) {
          const version = versions[at]
          if (version !== undefined) unwrap(await kb.articles.separate({ versions: [version] }))
        }
        expect((await state()).map(({ id, title, excerpt }) => ({ id, title, excerpt }))).toEqual(
          before.map(({ id, title, excerpt }) => ({ id, title, excerpt }))
        )
      }),
      { numRuns: 15 }
    )
  })
})

describe('pairs that are to stay apart', () => {
  test('are listed no more, and again when that is taken back', async () => {
    const library = await twoCopies()
    const { kb } = library
    unwrap(await kb.articles.keepApart({ a: 2, b: 1, apart: true }))
    expect(unwrap(await kb.articles.duplicates({})).total).toBe(0)
    expect(unwrap(await kb.entries.list({ view: 'duplicates' })).total).toBe(0)
    expect(unwrap(await kb.articles.similar({ id: 1 }))).toMatchObject([{ id: 2, keptApart: true }])
    expect(unwrap(await kb.articles.mergeAlike({})).versions).toEqual([])
    unwrap(await kb.articles.keepApart({ a: 1, b: 2, apart: false }))
    expect(unwrap(await kb.entries.list({ view: 'duplicates' })).total).toBe(2)
    expect(await kb.articles.keepApart({ a: 1, b: 3, apart: true })).toMatchObject({ error: { key: 'pairNotFound' } })
  })

  test('stay so when one gets another text', async () => {
    const library = await twoCopies()
    const { kb } = library
    unwrap(await kb.articles.keepApart({ a: 1, b: 2, apart: true }))
    unwrap(await kb.articles.setPromotion({ id: 1, from: 30 }))
    unwrap(await kb.articles.setPromotion({ id: 1, from: null }))
    expect(unwrap(await kb.articles.duplicates({})).total).toBe(0)
  })
})
