import type { categories as contract } from '../../../shared/categories.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { CoreContext } from '../core.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { categoryById, categoryLinks, childByName, insertCategory, linkCategory } from './queries.ts'

const MAX_DEPTH = 20

/** A category name from a source file in the form the library keeps; empty when nothing is left of it. */
export function cleanCategoryName(name: string): string {
  return name
    .replace(/\s+/gu, ' ')
    .replaceAll('/', '／')
    .trim()
    .slice(0, 120)
    .trim()
}

/**
 * The category at a path from the root, made with its ancestors where missing.
 *
 * Names are cleaned, empty ones left out, and only the first 20 levels are kept. Null when no name is left.
 */
export function ensureCategoryPath(db: WritableDb, path: string[]): number | null {
  let parent: number | null = null
  for (const name of path.map(cleanCategoryName).filter(Boolean).slice(0, MAX_DEPTH)) {
    parent = childByName(db, parent, name)?.id ?? insertCategory(db, parent, name)
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

export function createCategories(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
