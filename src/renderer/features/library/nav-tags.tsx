import { useState } from 'react'
import type { Tag, TagColor } from '../../../shared/tags.ts'
import { unwrap } from '../../../shared/result.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Button, IconButton } from '../../ui/index.ts'
import type { MenuGroup } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'
import { useFiling } from '../filing/index.tsx'
import { draggedKind, droppedEntries } from './drag.ts'
import { placeOf, toggleTag } from './filter.ts'
import { MergeDialog, MergeInto } from './merge-tags.tsx'
import { NavTree } from './nav-tree.tsx'
import type { Naming } from './nav-tree.tsx'
import type { NavSectionProps } from './nav-pane.tsx'

const COLORS: TagColor[] = ['green', 'ochre', 'clay', 'blue', 'grey']
/** More tags than this are folded to the most used. */
const SHOWN = 40

/** The tags with their counts and colours. */
export function NavTags({ filter, onGo }: NavSectionProps) {
  const t = useMessages().library
  const common = useMessages().common
  const undoable = useUndoable()
  const filing = useFiling()
  const { data } = useAnswer('tags.list', kb.tags.list, null)
  const [naming, setNaming] = useState<Naming | null>(null)
  const [merging, setMerging] = useState<{ from: string; into: string } | null>(null)
  const [choosing, setChoosing] = useState<string | null>(null)
  const [whole, setWhole] = useState(false)
  const tags = data ?? []
  const find = (name: string) => tags.find((tag) => tag.name === name)
  const rows = whole ? tags : mostUsed(tags, filter.tags)

  /** Keeps the list where it is when a tag in its filter gets another name or goes. */
  function follow(name: string, now: string | null) {
    if (!filter.tags.includes(name)) return
    const others = filter.tags.filter((tag) => tag !== name && tag !== now)
    onGo({ ...filter, tags: now === null ? others : [...others, now] })
  }

  async function saveName(name: string): Promise<boolean> {
    const from = naming && 'rename' in naming ? naming.rename : null
    const into = tags.find((tag) => tag.name.toLowerCase() === name.toLowerCase())
    if (from !== null && into && into.name !== from) {
      setNaming(null)
      setMerging({ from, into: into.name })
      return true
    }
    const saved = await undoable(async () => {
      if (from === null) {
        unwrap(await kb.tags.create({ name }))
        return null
      }
      unwrap(await kb.tags.rename({ name: from, newName: name }))
      follow(from, name)
      return null
    })
    if (saved) setNaming(null)
    return saved
  }

  function remove(name: string) {
    const tag = find(name)
    if (!tag) return
    void undoable(async () => {
      const deleted = unwrap(await kb.tags.delete({ name }))
      follow(name, null)
      return { text: t.tagDeleted(name, tag.count), undo: () => kb.tags.restore(deleted) }
    })
  }

  function merge({ from, into }: { from: string; into: string }) {
    setMerging(null)
    void undoable(async () => {
      const deleted = unwrap(await kb.tags.merge({ from, into }))
      follow(from, into)
      return { text: t.tagMerged(from, into), undo: () => kb.tags.restore(deleted) }
    })
  }

  const recolor = (name: string, color: TagColor | null) =>
    void undoable(async () => {
      unwrap(await kb.tags.setColor({ name, color }))
      return null
    })

  const menu = (name: string): MenuGroup[] => [
    {
      items: [
        { label: common.rename, icon: 'pen', shortcut: 'F2', onSelect: () => setNaming({ rename: name }) },
        { label: t.mergeTag, icon: 'dup', disabled: tags.length < 2, onSelect: () => setChoosing(name) }
      ]
    },
    {
      heading: t.tagColor,
      items: [...COLORS, null].map((color) => ({
        label: color ? t.colors[color] : t.noColor,
        swatch: color ? `tag-${color}` : '',
        checked: (find(name)?.color ?? null) === color,
        onSelect: () => recolor(name, color)
      }))
    },
    { items: [{ label: common.delete, icon: 'trash', shortcut: 'Del', danger: true, onSelect: () => remove(name) }] }
  ]

  return (
    <>
      <div className="tree-h">
        <h2>{t.tags}</h2>
        <IconButton icon="plus" label={t.newTag} onClick={() => setNaming({ under: null })} />
      </div>
      {tags.length === 0 && !naming && data && <p className="nav-hint">{t.noTags}</p>}
      {(tags.length > 0 || naming) && (
        <NavTree
          label={t.tags}
          rows={rows.map((tag) => ({
            key: tag.name,
            label: tag.name,
            count: tag.count,
            hash: tag.color ? `tag-${tag.color}` : '',
            depth: 0,
            expanded: null,
            selected: filter.tags.includes(tag.name)
          }))}
          onOpen={(name, add) => onGo(add ? toggleTag(filter, name) : placeOf(filter, { tags: [name] }))}
          onRename={(name) => setNaming({ rename: name })}
          onDelete={remove}
          menu={menu}
          naming={naming}
          nameLabel={t.tagName}
          onName={saveName}
          onCancelName={() => setNaming(null)}
          zoneFor={(event) => (draggedKind(event) === 'entries' ? 'inside' : null)}
          onDrop={(event, name) => {
            const ids = droppedEntries(event)
            if (ids.length > 0) void filing.setTag(ids, name, true)
          }}
        />
      )}
      {tags.length > SHOWN && (
        <Button variant="text" className="nav-more" onClick={() => setWhole(!whole)}>
          {whole ? t.showFewerTags : t.showAllTags(tags.length)}
        </Button>
      )}
      {merging && (
        <MergeDialog
          from={merging.from}
          into={merging.into}
          count={find(merging.from)?.count ?? 0}
          onMerge={() => merge(merging)}
          onClose={() => setMerging(null)}
        />
      )}
      {choosing !== null && (
        <MergeInto
          from={choosing}
          tags={tags}
          onChoose={(into) => {
            setChoosing(null)
            setMerging({ from: choosing, into })
          }}
          onClose={() => setChoosing(null)}
        />
      )}
    </>
  )
}

/** The most used tags, and those in `always`, in the order of all. */
function mostUsed(tags: Tag[], always: string[]): Tag[] {
  if (tags.length <= SHOWN) return tags
  const kept = new Set(tags.toSorted((a, b) => b.count - a.count).slice(0, SHOWN))
  return tags.filter((tag) => kept.has(tag) || always.includes(tag.name))
}
