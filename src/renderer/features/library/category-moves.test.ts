import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Category } from '../../../shared/categories.ts'
import { currentPlace, isUnder, placeAt, stepOf } from './category-moves.ts'
import type { CategoryPlace } from './category-moves.ts'

/** `方法 > (调研, 权限 > 角色), 行业` */
const tree: Category[] = [
  { id: 1, parentId: null, name: '方法', position: 0 },
  { id: 2, parentId: 1, name: '调研', position: 0 },
  { id: 3, parentId: 1, name: '权限', position: 1 },
  { id: 4, parentId: 3, name: '角色', position: 0 },
  { id: 5, parentId: null, name: '行业', position: 1 }
]

describe('stepOf', () => {
  it.each([
    [1, 'up', null],
    [1, 'down', { parentId: null, position: 1 }],
    [5, 'up', { parentId: null, position: 0 }],
    [5, 'in', { parentId: 1, position: 2 }],
    [1, 'in', null],
    [3, 'out', { parentId: null, position: 1 }],
    [4, 'out', { parentId: 1, position: 2 }],
    [5, 'out', null],
    [9, 'up', null]
  ] as const)('%i %s', (id, step, expected) => {
    expect(stepOf(tree, id, step)).toEqual(expected)
  })
})

describe('placeAt', () => {
  it.each([
    [5, 2, 'before', { parentId: 1, position: 0 }],
    [5, 2, 'after', { parentId: 1, position: 1 }],
    [2, 3, 'after', { parentId: 1, position: 1 }],
    [5, 3, 'inside', { parentId: 3, position: 1 }],
    [4, 3, 'inside', null],
    [1, 4, 'inside', null],
    [1, 1, 'after', null],
    [5, 9, 'after', null]
  ] as const)('%i at %i, %s', (id, target, zone, expected) => {
    expect(placeAt(tree, id, target, zone)).toEqual(expected)
  })
})

/** What the core does with a place: the reference for the properties. */
function moved(before: Category[], id: number, place: CategoryPlace): Category[] {
  const siblings = before.filter((each) => each.parentId === place.parentId && each.id !== id)
  const self = before.find((each) => each.id === id)!
  siblings.splice(place.position, 0, { ...self, parentId: place.parentId })
  const others = before.filter((each) => each.id !== id && !siblings.includes(each))
  return [...others, ...siblings.map((each, position) => ({ ...each, position }))]
}

const anyTree = fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }).map((parents) =>
  parents.map((parent, index): Category => {
    const parentId = index === 0 || parent % (index + 1) === index ? null : (parent % index) + 1
    return { id: index + 1, parentId, name: `c${index}`, position: index }
  })
)
const shape = (categories: Category[], parentId: number | null): unknown[] =>
  categories
    .filter((each) => each.parentId === parentId)
    .toSorted((a, b) => a.position - b.position)
    .map((each) => [each.id, shape(categories, each.id)])

it('every drop keeps the tree a tree, and its undo brings the old one back', () => {
  const zone = fc.constantFrom('before' as const, 'inside' as const, 'after' as const)
  fc.assert(
    fc.property(anyTree, fc.nat(), fc.nat(), zone, (categories, a, b, where) => {
      const id = (a % categories.length) + 1
      const target = (b % categories.length) + 1
      const place = placeAt(categories, id, target, where)
      if (!place) return
      const undo = currentPlace(categories, id)!
      const after = moved(categories, id, place)
      expect(isUnder(after, place.parentId, id)).toBe(false)
      expect(shape(moved(after, id, undo), null)).toEqual(shape(categories, null))
    })
  )
})
