import type { Category } from '../../../shared/categories.ts'

/** A new parent and a place among its children, the category itself not counted: what `categories.move` takes. */
export interface CategoryPlace {
  parentId: number | null
  position: number
}

const childrenOf = (tree: Category[], parentId: number | null, except: number): Category[] =>
  tree.filter((category) => category.parentId === parentId && category.id !== except)

/** Whether `id` is `ancestor` or somewhere below it. */
export function isUnder(tree: Category[], id: number | null, ancestor: number): boolean {
  for (let at = id; at !== null; at = tree.find((category) => category.id === at)?.parentId ?? null) {
    if (at === ancestor) return true
  }
  return false
}

/** Where a category lands when dropped at another one; null when it cannot go there or is there already. */
export function placeAt(
  tree: Category[],
  id: number,
  target: number,
  zone: 'before' | 'inside' | 'after'
): CategoryPlace | null {
  if (isUnder(tree, target, id)) return null
  const at = tree.find((category) => category.id === target)
  if (!at) return null
  if (zone === 'inside') {
    const moved = tree.find((category) => category.id === id)
    if (moved?.parentId === target) return null
    return { parentId: target, position: childrenOf(tree, target, id).length }
  }
  const siblings = childrenOf(tree, at.parentId, id)
  const index = siblings.findIndex((category) => category.id === target)
  return { parentId: at.parentId, position: zone === 'before' ? index : index + 1 }
}

/** One step by keyboard: up or down among siblings, into the sibling above, or out beside the parent. Null at an edge. */
export function stepOf(tree: Category[], id: number, step: 'up' | 'down' | 'in' | 'out'): CategoryPlace | null {
  const category = tree.find((each) => each.id === id)
  if (!category) return null
  const { parentId } = category
  const siblings = tree.filter((each) => each.parentId === parentId)
  const index = siblings.indexOf(category)
  if (step === 'up') return index > 0 ? { parentId, position: index - 1 } : null
  if (step === 'down') return index < siblings.length - 1 ? { parentId, position: index + 1 } : null
  if (step === 'in') {
    const above = siblings[index - 1]
    return above ? { parentId: above.id, position: childrenOf(tree, above.id, id).length } : null
  }
  return parentId === null ? null : placeAt(tree, id, parentId, 'after')
}

/** Where a category stands now, to move it back to. */
export function currentPlace(tree: Category[], id: number): CategoryPlace | null {
  const category = tree.find((each) => each.id === id)
  if (!category) return null
  const position = tree.filter((each) => each.parentId === category.parentId).indexOf(category)
  return { parentId: category.parentId, position }
}
