import { z } from 'zod'
import { call, event, Nothing } from './ipc.ts'

/** Articles and notes share one base row, the entry; ids are never reused. */
export const EntryId = z.int().positive()
export type EntryId = z.infer<typeof EntryId>

const EntryIds = z.array(EntryId).min(1).max(100_000)

export const EntryKind = z.enum(['article', 'note'])
export type EntryKind = z.infer<typeof EntryKind>

export const ReadState = z.enum(['unread', 'reading', 'read'])
export type ReadState = z.infer<typeof ReadState>

export const CategoryId = z.int().positive()
export const TagName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\n\r\t,#]+$/)

/**
 * `all` leaves the trash out; `inbox` is what has no category and no tag yet; `duplicates` are articles nearly the same as
 * another one.
 */
export const EntryView = z.enum([
  'all',
  'articles',
  'notes',
  'inbox',
  'unread',
  'reading',
  'read',
  'starred',
  'duplicates',
  'trash'
])
export type EntryView = z.infer<typeof EntryView>

export const EntrySort = z.enum(['added', 'published', 'updated', 'title', 'readingTime'])
export type EntrySort = z.infer<typeof EntrySort>

/** Filters combine: an entry must satisfy all of them; `category` includes its descendants; `tags` must all be there. */
export const EntryFilter = z.object({
  view: EntryView.default('all'),
  kind: EntryKind.optional(),
  category: CategoryId.optional(),
  tags: z.array(TagName).max(20).default([]),
  feed: z.string().max(200).optional(),
  author: z.string().max(200).optional(),
  batch: z.int().positive().optional()
})
export type EntryFilter = z.infer<typeof EntryFilter>

const EntryQuery = EntryFilter.extend({
  sort: EntrySort.default('added'),
  descending: z.boolean().default(true),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100)
})

/** One row of the library list. Times are milliseconds since 1970; `publishedAt` is `YYYY-MM-DD` when the source gives only a date, else ISO 8601 in UTC. */
export const EntrySummary = z.object({
  id: EntryId,
  kind: EntryKind,
  title: z.string(),
  excerpt: z.string(),
  author: z.string().nullable(),
  feed: z.string().nullable(),
  publishedAt: z.string().nullable(),
  categories: z.array(z.array(z.string())),
  tags: z.array(z.string()),
  images: z.int(),
  readingMinutes: z.int(),
  readState: ReadState.nullable(),
  readProgress: z.number().min(0).max(1),
  starred: z.boolean(),
  createdAt: z.int(),
  updatedAt: z.int(),
  deletedAt: z.int().nullable(),
  revision: z.int()
})
export type EntrySummary = z.infer<typeof EntrySummary>

export const EntryCounts = z.object({
  views: z.record(EntryView, z.int()),
  categories: z.record(z.string(), z.int()),
  tags: z.record(z.string(), z.int())
})
export type EntryCounts = z.infer<typeof EntryCounts>

export const entries = {
  list: call(EntryQuery, z.object({ total: z.int(), items: z.array(EntrySummary) })),
  /** Ids of everything the filter selects, in list order: for "select all". */
  ids: call(EntryQuery.omit({ offset: true, limit: true }), z.array(EntryId)),
  get: call(z.object({ id: EntryId }), EntrySummary),
  /** Entries in the order of `ids`; those that are gone are left out. */
  summaries: call(z.object({ ids: z.array(EntryId).max(500) }), z.array(EntrySummary)),
  /** Entry counts by view; `categories` keys are ids (descendants included), `tags` keys are names. */
  counts: call(Nothing, EntryCounts),
  /** Distinct feeds and authors with their entry counts, most used first: for filters. */
  sources: call(
    Nothing,
    z.object({
      feeds: z.array(z.object({ name: z.string(), count: z.int() })),
      authors: z.array(z.object({ name: z.string(), count: z.int() }))
    })
  ),
  setStarred: call(z.object({ ids: EntryIds, starred: z.boolean() }), Nothing),
  setReadState: call(z.object({ ids: EntryIds, state: ReadState }), Nothing),
  /** Adds and removes tags; unknown tags are created. */
  tag: call(
    z.object({
      ids: EntryIds,
      add: z.array(TagName).max(50).default([]),
      remove: z.array(TagName).max(50).default([])
    }),
    Nothing
  ),
  /** Puts entries into one category in place of those they were in; null takes them out of all. Gives what undo needs. */
  move: call(
    z.object({ ids: EntryIds, category: CategoryId.nullable() }),
    z.array(z.object({ id: EntryId, categories: z.array(CategoryId) }))
  ),
  /** Sets the categories of each entry exactly: the undo of `move`. */
  setCategories: call(
    z.array(z.object({ id: EntryId, categories: z.array(CategoryId).max(100) })).max(100_000),
    Nothing
  ),
  trash: call(z.object({ ids: EntryIds }), Nothing),
  restore: call(z.object({ ids: EntryIds }), Nothing),
  /** Deletes from the trash for good; without ids, everything in it. Gives the number deleted. */
  purge: call(z.object({ ids: EntryIds.optional() }), z.int()),
  /** Entries were added, edited, moved, tagged, trashed or deleted. */
  changed: event(z.object({ ids: z.array(EntryId) }))
}
