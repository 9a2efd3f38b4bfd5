import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paceOf, withSample } from './pace.ts'
import type { Sample } from './pace.ts'

const samplesOf = (steps: [at: number, done: number][]) =>
  steps.reduce<Sample[]>((samples, [at, done]) => withSample(samples, { at, done }), [])

test('pace and time left come from the last seconds', () => {
  const slowThenFast = samplesOf([
    [0, 0],
    [10_000, 10],
    [12_000, 210],
    [14_000, 410]
  ])
  expect(paceOf(slowThenFast, 1410)).toEqual({ perSecond: 100, secondsLeft: 10 })
})

test.each<[string, [number, number][]]>([
  ['nothing yet', []],
  ['one sample', [[0, 5]]],
  [
    'less than two seconds',
    [
      [0, 0],
      [1500, 300]
    ]
  ],
  [
    'standing still',
    [
      [0, 7],
      [5000, 7]
    ]
  ]
])('no pace is claimed: %s', (_, steps) => {
  expect(paceOf(samplesOf(steps), 1000)).toBe(null)
})

test('a count that starts anew, as from finding to importing, starts the pace anew', () => {
  const samples = samplesOf([
    [0, 900],
    [3000, 1000],
    [3100, 1]
  ])
  expect(paceOf(samples, 1000)).toBe(null)
})

test('the time left is never negative and a steady pace is told as it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 100_000 }), (each, rest) => {
      const steps = [0, 1, 2, 3, 4].map((second): [number, number] => [second * 1000, second * each])
      const pace = paceOf(samplesOf(steps), 4 * each + rest)
      expect(pace?.perSecond).toBeCloseTo(each)
      expect(pace?.secondsLeft).toBe(Math.ceil(rest / each))
    })
  )
})
