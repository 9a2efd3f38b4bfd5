import { basename } from 'node:path'
import { expect, test } from 'vitest'
import type { imports } from '../../../shared/imports.ts'
import type { z } from 'zod'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary } from '../testing.ts'

type Narrowing = Omit<z.input<typeof imports.items.input>, 'batchId'>

async function mixedBatch() {
  const library = createTestLibrary()
  const { batchId } = await library.importFiles({
    'Weekly-1.md': '# 第一周\n\n先把口径对齐。\n',
    'Weekly-2.txt': '第二周\n\n货架上的数和系统里的数。\n',
    '同一篇.md': '# 第一周\n\n先把口径对齐。\n',
    '空的.md': '',
    '也是空的.md': '',
    '表格.xlsx': 'PK'
  })
  const names = async (narrowing: Narrowing) => {
    const { total, items } = unwrap(await library.kb.imports.items({ batchId, ...narrowing }))
    return { total, names: items.map(({ path }) => basename(path)).toSorted() }
  }
  return { library, batchId, names }
}

test.each<[string, Narrowing, string[]]>([
  ['an outcome', { outcome: 'imported' }, ['Weekly-1.md', 'Weekly-2.txt']],
  ['a reason', { reason: 'empty_file' }, ['也是空的.md', '空的.md']],
  [
    'a format, which duplicates have from the article that is there',
    { format: 'markdown' },
    ['Weekly-1.md', '同一篇.md']
  ],
  ['part of a name, in any case', { query: 'weekly' }, ['Weekly-1.md', 'Weekly-2.txt']],
  ['part of a title', { query: '第一周' }, ['Weekly-1.md', '同一篇.md']],
  ['all at once', { outcome: 'duplicate', reason: 'same_bytes', format: 'markdown', query: '同一' }, ['同一篇.md']],
  ['what no file has', { outcome: 'imported', reason: 'empty_file' }, []],
  ['signs that mean something elsewhere', { query: '%' }, []],
  ['an empty word', { query: '  ', outcome: 'failed' }, ['也是空的.md', '空的.md']]
])('items are narrowed by %s', async (_, narrowing, expected) => {
  const { names } = await mixedBatch()
  expect(await names(narrowing)).toEqual({ total: expected.length, names: expected })
})

test('the total is that of all pages', async () => {
  const { names } = await mixedBatch()
  const { total, names: page } = await names({ query: 'weekly', offset: 1, limit: 1 })
  expect([total, page.length]).toEqual([2, 1])
})

test('facets tell by what a batch can be narrowed, and their counts hold', async () => {
  const { library, batchId, names } = await mixedBatch()
  const { reasons, formats } = unwrap(await library.kb.imports.facets({ batchId }))
  expect(reasons).toEqual([
    { reason: 'empty_file', count: 2 },
    { reason: 'same_bytes', count: 1 },
    { reason: 'unsupported_type', count: 1 }
  ])
  expect(formats).toEqual([
    { format: 'markdown', count: 2 },
    { format: 'text', count: 1 }
  ])
  for (const { reason, count } of reasons) expect((await names({ reason })).total).toBe(count)
  for (const { format, count } of formats) expect((await names({ format })).total).toBe(count)
  expect(await library.kb.imports.facets({ batchId: batchId + 1 })).toMatchObject({ error: { key: 'batchNotFound' } })
})
