import type { Messages } from '../../../shared/messages/index.ts'
import { commandKey } from '../../ui/index.ts'
import type { MenuGroup } from '../../ui/index.ts'

interface EntryMenuActs {
  inTrash: boolean
  onOpen(): void
  onTag(): void
  onMove(): void
  onDownload(): void
  onStar(): void
  onRead(): void
  onTrash(): void
  onRestore(): void
  onPurge(): void
  onSelectAll(): void
}

/** The context menu of the list's rows. */
export function entryMenu({ library: t, pictures }: Messages, act: EntryMenuActs): MenuGroup[] {
  const general: MenuGroup = {
    items: [
      { label: t.open, icon: 'reading', shortcut: 'O', onSelect: act.onOpen },
      { label: t.selectAll, icon: 'rows', shortcut: commandKey('A'), onSelect: act.onSelectAll }
    ]
  }
  if (act.inTrash) {
    return [
      general,
      {
        items: [
          { label: t.restore, icon: 'undo', onSelect: act.onRestore },
          { label: t.deleteForGood, icon: 'trash', shortcut: '#', danger: true, onSelect: act.onPurge }
        ]
      }
    ]
  }
  return [
    general,
    {
      items: [
        { label: t.markRead, icon: 'done', shortcut: 'E', onSelect: act.onRead },
        { label: t.star, icon: 'star', shortcut: 'S', onSelect: act.onStar },
        { label: t.tag, icon: 'hash', shortcut: 'T', onSelect: act.onTag },
        { label: t.move, icon: 'folder', shortcut: 'M', onSelect: act.onMove },
        { label: pictures.download, icon: 'image', onSelect: act.onDownload }
      ]
    },
    { items: [{ label: t.trash, icon: 'trash', shortcut: '#', danger: true, onSelect: act.onTrash }] }
  ]
}
