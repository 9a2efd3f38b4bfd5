import type { Tag } from '../../../shared/tags.ts'
import { formatCount } from '../../format.ts'
import { useMessages } from '../../i18n.tsx'
import { Button, Dialog, Picker, Popover } from '../../ui/index.ts'

interface MergeDialogProps {
  from: string
  into: string
  /** Entries that carry `from`. */
  count: number
  onMerge(): void
  onClose(): void
}

/** Asks whether a tag that would take another one's name should become that one. */
export function MergeDialog({ from, into, count, onMerge, onClose }: MergeDialogProps) {
  const t = useMessages()
  return (
    <Dialog
      open
      title={t.library.mergeTitle(from, into)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button variant="primary" onClick={onMerge}>
            {t.library.mergeButton(count)}
          </Button>
        </>
      }
    >
      <p className="t2">{t.library.mergeText(count, into)}</p>
    </Dialog>
  )
}

interface MergeIntoProps {
  from: string
  tags: Tag[]
  onChoose(into: string): void
  onClose(): void
}

/** Chooses the tag that another one is merged into. */
export function MergeInto({ from, tags, onChoose, onClose }: MergeIntoProps) {
  const t = useMessages()
  return (
    <Popover
      label={t.library.mergeTagInto(from)}
      anchor={document.querySelector(`.nav [role="treeitem"][data-key="${CSS.escape(from)}"]`)}
      flush
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Picker
        label={t.library.mergeTagInto(from)}
        emptyText={t.filing.noTag}
        moreText={t.filing.moreMatches}
        items={tags
          .filter((tag) => tag.name !== from)
          .map((tag) => ({ key: tag.name, label: tag.name, icon: 'hash', detail: formatCount(tag.count) }))}
        onPick={onChoose}
      />
    </Popover>
  )
}
