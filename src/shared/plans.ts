import { z } from 'zod'
import { EntryId } from './entries.ts'
import { call, event, FileName, job, Nothing } from './ipc.ts'

const PlanId = z.int().positive()
const PlanItemId = z.int().positive()
/** A calendar day without a time zone. */
const Day = z.iso.date()
const Title = z.string().trim().min(1).max(300)
const Minutes = z.int().min(1).max(1440)

/** `minutes` sums are of items; `doneMinutes` of ticked ones. */
export const PlanSummary = z.object({
  id: PlanId,
  title: z.string(),
  startDate: z.string(),
  minutesPerDay: z.int(),
  items: z.int(),
  doneItems: z.int(),
  minutes: z.int(),
  doneMinutes: z.int(),
  createdAt: z.int(),
  updatedAt: z.int()
})
export type PlanSummary = z.infer<typeof PlanSummary>

export const PlanItem = z.object({
  id: PlanItemId,
  title: z.string(),
  minutes: z.int(),
  date: z.string().nullable(),
  doneAt: z.int().nullable(),
  position: z.int(),
  /** The article or note to read for it. */
  entry: z.object({ id: EntryId, title: z.string(), deleted: z.boolean() }).nullable()
})
export type PlanItem = z.infer<typeof PlanItem>

export const Plan = PlanSummary.extend({ itemList: z.array(PlanItem) })
export type Plan = z.infer<typeof Plan>

const PlanFields = z.object({ title: Title, startDate: Day, minutesPerDay: z.int().min(5).max(1440) })

const PlanExportFormat = z.enum(['md', 'csv'])

export const plans = {
  list: call(Nothing, z.array(PlanSummary)),
  get: call(z.object({ id: PlanId }), Plan),
  create: call(PlanFields, Plan),
  update: call(PlanFields.partial().extend({ id: PlanId }), Nothing),
  /** A deleted plan is kept and can be restored. */
  delete: call(z.object({ id: PlanId }), Nothing),
  restore: call(z.object({ id: PlanId }), Nothing),
  /** Adds one item by hand. Without a date it goes on the first day from today that has room. */
  addItem: call(
    z.object({ planId: PlanId, title: Title, minutes: Minutes, date: Day.optional(), entryId: EntryId.optional() }),
    PlanItem
  ),
  /** Adds articles and notes, each with its reading time (at least 5 minutes), on the first days with room. */
  addEntries: call(z.object({ planId: PlanId, ids: z.array(EntryId).min(1).max(1000) }), z.array(PlanItem)),
  updateItem: call(
    z.object({ id: PlanItemId, title: Title.optional(), minutes: Minutes.optional(), date: Day.nullable().optional() }),
    Nothing
  ),
  setDone: call(z.object({ id: PlanItemId, done: z.boolean() }), Nothing),
  /** Places an item before another on the same day, or last. */
  moveItem: call(z.object({ id: PlanItemId, date: Day.nullable(), before: PlanItemId.nullable() }), Nothing),
  deleteItem: call(z.object({ id: PlanItemId }), Nothing),
  restoreItem: call(z.object({ id: PlanItemId }), Nothing),
  /** Writes the plan to the path the user chose; gives that path. `name` is the file name to suggest. */
  export: job(
    z.object({ id: PlanId, format: PlanExportFormat, language: z.enum(['zh-CN', 'en']), name: FileName }),
    z.object({ path: z.string() }),
    { saveAs: true }
  ),
  changed: event(z.object({ ids: z.array(PlanId) }))
}
