import Database from 'better-sqlite3'
import fc from 'fast-check'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { ImportReceipt } from '../../../shared/imports.ts'
import { unwrap } from '../../../shared/result.ts'
import { originalPath } from '../db/originals.ts'
import { createTestLibrary, killedByItself, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { testZip } from '../testing-zip.ts'

const article = (title: string, { tags = [], categories = [] }: { tags?: string[]; categories?: string[] } = {}) =>
  `---\ntitle: ${title}\ntags: [${tags.join(', ')}]\ncategories: [${categories.join(', ')}]\n---\n\n${title}：先问清楚谁在等这张单子。\n`

const TABLES = ['entries', 'articles', 'notes', 'tags', 'categories', 'entry_tags', 'entry_categories', 'assets']

/** Everything that the library holds beside receipts. */
function contentsOf({ folder }: TestLibrary): Record<string, unknown[]> {
  const db = new Database(join(folder, 'library.db'), { readonly: true })
  const rows = Object.fromEntries(
    TABLES.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()])
  )
  db.close()
  return rows
}

/** Imports files that stay where they are, as a user's do. */
async function importFrom(library: TestLibrary, files: Record<string, string>) {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const receipt = unwrap(await library.onPaths([folder], () => library.kb.imports.run(null)).result)
  return { folder, receipt }
}
const undo = async ({ kb }: TestLibrary, { batchId }: ImportReceipt) => kb.imports.undo({ batchId }).result
const idOf = async ({ kb }: TestLibrary, title: string): Promise<number> => {
  const { items } = unwrap(await kb.entries.list({ limit: 500 }))
  return items.find((entry) => entry.title === title)!.id
}

