import { localDay } from '../../../shared/days.ts'
import type { EntrySummary } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { messagesFor } from '../../../shared/messages/index.ts'
import type { Plan, PlanItem, plans as contract } from '../../../shared/plans.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import { transaction } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { requireEntry, summariesOf } from '../entries/index.ts'
import { writeWhole } from '../write-whole.ts'
import { planToCsv, planToMarkdown } from './export.ts'
import * as queries from './queries.ts'
import { firstDayWithRoom, minutesByDay } from './schedule.ts'

export { deleteSamplePlans } from './queries.ts'

const SHORTEST_READING_MINUTES = 5

/** A plan with items whose days count from its start: how the bundled sample is written. */
export interface SamplePlan {
  title: string
  startDate: string
  minutesPerDay: number
  items: { title: string; minutes: number; date: string; doneAt: number | null; entryId: number | null }[]
}

/** Adds the sample plan; gives its id. */
export function insertSamplePlan(db: WritableDb, plan: SamplePlan, now: number): number {
  const planId = queries.insertPlan(db, plan, now, true)
  for (const item of plan.items) queries.insertItem(db, { ...item, planId })
  return planId
}

function requirePlan(db: ReadableDb, id: number): Plan {
  const plan = queries.findPlan(db, id)
  if (!plan) throw new AppError('not_found', 'planNotFound')
  return { ...plan, itemList: queries.listItems(db, id) }
}

function requireItem(db: ReadableDb, id: number): { planId: number; item: PlanItem } {
  const found = queries.findItem(db, id)
  if (!found) throw new AppError('not_found', 'planItemNotFound')
  return found
}

export function createPlans({ library, now, emit }: CoreContext): Handlers<typeof contract> {
  const { db } = library
  const changed = (...ids: number[]) => emit('plans.changed', { ids })

  /** Runs a change of one plan in a transaction and tells the listeners. */
  function change<T>(planId: number, work: () => T): T {
    const result = transaction(db, () => {
      queries.touchPlan(db, planId, now())
      return work()
    })
    changed(planId)
    return result
  }

  /** Adds items each on the first day with room, not before today or the plan's start. */
  function addItems(plan: Plan, items: { title: string; minutes: number; entryId: number | null }[]): PlanItem[] {
    const planned = minutesByDay(plan.itemList)
    const today = localDay(now())
    const from = plan.startDate > today ? plan.startDate : today
    return items.map(({ title, minutes, entryId }) => {
      const date = firstDayWithRoom(planned, from, minutes, plan.minutesPerDay)
      planned.set(date, (planned.get(date) ?? 0) + minutes)
      const id = queries.insertItem(db, { planId: plan.id, title, minutes, date, entryId, doneAt: null })
      return requireItem(db, id).item
    })
  }

  const titleOf = (entry: EntrySummary, untitled: string) => (entry.title || entry.excerpt || untitled).slice(0, 300)

  return {
    list: () => queries.listPlans(db),
    get: ({ id }) => requirePlan(db, id),
    create(fields) {
      const id = queries.insertPlan(db, fields, now(), false)
      changed(id)
      return requirePlan(db, id)
    },
    update({ id, title, startDate, minutesPerDay }) {
      const plan = requirePlan(db, id)
      queries.updatePlan(
        db,
        id,
        {
          title: title ?? plan.title,
          startDate: startDate ?? plan.startDate,
          minutesPerDay: minutesPerDay ?? plan.minutesPerDay
        },
        now()
      )
      changed(id)
      return null
    },
    delete({ id }) {
      if (queries.setPlanDeleted(db, id, now()) === 0) throw new AppError('not_found', 'planNotFound')
      changed(id)
      return null
    },
    restore({ id }) {
      if (queries.setPlanDeleted(db, id, null) === 0) throw new AppError('not_found', 'planNotFound')
      changed(id)
      return null
    },
    addItem({ planId, title, minutes, date, entryId }) {
      const plan = requirePlan(db, planId)
      if (entryId !== undefined) requireEntry(db, entryId)
      return change(planId, () => {
        if (date === undefined) return firstOf(addItems(plan, [{ title, minutes, entryId: entryId ?? null }]))
        const id = queries.insertItem(db, { planId, title, minutes, date, entryId: entryId ?? null, doneAt: null })
        return requireItem(db, id).item
      })
    },
    addEntries({ planId, ids }) {
      const plan = requirePlan(db, planId)
      for (const id of ids) requireEntry(db, id)
      const items = summariesOf(db, ids).map((entry) => ({
        title: titleOf(entry, '—'),
        minutes: Math.min(1440, Math.max(SHORTEST_READING_MINUTES, entry.readingMinutes)),
        entryId: entry.id
      }))
      return change(planId, () => addItems(plan, items))
    },
    updateItem({ id, title, minutes, date }) {
      const { planId, item } = requireItem(db, id)
      change(planId, () =>
        queries.updateItem(db, id, {
          title: title ?? item.title,
          minutes: minutes ?? item.minutes,
          date: date === undefined ? item.date : date
        })
      )
      return null
    },
    setDone({ id, done }) {
      const { planId, item } = requireItem(db, id)
      change(planId, () => queries.setItemDone(db, id, done ? (item.doneAt ?? now()) : null))
      return null
    },
    moveItem({ id, date, before }) {
      const { planId } = requireItem(db, id)
      change(planId, () => {
        const day = queries.listItems(db, planId).filter((item) => item.date === date && item.id !== id)
        const at = before === null ? -1 : day.findIndex((item) => item.id === before)
        const order = day.map((item) => item.id)
        order.splice(at < 0 ? order.length : at, 0, id)
        for (const [index, itemId] of order.entries()) queries.setItemPlace(db, itemId, date, index + 1)
      })
      return null
    },
    deleteItem({ id }) {
      const { planId } = requireItem(db, id)
      change(planId, () => queries.setItemDeleted(db, id, now()))
      return null
    },
    restoreItem({ id }) {
      const { planId } = requireItem(db, id)
      change(planId, () => queries.setItemDeleted(db, id, null))
      return null
    },
    async export({ id, format, language }, { saveTo }) {
      if (saveTo === undefined) throw new AppError('cancelled', 'cancelled')
      const plan = requirePlan(db, id)
      const messages = messagesFor(language)
      await writeWhole(saveTo, format === 'md' ? planToMarkdown(plan, messages) : planToCsv(plan, messages))
      return { path: saveTo }
    }
  }
}

function firstOf(items: PlanItem[]): PlanItem {
  const [first] = items
  if (!first) throw new AppError('internal', 'internal', { message: 'no item was added' })
  return first
}
