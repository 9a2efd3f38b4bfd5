import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ImportItem, ImportReceipt } from '../../../shared/imports.ts'
import { unwrap } from '../../../shared/result.ts'
import { originalPath } from '../db/originals.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

const feedFile = (title: string, section = '产品设计') => `
---
title: '${title}'
categories: 
 - 新媒体
 - 田埂产品笔记
 - ${section}
author: 田埂产品笔记
date: Thu, 10 Feb 2022 00:00:00 GMT
---

<div>   
<p>仓库的老周说，系统里的数和货架上的数对不上。</p>
<h2 id="toc-1">先画流程</h2>
<p>每个岗位用一种颜色，画完才发现有两步没有人负责。${title}</p>
</div>
            `

async function itemsOf(library: TestLibrary, { batchId }: ImportReceipt): Promise<Record<string, ImportItem>> {
  const { items } = unwrap(await library.kb.imports.items({ batchId }))
  return Object.fromEntries(items.map((item) => [basename(item.path), item]))
}

const countsOf = (receipt: ImportReceipt) => Object.entries(receipt.counts).filter(([, count]) => count > 0)

describe('imports.run', () => {
  test('imports a folder and gives every file one item', async () => {
    const library = createTestLibrary()
    const receipt = await library.importFiles({
      'a.md': feedFile('库存对账要先对什么'),
      'deep/b.txt': '只有一段文字的纯文本。',
      'deep/c.html': '<!doctype html><title>网页</title><p>一段话。</p>',
      'deep/d.md': '# 标题\n\n一段 **markdown**。',
      'deep/picture.png': new Uint8Array([0x89, 0x50]),
      '.hidden.md': '不该导入',
      'empty.md': '',
      'binary.md': new Uint8Array(5000).map((_, index) => (index * 37) % 256)
    })
    const items = await itemsOf(library, receipt)
    expect(
      Object.fromEntries(Object.values(items).map((item) => [basename(item.path), item.reason?.code ?? item.outcome]))
    ).toEqual({
      'a.md': 'imported',
      'b.txt': 'imported',
      'c.html': 'imported',
      'd.md': 'imported',
      'picture.png': 'picture_unused',
      '.hidden.md': 'hidden_file',
      'empty.md': 'empty_file',
      'binary.md': 'binary'
    })
    expect(receipt.counts).toEqual({ imported: 4, updated: 0, duplicate: 0, skipped: 2, failed: 2 })
    expect(receipt).toMatchObject({ cancelled: false, finishedAt: expect.any(Number) })
    expect(items['a.md']).toMatchObject({ title: '库存对账要先对什么', entryId: expect.any(Number), reason: null })
    expect(items['empty.md']).toMatchObject({ outcome: 'failed', entryId: null, title: null })
  })

  test('keeps the original bytes under their hash', async () => {
    const library = createTestLibrary()
    const text = feedFile('原文件要留着')
    const items = await itemsOf(library, await library.importFiles({ 'a.md': text }))
    const { source } = unwrap(await library.kb.articles.get({ id: items['a.md']!.entryId! }))
    expect(readFileSync(originalPath(join(library.folder, 'assets'), source.sha256), 'utf8')).toBe(text)
    expect(source).toMatchObject({ name: 'a.md', format: 'feed', encoding: 'utf-8', bytes: Buffer.byteLength(text) })
  })

  test('makes the category tree once for all articles', async () => {
    const library = createTestLibrary()
    await library.importFiles({
      'a.md': feedFile('一', '产品设计'),
      'b.md': feedFile('二', '数据分析'),
      'c.md': feedFile('三', '产品设计')
    })
    const categories = unwrap(await library.kb.categories.list(null))
    expect(categories.map(({ name }) => name).toSorted()).toEqual(
      ['产品设计', '数据分析', '新媒体', '田埂产品笔记'].toSorted()
    )
    const { items } = unwrap(await library.kb.entries.list({ sort: 'title' }))
    expect(items.map(({ categories }) => categories)).toContainEqual([['新媒体', '田埂产品笔记', '数据分析']])
  })

  test('tells the same file again as a duplicate, in the same batch and in a later one', async () => {
    const library = createTestLibrary()
    const text = feedFile('同一篇')
    const first = await library.importFiles({ 'a.md': text, 'b.md': text, 'c.md': feedFile('另一篇') })
    expect(countsOf(first)).toEqual([
      ['imported', 2],
      ['duplicate', 1]
    ])
    const { 'a.md': a, 'b.md': b } = await itemsOf(library, first)
    expect(b).toMatchObject({
      outcome: 'duplicate',
      entryId: a!.entryId,
      title: '同一篇',
      reason: { code: 'same_bytes', detail: '' }
    })

    const again = await library.importFiles({ 'renamed.txt': text })
    expect(countsOf(again)).toEqual([['duplicate', 1]])
    expect(unwrap(await library.kb.entries.list({})).total).toBe(2)
  })

  test('says that the existing article lies in the trash, and imports anew what was deleted for good', async () => {
    const library = createTestLibrary()
    const text = feedFile('删掉的一篇')
    const { 'a.md': a } = await itemsOf(library, await library.importFiles({ 'a.md': text }))
    unwrap(await library.kb.entries.trash({ ids: [a!.entryId!] }))
    const trashed = await itemsOf(library, await library.importFiles({ 'a.md': text }))
    expect(trashed['a.md']).toMatchObject({
      outcome: 'duplicate',
      entryId: a!.entryId,
      reason: { code: 'same_bytes', detail: 'trash' }
    })

    unwrap(await library.kb.entries.purge({}))
    const anew = await itemsOf(library, await library.importFiles({ 'a.md': text }))
    expect(anew['a.md']!.outcome).toBe('imported')
    expect(anew['a.md']!.entryId).not.toBe(a!.entryId)
  })

  test('imports what it can of a damaged head and says so', async () => {
    const library = createTestLibrary()
    const items = await itemsOf(
      library,
      await library.importFiles({
        'open.md': '---\ntitle: 没有结束\nauthor: 禾田\n\n正文在这里，很长的一段话。',
        'broken.md': `---\ntitle: "引号里有"引号"\nauthor: @禾田\n---\n\n正文。`
      })
    )
    expect(items['open.md']).toMatchObject({ outcome: 'imported', reason: { code: 'front_matter_unclosed' } })
    expect(items['broken.md']).toMatchObject({ outcome: 'imported', reason: { code: 'front_matter_invalid' } })
  })

  test('takes a name of 255 bytes with emoji', async () => {
    const library = createTestLibrary()
    const name = `${'📚'.repeat(62)}abcd.md`
    expect(Buffer.byteLength(name)).toBe(255)
    const items = await itemsOf(library, await library.importFiles({ [name]: '名字很长的文件，正文只有一句。' }))
    expect(items[name]).toMatchObject({ outcome: 'imported' })
    expect(unwrap(await library.kb.articles.get({ id: items[name]!.entryId! })).source.name).toBe(name)
  })

  test('reads one file chosen by name, and labels batches by what was dropped', async () => {
    const library = createTestLibrary()
    const folder = temporaryFolder()
    const paths = ['一.md', '二.md', '三.md'].map((name) => join(folder, name))
    for (const path of paths) writeFileSync(path, `# ${basename(path)}\n\n正文`)
    const run = (chosen: string[]) => library.onPaths(chosen, () => library.kb.imports.run(null)).result
    expect(unwrap(await run(paths.slice(0, 1)))).toMatchObject({ label: '一.md', counts: { imported: 1 } })
    expect(unwrap(await run(paths))).toMatchObject({ label: '一.md +2', counts: { imported: 2, duplicate: 1 } })
    expect(unwrap(await run([folder]))).toMatchObject({ label: basename(folder), counts: { duplicate: 3 } })
  })

  test('fails without files, and gives an item for a path that is not there', async () => {
    const library = createTestLibrary()
    expect(await library.onPaths([], () => library.kb.imports.run(null)).result).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', key: 'nothingToImport' }
    })
    const missing = join(temporaryFolder(), 'missing.md')
    const receipt = unwrap(await library.onPaths([missing], () => library.kb.imports.run(null)).result)
    expect((await itemsOf(library, receipt))['missing.md']).toMatchObject({
      outcome: 'failed',
      reason: { code: 'vanished' }
    })
  })

  test('reports progress to the last file and tells listeners what changed', async () => {
    const library = createTestLibrary()
    const told: Record<string, number[][]> = { entries: [], categories: [], tags: [], imports: [] }
    library.kb.entries.changed(({ ids }) => told['entries']!.push(ids))
    library.kb.categories.changed(() => told['categories']!.push([]))
    library.kb.tags.changed(() => told['tags']!.push([]))
    library.kb.imports.changed(() => told['imports']!.push([]))
    const folder = temporaryFolder()
    for (let n = 0; n < 150; n++) writeFileSync(join(folder, `${n}.md`), feedFile(`第 ${n} 篇`))
    const progress: number[][] = []
    const job = library.onPaths([folder], () =>
      library.kb.imports.run(null, { onProgress: ({ done, total }) => progress.push([done, total]) })
    )
    const receipt = unwrap(await job.result)
    expect(receipt.counts.imported).toBe(150)
    expect(progress.at(-1)).toEqual([150, 150])
    expect(told['entries']!.flat()).toHaveLength(150)
    expect(new Set(told['entries']!.flat()).size).toBe(150)
    expect(told['categories']!.length).toBeGreaterThan(0)
    expect(told['tags']).toEqual([])
    expect(told['imports']!.length).toBeGreaterThanOrEqual(2)
  })

  test('answers other calls meanwhile', async () => {
    const library = createTestLibrary()
    const folder = temporaryFolder()
    for (let n = 0; n < 300; n++) writeFileSync(join(folder, `${n}.md`), feedFile(`第 ${n} 篇`))
    const job = library.onPaths([folder], () => library.kb.imports.run(null))
    const state = { running: true }
    const result = job.result.finally(() => (state.running = false))
    const seen = new Set<number>()
    while (state.running) {
      seen.add(unwrap(await library.kb.entries.list({ limit: 1 })).total)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect(unwrap(await result).counts.imported).toBe(300)
    const partial = [...seen].filter((total) => total > 0 && total < 300)
    expect(partial.length).toBeGreaterThan(0)
  })
})

