import { addDays } from '../../../shared/days.ts'
import type { Day } from '../../../shared/days.ts'

export interface Load {
  date: Day | null
  minutes: number
}

/** Minutes already planned on each day. */
export function minutesByDay(items: Load[]): Map<Day, number> {
  const planned = new Map<Day, number>()
  for (const { date, minutes } of items) {
    if (date !== null) planned.set(date, (planned.get(date) ?? 0) + minutes)
  }
  return planned
}

/**
 * The first day from `from` that still has room for `minutes`. What is longer than a whole day goes on the first empty
 * one, so that nothing is ever without a place.
 */
export function firstDayWithRoom(planned: Map<Day, number>, from: Day, minutes: number, minutesPerDay: number): Day {
  let day = from
  while (!hasRoom(planned.get(day) ?? 0, minutes, minutesPerDay)) day = addDays(day, 1)
  return day
}

const hasRoom = (planned: number, minutes: number, minutesPerDay: number): boolean =>
  planned === 0 || planned + minutes <= minutesPerDay
