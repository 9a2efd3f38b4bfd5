import type { IdSet } from './id-set.ts'

/** The ids by falling or rising key, equals by id the same way; the first `wanted` of them without sorting all. */
export function* sorted(ids: IdSet, keys: Float64Array, rising: boolean, wanted: number): Generator<number> {
  const keyOf = (id: number): number => {
    const key = keys[id] ?? NaN
    if (Number.isNaN(key)) return Infinity
    return rising ? key : -key
  }
  const compare = (a: number, b: number) => keyOf(a) - keyOf(b) || (rising ? a - b : b - a)
  const all = ids.toArray()
  const values = new Float64Array(all.length)
  for (let n = 0; n < all.length; n++) values[n] = keyOf(all[n] ?? 0)
  const last = values.toSorted()[Math.min(all.length, wanted) - 1] ?? Infinity
  yield* Array.from(all.filter((_, n) => (values[n] ?? Infinity) <= last)).toSorted(compare)
  yield* Array.from(all.filter((_, n) => (values[n] ?? Infinity) > last)).toSorted(compare)
}
