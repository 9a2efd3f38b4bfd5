import { useState } from 'react'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Icon, Picker, Popover, Segmented } from '../../ui/index.ts'
import { categoryItems, categoryPath, TagLabel, TagPicker, useTagColors } from '../filing/index.tsx'
import { choose } from './preview.ts'
import type { Preview } from './preview.ts'

/** What holds for all files of the import: category, tags, and how books are read. */
export function PreviewOptions({ preview: { choices, state } }: { preview: Preview }) {
  const t = useMessages().imports.preview
  return (
    <div className="preview-options">
      <div className="row grow" role="group" aria-label={t.forAll}>
        <span className="t2">{t.forAll}</span>
        <CategoryForAll path={choices.category} />
        <TagsForAll tags={choices.tags} />
      </div>
      {(state?.books ?? 0) > 0 && (
        <div className="row">
          <span className="t2">{t.books}</span>
          <Segmented
            label={t.books}
            value={choices.books}
            options={(['chapters', 'whole'] as const).map((value) => ({ value, label: t.bookChoices[value] }))}
            onChange={(books) => choose({ books })}
          />
        </div>
      )}
    </div>
  )
}

const NONE = 'none'

function CategoryForAll({ path }: { path: string[] }) {
  const t = useMessages()
  const [open, setOpen] = useState(false)
  const { data: categories } = useAnswer('categories.list', kb.categories.list, null)
  const known = categories ?? []
  const pick = (category: string[]) => {
    setOpen(false)
    choose({ category })
  }
  return (
    <Popover
      label={t.filing.chooseCategory}
      flush
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={`chip category-chip${path.length > 0 ? ' on' : ' line'}`}>
          <Icon name="folder" size={14} />
          <span className="visually-hidden">{t.imports.preview.category}</span>
          <span className="cut">{path.join(' / ') || t.imports.preview.noCategory}</span>
        </button>
      }
    >
      <Picker
        label={t.filing.findCategory}
        emptyText={t.filing.noSuchCategory}
        moreText={t.filing.moreMatches}
        items={[...categoryItems(known), { key: NONE, label: t.imports.preview.noCategory, icon: 'inbox' }]}
        create={{ label: t.filing.createCategory, run: (name) => pick([name.trim()]) }}
        onPick={(key) => pick(key === NONE ? [] : categoryPath(known, Number(key)).map(({ name }) => name))}
      />
    </Popover>
  )
}

const TAG = /^[^\n\r\t,#]{1,80}$/u

function TagsForAll({ tags }: { tags: string[] }) {
  const t = useMessages()
  const colors = useTagColors()
  const toggle = (tag: string, wanted: boolean) => {
    const name = tag.trim()
    const others = tags.filter((each) => each !== name)
    if (TAG.test(name)) choose({ tags: wanted ? [...others, name] : others })
  }
  return (
    <span className="tag-editor">
      {tags.map((tag) => (
        <span key={tag} className="tag-chip">
          <TagLabel name={tag} color={colors.get(tag)} pill />
          <button
            type="button"
            className="remove"
            aria-label={t.filing.removeTag(tag)}
            onClick={() => toggle(tag, false)}
          >
            <Icon name="x" size={12} />
          </button>
        </span>
      ))}
      <Popover
        label={t.filing.addTag}
        flush
        trigger={
          <button type="button" className="chip line">
            <Icon name="hash" size={14} />
            {t.imports.preview.addTag}
          </button>
        }
      >
        <TagPicker tags={tags} onToggle={toggle} />
      </Popover>
    </span>
  )
}
