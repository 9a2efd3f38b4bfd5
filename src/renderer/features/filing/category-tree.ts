import type { Category } from '../../../shared/categories.ts'
import type { PickerItem } from '../../ui/index.ts'

/** The categories from the root down to `id`; empty when it is not there. */
export function categoryPath(categories: Category[], id: number): Category[] {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const path: Category[] = []
  for (let at = byId.get(id); at; at = at.parentId === null ? undefined : byId.get(at.parentId)) path.unshift(at)
  return path
}

/** The tree as rows of a picker; keys are ids. */
export function categoryItems(categories: Category[]): PickerItem[] {
  return categories.map(({ id, name }) => {
    const above = categoryPath(categories, id).slice(0, -1)
    const context = above.map((category) => category.name).join(' / ')
    return { key: String(id), label: name, icon: 'folder', depth: above.length, context }
  })
}
