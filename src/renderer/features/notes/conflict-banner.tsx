import { useMessages } from '../../i18n.tsx'
import { Banner, Button } from '../../ui/index.ts'

interface ConflictBannerProps {
  /** The stored note is gone, so only the own version is left. */
  gone: boolean
  onKeepMine(): void
  onTakeStored(): void
}

/** Two versions of a note: the one typed here, and the one stored from elsewhere. */
export function ConflictBanner({ gone, onKeepMine, onTakeStored }: ConflictBannerProps) {
  const t = useMessages().notes
  return (
    <div className="note-banner" role="alert">
      <Banner
        actions={
          <>
            <Button onClick={onKeepMine}>{t.keepMine}</Button>
            {!gone && <Button onClick={onTakeStored}>{t.takeStored}</Button>}
          </>
        }
      >
        {gone ? t.gone : t.conflict}
      </Banner>
    </div>
  )
}
