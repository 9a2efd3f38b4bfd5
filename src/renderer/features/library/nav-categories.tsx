import { useState } from 'react'
import type { Category } from '../../../shared/categories.ts'
import { unwrap } from '../../../shared/result.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { IconButton, Picker, Popover } from '../../ui/index.ts'
import type { MenuGroup } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'
import { categoryItems, useFiling } from '../filing/index.tsx'
import { currentPlace, isUnder, placeAt, stepOf } from './category-moves.ts'
import type { CategoryPlace } from './category-moves.ts'
import { dragCategory, draggedKind, droppedCategory, droppedEntries } from './drag.ts'
import { placeOf } from './filter.ts'
import { NavTree } from './nav-tree.tsx'
import type { DropZone, Naming, NavRow } from './nav-tree.tsx'
import type { NavSectionProps } from './nav-pane.tsx'
import { useCollapsed } from './use-collapsed.ts'

/** The category tree. */
export function NavCategories({ filter, onGo }: NavSectionProps) {
  const t = useMessages().library
  const common = useMessages().common
  const undoable = useUndoable()
  const filing = useFiling()
  const { data } = useAnswer('categories.list', kb.categories.list, null)
  const { data: counts } = useAnswer('entries.counts', kb.entries.counts, null)
  const [collapsed, setCollapsed] = useCollapsed()
  const [naming, setNaming] = useState<Naming | null>(null)
  const [moving, setMoving] = useState<Category | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const tree = data ?? []
  const find = (key: string) => tree.find((category) => category.id === Number(key))

  const move = (id: number, place: CategoryPlace, say: boolean) =>
    undoable(async () => {
      const category = tree.find((each) => each.id === id)
      const before = currentPlace(tree, id)
      unwrap(await kb.categories.move({ id, ...place }))
      if (!say || !category || !before) return null
      return { text: t.categoryMoved(category.name), undo: () => kb.categories.move({ id, ...before }) }
    })

  function remove(key: string) {
    const category = find(key)
    if (!category) return
    const entries = counts?.categories[key] ?? 0
    void undoable(async () => {
      const deleted = unwrap(await kb.categories.delete({ id: category.id }))
      if (isUnder(tree, filter.category, category.id)) onGo(placeOf(filter, {}))
      return { text: t.categoryDeleted(category.name, entries), undo: () => kb.categories.restore(deleted) }
    })
  }

  async function saveName(name: string): Promise<boolean> {
    const saved = await undoable(async () => {
      if (naming && 'rename' in naming) unwrap(await kb.categories.rename({ id: Number(naming.rename), name }))
      else unwrap(await kb.categories.create({ name, parentId: naming?.under ? Number(naming.under) : null }))
      return null
    })
    if (saved) setNaming(null)
    return saved
  }

  const menu = (key: string): MenuGroup[] => [
    {
      items: [
        {
          label: t.newSubcategory,
          icon: 'plus',
          onSelect: () => {
            setCollapsed(key, false)
            setNaming({ under: key })
          }
        },
        { label: common.rename, icon: 'pen', shortcut: 'F2', onSelect: () => setNaming({ rename: key }) },
        { label: t.moveCategory, icon: 'folder', onSelect: () => setMoving(find(key) ?? null) }
      ]
    },
    { items: [{ label: common.delete, icon: 'trash', shortcut: 'Del', danger: true, onSelect: () => remove(key) }] }
  ]

  return (
    <>
      <div className="tree-h">
        <h2>{t.categories}</h2>
        <IconButton icon="plus" label={t.newCategory} onClick={() => setNaming({ under: null })} />
      </div>
      {tree.length === 0 && !naming && data && <p className="nav-hint">{t.noCategories}</p>}
      {(tree.length > 0 || naming) && (
        <NavTree
          label={t.categories}
          rows={rowsOf(tree, collapsed, (id) => ({
            count: counts?.categories[id],
            selected: filter.category === id
          }))}
          onOpen={(key, add) => {
            const category = Number(key)
            onGo(add ? { ...filter, category } : placeOf(filter, { category }))
          }}
          onToggle={(key, expanded) => setCollapsed(key, !expanded)}
          onStep={(key, step) => {
            const place = stepOf(tree, Number(key), step)
            if (!place) return
            if (place.parentId !== null) setCollapsed(String(place.parentId), false)
            void move(Number(key), place, false)
          }}
          onRename={(key) => setNaming({ rename: key })}
          onDelete={remove}
          menu={menu}
          naming={naming}
          nameLabel={t.categoryName}
          onName={saveName}
          onCancelName={() => setNaming(null)}
          onDragRow={(event, key) => {
            dragCategory(event, Number(key))
            setDragged(Number(key))
          }}
          zoneFor={(event, key) => {
            const kind = draggedKind(event)
            if (kind === 'entries') return 'inside'
            if (kind === null || dragged === null) return null
            const zone = zoneAt(event.clientY, event.target)
            return placeAt(tree, dragged, Number(key), zone) ? zone : null
          }}
          onDrop={(event, key, zone) => {
            const ids = droppedEntries(event)
            const category = find(key)
            const id = droppedCategory(event)
            if (ids.length > 0 && category) void filing.move(ids, category)
            const place = id === null ? null : placeAt(tree, id, Number(key), zone)
            if (id !== null && place) void move(id, place, true)
            setDragged(null)
          }}
        />
      )}
      {moving && (
        <MoveCategory
          tree={tree}
          category={moving}
          onMove={(place) => void move(moving.id, place, true)}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  )
}

/** The upper and lower quarter of a row are places beside it, the middle is inside it. */
function zoneAt(y: number, target: EventTarget): DropZone {
  const row = target instanceof Element ? target.closest('[data-key]') : null
  if (!row) return 'inside'
  const { top, height } = row.getBoundingClientRect()
  const share = (y - top) / height
  if (share < 0.25) return 'before'
  return share > 0.75 ? 'after' : 'inside'
}

function rowsOf(
  tree: Category[],
  collapsed: ReadonlySet<string>,
  about: (id: number) => Pick<NavRow, 'count' | 'selected'>
): NavRow[] {
  const children = Map.groupBy(tree, (category) => category.parentId)
  const below = (parentId: number | null, depth: number): NavRow[] =>
    (children.get(parentId) ?? []).flatMap(({ id, name }) => {
      const key = String(id)
      const expanded = children.has(id) ? !collapsed.has(key) : null
      const row = { key, label: name, depth, expanded, ...about(id) }
      return expanded ? [row, ...below(id, depth + 1)] : [row]
    })
  return below(null, 0)
}

const TOP = 'top'

interface MoveCategoryProps {
  tree: Category[]
  category: Category
  onMove(place: CategoryPlace): void
  onClose(): void
}

/** Chooses another parent for a category. */
function MoveCategory({ tree, category, onMove, onClose }: MoveCategoryProps) {
  const t = useMessages()
  const targets = tree.filter((each) => !isUnder(tree, each.id, category.id))
  return (
    <Popover
      label={t.library.moveCategoryTo(category.name)}
      anchor={document.querySelector(`.nav [role="treeitem"][data-key="${category.id}"]`)}
      flush
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Picker
        label={t.library.moveCategoryTo(category.name)}
        emptyText={t.filing.noSuchCategory}
        moreText={t.filing.moreMatches}
        items={[{ key: TOP, label: t.library.topLevel, icon: 'library' }, ...categoryItems(targets)]}
        onPick={(key) => {
          onClose()
          const parentId = key === TOP ? null : Number(key)
          const position = tree.filter((each) => each.parentId === parentId && each.id !== category.id).length
          onMove({ parentId, position })
        }}
      />
    </Popover>
  )
}
