import type {
  entries as contract,
  EntryCounts,
  EntryFilter,
  EntryId,
  EntrySummary,
  ReadState
} from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import {
  addToCategory,
  categoriesOf,
  categoryExists,
  categoryPathsOf,
  clearCategories,
  countByCategory,
  requireCategory
} from '../categories/index.ts'
import type { CoreContext } from '../context.ts'
import { assetsOf, deleteUnusedAssets } from '../db/assets.ts'
import type { LibraryFolder } from '../db/open.ts'
import { removeOriginals } from '../db/originals.ts'
import { transaction } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { countByTag, tagEntries, tagsOf, untagEntries } from '../tags/index.ts'
import {
  countAuthors,
  countFeeds,
  countKinds,
  countReadStates,
  countSelected,
  deleteEntries,
  entryById,
  existingIds,
  insertEntryRow,
  markDeleted,
  selectIds,
  summaryRows,
  unmarkDeleted,
  updateEntryRow,
  updateReadState,
  updateStarred
} from './queries.ts'
import type { EntryFields, EntryRow, NewEntry } from './queries.ts'

export type { EntryRow } from './queries.ts'

export interface EntryValues extends Omit<NewEntry, 'sample'> {
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

export const setStarred = (db: WritableDb, ids: EntryId[], starred: boolean): void =>
  updateStarred(db, JSON.stringify(ids), starred ? 1 : 0)

/** Sets the state of the articles among the entries. */
export const setReadState = (db: WritableDb, ids: EntryId[], state: ReadState): void =>
  updateReadState(db, JSON.stringify(ids), state)

export const moveToTrash = (db: WritableDb, ids: EntryId[], now: number): void =>
  markDeleted(db, JSON.stringify(ids), now)

/**
 * Deletes entries for good, with the originals and pictures that only they used. Files go after the commit: a crash in
 * between leaves a file that nothing uses, never an article without its original.
 */
export function deleteForGood({ db, assetsFolder }: LibraryFolder, ids: EntryId[]): void {
  const wanted = JSON.stringify(ids)
  const unused = transaction(db, () => {
    const hashes = assetsOf(db, wanted)
    deleteEntries(db, wanted)
    return deleteUnusedAssets(db, hashes)
  })
  removeOriginals(assetsFolder, unused)
}

export function createEntries({ library, now, emit }: CoreContext): Handlers<typeof contract> {
  const { db } = library

  /** Runs a change on those of the entries that are there, and tells listeners. Throws `not_found` when none is. */
  function change<T>(ids: EntryId[], work: (ids: EntryId[]) => T): T {
    const { present, result } = transaction(db, () => {
      const present = existingIds(db, JSON.stringify(ids))
      if (present.length === 0) throw new AppError('not_found', 'entryNotFound')
      return { present, result: work(present) }
    })
    emit('entries.changed', { ids: present })
    return result
  }

  function setCategories(assignments: { id: EntryId; categories: number[] }[]): void {
    for (const { id, categories } of assignments) {
      clearCategories(db, [id])
      for (const category of categories) if (categoryExists(db, category)) addToCategory(db, id, category)
    }
  }

  return {
    list: ({ sort, descending, offset, limit, ...filter }) => ({
      total: countSelected(db, filter),
      items: summariesOf(db, selectIds(db, filter, { sort, descending }, { limit, offset }))
    }),

    ids: ({ sort, descending, ...filter }) =>
      selectIds(db, filter, { sort, descending }, { limit: ALL_ROWS, offset: 0 }),

    get({ id }) {
      const [summary] = summariesOf(db, [id])
      if (!summary) throw new AppError('not_found', 'entryNotFound')
      return summary
    },

    summaries: ({ ids }) => summariesOf(db, ids),

    counts: () => countEverything(db),

    sources: () => ({ feeds: countFeeds(db), authors: countAuthors(db) }),

    setStarred({ ids, starred }) {
      change(ids, (present) => setStarred(db, present, starred))
      return null
    },

    setReadState({ ids, state }) {
      change(ids, (present) => setReadState(db, present, state))
      return null
    },

    tag({ ids, add, remove }) {
      change(ids, (present) => {
        untagEntries(db, present, remove)
        tagEntries(db, present, add)
      })
      emit('tags.changed', null)
      return null
    },

    move({ ids, category }) {
      return change(ids, (present) => {
        if (category !== null) requireCategory(db, category)
        const before = categoriesOf(db, present)
        clearCategories(db, present)
        for (const id of present) addToCategory(db, id, category)
        return present.map((id) => ({ id, categories: before.get(id) ?? [] }))
      })
    },

    setCategories(assignments) {
      if (assignments.length === 0) return null
      const ids = assignments.map((assignment) => assignment.id)
      change(ids, (present) => {
        const there = new Set(present)
        setCategories(assignments.filter((assignment) => there.has(assignment.id)))
      })
      return null
    },

    trash({ ids }) {
      change(ids, (present) => moveToTrash(db, present, now()))
      emit('tags.changed', null)
      return null
    },

    restore({ ids }) {
      change(ids, (present) => unmarkDeleted(db, JSON.stringify(present)))
      emit('tags.changed', null)
      return null
    },

    purge({ ids }) {
      const trashed = selectIds(db, TRASH, { sort: 'added', descending: true }, { limit: ALL_ROWS, offset: 0 })
      const wanted = ids && new Set(ids)
      const doomed = wanted ? trashed.filter((id) => wanted.has(id)) : trashed
      if (doomed.length === 0) return 0
      deleteForGood(library, doomed)
      emit('entries.changed', { ids: doomed })
      return doomed.length
    }
  }
}

const ALL_ROWS = -1
const TRASH: EntryFilter = { view: 'trash', tags: [] }

function countEverything(db: ReadableDb): EntryCounts {
  const kinds = countKinds(db) ?? { articles: 0, notes: 0, starred: 0, trash: 0 }
  const states = new Map(countReadStates(db).map(({ name, count }) => [name, count]))
  return {
    views: {
      all: kinds.articles + kinds.notes,
      ...kinds,
      inbox: countSelected(db, { view: 'inbox', tags: [] }),
      duplicates: countSelected(db, { view: 'duplicates', tags: [] }),
      unread: states.get('unread') ?? 0,
      reading: states.get('reading') ?? 0,
      read: states.get('read') ?? 0
    },
    categories: countByCategory(db),
    tags: countByTag(db)
  }
}
