import type { PlanItem, PlanSummary } from '../../../shared/plans.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

interface PlanRow {
  id: number
  title: string
  start_date: string
  minutes_per_day: number
  items: number
  done_items: number
  minutes: number
  done_minutes: number
  created_at: number
  updated_at: number
}

const PLAN = `
  SELECT plans.id, plans.title, start_date, minutes_per_day, plans.created_at, plans.updated_at,
    count(item.id) AS items, count(item.done_at) AS done_items, coalesce(sum(item.minutes), 0) AS minutes,
    coalesce(sum(item.minutes) FILTER (WHERE item.done_at IS NOT NULL), 0) AS done_minutes
  FROM plans LEFT JOIN plan_items item ON item.plan_id = plans.id AND item.deleted_at IS NULL
  WHERE plans.deleted_at IS NULL`

const toPlan = (row: PlanRow): PlanSummary => ({
  id: row.id,
  title: row.title,
  startDate: row.start_date,
  minutesPerDay: row.minutes_per_day,
  items: row.items,
  doneItems: row.done_items,
  minutes: row.minutes,
  doneMinutes: row.done_minutes,
  createdAt: row.created_at,
  updatedAt: row.updated_at
})

export const listPlans = (db: ReadableDb): PlanSummary[] =>
  all<PlanRow>(db, `${PLAN} GROUP BY plans.id ORDER BY plans.updated_at DESC, plans.id DESC`).map(toPlan)

export function findPlan(db: ReadableDb, id: number): PlanSummary | undefined {
  const row = get<PlanRow>(db, `${PLAN} AND plans.id = ? GROUP BY plans.id`, [id])
  return row && toPlan(row)
}

interface ItemRow {
  id: number
  plan_id: number
  title: string
  minutes: number
  date: string | null
  done_at: number | null
  position: number
  entry_id: number | null
  entry_title: string | null
  entry_deleted_at: number | null
}

const ITEM = `
  SELECT item.id, item.plan_id, item.title, item.minutes, item.date, item.done_at, item.position, item.entry_id,
    entries.title AS entry_title, entries.deleted_at AS entry_deleted_at
  FROM plan_items item LEFT JOIN entries ON entries.id = item.entry_id`

const toItem = (row: ItemRow): PlanItem => ({
  id: row.id,
  title: row.title,
  minutes: row.minutes,
  date: row.date,
  doneAt: row.done_at,
  position: row.position,
  entry:
    row.entry_id === null
      ? null
      : { id: row.entry_id, title: row.entry_title ?? '', deleted: row.entry_deleted_at !== null }
})

/** By day, items without one last. */
export const listItems = (db: ReadableDb, planId: number): PlanItem[] =>
  all<ItemRow>(
    db,
    `${ITEM} WHERE item.plan_id = ? AND item.deleted_at IS NULL
     ORDER BY item.date IS NULL, item.date, item.position, item.id`,
    [planId]
  ).map(toItem)

/** An item, deleted or not, with its plan. */
export function findItem(db: ReadableDb, id: number): { planId: number; item: PlanItem } | undefined {
  const row = get<ItemRow>(db, `${ITEM} WHERE item.id = ?`, [id])
  return row && { planId: row.plan_id, item: toItem(row) }
}

export interface PlanFields {
  title: string
  startDate: string
  minutesPerDay: number
}

export const insertPlan = (db: WritableDb, fields: PlanFields, now: number, sample: boolean): number =>
  run(
    db,
    `INSERT INTO plans (title, start_date, minutes_per_day, sample, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [fields.title, fields.startDate, fields.minutesPerDay, sample ? 1 : 0, now, now]
  ).id

export const updatePlan = (db: WritableDb, id: number, fields: PlanFields, now: number) =>
  run(db, 'UPDATE plans SET title = ?, start_date = ?, minutes_per_day = ?, updated_at = ? WHERE id = ?', [
    fields.title,
    fields.startDate,
    fields.minutesPerDay,
    now,
    id
  ])

export const touchPlan = (db: WritableDb, id: number, now: number) =>
  run(db, 'UPDATE plans SET updated_at = ? WHERE id = ?', [now, id])

/** Deletes or restores a plan; gives the number of plans that changed. */
export const setPlanDeleted = (db: WritableDb, id: number, deletedAt: number | null): number =>
  run(db, 'UPDATE plans SET deleted_at = ? WHERE id = ? AND (deleted_at IS NULL) = ?', [
    deletedAt,
    id,
    deletedAt === null ? 0 : 1
  ]).changes

export interface NewItem {
  planId: number
  title: string
  minutes: number
  date: string | null
  entryId: number | null
  doneAt: number | null
}

/** Adds an item at the end of its day. */
export const insertItem = (db: WritableDb, item: NewItem): number =>
  run(
    db,
    `INSERT INTO plan_items (plan_id, entry_id, title, minutes, date, done_at, position)
     VALUES (:planId, :entryId, :title, :minutes, :date, :doneAt,
       (SELECT coalesce(max(position), 0) + 1 FROM plan_items WHERE plan_id = :planId AND date IS :date))`,
    { ...item }
  ).id

export const updateItem = (
  db: WritableDb,
  id: number,
  fields: { title: string; minutes: number; date: string | null }
) =>
  run(db, 'UPDATE plan_items SET title = ?, minutes = ?, date = ? WHERE id = ?', [
    fields.title,
    fields.minutes,
    fields.date,
    id
  ])

export const setItemDone = (db: WritableDb, id: number, doneAt: number | null) =>
  run(db, 'UPDATE plan_items SET done_at = ? WHERE id = ?', [doneAt, id])

export const setItemPlace = (db: WritableDb, id: number, date: string | null, position: number) =>
  run(db, 'UPDATE plan_items SET date = ?, position = ? WHERE id = ?', [date, position, id])

export const setItemDeleted = (db: WritableDb, id: number, deletedAt: number | null) =>
  run(db, 'UPDATE plan_items SET deleted_at = ? WHERE id = ?', [deletedAt, id])

export const deleteSamplePlans = (db: WritableDb): number => run(db, 'DELETE FROM plans WHERE sample = 1').changes
