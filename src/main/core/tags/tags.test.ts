import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { cleanTagName } from './index.ts'

/** Notes with these tags; gives their ids. */
async function notesWith({ kb }: TestLibrary, ...tags: string[][]): Promise<number[]> {
  const ids: number[] = []
  for (const names of tags)
    ids.push(unwrap(await kb.notes.create({ title: `第 ${ids.length + 1} 条`, tags: names })).id)
  return ids
}

const tagsOf = async ({ kb }: TestLibrary, id: number) => unwrap(await kb.entries.get({ id })).tags.toSorted()
const counts = async ({ kb }: TestLibrary) =>
  Object.fromEntries(unwrap(await kb.tags.list(null)).map((tag) => [tag.name, tag.count]))

test('list is in the order of Chinese dictionaries, with counts outside the trash', async () => {
  const library = createTestLibrary()
  const [first] = await notesWith(library, ['增长', 'B端'], ['定价', '增长'], ['权限', '2C'])
  unwrap(await library.kb.tags.create({ name: '安全' }))
  unwrap(await library.kb.entries.trash({ ids: [first!] }))
  expect(unwrap(await library.kb.tags.list(null))).toEqual([
    { name: '2C', color: null, count: 1 },
    { name: '安全', color: null, count: 0 },
    { name: '定价', color: null, count: 1 },
    { name: '权限', color: null, count: 1 },
    { name: '增长', color: null, count: 1 },
    { name: 'B端', color: null, count: 0 }
  ])
})

test('create refuses a name that is taken, in any case of its letters', async () => {
  const { kb } = createTestLibrary()
  expect(unwrap(await kb.tags.create({ name: 'SaaS' }))).toEqual({ name: 'SaaS', color: null, count: 0 })
  expect(await kb.tags.create({ name: 'saas' })).toMatchObject({
    ok: false,
    error: { code: 'conflict', key: 'tagExists', details: { name: 'SaaS' } }
  })
  expect(await kb.tags.create({ name: 'a,b' })).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
})

test('rename keeps entries and colour, may change case, refuses a taken or unknown name', async () => {
  const library = createTestLibrary()
  const { kb } = library
  const [id] = await notesWith(library, ['saas', '定价'])
  unwrap(await kb.tags.setColor({ name: 'saas', color: 'clay' }))
  unwrap(await kb.tags.rename({ name: 'saas', newName: 'SaaS' }))
  unwrap(await kb.tags.rename({ name: 'SaaS', newName: '云服务' }))
  expect(unwrap(await kb.tags.list(null))).toContainEqual({ name: '云服务', color: 'clay', count: 1 })
  expect(await tagsOf(library, id!)).toEqual(['云服务', '定价'].toSorted())
  expect(await kb.tags.rename({ name: '云服务', newName: '定价' })).toMatchObject({
    ok: false,
    error: { code: 'conflict', key: 'tagExists' }
  })
  expect(await kb.tags.rename({ name: '没有', newName: '定价' })).toMatchObject({
    ok: false,
    error: { code: 'not_found', key: 'tagNotFound', details: { name: '没有' } }
  })
})

test('setColor sets and clears', async () => {
  const { kb } = createTestLibrary()
  unwrap(await kb.tags.create({ name: '增长' }))
  unwrap(await kb.tags.setColor({ name: '增长', color: 'blue' }))
  expect(unwrap(await kb.tags.list(null))[0]?.color).toBe('blue')
  unwrap(await kb.tags.setColor({ name: '增长', color: null }))
  expect(unwrap(await kb.tags.list(null))[0]?.color).toBeNull()
  expect(await kb.tags.setColor({ name: '没有', color: null })).toMatchObject({
    ok: false,
    error: { code: 'not_found' }
  })
})

