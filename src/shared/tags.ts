import { z } from 'zod'
import { EntryId, TagName } from './entries.ts'
import { call, event, Nothing } from './ipc.ts'

export const TagColor = z.enum(['green', 'ochre', 'clay', 'blue', 'grey'])
export type TagColor = z.infer<typeof TagColor>

export const Tag = z.object({ name: z.string(), color: TagColor.nullable(), count: z.int() })
export type Tag = z.infer<typeof Tag>

/**
 * A deleted tag with its entries, as `restore` takes it back. `gained`, after a merge, are the entries that had not had
 * the other tag before: restoring takes it from them again.
 */
export const DeletedTag = z.object({
  name: TagName,
  color: TagColor.nullable(),
  entries: z.array(EntryId),
  gained: z
    .object({ tag: TagName, entries: z.array(EntryId) })
    .nullable()
    .default(null)
})
export type DeletedTag = z.infer<typeof DeletedTag>

export const tags = {
  /** All tags by name (Chinese by pinyin order of the collator), with counts of entries outside the trash. */
  list: call(Nothing, z.array(Tag)),
  create: call(z.object({ name: TagName }), Tag),
  /** Fails with `conflict` when the new name exists: merge then. */
  rename: call(z.object({ name: TagName, newName: TagName }), Nothing),
  setColor: call(z.object({ name: TagName, color: TagColor.nullable() }), Nothing),
  /** Gives the entries of `from` to `into` and deletes `from`. */
  merge: call(z.object({ from: TagName, into: TagName }), DeletedTag),
  delete: call(z.object({ name: TagName }), DeletedTag),
  restore: call(DeletedTag, Nothing),
  changed: event(Nothing)
}
