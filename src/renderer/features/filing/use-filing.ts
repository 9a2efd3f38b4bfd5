import type { EntryId } from '../../../shared/entries.ts'
import { unwrap } from '../../../shared/result.ts'
import { useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { showToast } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'

const isTagName = (name: string): boolean => name.length > 0 && name.length <= 80 && !/[\n\r\t,#]/.test(name)

/** Those of the entries that carry the tag. */
async function having(tag: string, ids: EntryId[]): Promise<Set<EntryId>> {
  const tagged = new Set(unwrap(await kb.entries.ids({ tags: [tag] })))
  return new Set(ids.filter((id) => tagged.has(id)))
}

/** Changes where entries belong; each change says what it did and can be undone. */
export function useFiling() {
  const t = useMessages()
  const undoable = useUndoable()

  const retag = (ids: EntryId[], tag: string, add: boolean) =>
    kb.entries.tag(add ? { ids, add: [tag] } : { ids, remove: [tag] })

  return {
    /** Puts a tag on entries or takes it off; without `wanted`, off when all of them have it, else on. */
    async setTag(ids: EntryId[], tag: string, wanted?: boolean): Promise<boolean> {
      const name = tag.trim()
      if (!isTagName(name)) {
        showToast({ kind: 'error', text: t.filing.tagInvalid })
        return false
      }
      return undoable(async () => {
        const had = await having(name, ids)
        const on = wanted ?? had.size < ids.length
        const changed = ids.filter((id) => had.has(id) !== on)
        if (changed.length === 0) return null
        unwrap(await retag(changed, name, on))
        const text = on ? t.filing.tagged(name, changed.length) : t.filing.untagged(name, changed.length)
        return { text, undo: () => retag(changed, name, !on) }
      })
    },

    /** Puts entries into one category and no other; null takes them out of all. */
    move(ids: EntryId[], category: { id: number; name: string } | null): Promise<boolean> {
      return undoable(async () => {
        const before = unwrap(await kb.entries.move({ ids, category: category?.id ?? null }))
        const text = category ? t.filing.moved(category.name, ids.length) : t.filing.movedOut(ids.length)
        return { text, undo: () => kb.entries.setCategories(before) }
      })
    },

    /** Makes a category at the root and puts entries into it. */
    moveToNew(ids: EntryId[], name: string): Promise<boolean> {
      return undoable(async () => {
        const category = unwrap(await kb.categories.create({ name: name.trim(), parentId: null }))
        const before = unwrap(await kb.entries.move({ ids, category: category.id }))
        const undo = async () => {
          const result = await kb.entries.setCategories(before)
          return result.ok ? kb.categories.delete({ id: category.id }) : result
        }
        return { text: t.filing.moved(category.name, ids.length), undo }
      })
    }
  }
}
