import type { categories as contract, DeletedCategories } from '../../../shared/categories.ts'
import type { EntryId } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import { transaction } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import {
  allCategories,
  categoryById,
  categoryLinks,
  childByName,
  childrenOf,
  countCategorised,
  deleteCategory,
  insertCategory,
  linkCategory,
  linksTo,
  placeCategory,
  reinsertCategory,
  relinkCategory,
  renameCategory,
  subtree,
  unlinkCategories
} from './queries.ts'
import type { CategoryRow } from './queries.ts'

const MAX_DEPTH = 20

/** A category name from a source file in the form the library keeps; empty when nothing is left of it. */
export function cleanCategoryName(name: string): string {
  return name.replace(/\s+/gu, ' ').replaceAll('/', '／').trim().slice(0, 120).trim()
}

/** A path from a source file in the form the library keeps: names cleaned, empty ones left out, the first 20 levels. */
export const cleanCategoryPath = (path: string[]): string[] =>
  path.map(cleanCategoryName).filter(Boolean).slice(0, MAX_DEPTH)

/**
 * The category at a path from the root, made with its ancestors where missing.
 *
 * The path is cleaned ({@link cleanCategoryPath}). Null when no name is left. `batchId` is
 * the import that does it, if one does.
 */
export function ensureCategoryPath(db: WritableDb, path: string[], batchId: number | null = null): number | null {
  let parent: number | null = null
  for (const name of cleanCategoryPath(path)) {
    parent = childByName(db, parent, name)?.id ?? insertCategory(db, parent, name, batchId)
  }
  return parent
}

/** Puts an entry into a category beside those it is in; null does nothing. */
export function addToCategory(db: WritableDb, entryId: number, categoryId: number | null): void {
  if (categoryId !== null) linkCategory(db, entryId, categoryId)
}

/** The category ids of each entry; entries in no category are left out. */
export function categoriesOf(db: ReadableDb, ids: number[]): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const row of categoryLinks(db, JSON.stringify(ids))) {
    const known = found.get(row.entryId)
    if (known) known.push(row.categoryId)
    else found.set(row.entryId, [row.categoryId])
  }
  return found
}

/** The category paths of each entry, from the root; entries in no category are left out. */
export function categoryPathsOf(db: ReadableDb, ids: number[]): Map<number, string[][]> {
  const known = new Map<number, string[]>()
  const pathOf = (id: number): string[] => {
    let path = known.get(id)
    if (!path) {
      const category = categoryById(db, id)
      path = category ? [...(category.parentId === null ? [] : pathOf(category.parentId)), category.name] : []
      known.set(id, path)
    }
    return path
  }
  const paths = new Map<number, string[][]>()
  for (const [entryId, categoryIds] of categoriesOf(db, ids)) paths.set(entryId, categoryIds.map(pathOf))
  return paths
}

/** Takes entries out of all their categories. */
export const clearCategories = (db: WritableDb, ids: EntryId[]): void => unlinkCategories(db, JSON.stringify(ids))

export const categoryExists = (db: ReadableDb, id: number): boolean => categoryById(db, id) !== undefined

/** Throws `not_found` when there is no such category. */
export function requireCategory(db: ReadableDb, id: number): CategoryRow {
  const category = categoryById(db, id)
  if (!category) throw new AppError('not_found', 'categoryNotFound')
  return category
}

/** Entries outside the trash in each category or below it, every category included; keys are ids. */
export function countByCategory(db: ReadableDb): Record<string, number> {
  const counts = new Map(countCategorised(db).map((row) => [row.id, row.count]))
  return Object.fromEntries(allCategories(db).map(({ id }) => [id, counts.get(id) ?? 0]))
}

function listTree(db: ReadableDb): CategoryRow[] {
  const children = Map.groupBy(allCategories(db), (category) => category.parentId)
  const below = (parent: number | null): CategoryRow[] =>
    (children.get(parent) ?? []).flatMap((category) => [category, ...below(category.id)])
  return below(null)
}

function refuseTaken(db: ReadableDb, parentId: number | null, name: string, id: number | null): void {
  const sibling = childByName(db, parentId, name)
  if (sibling && sibling.id !== id) throw new AppError('conflict', 'categoryExists', { name })
}

function moveCategory(db: WritableDb, id: number, parentId: number | null, position: number): void {
  const category = requireCategory(db, id)
  if (parentId !== null) {
    requireCategory(db, parentId)
    if (subtree(db, id).some((below) => below.id === parentId)) {
      throw new AppError('invalid_input', 'categoryIntoItself')
    }
  }
  refuseTaken(db, parentId, category.name, id)
  const siblings = childrenOf(db, parentId).filter((sibling) => sibling.id !== id)
  siblings.splice(position, 0, category)
  siblings.forEach((sibling, index) => placeCategory(db, sibling.id, parentId, index))
}

// A parent that is gone makes its child a root; a sibling that has taken the name meanwhile takes the entries.
function restoreCategories(db: WritableDb, deleted: DeletedCategories): void {
  const newIds = new Map<number, number>()
  for (const { id, parentId, name, position } of deleted.categories) {
    const wanted = parentId === null ? null : (newIds.get(parentId) ?? parentId)
    const parent = wanted !== null && categoryExists(db, wanted) ? wanted : null
    const sibling = childByName(db, parent, name)
    if (sibling) newIds.set(id, sibling.id)
    else if (categoryExists(db, id)) newIds.set(id, insertCategory(db, parent, name))
    else reinsertCategory(db, { id, parentId: parent, name, position })
  }
  for (const { id, category } of deleted.entries) {
    const target = newIds.get(category) ?? category
    if (categoryExists(db, target)) relinkCategory(db, id, target)
  }
}

const distinct = (ids: EntryId[]): EntryId[] => [...new Set(ids)]

export function createCategories({ library: { db }, emit }: CoreContext): Handlers<typeof contract> {
  /** Runs a change in one transaction, then tells listeners; `ids` are the entries that look different now. */
  function change<T>(work: () => { ids: EntryId[]; result: T }): T {
    const { ids, result } = transaction(db, work)
    emit('categories.changed', null)
    if (ids.length > 0) emit('entries.changed', { ids: distinct(ids) })
    return result
  }

  const linksBelow = (categories: CategoryRow[]) => linksTo(db, JSON.stringify(categories.map(({ id }) => id)))
  const entriesBelow = (id: number) => linksBelow(subtree(db, id)).map(({ entryId }) => entryId)

  return {
    list: () => listTree(db),

    create: ({ name, parentId }) =>
      change(() => {
        if (parentId !== null) requireCategory(db, parentId)
        refuseTaken(db, parentId, name, null)
        return { ids: [], result: requireCategory(db, insertCategory(db, parentId, name)) }
      }),

    rename: ({ id, name }) =>
      change(() => {
        refuseTaken(db, requireCategory(db, id).parentId, name, id)
        renameCategory(db, id, name)
        return { ids: entriesBelow(id), result: null }
      }),

    move: ({ id, parentId, position }) =>
      change(() => {
        moveCategory(db, id, parentId, position)
        return { ids: entriesBelow(id), result: null }
      }),

    delete: ({ id }) =>
      change(() => {
        requireCategory(db, id)
        const categories = subtree(db, id)
        const entries = linksBelow(categories).map(({ entryId, categoryId }) => ({ id: entryId, category: categoryId }))
        deleteCategory(db, id)
        return { ids: entries.map((entry) => entry.id), result: { categories, entries } }
      }),

    restore: (deleted) =>
      change(() => {
        restoreCategories(db, deleted)
        return { ids: deleted.entries.map((entry) => entry.id), result: null }
      })
  }
}
