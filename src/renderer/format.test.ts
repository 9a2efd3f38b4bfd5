import { describe, expect, it } from 'vitest'
import { formatCount, formatDay, formatTime, formatWeekday } from './format.ts'

const TODAY = '2026-11-22'

describe('formatDay', () => {
  it.each([
    ['2026-03-12', 'zh-CN', 'short', '3月12日'],
    ['2026-03-12', 'en', 'short', 'Mar 12'],
    ['2025-12-31', 'zh-CN', 'short', '2025年12月31日'],
    ['2025-12-31', 'en', 'short', 'Dec 31, 2025'],
    ['2026-03-02', 'zh-CN', 'long', '2026-03-02'],
    ['2026-03-02', 'en', 'long', '2026-03-02'],
    ['0009-01-01', 'en', 'long', '0009-01-01'],
    ['去年秋天', 'zh-CN', 'short', '去年秋天']
  ] as const)('%s in %s, %s: %s', (value, language, style, expected) => {
    expect(formatDay(value, language, style, TODAY)).toBe(expected)
  })

  it('reads instants in local time and days without one', () => {
    const late = new Date(2026, 2, 12, 23, 59)
    expect(formatDay(late.toISOString(), 'zh-CN', 'short', TODAY)).toBe('3月12日')
    expect(formatDay(late.getTime(), 'en', 'short', TODAY)).toBe('Mar 12')
  })
})

it('formatWeekday names the day in both languages', () => {
  expect(formatWeekday('2026-03-02', 'zh-CN')).toBe('周一')
  expect(formatWeekday('2026-03-08', 'en')).toBe('Sun')
})

it('formatTime writes hours and minutes with two digits', () => {
  expect(formatTime(new Date(2026, 2, 12, 7, 5).getTime())).toBe('07:05')
})

it('formatCount sets thousands apart', () => {
  expect(formatCount(1_284_000)).toBe('1,284,000')
})
