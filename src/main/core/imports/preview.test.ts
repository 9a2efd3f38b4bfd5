import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportOptions, PreviewItem, PreviewState } from '../../../shared/imports.ts'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { docxFile, paragraph, picture, relations, TYPE } from '../testing-docx.ts'
import { pdfFile } from '../testing-pdf.ts'
import { testZip } from '../testing-zip.ts'

const article = (title: string): string =>
  `---\ntitle: ${title}\ntags: [盘点]\ndate: 2026-03-01\n---\n\n${title}：先数货架，再看系统里的数。\n`

function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

const preview = (library: TestLibrary, paths: string[], options: ImportOptions = null) =>
  library.onPaths(paths, () => library.kb.imports.preview(options))

const options = (rest: Partial<NonNullable<ImportOptions>>): ImportOptions => ({
  category: [],
  tags: [],
  exclude: [],
  encodings: [],
  books: 'chapters',
  ...rest
})

async function itemsOf(library: TestLibrary, show: 'all' | 'new' | 'duplicate' | 'attention' = 'all') {
  const { total, items } = unwrap(await library.kb.imports.previewItems({ show }))
  expect(total).toBe(items.length)
  return Object.fromEntries(items.map((item): [string, PreviewItem] => [basename(item.path), item]))
}

test('a preview tells what each file would become, and lists them by kind', async () => {
  const library = createTestLibrary()
  await library.importFiles({ 'old.md': article('早先的一篇') })
  const folder = folderOf({
    'a.md': article('新的'),
    'b.md': article('早先的一篇'),
    'c.md': '---\ntitle: 没有结束\n\n正文在这里，是很长的一段话。',
    'd.md': '',
    'e.exe': 'MZ',
    'f.zip': testZip([['里面.md', article('压缩包里的')]])
  })
  const states: PreviewState[] = []
  library.kb.imports.previewChanged((state) => states.push(state))
  const state = unwrap(await preview(library, [folder], options({ category: ['收藏'], tags: ['待读'] })).result)
  expect(state).toMatchObject({
    found: 6,
    known: 6,
    listed: true,
    books: 0,
    pictures: 0,
    counts: { imported: 3, updated: 0, duplicate: 1, skipped: 1, failed: 1 },
    loss: { text: 1 }
  })
  expect(states.find(({ listed }) => listed)).toMatchObject({ found: 6 })
  expect(states.at(-1)).toEqual(state)

  const items = await itemsOf(library)
  expect(items['a.md']).toMatchObject({
    outcome: 'imported',
    entryId: null,
    title: '新的',
    bytes: Buffer.byteLength(article('新的')),
    format: 'markdown',
    encoding: 'utf-8',
    publishedAt: '2026-03-01',
    categories: [['收藏']],
    tags: ['盘点', '待读'],
    pictures: { found: 0, missing: 0 },
    known: true
  })
  expect(items['e.exe']).toMatchObject({ outcome: 'skipped', bytes: null, format: null, categories: [], tags: [] })
  expect(Object.keys(await itemsOf(library, 'new'))).toEqual(['a.md', 'c.md', 'f.zip!里面.md'])
  expect(Object.keys(await itemsOf(library, 'duplicate'))).toEqual(['b.md'])
  expect(Object.keys(await itemsOf(library, 'attention'))).toEqual(['c.md', 'd.md'])
  const second = unwrap(await library.kb.imports.previewItems({ show: 'new', offset: 1, limit: 1 }))
  expect(second).toMatchObject({ total: 3, items: [{ title: '没有结束' }] })
})

test('a file that keeps its text and loses a picture needs a look; a PDF, which never keeps any, does not', async () => {
  const library = createTestLibrary()
  const text = pdfFile({ pages: [[{ text: '先点数，再对账。' }]] })
  const folder = folderOf({
    'with.docx': docxFile(paragraph('先点数') + picture('r:link="rId8"'), {
      'word/_rels/document.xml.rels': relations(
        `<Relationship Id="rId8" Type="${TYPE}/image" Target="file:///C:/a.png" TargetMode="External"/>`
      )
    }),
    'without.docx': docxFile(paragraph('再对账')),
    'with.pdf': Buffer.concat([text, Buffer.from('\n90 0 obj<</Subtype/Image>>stream\nendstream endobj\n')])
  })
  unwrap(await preview(library, [folder]).result)
  expect(Object.keys(await itemsOf(library, 'attention'))).toEqual(['with.docx'])
  const items = await itemsOf(library)
  expect(items['with.docx']).toMatchObject({ loss: { text: 1, images: [1, 0] } })
  expect(items['with.pdf']).toMatchObject({ loss: { text: 1, images: [1, 0] } })
})