describe('delete and merge', () => {
  test('a deleted tag comes back with its colour and entries', async () => {
    const library = createTestLibrary()
    const { kb } = library
    const ids = await notesWith(library, ['风控', '信贷'], ['风控'])
    unwrap(await kb.tags.setColor({ name: '风控', color: 'ochre' }))
    const deleted = unwrap(await kb.tags.delete({ name: '风控' }))
    expect(deleted).toEqual({ name: '风控', color: 'ochre', entries: ids, gained: null })
    expect(await counts(library)).toEqual({ 信贷: 1 })
    unwrap(await kb.tags.restore(deleted))
    expect(unwrap(await kb.tags.list(null))).toContainEqual({ name: '风控', color: 'ochre', count: 2 })
    unwrap(await kb.tags.restore(deleted))
    expect(await counts(library)).toEqual({ 信贷: 1, 风控: 2 })
  })

  test('restore leaves out entries that are gone', async () => {
    const { kb } = createTestLibrary()
    unwrap(await kb.tags.restore({ name: '风控', color: null, entries: [41, 42] }))
    expect(unwrap(await kb.tags.list(null))).toEqual([{ name: '风控', color: null, count: 0 }])
  })

  test('a tag does not merge into itself or into nothing', async () => {
    const library = createTestLibrary()
    await notesWith(library, ['SaaS'])
    expect(await library.kb.tags.merge({ from: 'SaaS', into: 'saas' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', key: 'tagIntoItself' }
    })
    expect(await library.kb.tags.merge({ from: 'SaaS', into: '没有' })).toMatchObject({
      ok: false,
      error: { code: 'not_found' }
    })
    expect(await counts(library)).toEqual({ SaaS: 1 })
  })

  test('property: a merge keeps the union, and its undo gives back what was', async () => {
    const tagSets = fc.array(fc.subarray(['甲', '乙', '丙']), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(tagSets, async (sets) => {
        const library = createTestLibrary()
        const { kb } = library
        const ids = await notesWith(library, ...sets)
        for (const name of ['甲', '乙']) await kb.tags.create({ name })
        const undo = unwrap(await kb.tags.merge({ from: '甲', into: '乙' }))
        for (const [index, id] of ids.entries()) {
          const had = sets[index]!
          const want = [...(had.includes('甲') || had.includes('乙') ? ['乙'] : []), ...had.filter((t) => t === '丙')]
          expect(await tagsOf(library, id)).toEqual(want.toSorted())
        }
        expect(Object.keys(await counts(library))).not.toContain('甲')
        unwrap(await kb.tags.restore(undo))
        for (const [index, id] of ids.entries()) expect(await tagsOf(library, id)).toEqual(sets[index]!.toSorted())
        library.close()
      }),
      { numRuns: 15 }
    )
  })
})

test('changes are announced', async () => {
  const library = createTestLibrary()
  const { kb } = library
  const ids = await notesWith(library, ['甲'], ['甲', '乙'])
  let news = 0
  const entries: number[][] = []
  kb.tags.changed(() => (news += 1))
  kb.entries.changed((payload) => entries.push(payload.ids))
  unwrap(await kb.tags.create({ name: '丙' }))
  unwrap(await kb.tags.setColor({ name: '丙', color: 'grey' }))
  unwrap(await kb.tags.rename({ name: '乙', newName: '丁' }))
  unwrap(await kb.tags.restore(unwrap(await kb.tags.merge({ from: '丁', into: '甲' }))))
  unwrap(await kb.tags.restore(unwrap(await kb.tags.delete({ name: '甲' }))))
  expect(news).toBe(7)
  expect(entries).toEqual([[ids[1]], [ids[1]], [ids[1]], ids, ids])
})

test.each([
  ['  B端 产品 ', 'B端 产品'],
  ['#增长', '增长'],
  ['a, b', 'a b'],
  ['多\n行\t名', '多 行 名'],
  ['长'.repeat(100), '长'.repeat(80)],
  ['# ,', null],
  ['', null]
])('a tag name from a file is cleaned: %j', (raw, cleaned) => {
  expect(cleanTagName(raw)).toBe(cleaned)
})
