import { useState } from 'react'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Icon, Picker, Popover } from '../../ui/index.ts'
import { TagLabel, useTagColors } from './tag-label.tsx'
import { useFiling } from './use-filing.ts'

/** The tags of one entry, to take off and to add to. */
export function TagEditor({ entryId, tags }: { entryId: number; tags: string[] }) {
  const t = useMessages().filing
  const filing = useFiling()
  const colors = useTagColors()
  return (
    <span className="tag-editor" role="group" aria-label={t.tags}>
      {tags.map((tag) => (
        <span key={tag} className="tag-chip">
          <TagLabel name={tag} color={colors.get(tag)} pill />
          <button
            type="button"
            className="remove"
            aria-label={t.removeTag(tag)}
            onClick={() => void filing.setTag([entryId], tag, false)}
          >
            <Icon name="x" size={12} />
          </button>
        </span>
      ))}
      <Popover
        label={t.addTag}
        flush
        trigger={
          <button type="button" className="chip line">
            <Icon name="hash" size={14} />
            {t.addTag}
          </button>
        }
      >
        <TagPicker tags={tags} onToggle={(tag, wanted) => void filing.setTag([entryId], tag, wanted)} />
      </Popover>
    </span>
  )
}

interface TagPickerProps {
  /** What is on; `some` is on for part of the entries. */
  tags: string[]
  some?: string[]
  onToggle(tag: string, wanted: boolean): void
}

/** All tags with a tick at those that are on; typing a new name offers to make it. */
export function TagPicker({ tags, some = [], onToggle }: TagPickerProps) {
  const t = useMessages().filing
  const { data: known } = useAnswer('tags.list', kb.tags.list, null)
  const on = new Set(tags)
  const partly = new Set(some)
  // Those that are on when it opens come first and stay there.
  const [first, setFirst] = useState(new Set<string>())
  if (first.size === 0 && tags.length + some.length > 0) setFirst(new Set([...tags, ...some]))
  const ordered = (known ?? []).toSorted(
    (a, b) => Number(first.has(b.name)) - Number(first.has(a.name)) || b.count - a.count
  )
  return (
    <Picker
      label={t.findTag}
      emptyText={t.noTag}
      moreText={t.moreMatches}
      create={{ label: t.createTag, run: (tag) => onToggle(tag, true) }}
      items={ordered.map(({ name, count }) => ({
        key: name,
        label: name,
        detail: count.toLocaleString('en'),
        checked: on.has(name) || (partly.has(name) ? 'mixed' : false)
      }))}
      onPick={(tag) => onToggle(tag, !on.has(tag))}
    />
  )
}
