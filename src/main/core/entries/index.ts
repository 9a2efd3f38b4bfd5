import type { entries as contract, EntryId, EntryKind, EntrySummary } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import { categoryPathsOf } from '../categories/index.ts'
import type { CoreContext } from '../core.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { tagsOf } from '../tags/index.ts'
import { entryById, insertEntryRow, summaryRows, updateEntryRow } from './queries.ts'
import type { EntryFields, EntryRow } from './queries.ts'

export type { EntryRow } from './queries.ts'

export interface EntryValues {
  kind: EntryKind
  title: string
  bodyText: string
  excerpt: string
  images: number
  readingMinutes: number
  createdAt: number
  updatedAt: number
  /** True for the invented entries that one call removes again. */
  sample?: boolean
}

/** Adds the base row of an article or a note. */
export function insertEntry(db: WritableDb, values: EntryValues): EntryId {
  return insertEntryRow(db, { ...values, sample: values.sample ? 1 : 0 })
}

/** The base row of an entry, in the trash or not. Throws `not_found`. */
export function requireEntry(db: ReadableDb, id: EntryId): EntryRow {
  const entry = entryById(db, id)
  if (!entry) throw new AppError('not_found', 'entryNotFound')
  return entry
}

/** Changes the fields given and counts the revision up; gives the new revision. Throws `not_found`. */
export function updateEntry(db: WritableDb, id: EntryId, fields: Partial<EntryFields>, now: number): number {
  const entry = requireEntry(db, id)
  updateEntryRow(db, id, { ...entry, ...fields }, now)
  return entry.revision + 1
}

/** List rows of entries in the order of `ids`; ids that are not there are left out. */
export function summariesOf(db: ReadableDb, ids: EntryId[]): EntrySummary[] {
  const tags = tagsOf(db, ids)
  const categories = categoryPathsOf(db, ids)
  return summaryRows(db, JSON.stringify(ids)).map((row) => ({
    ...row,
    starred: row.starred === 1,
    readProgress: row.readProgress ?? 0,
    tags: tags.get(row.id) ?? [],
    categories: categories.get(row.id) ?? []
  }))
}

export function createEntries(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
