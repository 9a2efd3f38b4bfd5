import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IdSet } from './id-set.ts'

const ids = fc.uniqueArray(fc.oneof(fc.nat(100), fc.nat(1_000_000)), { maxLength: 50 })
const falling = (values: Iterable<number>) => [...values].toSorted((a, b) => b - a)

it('is a set, in falling order', () => {
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      const [one, other] = [new IdSet(a), new IdSet(b)]
      expect([...one]).toEqual(falling(a))
      expect(one.size).toBe(a.length)
      expect(b.map((id) => one.has(id))).toEqual(b.map((id) => a.includes(id)))
      expect([...one.and(other)]).toEqual(falling(a.filter((id) => b.includes(id))))
      expect([...one.or(other)]).toEqual(falling(new Set([...a, ...b])))
      expect([...one.without(other)]).toEqual(falling(a.filter((id) => !b.includes(id))))
    })
  )
})
