import { useState } from 'react'
import { useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { Icon, Picker, Popover } from '../../ui/index.ts'
import { categoryItems } from './category-tree.ts'
import { useFiling } from './use-filing.ts'

/** The category of one entry, to change. `categories` are the paths that the entry's summary carries. */
export function CategoryPicker({ entryId, categories }: { entryId: number; categories: string[][] }) {
  const t = useMessages().filing
  const [open, setOpen] = useState(false)
  const path = categories.map((names) => names.join(' / ')).join('、')
  return (
    <Popover
      label={t.chooseCategory}
      flush
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={`chip category-chip${path ? '' : ' line'}`} title={path}>
          <Icon name="folder" size={14} />
          <span className="visually-hidden">{t.category}</span>
          <span className="cut">{path || t.chooseCategory}</span>
        </button>
      }
    >
      <CategoryChooser ids={[entryId]} onDone={() => setOpen(false)} />
    </Popover>
  )
}

const NONE = 'none'

/** The tree of categories; picking one moves the entries there. */
export function CategoryChooser({ ids, onDone }: { ids: number[]; onDone(): void }) {
  const t = useMessages().filing
  const filing = useFiling()
  const { data: categories } = useAnswer('categories.list', kb.categories.list, null)
  const known = categories ?? []
  return (
    <Picker
      label={t.findCategory}
      emptyText={t.noSuchCategory}
      moreText={t.moreMatches}
      items={[...categoryItems(known), { key: NONE, label: t.noCategory, icon: 'inbox' }]}
      create={{
        label: t.createCategory,
        run(name) {
          onDone()
          void filing.moveToNew(ids, name)
        }
      }}
      onPick={(key) => {
        onDone()
        void filing.move(ids, known.find((category) => String(category.id) === key) ?? null)
      }}
    />
  )
}
