import { useMessages } from '../../i18n.tsx'
import { IconButton } from '../../ui/index.ts'
import { AddToPlan } from '../plans/index.tsx'

export interface SelectionBarProps {
  ids: number[]
  inTrash: boolean
  onTag(anchor: Element): void
  onMove(anchor: Element): void
  onStar(): void
  onRead(): void
  onTrash(): void
  onRestore(): void
  onPurge(): void
  onClear(): void
}

/** What can be done with the chosen rows, in place of the list's own bar. */
export function SelectionBar({ ids, inTrash, ...act }: SelectionBarProps) {
  const t = useMessages()
  return (
    <div className="bar selection" role="toolbar" aria-label={t.library.selected(ids.length)}>
      <IconButton icon="x" label={t.library.clearSelection} shortcut="Esc" onClick={act.onClear} />
      <b className="grow cut" role="status">
        {t.library.selected(ids.length)}
      </b>
      {inTrash ? (
        <>
          <IconButton icon="undo" label={t.library.restore} onClick={act.onRestore} />
          <IconButton icon="trash" label={t.library.deleteForGood} onClick={act.onPurge} />
        </>
      ) : (
        <>
          <IconButton
            icon="hash"
            label={t.library.tag}
            shortcut="T"
            onClick={(event) => act.onTag(event.currentTarget)}
          />
          <IconButton
            icon="folder"
            label={t.library.move}
            shortcut="M"
            onClick={(event) => act.onMove(event.currentTarget)}
          />
          <IconButton icon="star" label={t.library.star} shortcut="S" onClick={act.onStar} />
          <IconButton icon="done" label={t.library.markRead} shortcut="E" onClick={act.onRead} />
          <AddToPlan ids={ids} trigger={<IconButton icon="plan" label={t.plans.addToPlan} />} />
          <IconButton icon="trash" label={t.library.trash} shortcut="#" onClick={act.onTrash} />
        </>
      )}
    </div>
  )
}
