export interface SourceDate {
  /** `YYYY-MM-DD` when only a date is known, else ISO 8601 in UTC. */
  value: string
  /** True for `YYYY-MM-DD HH:MM:SS` without a zone, which feed writers use for the time of crawling. */
  isLocalTime: boolean
}

const RFC_1123 =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(GMT|UTC?|Z|[+-]\d{4})?)?$/
const NUMERIC =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?(?:[T\s]\s*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?\s*(Z|GMT|UTC|[+-]\d{2}:?\d{2})?)?/i
/** `January 5, 2024 10:00 AM`, as Notion writes it. */
const ENGLISH = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}), (\d{4})(?:,? (\d{1,2}):(\d{2}) ?([AP])M)?$/i
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Times without a zone are read as China Standard Time, where the sources are written; the machine's own zone plays no part. */
const CHINA_MINUTES = 8 * 60

/**
 * Reads a date as sources write it: RFC 1123, ISO 8601, `2022/2/1`, `2022年2月1日`, `January 5, 2024`, `20220201` or Unix time. Midnight GMT in RFC 1123 means
 * that only the date is known. Null for anything else and for days that do not exist.
 */
export function parseDate(raw: string | null): SourceDate | null {
  const text = raw?.trim().slice(0, 80) ?? ''
  const rfc = RFC_1123.exec(text)
  if (rfc !== null) {
    const [, day = '', month = '', year = '', ...time] = rfc
    return build([year, String(MONTHS.indexOf(month.toLowerCase()) + 1), day], time, true)
  }
  const english = ENGLISH.exec(text)
  if (english !== null) {
    const [, month = '', day = '', year = '', hour, minute, half] = english
    const hours = hour === undefined ? undefined : String((Number(hour) % 12) + (/p/i.test(half ?? '') ? 12 : 0))
    return build([year, String(MONTHS.indexOf(month.toLowerCase()) + 1), day], [hours, minute], false)
  }
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact !== null) return build(compact.slice(1), [], false)
  if (/^\d{10}$|^\d{13}$/.test(text)) {
    const date = new Date(text.length === 10 ? Number(text) * 1000 : Number(text))
    return { value: isoTime(date), isLocalTime: false }
  }
  const numeric = NUMERIC.exec(text)
  return numeric === null ? null : build(numeric.slice(1, 4), numeric.slice(4), false)
}

function build(date: string[], time: (string | undefined)[], midnightIsDate: boolean): SourceDate | null {
  const [year = 0, month = 0, day = 0] = date.map(Number)
  const [hour, minute, second = '0', zone] = time
  const midnight = Date.UTC(year, month - 1, day)
  const check = new Date(midnight)
  if (year < 1000 || check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return null
  const value = check.toISOString().slice(0, 10)
  if (hour === undefined || minute === undefined) return { value, isLocalTime: false }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return { value, isLocalTime: false }
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  const offset = zone === undefined ? CHINA_MINUTES : zoneMinutes(zone)
  if (midnightIsDate && seconds === 0 && offset === 0) return { value, isLocalTime: false }
  return { value: isoTime(new Date(midnight + (seconds - offset * 60) * 1000)), isLocalTime: zone === undefined }
}

function zoneMinutes(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return match[1] === '-' ? -minutes : minutes
}

function isoTime(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z')
}
