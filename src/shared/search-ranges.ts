/** A year, month or day: `2022`, `2022-03`, `2022-03-15`. */
export type PartialDate = string

/** From the first day of `from` to the last of `to`, null for open ends; or the last so many units up to today. */
export type DateRange =
  | { from: PartialDate | null; to: PartialDate | null }
  | { last: number; unit: 'd' | 'w' | 'm' | 'y' }

/** Both ends belong to it; null for open ends. */
export interface NumberRange {
  from: number | null
  to: number | null
}

const UNITS: [RegExp, 'd' | 'w' | 'm' | 'y'][] = [
  [/^(?:d|days?|天|日)$/, 'd'],
  [/^(?:w|weeks?|周|星期)$/, 'w'],
  [/^(?:m|months?|个?月)$/, 'm'],
  [/^(?:y|years?|年)$/, 'y']
]

const RANGE = /^(.*?)(?:\.{2,}|…|~|～|至)(.*)$/
const COMPARISON = /^([<>＜＞]=?|[≤≥])(.*)$/

/** Reads `2022-02..2022-05`, `2022`, `>2022-03`, `..2021`, `7d`; half of a month or day is left away. Undefined: no date. */
export function readDates(text: string): DateRange | undefined {
  const relative = /^(\d{1,4})\s*(\D+)$/.exec(text)
  const unit = UNITS.find(([names]) => names.test(relative?.[2]?.toLowerCase() ?? ''))?.[1]
  // 2022年 is a year, 2 年 is two of them.
  if (relative?.[1] && unit && Number(relative[1]) > 0 && !(unit === 'y' && Number(relative[1]) >= 1000)) {
    return { last: Number(relative[1]), unit }
  }
  if (/^(?:today|今天)$/i.test(text)) return { last: 1, unit: 'd' }
  return readRange(text, {
    read: readDate,
    after: (date) => readDate(beside(date, 1)),
    before: (date) => readDate(beside(date, -1)),
    isAfter: (a, b) => a > `${b}~`
  })
}

/** Reads `>2000`, `1000..3000`, `..500`, `2k`, `1万`. Undefined: no number. */
export function readNumbers(text: string): NumberRange | undefined {
  return readRange(text, {
    read: readNumber,
    after: (n) => inBounds(n + 1),
    before: (n) => inBounds(n - 1),
    isAfter: (a, b) => a > b
  })
}

interface Steps<T> {
  read(text: string): T | undefined
  /** The next and the previous value; undefined beyond the ends. */
  after(value: T): T | undefined
  before(value: T): T | undefined
  isAfter(a: T, b: T): boolean
}

function readRange<T>(text: string, steps: Steps<T>): { from: T | null; to: T | null } | undefined {
  const comparison = COMPARISON.exec(text)
  if (comparison) {
    const [, sign = '', rest = ''] = comparison
    const value = steps.read(rest)
    if (value === undefined) return undefined
    const strict = /^[<>＜＞]$/.test(sign)
    const upwards = /[>＞≥]/.test(sign)
    const end = strict ? (upwards ? steps.after(value) : steps.before(value)) : value
    if (end === undefined) return undefined
    return upwards ? { from: end, to: null } : { from: null, to: end }
  }
  const range = RANGE.exec(text)
  if (!range) {
    const value = steps.read(text)
    return value === undefined ? undefined : { from: value, to: value }
  }
  const [from, to] = [range[1] ?? '', range[2] ?? ''].map((end) => (end.trim() === '' ? null : steps.read(end)))
  if (from === undefined || to === undefined || (from === null && to === null)) return undefined
  return from !== null && to !== null && steps.isAfter(from, to) ? { from: to, to: from } : { from, to }
}

const two = (n: number): string => String(n).padStart(2, '0')

function readDate(text: string): PartialDate | undefined {
  const match = /^(\d{4})年?(?:[-/.]?(\d{1,2})?月?(?:[-/.]?(\d{1,2})?日?)?)?$/.exec(
    text.trim().replace(/[－／．]/g, '-')
  )
  const [year, month, day] = [match?.[1], match?.[2], match?.[3]].map((part) => Number(part ?? 0))
  if (!year || year < 1000) return undefined
  if (!month) return match?.[2] === undefined || match[2] === '0' ? String(year) : undefined
  if (month > 12) return undefined
  const start = `${year}-${two(month)}`
  if (!day) return match?.[3] === undefined || match[3] === '0' ? start : undefined
  return day <= lengthOfMonth(year, month) ? `${start}-${two(day)}` : undefined
}

const lengthOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The next or the previous period of the same length. */
function beside(date: PartialDate, step: 1 | -1): PartialDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const parts = date.split('-').length
  const moved = new Date(
    Date.UTC(year + (parts === 1 ? step : 0), month - 1 + (parts === 2 ? step : 0), day + (parts === 3 ? step : 0))
  )
  return moved.toISOString().slice(0, date.length)
}

const inBounds = (n: number): number | undefined => (n >= 0 && n <= 999_999_999 ? n : undefined)

function readNumber(text: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?(k|千|w|万)?$/.exec(text.trim().toLowerCase())
  if (!match) return undefined
  const unit = /[k千]/.test(match[3] ?? '') ? 1000 : match[3] ? 10_000 : 1
  return inBounds(Math.round(Number(`${match[1]}.${match[2] ?? 0}`) * unit))
}

/** First and last day of a range, `YYYY-MM-DD`, null for open ends. `today` is a day. */
export function daysOf(range: DateRange, today: string): { from: string | null; to: string | null } {
  if ('last' in range) return { from: daysBefore(today, range), to: today }
  const { from, to } = range
  return {
    from: from && `${from}-01-01`.slice(0, 10),
    to: to && to < '9999' ? lastDay(to) : null
  }
}

function lastDay(date: PartialDate): string {
  const [year = 0, month = 12, day] = date.split('-').map(Number)
  return `${date.slice(0, 4)}-${two(month)}-${two(day ?? lengthOfMonth(year, month))}`
}

function daysBefore(today: string, { last, unit }: { last: number; unit: 'd' | 'w' | 'm' | 'y' }): string {
  const date = new Date(`${today}T00:00:00Z`)
  if (unit === 'd' || unit === 'w') date.setUTCDate(date.getUTCDate() - last * (unit === 'w' ? 7 : 1) + 1)
  else {
    const day = date.getUTCDate()
    date.setUTCMonth(date.getUTCMonth() - last * (unit === 'y' ? 12 : 1), 1)
    date.setUTCDate(Math.min(day, lengthOfMonth(date.getUTCFullYear(), date.getUTCMonth() + 1)) + 1)
  }
  return date.toISOString().slice(0, 10)
}
