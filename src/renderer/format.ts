import type { Language } from '../shared/shell.ts'

/** A calendar day, or milliseconds since 1970 or ISO 8601 text read in this machine's time zone. */
export type DayValue = string | number

interface Day {
  year: number
  month: number
  day: number
}

const CALENDAR_DAY = /^(\d{4})-(\d{2})-(\d{2})$/

function dayOf(value: DayValue): Day | null {
  const parts = typeof value === 'string' ? CALENDAR_DAY.exec(value) : null
  if (parts) return { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) }
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return null
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }
}

const two = (n: number): string => String(n).padStart(2, '0')
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * A day as the reader's language writes it.
 *
 * `short`, for lists: `3月12日`, `Mar 12`, with the year when it is not the one of `today`. `long`, for facts and tables:
 * `2026-03-12` in both languages. Text that is no date comes back as it is.
 */
export function formatDay(
  value: DayValue,
  language: Language,
  style: 'short' | 'long' = 'short',
  today: DayValue = Date.now()
): string {
  const date = dayOf(value)
  if (!date) return String(value)
  const { year, month, day } = date
  if (style === 'long') return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  const thisYear = dayOf(today)?.year === year
  if (language === 'zh-CN') return `${thisYear ? '' : `${year}年`}${month}月${day}日`
  return `${MONTHS[month - 1] ?? month} ${day}${thisYear ? '' : `, ${year}`}`
}

/** The weekday of a calendar day: `周一`, `Mon`. */
export const formatWeekday = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(day))

/** The time of day on this machine's clock: `21:46`. */
export function formatTime(milliseconds: number): string {
  const date = new Date(milliseconds)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A count with its thousands apart: `1,284`. */
export const formatCount = (n: number): string => n.toLocaleString('en')

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB']

/** A size on disk in units of 1,024: `1.4 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`
}