describe('imports.undo', () => {
  test('takes back articles, originals, tags and categories, and keeps the receipt', async () => {
    const library = createTestLibrary({ now: () => 5000 })
    await importFrom(library, { 'old.md': article('早先的一篇', { tags: ['访谈'], categories: ['行业', '仓配'] }) })
    const before = contentsOf(library)
    const { folder, receipt } = await importFrom(library, {
      'a.md': article('新的一篇', { tags: ['访谈', '定价'], categories: ['行业', '制造'] }),
      'b.md': article('另一篇', { categories: ['产品', '权限', '角色'] })
    })
    const { items } = unwrap(await library.kb.imports.items({ batchId: receipt.batchId }))
    const { source } = unwrap(await library.kb.articles.get({ id: items[0]!.entryId! }))
    const original = originalPath(join(library.folder, 'assets'), source.sha256)
    expect(existsSync(original)).toBe(true)

    const told: number[][] = []
    library.kb.entries.changed(({ ids }) => told.push(ids))
    expect(unwrap(await undo(library, receipt))).toEqual({ removed: 2, trashed: 0, restored: 0 })
    expect(contentsOf(library)).toEqual(before)
    expect(existsSync(original)).toBe(false)
    expect(new Set(told.flat())).toEqual(new Set(items.map(({ entryId }) => entryId)))
    const after = unwrap(await library.kb.imports.receipt({ batchId: receipt.batchId }))
    expect(after).toEqual({ ...receipt, undoneAt: 5000 })
    expect(unwrap(await library.kb.imports.items({ batchId: receipt.batchId }))).toMatchObject({
      total: 2,
      items: [{ entryId: null, title: '新的一篇', outcome: 'imported' }, { title: '另一篇' }]
    })
    const again = unwrap(await library.onPaths([folder], () => library.kb.imports.run(null)).result)
    expect(again.counts).toMatchObject({ imported: 2, duplicate: 0 })
  })

  test('is refused a second time and for a batch that is not there', async () => {
    const library = createTestLibrary()
    const { receipt } = await importFrom(library, { 'a.md': article('一篇') })
    expect(await undo(library, { ...receipt, batchId: 99 })).toMatchObject({ error: { code: 'not_found' } })
    unwrap(await undo(library, receipt))
    expect(await undo(library, receipt)).toMatchObject({ error: { code: 'conflict', key: 'importUndone' } })
  })

  test('of an import that runs waits for its end', async () => {
    const library = createTestLibrary()
    const before = contentsOf(library)
    const folder = temporaryFolder()
    for (let n = 0; n < 200; n++) writeFileSync(join(folder, `${n}.md`), article(`第 ${n} 篇`))
    const running = library.onPaths([folder], () => library.kb.imports.run(null)).result
    const undone = library.kb.imports.undo({ batchId: 1 }).result
    expect(unwrap(await running).counts.imported).toBe(200)
    expect(unwrap(await undone)).toEqual({ removed: 200, trashed: 0, restored: 0 })
    expect(contentsOf(library)).toEqual(before)
  })

  test('that is cancelled can be run again', async () => {
    const library = createTestLibrary()
    const before = contentsOf(library)
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`${n}.md`, article(`第 ${n} 篇`)]))
    const { receipt } = await importFrom(library, files)
    const job = library.kb.imports.undo({ batchId: receipt.batchId }, { onProgress: () => job.cancel() })
    expect(await job.result).toMatchObject({ error: { code: 'cancelled' } })
    const left = unwrap(await library.kb.entries.list({})).total
    expect(left).toBeGreaterThan(0)
    expect(unwrap(await undo(library, receipt))).toEqual({ removed: left, trashed: 0, restored: 0 })
    expect(contentsOf(library)).toEqual(before)
  })

  const touches: [string, (library: TestLibrary, id: number) => Promise<unknown>][] = [
    ['a star', async ({ kb }, id) => kb.entries.setStarred({ ids: [id], starred: true })],
    ['another name', async ({ kb }, id) => kb.articles.rename({ id, title: '改过的名字' })],
    ['a tag', async ({ kb }, id) => kb.entries.tag({ ids: [id], add: ['要读'] })],
    ['a note', async ({ kb }, id) => kb.notes.create({ title: '读后', markdown: '记一笔', source: id })],
    [
      'a category',
      async ({ kb }, id) => {
        const { id: category } = unwrap(await kb.categories.create({ name: '我的', parentId: null }))
        unwrap(await kb.entries.setCategories([{ id, categories: [category] }]))
      }
    ],
    [
      'a place in a plan',
      async ({ kb }, id) => {
        const plan = unwrap(await kb.plans.create({ title: '读书', startDate: '2026-03-02', minutesPerDay: 30 }))
        unwrap(await kb.plans.addEntries({ planId: plan.id, ids: [id] }))
      }
    ]
  ]
  test.each(touches)('puts an article with %s in the trash, from where it comes back whole', async (_, touch) => {
    const library = createTestLibrary()
    const { receipt } = await importFrom(library, {
      'a.md': article('用过的', { tags: ['定价'], categories: ['行业'] }),
      'b.md': article('没动过', { tags: ['其他'] })
    })
    const id = await idOf(library, '用过的')
    await touch(library, id)
    const before = unwrap(await library.kb.articles.get({ id }))
    expect(unwrap(await undo(library, receipt))).toEqual({ removed: 1, trashed: 1, restored: 0 })
    expect(unwrap(await library.kb.tags.list(null)).map(({ name }) => name)).not.toContain('其他')
    expect(unwrap(await library.kb.entries.list({ view: 'trash' })).items.map((entry) => entry.id)).toEqual([id])
    unwrap(await library.kb.entries.restore({ ids: [id] }))
    expect(unwrap(await library.kb.articles.get({ id }))).toEqual(before)
  })

  test('keeps notes with their text, and their link while the article is in the trash', async () => {
    const library = createTestLibrary()
    const { receipt } = await importFrom(library, { 'a.md': article('有笔记的') })
    const source = await idOf(library, '有笔记的')
    const note = unwrap(await library.kb.notes.create({ title: '读后', markdown: '三条想法', source }))
    expect(unwrap(await undo(library, receipt))).toEqual({ removed: 0, trashed: 1, restored: 0 })
    expect(unwrap(await library.kb.notes.get({ id: note.id })).source).toMatchObject({ id: source })
    unwrap(await library.kb.entries.purge({}))
    expect(unwrap(await library.kb.notes.markdown({ id: note.id }))).toContain('三条想法')
    expect(unwrap(await library.kb.notes.get({ id: note.id })).source).toBeNull()
  })

  test('puts in the trash what could not be imported again: its file is gone or has changed', async () => {
    const library = createTestLibrary()
    const files = { 'gone.md': article('没了'), 'grown.md': article('改了'), 'same.md': article('还在') }
    const { folder, receipt } = await importFrom(library, files)
    rmSync(join(folder, 'gone.md'))
    appendFileSync(join(folder, 'grown.md'), '后来添的一句')
    expect(unwrap(await undo(library, receipt))).toEqual({ removed: 1, trashed: 2, restored: 0 })
  })

  test('takes back what came from an archive that is still there, and keeps what came from one that is gone', async () => {
    const library = createTestLibrary()
    const before = contentsOf(library)
    const archive = join(temporaryFolder(), '旧笔记!.zip')
    const run = () => library.onPaths([archive], () => library.kb.imports.run(null)).result
    writeFileSync(
      archive,
      testZip([
        ['甲.md', article('甲', { tags: ['旧'] })],
        ['里面/乙.md', article('乙')]
      ])
    )
    expect(unwrap(await undo(library, unwrap(await run())))).toEqual({ removed: 2, trashed: 0, restored: 0 })
    expect(contentsOf(library)).toEqual(before)
    const again = unwrap(await run())
    rmSync(archive)
    expect(unwrap(await undo(library, again))).toEqual({ removed: 0, trashed: 2, restored: 0 })
  })

  test('leaves tags and categories that others use, and those that the user made their own', async () => {
    const library = createTestLibrary()
    const { receipt: first } = await importFrom(library, {
      'a.md': article('甲', { tags: ['共用', '改名', '上色'], categories: ['大类', '小类'] })
    })
    const { receipt: second } = await importFrom(library, {
      'b.md': article('乙', { tags: ['共用'], categories: ['大类'] })
    })
    unwrap(await library.kb.tags.rename({ name: '改名', newName: '我的叫法' }))
    unwrap(await library.kb.tags.setColor({ name: '上色', color: 'blue' }))
    unwrap(await undo(library, first))
    const names = async () => ({
      tags: unwrap(await library.kb.tags.list(null))
        .map(({ name }) => name)
        .toSorted(),
      categories: unwrap(await library.kb.categories.list(null)).map(({ name }) => name)
    })
    expect(await names()).toEqual({ tags: ['上色', '共用', '我的叫法'], categories: ['大类'] })
    unwrap(await undo(library, second))
    expect(await names()).toEqual({ tags: ['上色', '我的叫法'], categories: [] })
  })

  test('works after a restart', async () => {
    const folder = join(temporaryFolder(), 'library')
    const first = createTestLibrary({ folder })
    const before = contentsOf(first)
    const { receipt } = await importFrom(first, { 'a.md': article('一篇', { tags: ['甲'] }) })
    first.close()
    const second = createTestLibrary({ folder })
    expect(unwrap(await undo(second, receipt))).toEqual({ removed: 1, trashed: 0, restored: 0 })
    expect(contentsOf(second)).toEqual(before)
  })

  test('of any batch leaves the library as it was before', async () => {
    const names = ['甲', '乙', '丙', '丁', '戊', '己']
    const file = fc.record({
      title: fc.constantFrom(...names, ...names.map((name) => `${name}之二`)),
      tags: fc.subarray(['访谈', '定价', '权限']),
      categories: fc.subarray(['行业', '仓配', '制造'])
    })
    const batch = fc.array(file, { minLength: 1, maxLength: 6 })
    const filesOf = (files: { title: string; tags: string[]; categories: string[] }[]) =>
      Object.fromEntries(files.map((each, index) => [`${index}.md`, article(each.title, each)]))
    await fc.assert(
      fc.asyncProperty(batch, batch, batch, async (earlier, undone, later) => {
        const library = createTestLibrary()
        await importFrom(library, filesOf(earlier))
        const before = contentsOf(library)
        const one = await importFrom(library, filesOf(undone))
        const two = await importFrom(library, filesOf(later))
        unwrap(await undo(library, two.receipt))
        unwrap(await undo(library, one.receipt))
        expect(contentsOf(library)).toEqual(before)
        const { problems } = unwrap(await library.kb.library.check(null).result)
        expect(problems.filter(({ code }) => code !== 'index')).toEqual([])
      }),
      { numRuns: 12 }
    )
  }, 60_000)

  test('that is killed can be run again and ends the same', async () => {
    const libraryFolder = join(temporaryFolder(), 'library')
    const source = temporaryFolder()
    mkdirSync(source, { recursive: true })
    for (let n = 0; n < 1000; n++) writeFileSync(join(source, `${n}.md`), article(`第 ${n} 篇`, { tags: ['甲'] }))
    const client = pathToFileURL(join(import.meta.dirname, '../client.ts')).href
    const script = `
      const { createDirectClient } = await import(${JSON.stringify(client)})
      const { kb, onPaths } = createDirectClient(${JSON.stringify(libraryFolder)})
      await onPaths([${JSON.stringify(source)}], () => kb.imports.run(null)).result
      const killed = () => process.kill(process.pid, 'SIGKILL')
      await kb.imports.undo({ batchId: 1 }, { onProgress: killed }).result
    `
    await killedByItself(script)

    const library = createTestLibrary({ folder: libraryFolder })
    const left = unwrap(await library.kb.entries.list({})).total
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(1000)
    const [receipt] = unwrap(await library.kb.imports.receipts({}))
    expect(receipt!.undoneAt).toBeNull()
    expect(unwrap(await undo(library, receipt!))).toEqual({ removed: left, trashed: 0, restored: 0 })
    const contents = contentsOf(library)
    expect(contents).toMatchObject({ entries: [], tags: [], assets: [] })
  }, 60_000)
})

