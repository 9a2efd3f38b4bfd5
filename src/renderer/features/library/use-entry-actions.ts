import type { EntryId, ReadState } from '../../../shared/entries.ts'
import type { Result } from '../../../shared/result.ts'
import { unwrap } from '../../../shared/result.ts'
import { useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { showToast } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'

/** Up to here entries are asked one by one; beyond, which ids a whole view holds is the cheaper question. */
const FEW = 50

interface States {
  starred: Set<EntryId>
  unread: EntryId[]
  reading: EntryId[]
  read: EntryId[]
}

/** How the entries stand now, for a change to know what to take back. */
async function statesOf(ids: EntryId[]): Promise<States> {
  if (ids.length > FEW) {
    const views = ['starred', 'unread', 'reading', 'read'] as const
    const held = await Promise.all(views.map(async (view) => new Set(unwrap(await kb.entries.ids({ view })))))
    const [starred = new Set(), unread, reading, read] = held
    const of = (set: Set<EntryId> | undefined) => ids.filter((id) => set?.has(id))
    return { starred, unread: of(unread), reading: of(reading), read: of(read) }
  }
  const entries = await Promise.all(ids.map(async (id) => unwrap(await kb.entries.get({ id }))))
  const of = (state: ReadState) => entries.filter((entry) => entry.readState === state).map((entry) => entry.id)
  return {
    starred: new Set(entries.filter((entry) => entry.starred).map((entry) => entry.id)),
    unread: of('unread'),
    reading: of('reading'),
    read: of('read')
  }
}

/** Runs changes one after another up to the first that fails. */
async function inTurn(changes: (() => Promise<Result<unknown>>)[]): Promise<Result<unknown>> {
  for (const change of changes) {
    const result = await change()
    if (!result.ok) return result
  }
  return { ok: true, value: null }
}

/** What can be done with entries from the list. Every act says what it did and can be undone, except `purge`. */
export function useEntryActions() {
  const t = useMessages()
  const undoable = useUndoable()

  return {
    /** Stars those without a star; when all have one, takes it from all, unless `keep`. */
    toggleStar: (ids: EntryId[], keep = false) =>
      undoable(async () => {
        const { starred } = await statesOf(ids)
        const without = ids.filter((id) => !starred.has(id))
        if (keep && without.length === 0) return null
        const on = without.length > 0
        const changed = on ? without : ids
        unwrap(await kb.entries.setStarred({ ids: changed, starred: on }))
        const text = on ? t.library.starred(changed.length) : t.library.unstarred(changed.length)
        return { text, undo: () => kb.entries.setStarred({ ids: changed, starred: !on }) }
      }),

    /** Marks articles as read; when all are, marks them as unread. */
    toggleRead: (ids: EntryId[]) =>
      undoable(async () => {
        const { unread, reading, read } = await statesOf(ids)
        const wanted = unread.length + reading.length > 0 ? 'read' : 'unread'
        const changed = wanted === 'read' ? [...unread, ...reading] : read
        if (changed.length === 0) return null
        unwrap(await kb.entries.setReadState({ ids: changed, state: wanted }))
        const text = wanted === 'read' ? t.library.markedRead(changed.length) : t.library.markedUnread(changed.length)
        const back = (of: EntryId[], state: ReadState) =>
          of.length === 0 ? [] : [() => kb.entries.setReadState({ ids: of, state })]
        const undo = () =>
          inTurn(wanted === 'read' ? [...back(unread, 'unread'), ...back(reading, 'reading')] : back(read, 'read'))
        return { text, undo }
      }),

    trash: (ids: EntryId[]) =>
      undoable(async () => {
        unwrap(await kb.entries.trash({ ids }))
        return { text: t.library.trashed(ids.length), undo: () => kb.entries.restore({ ids }) }
      }),

    restore: (ids: EntryId[]) =>
      undoable(async () => {
        unwrap(await kb.entries.restore({ ids }))
        return { text: t.library.restored(ids.length), undo: () => kb.entries.trash({ ids }) }
      }),

    /** Deletes from the trash for good. */
    purge: (ids: EntryId[]) =>
      undoable(async () => {
        const deleted = unwrap(await kb.entries.purge({ ids }))
        showToast({ text: t.library.purged(deleted) })
        return null
      })
  }
}
