import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Category } from '../../../shared/categories.ts'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { cleanCategoryName } from './index.ts'

const tree = async ({ kb }: TestLibrary) => unwrap(await kb.categories.list(null))
const add = async ({ kb }: TestLibrary, name: string, parentId: number | null = null) =>
  unwrap(await kb.categories.create({ name, parentId })).id

const idsOf = (categories: Category[]) => new Set(categories.map(({ id }) => id))

/** Paths of the tree in list order, such as `产品/设计`. */
function pathsOf(categories: Category[]): string[] {
  const paths = new Map<number, string>()
  for (const { id, parentId, name } of categories) {
    paths.set(id, parentId === null ? name : `${paths.get(parentId)!}/${name}`)
  }
  return [...paths.values()]
}

/** 产品 with 设计 (with 权限) and 运营, and 供应链; a note in each of three. */
async function filled() {
  const library = createTestLibrary()
  const product = await add(library, '产品')
  const design = await add(library, '设计', product)
  const access = await add(library, '权限', design)
  const operations = await add(library, '运营', product)
  const supply = await add(library, '供应链')
  const notes: number[] = []
  for (const category of [product, access, supply]) {
    const { id } = unwrap(await library.kb.notes.create({ title: '笔记' }))
    unwrap(await library.kb.entries.move({ ids: [id], category }))
    notes.push(id)
  }
  return { ...library, product, design, access, operations, supply, notes }
}

const START = ['产品', '产品/设计', '产品/设计/权限', '产品/运营', '供应链']

test('list gives parents before children and siblings in order', async () => {
  expect(pathsOf(await tree(await filled()))).toEqual(START)
})

test('create refuses a taken name and a parent that is gone', async () => {
  const library = await filled()
  const { kb } = library
  expect(await kb.categories.create({ name: '设计', parentId: library.product })).toMatchObject({
    ok: false,
    error: { code: 'conflict', key: 'categoryExists', details: { name: '设计' } }
  })
  expect(unwrap(await kb.categories.create({ name: '设计', parentId: null }))).toMatchObject({
    parentId: null,
    name: '设计',
    position: 2
  })
  expect(await kb.categories.create({ name: '别的', parentId: 999 })).toMatchObject({
    ok: false,
    error: { code: 'not_found', key: 'categoryNotFound' }
  })
  expect(await kb.categories.create({ name: 'a/b', parentId: null })).toMatchObject({
    ok: false,
    error: { code: 'invalid_input' }
  })
})

test('rename refuses a sibling’s name and allows its own', async () => {
  const library = await filled()
  const { kb, design, operations } = library
  unwrap(await kb.categories.rename({ id: design, name: '设计' }))
  unwrap(await kb.categories.rename({ id: design, name: '方案设计' }))
  expect(pathsOf(await tree(library))[2]).toBe('产品/方案设计/权限')
  expect(await kb.categories.rename({ id: operations, name: '方案设计' })).toMatchObject({
    ok: false,
    error: { code: 'conflict', key: 'categoryExists' }
  })
  expect(await kb.categories.rename({ id: 999, name: 'x' })).toMatchObject({ ok: false, error: { code: 'not_found' } })
})

describe('move', () => {
  test('puts a category among new siblings, or elsewhere among its own', async () => {
    const library = await filled()
    const { kb, operations, product, supply, access } = library
    unwrap(await kb.categories.move({ id: operations, parentId: product, position: 0 }))
    expect(pathsOf(await tree(library))).toEqual(['产品', '产品/运营', '产品/设计', '产品/设计/权限', '供应链'])
    unwrap(await kb.categories.move({ id: supply, parentId: product, position: 1 }))
    expect(pathsOf(await tree(library))).toEqual(['产品', '产品/运营', '产品/供应链', '产品/设计', '产品/设计/权限'])
    unwrap(await kb.categories.move({ id: access, parentId: null, position: 99 }))
    expect(pathsOf(await tree(library)).at(-1)).toBe('权限')
  })

  test('never puts a category under itself, its own children, or over a taken name', async () => {
    const library = await filled()
    const { kb, product, access, design } = library
    for (const parentId of [product, design, access]) {
      expect(await kb.categories.move({ id: product, parentId, position: 0 })).toMatchObject({
        ok: false,
        error: { code: 'invalid_input', key: 'categoryIntoItself' }
      })
    }
    await add(library, '权限')
    expect(await kb.categories.move({ id: access, parentId: null, position: 0 })).toMatchObject({
      ok: false,
      error: { code: 'conflict', key: 'categoryExists' }
    })
    expect(await kb.categories.move({ id: access, parentId: 999, position: 0 })).toMatchObject({
      ok: false,
      error: { code: 'not_found' }
    })
    expect(pathsOf(await tree(library))).toEqual([...START, '权限'])
  })
})

