import { useQuery } from '@tanstack/react-query'
import type { EntryId } from '../../../shared/entries.ts'
import { unwrap } from '../../../shared/result.ts'
import { useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Popover } from '../../ui/index.ts'
import { CategoryChooser, TagPicker, useFiling } from '../filing/index.tsx'

/** What a popover of the list is choosing, for which entries, and where it stands. */
export interface Choosing {
  what: 'tags' | 'category'
  ids: EntryId[]
  anchor: Element
}

/** The popover that tags or moves entries. */
export function Chooser({ choosing, onClose }: { choosing: Choosing; onClose(): void }) {
  const t = useMessages().library
  return (
    <Popover
      label={choosing.what === 'tags' ? t.tag : t.move}
      anchor={choosing.anchor}
      flush
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      {choosing.what === 'tags' ? (
        <BulkTags ids={choosing.ids} />
      ) : (
        <CategoryChooser ids={choosing.ids} onDone={onClose} />
      )}
    </Popover>
  )
}

/** Up to here the ticks show which tags the entries have; for more, picking a tag decides it. */
const TICKED = 50

function BulkTags({ ids }: { ids: EntryId[] }) {
  const filing = useFiling()
  const ticked = ids.length <= TICKED
  const { data: tags } = useQuery({
    queryKey: ['entries', 'tagsOf', ids],
    queryFn: () => Promise.all(ids.map(async (id) => unwrap(await kb.entries.get({ id })).tags)),
    enabled: ticked
  })
  const each = tags ?? []
  const some = [...new Set(each.flat())]
  const all = some.filter((tag) => each.every((own) => own.includes(tag)))
  return (
    <TagPicker
      tags={all}
      some={some}
      onToggle={(tag, wanted) => void filing.setTag(ids, tag, ticked ? wanted : undefined)}
    />
  )
}