describe('imports.run with options, imports.preview and imports.export', () => {
  test('files every article under the category and tags given, beside its own', async () => {
    const { kb, onPaths } = createTestLibrary()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.md'), article('一篇', { tags: ['自带'], categories: ['原有'] }))
    const options = { category: ['收藏', '2026'], tags: ['批量'] }
    unwrap(await onPaths([folder], () => kb.imports.run(options)).result)
    const { items } = unwrap(await kb.entries.list({}))
    expect(items[0]!.tags.toSorted()).toEqual(['批量', '自带'])
    expect(items[0]!.categories).toContainEqual(['收藏', '2026'])
    expect(items[0]!.categories).toContainEqual(['原有'])
  })

  test('a preview tells what an import would come to and writes nothing', async () => {
    const library = createTestLibrary()
    await importFrom(library, { 'old.md': article('早先的一篇') })
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.md'), article('新的', { tags: ['新标签'] }))
    writeFileSync(join(folder, 'b.md'), article('新的', { tags: ['新标签'] }))
    writeFileSync(join(folder, 'c.md'), article('早先的一篇'))
    writeFileSync(join(folder, 'd.md'), '')
    writeFileSync(join(folder, 'e.exe'), 'MZ')
    const before = contentsOf(library)
    const preview = unwrap(await library.onPaths([folder], () => library.kb.imports.preview(null)).result)
    expect(preview.counts).toEqual({ imported: 1, updated: 0, duplicate: 2, skipped: 1, failed: 1 })
    const { items } = unwrap(await library.kb.imports.previewItems({}))
    expect(items.map(({ outcome, entryId }) => [outcome, entryId])).toEqual([
      ['imported', null],
      ['duplicate', null],
      ['duplicate', await idOf(library, '早先的一篇')],
      ['failed', null],
      ['skipped', null]
    ])
    expect(contentsOf(library)).toEqual(before)
    expect(unwrap(await library.kb.imports.receipts({}))).toHaveLength(1)
    const receipt = unwrap(await library.onPaths([folder], () => library.kb.imports.run(null)).result)
    expect(receipt.counts).toEqual(preview.counts)
  })

  test('the receipt as CSV has every file, and formulae as text', async () => {
    const library = createTestLibrary()
    const receipt = await library.importFiles({
      'a.md': '# 甲\n\n正文，带[链接](https://example.com/)。',
      'b.md': '---\ntitle: "=1+1"\n---\n\n正文',
      'c.md': ''
    })
    const target = join(temporaryFolder(), '回执.csv')
    library.saveTo(target)
    const { batchId } = receipt
    const job = library.kb.imports.export({ batchId, language: 'zh-CN', name: '回执.csv' })
    expect(unwrap(await job.result)).toEqual({ path: target })
    const text = readFileSync(target, 'utf8')
    expect(text.startsWith('\uFEFF文件,结果,标题,说明,细节,保留文字,图片,链接,')).toBe(true)
    const lines = text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toContain('a.md,导入,甲,,,100%,0→0,1→1,')
    expect(lines[2]).toContain("'=1+1")
    expect(lines[3]).toContain('c.md,无法读取,,文件是空的,')
    expect(await library.kb.imports.export({ batchId: 9, language: 'en', name: 'x.csv' }).result).toMatchObject({
      error: { key: 'batchNotFound' }
    })
  })
})