test('the files of a preview are looked at again and imported without being named, until it is closed', async () => {
  const library = createTestLibrary()
  const folder = folderOf({ 'a.md': article('一'), 'b.md': article('二'), 'c.md': article('三') })
  unwrap(await preview(library, [folder]).result)
  const without = options({ exclude: [join(folder, 'b.md')] })
  const again = unwrap(await preview(library, [], without).result)
  expect(again.counts).toMatchObject({ imported: 2, skipped: 1 })
  expect((await itemsOf(library))['b.md']).toMatchObject({ outcome: 'skipped', reason: { code: 'excluded' } })

  const receipt = unwrap(await library.kb.imports.run(without).result)
  expect(receipt.counts).toMatchObject({ imported: 2, skipped: 1 })
  const { items } = unwrap(await library.kb.imports.items({ batchId: receipt.batchId, outcome: 'skipped' }))
  expect(items).toMatchObject([{ path: join(folder, 'b.md'), reason: { code: 'excluded' } }])

  unwrap(await library.kb.imports.closePreview(null))
  expect(unwrap(await library.kb.imports.previewItems({}))).toEqual({ total: 0, mayLeaveOut: 0, items: [] })
  for (const job of [library.kb.imports.preview(null), library.kb.imports.run(null)]) {
    expect(await job.result).toMatchObject({ error: { code: 'invalid_input', key: 'nothingToImport' } })
  }
})

test('the next preview ends the one before, and so do closing and cancelling', async () => {
  const library = createTestLibrary()
  const many = folderOf(Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`${n}.md`, article(`第 ${n} 篇`)])))
  const cancelled = { ok: false, error: { code: 'cancelled' } }

  const first = preview(library, [many]).result
  const second = preview(library, [folderOf({ 'a.md': article('只有一篇') })]).result
  expect(await first).toMatchObject(cancelled)
  expect(unwrap(await second).found).toBe(1)
  expect(unwrap(await library.kb.imports.previewItems({})).total).toBe(1)

  const third = preview(library, [many])
  third.cancel()
  expect(await third.result).toMatchObject(cancelled)

  const found = new Promise((resolve) => library.kb.imports.previewChanged(resolve))
  const fourth = preview(library, [many]).result
  await found
  unwrap(await library.kb.imports.closePreview(null))
  expect(await fourth).toMatchObject(cancelled)
  expect(unwrap(await library.kb.imports.previewItems({})).total).toBe(0)
})

test('a preview goes on beside an import and shows what it knows meanwhile', async () => {
  const library = createTestLibrary()
  const many = folderOf(Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`${n}.md`, article(`第 ${n} 篇`)])))
  const waiting: boolean[] = []
  const look = async () => {
    const { items } = unwrap(await library.kb.imports.previewItems({}))
    waiting.push(...items.map((item) => item.known))
  }
  library.kb.imports.previewChanged(({ known, listed }) => {
    if (listed && known === 0) void look()
  })
  const order: string[] = []
  const importing = library.onPaths([many], () => library.kb.imports.run(null)).result.then(() => order.push('import'))
  const looking = preview(library, [folderOf({ 'a.md': article('别处的一篇') })]).result.then(() => order.push('look'))
  await Promise.all([importing, looking])
  expect(order).toEqual(['look', 'import'])
  expect(waiting).toContain(false)
})

test('a file that is read another way is read again, and only that one', async () => {
  const library = createTestLibrary()
  const folder = folderOf({
    'a.md': article('一'),
    'b.md': article('一'),
    'big5.md': Buffer.from('2320b3f8bbf9b3e60a', 'hex'), // # 報價單
    'c.pdf': '%PDF-1.7',
    'd.md': article('二')
  })
  unwrap(await preview(library, [folder]).result)
  const before = await itemsOf(library)
  expect(before['big5.md']).toMatchObject({ title: '厨基虫', encoding: 'gb18030' })
  // What is read anew would be found changed.
  writeFileSync(join(folder, 'd.md'), article('改过'))
  const encodings = [{ path: join(folder, 'big5.md'), encoding: 'big5' as const }]
  const states: PreviewState[] = []
  library.kb.imports.previewChanged((state) => states.push(state))
  const exclude = [join(folder, 'c.pdf')]
  const state = unwrap(await preview(library, [], options({ encodings, exclude })).result)
  expect(states.find(({ listed }) => listed)).toMatchObject({ found: 5, known: 4 })
  const after = await itemsOf(library)
  expect(after['big5.md']).toMatchObject({ title: '報價單', encoding: 'big5', outcome: 'imported' })
  expect(after['c.pdf']).toMatchObject({ reason: { code: 'excluded' } })
  expect([after['a.md'], after['b.md'], after['d.md']]).toEqual([before['a.md'], before['b.md'], before['d.md']])
  expect(state.counts).toEqual({ imported: 3, updated: 0, duplicate: 1, skipped: 1, failed: 0 })

  // Taken in again, it is read again; with other options everything is.
  unwrap(await preview(library, [], options({ encodings })).result)
  expect((await itemsOf(library))['c.pdf']).toMatchObject({ outcome: 'failed', reason: before['c.pdf']?.reason })
  unwrap(await preview(library, [], options({ encodings, books: 'whole' })).result)
  expect((await itemsOf(library))['d.md']).toMatchObject({ title: '改过' })
})

