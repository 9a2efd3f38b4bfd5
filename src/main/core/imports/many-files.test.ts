import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLibrary } from '../db/open.ts'
import { transaction } from '../db/sql.ts'
import { temporaryFolder } from '../testing.ts'
import { closeBatch, failRemainingItems } from './finish.ts'
import { listFiles } from './list-files.ts'
import { createPace } from './pace.ts'
import { batchById, countItems, insertBatch, itemsOf, updateItem } from './queries.ts'
import { refusal } from './refusal.ts'

const MANY = 100_000

/** A pace that counts how often others go first. */
function countedPace() {
  const pace = createPace()
  const counted = {
    turns: 0,
    isDue: pace.isDue,
    turn() {
      counted.turns++
      return pace.turn()
    }
  }
  return counted
}

test('100,000 files of one folder are listed and their receipt is closed in slices, none left out', async () => {
  const library = openLibrary(join(temporaryFolder(), 'library'))
  onTestFinished(() => library.close())
  const { db } = library
  const batch = { label: 'many', startedAt: 1, pathsJson: '["/many"]', optionsJson: 'null' }
  const batchId = insertBatch(db, batch)
  const found = Array.from({ length: MANY }, (_, n) => ({
    path: `/many/${String(n).padStart(6, '0')}.md`,
    refused: n % 10 === 9 ? refusal('unsupported_type') : null
  }))

  const pace = countedPace()
  const listed = await listFiles(library, batchId, found, pace)
  expect(listed).toHaveLength(MANY * 0.9)
  expect(listed.at(-1)?.path).toBe('/many/099998.md')
  expect(pace.turns).toBeGreaterThanOrEqual(MANY / 1000)

  const loss = { text: 0.5, characters: 10, images: [2, 1], links: [0, 0], tables: [0, 0] } as const
  const rest = { headings: [0, 0], lists: [0, 0], code: [0, 0], media: [0, 0] } as const
  const lossJson = JSON.parse(JSON.stringify({ ...loss, ...rest }))
  transaction(db, () => {
    for (const { id } of listed)
      updateItem(db, id, { outcome: 'imported', entryId: null, title: '货架', reason: null, loss: lossJson })
  })
  // Items of another batch, listed since, are none of it.
  await listFiles(library, insertBatch(db, batch), found.slice(0, 3000), createPace())

  const end = countedPace()
  await closeBatch(db, batchId, { finishedAt: 2, cancelled: false }, end)
  expect(end.turns).toBeGreaterThanOrEqual(listed.length / 2000)
  const row = batchById(db, batchId)
  expect(row).toMatchObject({ finishedAt: 2, cancelled: 0, resumable: 0 })
  expect(JSON.parse(row?.lossJson ?? '')).toMatchObject({
    text: 0.5,
    characters: 10 * listed.length,
    images: [2 * listed.length, listed.length]
  })
  const every = { batchId, outcome: null, reason: null, format: null, query: null }
  expect(countItems(db, every)).toBe(MANY)
  expect(countItems(db, { ...every, query: '/09999' })).toBe(10)
  expect(itemsOf(db, { ...every, offset: MANY - 1, limit: 10 })).toMatchObject([{ path: '/many/099999.md' }])
})

test('100,000 files that an import did not come to get their reason in slices', async () => {
  const library = openLibrary(join(temporaryFolder(), 'library'))
  onTestFinished(() => library.close())
  const { db } = library
  const batch = { label: 'many', startedAt: 1, pathsJson: '["/many"]', optionsJson: 'null' }
  const [batchId, other] = [insertBatch(db, batch), insertBatch(db, batch)]
  const found = Array.from({ length: MANY }, (_, n) => ({
    path: `/many/${n}.md`,
    refused: n % 10 === 9 ? refusal('unsupported_type') : null
  }))
  await listFiles(library, batchId, found, createPace())
  await listFiles(library, other, found.slice(0, 3000), createPace())
  const pace = countedPace()
  await failRemainingItems(db, batchId, 'disk_full', pace)
  expect(pace.turns).toBeGreaterThanOrEqual((MANY * 0.9) / 1000)
  const failed = { outcome: 'failed', reason: 'disk_full', format: null, query: null } as const
  expect(countItems(db, { ...failed, batchId })).toBe(MANY * 0.9)
  expect(countItems(db, { ...failed, batchId: other })).toBe(0)
})
