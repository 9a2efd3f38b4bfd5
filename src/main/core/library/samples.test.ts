import { describe, expect, test } from 'vitest'
import { join } from 'node:path'
import { readdirSync } from 'node:fs'
import { unwrap } from '../../../shared/result.ts'
import { localDay, addDays } from '../../../shared/days.ts'
import { createTestLibrary } from '../testing.ts'
import { readSampleFiles } from './sample-files.ts'

const RESOURCES = join(import.meta.dirname, '../../../../resources/sample')

describe.each([
  { language: 'zh-CN' as const, articles: 24, notes: 8 },
  { language: 'en' as const, articles: 12, notes: 4 }
])('samples in $language', ({ language, articles, notes }) => {
  test('are added once, and removed whole', async () => {
    const now = Date.now()
    const { kb, folder } = createTestLibrary({ now: () => now })
    const own = unwrap(await kb.notes.create({ title: '自己的', tags: ['自己的标签', 'SaaS'] }))
    const emptyStatus = unwrap(await kb.library.status(null))

    expect(unwrap(await kb.library.addSamples({ language }).result)).toEqual({ added: articles + notes + 1 })
    expect(unwrap(await kb.library.status(null))).toMatchObject({
      articles,
      notes: notes + 1,
      plans: 1,
      hasSamples: true
    })
    expect(unwrap(await kb.library.addSamples({ language }).result)).toEqual({ added: 0 })
    expect(unwrap(await kb.library.status(null))).toMatchObject({ articles, notes: notes + 1, plans: 1 })
    expect(unwrap(await kb.library.check(null).result)).toEqual({ ok: true, problems: [] })

    expect(unwrap(await kb.library.removeSamples(null))).toEqual({ removed: articles + notes + 1 })
    const { databaseBytes: _, indexBytes: __, ...status } = unwrap(await kb.library.status(null))
    expect(emptyStatus).toMatchObject(status)
    expect(unwrap(await kb.entries.ids({}))).toEqual([own.id])
    expect(unwrap(await kb.tags.list(null)).map(({ name }) => name)).toEqual(['自己的标签', 'SaaS'])
    expect(unwrap(await kb.categories.list(null))).toEqual([])
    expect(
      readdirSync(join(folder, 'assets'), { recursive: true, withFileTypes: true }).filter((f) => f.isFile())
    ).toEqual([])
    expect(unwrap(await kb.library.removeSamples(null))).toEqual({ removed: 0 })
  })

  test('look like a library in use', async () => {
    const now = Date.now()
    const { kb } = createTestLibrary({ now: () => now })
    unwrap(await kb.library.addSamples({ language }).result)
    const { items } = unwrap(await kb.entries.list({ view: 'articles', limit: 500 }))
    for (const item of items) {
      expect([item.title, item.title.includes('_')]).toEqual([item.title, false])
      expect([item.title, item.author === null]).toEqual([item.title, false])
      expect(item.feed).not.toBeNull()
      expect(item.publishedAt).toMatch(/^20\d\d-\d\d-\d\d$/u)
      expect(item.tags.length).toBeGreaterThan(0)
      expect(item.categories.length).toBe(1)
      expect(item.createdAt).toBeLessThanOrEqual(now)
    }
    expect(new Set(items.map(({ feed }) => feed)).size).toBeGreaterThan(3)
    expect(new Set(items.map(({ createdAt }) => createdAt)).size).toBe(articles)
    const { views } = unwrap(await kb.entries.counts(null))
    for (const view of ['unread', 'reading', 'read', 'starred'] as const) expect(views[view]).toBeGreaterThan(0)

    const [summary] = unwrap(await kb.plans.list(null))
    const plan = unwrap(await kb.plans.get({ id: summary!.id }))
    const today = localDay(now)
    expect(plan.startDate).toBe(addDays(today, -19))
    expect(plan.itemList.some((item) => item.date === today && item.doneAt === null)).toBe(true)
    expect(plan.itemList.every((item) => item.doneAt === null || item.date! <= today)).toBe(true)
    for (const item of plan.itemList) {
      if (item.doneAt !== null) expect(localDay(item.doneAt)).toBe(item.date)
    }
  })

  test('refer to files that are there', async () => {
    const { articles: files, notes: noteFiles, sample } = await readSampleFiles(join(RESOURCES, language))
    const names = new Set(files.map(({ name }) => name))
    const named = [
      ...sample.starred,
      ...sample.reading,
      ...noteFiles.flatMap(({ source }) => source ?? []),
      ...sample.plan.items.flatMap(({ article }) => article ?? [])
    ]
    expect(named.filter((name) => !names.has(name))).toEqual([])
    for (const { markdown } of noteFiles) expect(markdown.length).toBeGreaterThan(20)
  })
})

test('both languages stand side by side', async () => {
  const { kb } = createTestLibrary()
  unwrap(await kb.library.addSamples({ language: 'zh-CN' }).result)
  unwrap(await kb.library.addSamples({ language: 'en' }).result)
  expect(unwrap(await kb.library.status(null))).toMatchObject({ articles: 36, notes: 12, plans: 2 })
  unwrap(await kb.library.removeSamples(null))
  expect(unwrap(await kb.tags.list(null))).toEqual([])
  expect(unwrap(await kb.categories.list(null))).toEqual([])
})

test('own work in a sample’s category keeps the category', async () => {
  const { kb } = createTestLibrary()
  unwrap(await kb.library.addSamples({ language: 'en' }).result)
  const career = unwrap(await kb.categories.list(null)).find(({ name }) => name === 'Career')!
  const { id } = unwrap(await kb.notes.create({ title: 'Mine' }))
  unwrap(await kb.entries.move({ ids: [id], category: career.id }))
  unwrap(await kb.library.removeSamples(null))
  expect(unwrap(await kb.categories.list(null)).map(({ name }) => name)).toEqual(['Career'])
})

test('adding stops when cancelled; what was added stays whole, and the rest can follow', async () => {
  const { kb } = createTestLibrary()
  const job = kb.library.addSamples({ language: 'zh-CN' }, { onProgress: () => job.cancel() })
  expect(await job.result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  const { articles, notes, plans } = unwrap(await kb.library.status(null))
  expect(articles).toBeGreaterThan(0)
  expect(plans).toBe(0)
  expect(unwrap(await kb.library.check(null).result)).toEqual({ ok: true, problems: [] })

  const { added } = unwrap(await kb.library.addSamples({ language: 'zh-CN' }).result)
  expect(added).toBe(33 - articles - notes)
  expect(unwrap(await kb.library.status(null))).toMatchObject({ articles: 24, notes: 8, plans: 1 })
})
