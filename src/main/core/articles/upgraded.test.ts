import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gunzipSync } from 'node:zlib'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

/** A library as the first release left it; two of its articles are nearly the same, one of them was renamed. */
function firstRelease(): TestLibrary {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder)
  const packed = readFileSync(join(import.meta.dirname, '../db/testdata/library-v1.db.gz'))
  writeFileSync(join(folder, 'library.db'), gunzipSync(packed))
  return createTestLibrary({ folder })
}

const renamed = async ({ kb }: TestLibrary) => {
  const { items } = unwrap(await kb.entries.list({ limit: 500 }))
  return items.find(({ title }) => title === '评审三条规矩')!
}

test('articles of the first release are compared after the upgrade, unasked', async () => {
  const { kb } = firstRelease()
  await expect.poll(async () => unwrap(await kb.entries.counts(null)).views.duplicates).toBeGreaterThan(0)
  const { items } = unwrap(await kb.articles.duplicates({}))
  expect(items.map(({ a, b }) => [a.title, b.title])).toContainEqual(['评审三条规矩', '需求评审的三条规矩（转）'])
})

test('an edited source of theirs updates them, and what the user changed stays', async () => {
  const library = firstRelease()
  const { kb } = library
  const { id } = await renamed(library)
  const markdown = unwrap(await kb.articles.export({ id, format: 'markdown' }))
  const edited = markdown
    .replace(/^title: .*$/m, 'title: 需求评审的三条规矩')
    .replace(/^tags:\n(?:\s+- .*\n)+/m, 'tags: [新标签]\n')
  const receipt = await library.importFiles({ 'edited.md': `${edited}\n后来补的一句。\n` })
  const { items } = unwrap(await kb.imports.items({ batchId: receipt.batchId }))
  expect(items).toMatchObject([
    { outcome: 'updated', entryId: id, title: '评审三条规矩', reason: { code: 'title_kept' } }
  ])
  const { tags } = unwrap(await kb.articles.get({ id }))
  expect(tags.toSorted()).toEqual(['协作', '导入', '新标签', '评审'])
  unwrap(await kb.imports.undo({ batchId: receipt.batchId }).result)
  expect(unwrap(await kb.articles.export({ id, format: 'markdown' }))).toBe(markdown)
})
