import { expect, test } from 'vitest'
import { parseDate } from './dates.ts'

test.each([
  ['Thu, 10 Feb 2022 00:00:00 GMT', '2022-02-10', false],
  ['Thu, 10 Feb 2022 16:05:00 GMT', '2022-02-10T16:05:00Z', false],
  ['Thu, 10 Feb 2022 00:00:00 +0800', '2022-02-09T16:00:00Z', false],
  ['10 February 2022', '2022-02-10', false],
  ['2021-04-02 18:30:05', '2021-04-02T10:30:05Z', true],
  ['2021-04-02 00:10', '2021-04-01T16:10:00Z', true],
  ['2024-03-05T09:30:00+08:00', '2024-03-05T01:30:00Z', false],
  ['2024-03-05T09:30:00.123Z', '2024-03-05T09:30:00Z', false],
  ['2024-03-05', '2024-03-05', false],
  ['2024/3/5', '2024-03-05', false],
  ['2024.03.05', '2024-03-05', false],
  ['2024年3月5日', '2024-03-05', false],
  ['2024 年 3 月 5 日 08:00', '2024-03-05T00:00:00Z', true],
  ['20240305', '2024-03-05', false],
  ['1709602200', '2024-03-05T01:30:00Z', false],
  ['1709602200000', '2024-03-05T01:30:00Z', false],
  ['2024-02-29', '2024-02-29', false]
])('%s', (text, value, isLocalTime) => {
  expect(parseDate(text)).toEqual({ value, isLocalTime })
})

test.each([null, '', '昨天', '2023-02-29', '2024-13-01', '0000-00-00', 'Thu, 32 Feb 2022 00:00:00 GMT', '12:30', '{}'])(
  'no date: %s',
  (text) => {
    expect(parseDate(text)).toBeNull()
  }
)

test('does not depend on the zone of the machine', () => {
  const before = process.env['TZ']
  try {
    for (const zone of ['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati']) {
      process.env['TZ'] = zone
      expect(parseDate('Thu, 10 Feb 2022 00:00:00 GMT')?.value).toBe('2022-02-10')
      expect(parseDate('2022-02-10 01:00:00')?.value).toBe('2022-02-09T17:00:00Z')
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
})