describe('imports.receipts, receipt and items', () => {
  test('lists batches newest first and pages through items', async () => {
    const library = createTestLibrary()
    const first = await library.importFiles({
      'a.md': '# 甲\n\n正文',
      'b.png': 'x',
      'c.md': '# 丙\n\n正文',
      'd.md': ''
    })
    const second = await library.importFiles({ 'e.md': '# 戊\n\n正文' })
    expect(unwrap(await library.kb.imports.receipts({}))).toEqual([second, first])
    expect(unwrap(await library.kb.imports.receipts({ limit: 1 }))).toEqual([second])
    expect(unwrap(await library.kb.imports.receipt({ batchId: first.batchId }))).toEqual(first)

    const { batchId } = first
    const page = unwrap(await library.kb.imports.items({ batchId, offset: 1, limit: 2 }))
    expect(page.total).toBe(4)
    expect(page.items.map(({ path }) => basename(path))).toEqual(['b.png', 'c.md'])
    const imported = unwrap(await library.kb.imports.items({ batchId, outcome: 'imported' }))
    expect(imported).toMatchObject({ total: 2, items: [{ title: '甲' }, { title: '丙' }] })
    expect(unwrap(await library.kb.imports.items({ batchId, outcome: 'updated' }))).toEqual({ total: 0, items: [] })
  })

  test('importedItems tells what is known of the articles, and which are alike', async () => {
    const library = createTestLibrary()
    const body = Array.from({ length: 60 }, (_, n) => `第 ${n} 天，仓库主管又说出了一条系统里没有的路。`).join('')
    const { batchId } = await library.importFiles({
      'a.md': feedFile(`甲：${body}`),
      'b.md': '',
      'c.md': feedFile(`乙：${body}`),
      'd.html': '<p>一段没有别的话。</p>'
    })
    const [a, b, c, d] = unwrap(await library.kb.imports.importedItems({ batchId }))
    expect(a).toMatchObject({
      format: 'feed',
      encoding: 'utf-8',
      facts: { postId: null },
      similarTo: { id: c!.entryId }
    })
    expect(b).toMatchObject({ outcome: 'failed', format: null, encoding: null, facts: null, similarTo: null })
    expect(c).toMatchObject({ similarTo: { id: a!.entryId, title: a!.title } })
    expect(d).toMatchObject({ format: 'html', similarTo: null })
    expect(unwrap(await library.kb.imports.importedItems({ batchId, offset: 2, limit: 1 }))).toEqual([c])
    expect(await library.kb.imports.importedItems({ batchId: 99 })).toMatchObject({ error: { key: 'batchNotFound' } })
  })

  test('fail for a batch that is not there', async () => {
    const { kb } = createTestLibrary()
    const expected = { ok: false, error: { code: 'not_found', key: 'batchNotFound' } }
    expect(await kb.imports.receipt({ batchId: 7 })).toMatchObject(expected)
    expect(await kb.imports.items({ batchId: 7 })).toMatchObject(expected)
  })
})
