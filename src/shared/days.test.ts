import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, localDay, mondayOf, spanOfWeek, weekOf } from './days.ts'

test('days across months, years and leap days', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(daysBetween('2026-03-02', '2026-03-30')).toBe(28)
})

test('weeks begin on Monday', () => {
  expect(mondayOf('2026-03-02')).toBe('2026-03-02')
  expect(mondayOf('2026-03-08')).toBe('2026-03-02')
  expect(weekOf('2026-03-04', '2026-03-08')).toBe(1)
  expect(weekOf('2026-03-04', '2026-03-09')).toBe(2)
  expect(weekOf('2026-03-04', '2026-03-01')).toBe(0)
})

test('the first week of a plan begins with the plan', () => {
  expect(spanOfWeek('2026-03-04', 1)).toEqual({ first: '2026-03-04', last: '2026-03-08' })
  expect(spanOfWeek('2026-03-04', 2)).toEqual({ first: '2026-03-09', last: '2026-03-15' })
  expect(spanOfWeek('2026-03-08', 1)).toEqual({ first: '2026-03-08', last: '2026-03-08' })
})

test('adding days and counting them are inverse', () => {
  const day = fc.integer({ min: 0, max: 36_500 }).map((n) => addDays('2000-01-01', n))
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, n) => daysBetween(from, addDays(from, n)) === n)
  )
})

test('the local day is the clock’s, not UTC’s', () => {
  expect(localDay(new Date(2026, 2, 2, 0, 30).getTime())).toBe('2026-03-02')
  expect(localDay(new Date(2026, 2, 2, 23, 59).getTime())).toBe('2026-03-02')
})
