import { useMessages } from '../../i18n.tsx'
import { Button, Dialog } from '../../ui/index.ts'

/** Asks before entries leave the disk; open while there are any. */
export function PurgeDialog({ ids, onPurge, onClose }: { ids: number[]; onPurge(): void; onClose(): void }) {
  const t = useMessages()
  return (
    <Dialog
      open={ids.length > 0}
      title={t.library.purgeTitle(ids.length)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button variant="danger" onClick={onPurge}>
            {t.library.purgeButton(ids.length)}
          </Button>
        </>
      }
    >
      <p className="t2">{t.library.purgeText}</p>
    </Dialog>
  )
}
