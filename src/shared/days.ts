/** Calendar days as `YYYY-MM-DD`, without a time zone. */
export type Day = string

const MS_PER_DAY = 86_400_000

const toUtc = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const fromUtc = (time: number): Day => new Date(time).toISOString().slice(0, 10)

/** The day `count` days later, or earlier when negative. */
export const addDays = (day: Day, count: number): Day => fromUtc(toUtc(day) + count * MS_PER_DAY)

/** Days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toUtc(to) - toUtc(from)) / MS_PER_DAY)

/** The Monday on or before a day. */
export const mondayOf = (day: Day): Day => addDays(day, -((new Date(toUtc(day)).getUTCDay() + 6) % 7))

/** The day on the clock of this machine at a time in milliseconds since 1970. */
export function localDay(time: number): Day {
  const date = new Date(time)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Which week of a plan a day is in, the week that holds `start` being 1; weeks begin on Monday. */
export const weekOf = (start: Day, day: Day): number => Math.floor(daysBetween(mondayOf(start), day) / 7) + 1

/** The first and last day of a plan's week: from Monday, but the first week from the plan's start, to Sunday. */
export function spanOfWeek(start: Day, week: number): { first: Day; last: Day } {
  const monday = addDays(mondayOf(start), (week - 1) * 7)
  return { first: week === 1 ? start : monday, last: addDays(monday, 6) }
}
