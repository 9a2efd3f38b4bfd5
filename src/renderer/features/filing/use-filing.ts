import type { EntryId } from '../../../shared/entries.ts'
import { TagName } from '../../../shared/entries.ts'
import { unwrap } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { showToast } from '../../ui/index.ts'

/** Those of the entries that carry the tag. */
async function having(tag: string, ids: EntryId[]): Promise<Set<EntryId>> {
  const tagged = new Set(unwrap(await kb.entries.ids({ tags: [tag] })))
  return new Set(ids.filter((id) => tagged.has(id)))
}

/** Changes where entries belong; each change says what it did and can be undone. */
export function useFiling() {
  const t = useMessages()

  /** Runs a change; shows what went wrong, or what was done with its undo. */
  async function change(act: () => Promise<{ text: string; undo: () => Promise<Result<unknown>> } | null>) {
    try {
      const done = await act()
      if (!done) return
      const undo = async () => {
        const result = await done.undo()
        if (!result.ok) showToast({ kind: 'error', text: failureText(t, result.error) })
      }
      showToast({ text: done.text, action: { label: t.common.undo, run: () => void undo() } })
    } catch (error) {
      showToast({ kind: 'error', text: failureText(t, error instanceof Error ? error : new Error(String(error))) })
    }
  }

  const retag = (ids: EntryId[], tag: string, add: boolean) =>
    kb.entries.tag(add ? { ids, add: [tag] } : { ids, remove: [tag] })

  return {
    async setTag(ids: EntryId[], tag: string, wanted: boolean): Promise<void> {
      const name = tag.trim()
      if (!TagName.safeParse(name).success) {
        showToast({ kind: 'error', text: t.filing.tagInvalid })
        return
      }
      await change(async () => {
        const had = await having(name, ids)
        const changed = ids.filter((id) => had.has(id) !== wanted)
        if (changed.length === 0) return null
        unwrap(await retag(changed, name, wanted))
        const text = wanted ? t.filing.tagged(name, changed.length) : t.filing.untagged(name, changed.length)
        return { text, undo: () => retag(changed, name, !wanted) }
      })
    },

    /** Puts entries into one category and no other; null takes them out of all. */
    async move(ids: EntryId[], category: { id: number; name: string } | null): Promise<void> {
      await change(async () => {
        const before = unwrap(await kb.entries.move({ ids, category: category?.id ?? null }))
        const text = category ? t.filing.moved(category.name, ids.length) : t.filing.movedOut(ids.length)
        return { text, undo: () => kb.entries.setCategories(before) }
      })
    },

    /** Makes a category at the root and puts entries into it. */
    async moveToNew(ids: EntryId[], name: string): Promise<void> {
      await change(async () => {
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
