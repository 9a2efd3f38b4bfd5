import { z } from 'zod'
import { CategoryId, EntryId } from './entries.ts'
import { call, event, Nothing } from './ipc.ts'

const CategoryName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\n\r\t/]+$/)

/** `position` orders siblings. */
export const Category = z.object({
  id: CategoryId,
  parentId: CategoryId.nullable(),
  name: z.string(),
  position: z.int()
})
export type Category = z.infer<typeof Category>

/** A deleted subtree with its entries, as `restore` takes it back. */
export const DeletedCategories = z.object({
  categories: z.array(Category),
  entries: z.array(z.object({ id: EntryId, category: CategoryId }))
})
export type DeletedCategories = z.infer<typeof DeletedCategories>

export const categories = {
  /** The whole tree, parents before children, siblings in order. */
  list: call(Nothing, z.array(Category)),
  /** Fails with `conflict` when the parent has a child of that name. */
  create: call(z.object({ name: CategoryName, parentId: CategoryId.nullable() }), Category),
  rename: call(z.object({ id: CategoryId, name: CategoryName }), Nothing),
  /** Moves a category under another parent and to a place among its children; never under itself. */
  move: call(z.object({ id: CategoryId, parentId: CategoryId.nullable(), position: z.int().min(0) }), Nothing),
  /** Deletes a category and its descendants; their entries stay. */
  delete: call(z.object({ id: CategoryId }), DeletedCategories),
  restore: call(DeletedCategories, Nothing),
  changed: event(Nothing)
}
