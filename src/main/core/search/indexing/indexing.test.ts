import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { unwrap } from '../../../../shared/result.ts'
import { openLibrary } from '../../db/open.ts'
import { threadIn } from '../../start-thread.ts'
import { createTestLibrary } from '../../testing.ts'
import { createSearch } from '../index.ts'

const COUNT = 200

/** The folder of a closed library whose notes are not indexed. */
async function folderOfNotes(): Promise<string> {
  const library = createTestLibrary()
  const filler = '一段足够长的话，好让索引有事可做。'.repeat(200)
  for (let n = 0; n < COUNT; n++) {
    unwrap(await library.kb.notes.create({ title: `篇${n}`, markdown: `${filler}第 ${n} 篇。` }))
  }
  library.close()
  return library.folder
}

test('a thread that breaks fails what waits for it, and the next one begins where it was', async () => {
  const folder = await folderOfNotes()
  const library = openLibrary(folder)
  onTestFinished(() => library.close())
  let started = 0
  const search = createSearch({ library, resources: '', now: Date.now, emit: () => {} }, (options) =>
    started++ === 0
      ? new Worker('throw new Error("no memory left")', { eval: true })
      : threadIn(import.meta.dirname)(options)
  )
  onTestFinished(() => search.close())
  const job = { paths: [], saveTo: undefined, signal: new AbortController().signal, progress: () => {} }
  await expect(search.handlers.catchUp(null, job)).rejects.toThrow('no memory left')
  expect(await search.handlers.query({ query: '第', offset: 0, limit: 1, matchLimit: 1 })).toMatchObject({
    total: COUNT
  })
  expect(await search.handlers.catchUp(null, job)).toEqual({ indexed: COUNT })
  expect(search.check()).toEqual([])
})

test('closed in the middle, it lets the files go, and goes on where it was', async () => {
  const folder = await folderOfNotes()
  const library = createTestLibrary({ folder })
  const begun = Promise.withResolvers<void>()
  const indexing = library.kb.search.reindex(null, { onProgress: () => begun.resolve() })
  await begun.promise
  library.close()
  expect(await indexing.result).toMatchObject({ ok: false })

  const again = createTestLibrary({ folder })
  expect(unwrap(await again.kb.search.query({ query: '索引', limit: 1 }))).toMatchObject({ total: COUNT, exact: true })
  expect(unwrap(await again.kb.search.catchUp(null).result)).toEqual({ indexed: COUNT })
  expect(unwrap(await again.kb.library.check(null).result)).toEqual({ ok: true, problems: [] })
})

test('it stands still while the index is checked', async () => {
  const library = createTestLibrary({ folder: await folderOfNotes() })
  const begun = Promise.withResolvers<void>()
  const onProgress = ({ done }: { done: number }) => done > 0 && begun.resolve()
  const indexing = library.kb.search.reindex(null, { onProgress })
  await begun.promise
  expect(unwrap(await library.kb.library.check(null).result)).toEqual({ ok: true, problems: [] })
  expect(unwrap(await indexing.result)).toEqual({ indexed: COUNT })
})

test('answers are right while entries come and go and are indexed', async () => {
  const library = createTestLibrary({ folder: await folderOfNotes() })
  const indexing = library.kb.search.catchUp(null)
  for (let n = 0; n < 40; n++) {
    const { id } = unwrap(await library.kb.notes.create({ title: `新的 ${n}`, markdown: `刚写的第 ${n} 句。` }))
    if (n % 4 === 0) unwrap(await library.kb.entries.trash({ ids: [id] }))
    const { total, hits } = unwrap(await library.kb.search.query({ query: '刚写', limit: 100 }))
    expect(total).toBe(n - Math.floor(n / 4))
    expect(hits).toHaveLength(total)
  }
  unwrap(await indexing.result)
  expect(unwrap(await library.kb.search.query({ query: '刚写' })).total).toBe(30)
})
