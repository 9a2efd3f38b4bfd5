import type { EntryId } from '../../../shared/entries.ts'
import type { CoreContext } from '../context.ts'

/** Every telling makes the window ask for its lists and counts anew. */
const INTERVAL_MS = 1000

/** Tells listeners what an import or its undo changed, gathered so that a long one does not make them reload all the time. */
export interface News {
  /** An entry that came or went, and whether categories and tags may have with it. */
  add(id: EntryId, filed: { categories: boolean; tags: boolean }): void
  /** Tells what is gathered; unless `now`, only when the last time is long enough ago. */
  tell(now?: boolean): void
}

export function createNews({ emit }: Pick<CoreContext, 'emit'>): News {
  let ids: EntryId[] = []
  let categories = false
  let tags = false
  let last = performance.now()

  return {
    add(id, filed) {
      ids.push(id)
      categories ||= filed.categories
      tags ||= filed.tags
    },
    tell(now = false) {
      if (!now && performance.now() - last < INTERVAL_MS) return
      last = performance.now()
      if (ids.length > 0) emit('entries.changed', { ids })
      if (categories) emit('categories.changed', null)
      if (tags) emit('tags.changed', null)
      emit('imports.changed', null)
      ids = []
      categories = tags = false
    }
  }
}
