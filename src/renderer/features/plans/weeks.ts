import { spanOfWeek, weekOf } from '../../../shared/days.ts'
import type { Day } from '../../../shared/days.ts'
import type { PlanItem } from '../../../shared/plans.ts'

export interface PlanDay {
  /** Null: items without a day. */
  day: Day | null
  items: PlanItem[]
  minutes: number
}

export interface PlanWeek {
  /** Null: items without a day. */
  number: number | null
  first: Day
  last: Day
  days: PlanDay[]
}

/** Groups a plan's items, which are ordered by day, into days and weeks; days without items are left out. */
export function weeksOf(startDate: Day, items: PlanItem[]): PlanWeek[] {
  const weeks: PlanWeek[] = []
  for (const item of items) {
    const number = item.date === null ? null : weekOf(startDate, item.date)
    let week = weeks.at(-1)
    if (!week || week.number !== number) {
      week = { number, ...spanOfWeek(startDate, number ?? 1), days: [] }
      weeks.push(week)
    }
    let day = week.days.at(-1)
    if (!day || day.day !== item.date) {
      day = { day: item.date, items: [], minutes: 0 }
      week.days.push(day)
    }
    day.items.push(item)
    day.minutes += item.minutes
  }
  return weeks
}
