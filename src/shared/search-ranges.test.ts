import { expect, it } from 'vitest'
import { daysOf, readDates, readNumbers } from './search-ranges.ts'

it.each([
  ['2022', '2022-01-01', '2022-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2022-02-05', '2022-02-05', '2022-02-05'],
  ['2022-02..2022-05', '2022-02-01', '2022-05-31'],
  ['>2022-12-31', '2023-01-01', null],
  ['<2022', null, '2021-12-31'],
  ['..9999', null, null],
  ['1d', '2026-03-31', '2026-03-31'],
  ['7d', '2026-03-25', '2026-03-31'],
  ['2周', '2026-03-18', '2026-03-31'],
  ['1m', '2026-03-01', '2026-03-31'],
  ['13个月', '2025-03-01', '2026-03-31'],
  ['2年', '2024-04-01', '2026-03-31'],
  ['999y', '1027-04-01', '2026-03-31']
])('%s is from %s to %s', (text, from, to) => {
  const range = readDates(text)
  expect(range && daysOf(range, '2026-03-31')).toEqual({ from, to })
})

it.each([
  ['2000', 2000, 2000],
  ['>2000', 2001, null],
  ['≥2000', 2000, null],
  ['<0', undefined, undefined],
  ['..1.5k', null, 1500],
  ['999999999', 999999999, 999999999],
  ['99999万', 999990000, 999990000],
  ['999999万', undefined, undefined],
  ['>999999999', undefined, undefined]
])('%s is from %s to %s words', (text, from, to) => {
  expect(readNumbers(text)).toEqual(from === undefined ? undefined : { from, to })
})
