import type { ReadableDb } from '../../db/sql.ts'
import { all } from '../../db/sql.ts'

export interface HighlightRow {
  id: number
  entryId: number
  entryTitle: string
  text: string
  note: string
}

/** Highlights of all entries, in the trash or not, newest first. */
export const allHighlights = (db: ReadableDb): HighlightRow[] =>
  all(
    db,
    `SELECT h.id, h.entry_id AS entryId, e.title AS entryTitle, h.text, h.note
     FROM highlights h JOIN entries e ON e.id = h.entry_id ORDER BY h.id DESC`
  )

export interface PlanRow {
  planId: number
  itemId: number | null
  title: string
  planTitle: string
  date: string | null
  done: number
}

/** Plans and their items, those still to be done first, then newest first. */
export const allPlans = (db: ReadableDb): PlanRow[] =>
  all(
    db,
    `SELECT * FROM (
       SELECT id AS planId, NULL AS itemId, title, title AS planTitle, start_date AS date, 0 AS done
       FROM plans WHERE deleted_at IS NULL
       UNION ALL
       SELECT p.id, i.id, i.title, p.title, i.date, i.done_at IS NOT NULL
       FROM plan_items i JOIN plans p ON p.id = i.plan_id WHERE i.deleted_at IS NULL AND p.deleted_at IS NULL
     ) ORDER BY done, itemId IS NOT NULL, planId DESC, itemId DESC`
  )
