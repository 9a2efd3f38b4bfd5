import { describe, expect, test } from 'vitest'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'

/** A copy of a real library as a released version left it: samples, an import of three files, a note, a plan. */
function releasedLibrary(version: number): string {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder)
  const packed = readFileSync(join(import.meta.dirname, 'testdata', `library-v${version}.db.gz`))
  writeFileSync(join(folder, 'library.db'), gunzipSync(packed))
  return folder
}

describe('a library of the first release', () => {
  test('opens with all that was in it', async () => {
    const { kb } = createTestLibrary({ folder: releasedLibrary(1) })
    const { total, items } = unwrap(await kb.entries.list({}))
    expect(total).toBe(35)
    const renamed = items.find(({ title }) => title === '评审三条规矩')
    expect(renamed).toMatchObject({ kind: 'article', starred: true, publishedAt: '2022-02-10', images: 1 })
    const article = unwrap(await kb.articles.get({ id: renamed?.id ?? 0 }))
    expect(article.tags.toSorted()).toEqual(['协作', '导入', '评审'])
    expect(article.toc.map(({ text }) => text)).toEqual(['会前'])
    expect(unwrap(await kb.articles.similar({ id: article.id })).map(({ title }) => title)).toEqual([
      '需求评审的三条规矩（转）'
    ])
    const [note] = unwrap(await kb.notes.bySource({ id: article.id }))
    expect(note?.title).toBe('评审笔记')
    expect(unwrap(await kb.notes.markdown({ id: note?.id ?? 0 }))).toBe('**先对齐分母**，再谈方案。\n')
    const plan = unwrap(await kb.plans.list(null)).find(({ title }) => title === '评审能力计划')
    const { itemList } = unwrap(await kb.plans.get({ id: plan?.id ?? 0 }))
    expect(itemList.map(({ title }) => title)).toEqual(['评审三条规矩', '评审笔记'])
  })

  test('knows the pictures of its articles', async () => {
    const { kb } = createTestLibrary({ folder: releasedLibrary(1) })
    const { items } = unwrap(await kb.entries.list({}))
    const withPictures = items.filter(({ images }) => images > 0)
    expect(withPictures.length).toBeGreaterThan(0)
    for (const { id } of withPictures) {
      const { imageList, pictures } = unwrap(await kb.articles.get({ id }))
      expect(pictures.map(({ src }) => src)).toEqual([...new Set(imageList.map(({ src }) => src))].toSorted())
      expect(pictures.every(({ state, sha256 }) => state === 'remote' && sha256 === null)).toBe(true)
    }
  })

  test('is searched as before', async () => {
    const { kb } = createTestLibrary({ folder: releasedLibrary(1) })
    const { hits } = unwrap(await kb.search.query({ query: '先对齐分母' }))
    expect(hits.map(({ title }) => title)).toEqual(['评审笔记'])
  })

  test('lets its imports be taken back', async () => {
    const { kb } = createTestLibrary({ folder: releasedLibrary(1) })
    const [receipt] = unwrap(await kb.imports.receipts({}))
    expect(receipt).toMatchObject({ resumable: false, undoneAt: null, counts: { imported: 3 } })
    const taken = unwrap(await kb.imports.undo({ batchId: receipt?.batchId ?? 0 }).result)
    expect(taken.removed + taken.trashed).toBe(3)
    expect(unwrap(await kb.notes.bySource({ id: 33 })).map(({ title }) => title)).toEqual(['评审笔记'])
  })
})
