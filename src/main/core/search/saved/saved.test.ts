import { expect, it } from 'vitest'
import { unwrap } from '../../../../shared/result.ts'
import { createTestLibrary } from '../../testing.ts'
import type { TestLibrary } from '../../testing.ts'

const names = async ({ kb }: TestLibrary) => unwrap(await kb.search.saved(null)).map((saved) => saved.name)
const recent = async ({ kb }: TestLibrary) => unwrap(await kb.search.recent(null)).map((search) => search.query)

it('saved searches are kept in the order of the user, and changed', async () => {
  const library = createTestLibrary()
  const { kb } = library
  let told = 0
  kb.search.savedChanged(() => told++)
  const first = unwrap(await kb.search.save({ name: ' 权限且未读 ', query: '权限 is:unread' }))
  expect(first).toMatchObject({ name: '权限且未读', query: '权限 is:unread' })
  const second = unwrap(await kb.search.save({ name: '本周高亮', query: 'has:highlight date:7d' }))
  const third = unwrap(await kb.search.save({ name: '长文', query: 'words:>5000' }))
  expect(await names(library)).toEqual(['权限且未读', '本周高亮', '长文'])
  unwrap(await kb.search.reorderSaved({ ids: [third.id, first.id] }))
  expect(await names(library)).toEqual(['长文', '权限且未读', '本周高亮'])
  unwrap(await kb.search.updateSaved({ id: second.id, name: '本月高亮' }))
  unwrap(await kb.search.updateSaved({ id: second.id, query: 'has:highlight date:1m' }))
  expect(unwrap(await kb.search.saved(null)).at(-1)).toMatchObject({ name: '本月高亮', query: 'has:highlight date:1m' })
  expect(told).toBe(6)
})

it('a removed one comes back where it was', async () => {
  const library = createTestLibrary()
  const { kb } = library
  const ids: number[] = []
  for (const name of ['甲', '乙', '丙']) ids.push(unwrap(await kb.search.save({ name, query: name })).id)
  const removed = unwrap(await kb.search.removeSaved({ id: ids[1]! }))
  expect(await names(library)).toEqual(['甲', '丙'])
  unwrap(await kb.search.restoreSaved(removed))
  unwrap(await kb.search.restoreSaved(removed))
  expect(await names(library)).toEqual(['甲', '乙', '丙'])
  unwrap(await kb.search.removeSaved({ id: ids[0]! }))
  const gone = { ok: false, error: { code: 'not_found', key: 'savedSearchNotFound' } }
  expect(await kb.search.removeSaved({ id: ids[0]! })).toMatchObject(gone)
  expect(await kb.search.updateSaved({ id: ids[0]!, name: '丁' })).toMatchObject(gone)
})

it('the last fifty searches are remembered, the newest first, each once', async () => {
  let time = 1000
  const library = createTestLibrary({ now: () => time++ })
  const { kb } = library
  for (let n = 0; n < 55; n++) unwrap(await kb.search.remember({ query: `第 ${n} 次` }))
  unwrap(await kb.search.remember({ query: ' 第 20 次 ' }))
  unwrap(await kb.search.remember({ query: '   ' }))
  const all = await recent(library)
  expect(all).toHaveLength(50)
  expect(all.slice(0, 3)).toEqual(['第 20 次', '第 54 次', '第 53 次'])
  expect(all.at(-1)).toBe('第 5 次')
})

it('what is forgotten can be brought back', async () => {
  let time = 1000
  const library = createTestLibrary({ now: () => time++ })
  const { kb } = library
  let told = 0
  for (const query of ['甲', '乙', '丙']) unwrap(await kb.search.remember({ query }))
  kb.search.recentChanged(() => told++)
  const one = unwrap(await kb.search.forget({ query: '乙' }))
  expect(await recent(library)).toEqual(['丙', '甲'])
  unwrap(await kb.search.restoreRecent(one))
  expect(await recent(library)).toEqual(['丙', '乙', '甲'])
  const all = unwrap(await kb.search.forget({}))
  expect(await recent(library)).toEqual([])
  unwrap(await kb.search.restoreRecent(all))
  expect(await recent(library)).toEqual(['丙', '乙', '甲'])
  expect(told).toBe(4)
})
