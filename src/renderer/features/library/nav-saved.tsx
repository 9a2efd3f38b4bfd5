import { useState } from 'react'
import { unwrap } from '../../../shared/result.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { everything } from '../../route.ts'
import type { MenuGroup } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'
import { NavTree } from './nav-tree.tsx'
import type { Naming } from './nav-tree.tsx'
import type { NavSectionProps } from './nav-pane.tsx'

/** The saved searches with what they find now; nothing while there are none. */
export function NavSaved({ filter, onGo }: NavSectionProps) {
  const t = useMessages().library
  const common = useMessages().common
  const undoable = useUndoable()
  const [naming, setNaming] = useState<Naming | null>(null)
  const { data: saved = [] } = useAnswer('search.saved', kb.search.saved, null)
  const { data: counts } = useAnswer(
    'search.count',
    kb.search.count,
    { queries: saved.map(({ query }) => query) },
    { enabled: saved.length > 0, keepPrevious: true }
  )
  if (saved.length === 0) return null
  const find = (key: string) => saved.find(({ id }) => String(id) === key)

  async function rename(name: string): Promise<boolean> {
    const search = naming && 'rename' in naming ? find(naming.rename) : undefined
    const renamed = await undoable(async () => {
      if (search) unwrap(await kb.search.updateSaved({ id: search.id, name }))
      return null
    })
    if (renamed) setNaming(null)
    return renamed
  }
  function remove(key: string) {
    const search = find(key)
    if (!search) return
    void undoable(async () => {
      const removed = unwrap(await kb.search.removeSaved({ id: search.id }))
      return { text: t.savedRemoved(search.name), undo: () => kb.search.restoreSaved(removed) }
    })
  }
  function step(key: string, by: 1 | -1) {
    const ids = saved.map(({ id }) => id)
    const from = ids.findIndex((id) => String(id) === key)
    const to = from + by
    const moved = ids[from]
    if (moved === undefined || to < 0 || to >= ids.length) return
    void undoable(async () => {
      unwrap(await kb.search.reorderSaved({ ids: ids.toSpliced(from, 1).toSpliced(to, 0, moved) }))
      return null
    })
  }
  const menu = (key: string): MenuGroup[] => [
    {
      items: [
        { label: common.rename, icon: 'pen', shortcut: 'F2', onSelect: () => setNaming({ rename: key }) },
        { label: t.moveUp, icon: 'up', shortcut: 'Alt ↑', onSelect: () => step(key, -1) },
        { label: t.moveDown, icon: 'down', shortcut: 'Alt ↓', onSelect: () => step(key, 1) }
      ]
    },
    { items: [{ label: common.delete, icon: 'trash', shortcut: 'Del', danger: true, onSelect: () => remove(key) }] }
  ]

  return (
    <>
      <div className="tree-h">
        <h2>{t.savedSearches}</h2>
      </div>
      <NavTree
        label={t.savedSearches}
        rows={saved.map(({ id, name, query }, index) => ({
          key: String(id),
          label: name,
          count: counts?.[index]?.total,
          icon: 'search',
          depth: 0,
          expanded: null,
          selected: filter.search === query
        }))}
        onOpen={(key) => onGo({ ...everything, search: find(key)?.query ?? '' })}
        onStep={(key, direction) => {
          if (direction === 'up') step(key, -1)
          else if (direction === 'down') step(key, 1)
        }}
        onRename={(key) => setNaming({ rename: key })}
        onDelete={remove}
        menu={menu}
        naming={naming}
        nameLabel={t.savedName}
        onName={rename}
        onCancelName={() => setNaming(null)}
      />
    </>
  )
}