describe('delete', () => {
  test('takes the subtree, leaves the entries, and is undone whole', async () => {
    const library = await filled()
    const { kb, product, access, notes } = library
    const before = await tree(library)
    const counts = unwrap(await kb.entries.counts(null))
    const deleted = unwrap(await kb.categories.delete({ id: product }))
    expect(deleted.categories).toHaveLength(4)
    expect(deleted.entries).toEqual([
      { id: notes[0], category: product },
      { id: notes[1], category: access }
    ])
    expect(pathsOf(await tree(library))).toEqual(['供应链'])
    expect(unwrap(await kb.entries.counts(null)).views).toMatchObject({ all: 3, inbox: 2 })

    unwrap(await kb.categories.restore(deleted))
    expect(await tree(library)).toEqual(before)
    expect(unwrap(await kb.entries.counts(null))).toEqual(counts)
  })

  test('restoring twice adds nothing; a name taken meanwhile takes the entries', async () => {
    const library = await filled()
    const { kb, product, supply, notes } = library
    const deleted = unwrap(await kb.categories.delete({ id: product }))
    const newProduct = await add(library, '产品')
    unwrap(await kb.categories.restore(deleted))
    unwrap(await kb.categories.restore(deleted))
    expect(pathsOf(await tree(library))).toEqual(['供应链', '产品', '产品/设计', '产品/设计/权限', '产品/运营'])
    const { categories } = unwrap(await kb.entries.counts(null))
    expect(categories[String(newProduct)]).toBe(2)
    expect(categories[String(supply)]).toBe(1)
    expect(unwrap(await kb.entries.get({ id: notes[1]! })).categories).toEqual([['产品', '设计', '权限']])
  })

  test('a restored category whose parent is gone becomes a root', async () => {
    const library = await filled()
    const { kb, product, design } = library
    const deleted = unwrap(await kb.categories.delete({ id: design }))
    unwrap(await kb.categories.delete({ id: product }))
    unwrap(await kb.categories.restore(deleted))
    expect(pathsOf(await tree(library)).toSorted()).toEqual(['供应链', '设计', '设计/权限'].toSorted())
  })

  test('unknown ids are refused', async () => {
    const { kb } = createTestLibrary()
    expect(await kb.categories.delete({ id: 7 })).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })
})

test('changes are announced with the entries below', async () => {
  const { kb, product, supply, operations, notes } = await filled()
  let news = 0
  const entries: number[][] = []
  kb.categories.changed(() => (news += 1))
  kb.entries.changed(({ ids }) => entries.push(ids))
  unwrap(await kb.categories.create({ name: '新', parentId: null }))
  unwrap(await kb.categories.rename({ id: product, name: '产品工作' }))
  unwrap(await kb.categories.move({ id: supply, parentId: operations, position: 0 }))
  unwrap(await kb.categories.restore(unwrap(await kb.categories.delete({ id: product }))))
  expect(news).toBe(5)
  expect(entries).toEqual([notes.slice(0, 2), notes.slice(2), notes, notes])
})

test('property: random moves, deletes and restores keep a tree with unique sibling names', async () => {
  const step = fc.record({
    what: fc.constantFrom('move', 'create', 'delete'),
    child: fc.nat(20),
    parent: fc.option(fc.nat(20), { nil: null }),
    position: fc.nat(5)
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const library = await filled()
      const { kb } = library
      for (const [index, { what, child, parent, position }] of steps.entries()) {
        const known = await tree(library)
        const pick = (n: number) => known[n % known.length]?.id ?? 1
        const parentId = parent === null ? null : pick(parent)
        if (what === 'create') await kb.categories.create({ name: `新 ${index % 7}`, parentId })
        else if (what === 'move') await kb.categories.move({ id: pick(child), parentId, position })
        else {
          const deleted = await kb.categories.delete({ id: pick(child) })
          if (deleted.ok && index % 2) {
            unwrap(await kb.categories.restore(deleted.value))
            expect(idsOf(await tree(library))).toEqual(idsOf(known))
          }
        }
        const now = await tree(library)
        const paths = pathsOf(now)
        expect(paths.some((path) => path.includes('undefined'))).toBe(false)
        expect(new Set(now.map(({ parentId: p, name }) => `${p}/${name}`)).size).toBe(now.length)
        const stored = unwrap(await kb.entries.counts(null)).categories
        expect(Object.keys(stored)).toHaveLength(now.length)
      }
      library.close()
    }),
    { numRuns: 12 }
  )
})

test('property: counts equal a naive recount', async () => {
  const placements = fc.array(
    fc.record({ categories: fc.uniqueArray(fc.nat(4), { maxLength: 3 }), trashed: fc.boolean() }),
    { maxLength: 8 }
  )
  await fc.assert(
    fc.asyncProperty(placements, async (entries) => {
      const library = await filled()
      const { kb, notes, product, design, access, operations, supply } = library
      unwrap(await kb.entries.trash({ ids: notes }))
      const all = [product, design, access, operations, supply]
      for (const { categories, trashed } of entries) {
        const { id } = unwrap(await kb.notes.create({ title: '一' }))
        unwrap(await kb.entries.setCategories([{ id, categories: categories.map((n) => all[n]!) }]))
        if (trashed) unwrap(await kb.entries.trash({ ids: [id] }))
      }
      const covered = { [product]: [0, 1, 2, 3], [design]: [1, 2], [access]: [2], [operations]: [3], [supply]: [4] }
      const counts = unwrap(await kb.entries.counts(null))
      for (const [id, below] of Object.entries(covered)) {
        const want = entries.filter((e) => !e.trashed && e.categories.some((n) => below.includes(n))).length
        expect(counts.categories[id]).toBe(want)
        const { total } = unwrap(await kb.entries.list({ category: Number(id) }))
        expect(total).toBe(want)
      }
      expect(counts.views.inbox).toBe(entries.filter((e) => !e.trashed && e.categories.length === 0).length)
      library.close()
    }),
    { numRuns: 12 }
  )
})

test.each([
  ['  B端 / SaaS ', 'B端 ／ SaaS'],
  ['多\n行', '多 行'],
  ['长'.repeat(200), '长'.repeat(120)],
  [' \t', '']
])('a category name from a file is cleaned: %j', (raw, cleaned) => {
  expect(cleanCategoryName(raw)).toBe(cleaned)
})