test('a preview tells which article a file would update, and which one is much like it', async () => {
  const library = createTestLibrary()
  const text = Array.from({ length: 40 }, (_, n) => `第 ${n} 步，先数货架上的货，再看系统里的数。`).join('\n\n')
  const of = (title: string, more = '') => `---\ntitle: ${title}\ndate: 2026-03-01\n---\n\n${text}\n\n${more}\n`
  await library.importFiles({ 'old.md': of('盘点的四十个步骤') })
  const folder = folderOf({
    'newer.md': of('盘点的四十个步骤', '后来又添了一步，留给夜班的人看。'),
    'like.md': of('另一个仓库怎么盘点', '这是别处的人抄去改的。'),
    'new.md': article('与谁都不像的一篇')
  })
  const state = unwrap(await preview(library, [folder]).result)
  expect(state.counts).toMatchObject({ imported: 2, updated: 1 })
  const items = await itemsOf(library)
  expect(items['newer.md']).toMatchObject({
    outcome: 'updated',
    entryId: 1,
    title: '盘点的四十个步骤',
    similarTo: null
  })
  expect(items['like.md']).toMatchObject({ outcome: 'imported', similarTo: { id: 1, title: '盘点的四十个步骤' } })
  expect(items['new.md']).toMatchObject({ outcome: 'imported', similarTo: null })
  expect(unwrap(await library.kb.imports.run(null).result).counts).toEqual(state.counts)

  unwrap(await library.kb.entries.trash({ ids: [1] }))
  const other = folderOf({ 'like.md': of('第三个仓库怎么盘点', '又一份。') })
  unwrap(await preview(library, [other]).result)
  expect((await itemsOf(library))['like.md']?.similarTo).toMatchObject({ title: '另一个仓库怎么盘点' })
})

test('a later edition within the batch is told as an update of the earlier, as the import will do', async () => {
  const library = createTestLibrary()
  const text = Array.from({ length: 40 }, (_, n) => `第 ${n} 步，先数货架上的货，再看系统里的数。`).join('\n\n')
  const of = (title: string, more: string) => `---\ntitle: ${title}\ndate: 2026-03-01\n---\n\n${text}\n\n${more}\n`
  const folder = folderOf({
    '1 先来的.md': of('盘点的四十个步骤', '到这里为止。'),
    '2 改过的.md': of('盘点的四十个步骤', '后来又添了一步，留给夜班的人看。'),
    '3 再改的.md': of('盘点的四十个步骤', '又添了两步，白班和夜班都要看。'),
    '4 同名的.md': '---\ntitle: 盘点的四十个步骤\ndate: 2026-03-01\n---\n\n说的完全是另一件事：怎样给新人讲排期。\n',
    '5 短的.md': '---\ntitle: 短短的一篇札记\ndate: 2026-03-02\n---\n\n先问清楚为什么要做，再写怎么做成什么样。',
    '6 短的.md': '---\ntitle: 短短的一篇札记\ndate: 2026-03-02\n---\n\n先问清楚为什么要做，再写怎么做成什么样子。'
  })
  const state = unwrap(await preview(library, [folder]).result)
  const items = await itemsOf(library)
  expect(Object.entries(items).map(([name, { outcome, entryId }]) => [name, outcome, entryId])).toEqual([
    ['1 先来的.md', 'imported', null],
    ['2 改过的.md', 'updated', null],
    ['3 再改的.md', 'updated', null],
    ['4 同名的.md', 'imported', null],
    ['5 短的.md', 'imported', null],
    ['6 短的.md', 'updated', null]
  ])
  // Read again, a file is no edition of itself.
  const encodings = [{ path: join(folder, '1 先来的.md'), encoding: 'utf-8' as const }]
  expect(unwrap(await preview(library, [], options({ encodings })).result).counts).toEqual(state.counts)
  expect(unwrap(await library.kb.imports.run(null).result).counts).toEqual(state.counts)
})

test('the files of a preview are listed in natural order and found by name or title', async () => {
  const library = createTestLibrary()
  const chapters = ['第10章 上线', '第2章 现状', '第1章 ＡＰＩ']
  const folder = folderOf({
    ...Object.fromEntries(chapters.map((name) => [`${name}.md`, article(name)])),
    'notes.md': article('说說排期'),
    'x.exe': 'MZ'
  })
  unwrap(await preview(library, [folder]).result)
  const found = async (query: string, show: 'all' | 'new' = 'all') => {
    const { total, mayLeaveOut, items } = unwrap(await library.kb.imports.previewItems({ query, show }))
    return { total, mayLeaveOut, names: items.map(({ path }) => basename(path)) }
  }
  const all = ['notes.md', 'x.exe', '第1章 ＡＰＩ.md', '第2章 现状.md', '第10章 上线.md']
  expect(await found('')).toEqual({ total: 5, mayLeaveOut: 4, names: all })
  expect(await found('  .EXE ')).toEqual({ total: 1, mayLeaveOut: 0, names: ['x.exe'] })
  expect((await found('api')).names).toEqual(['第1章 ＡＰＩ.md'])
  expect((await found('说说')).names).toEqual(['notes.md'])
  expect((await found('章', 'new')).total).toBe(3)
  expect(await found(basename(folder))).toEqual({ total: 0, mayLeaveOut: 0, names: [] })
})
