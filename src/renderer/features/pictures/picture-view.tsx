import { useEffect, useState } from 'react'
import { useMessages } from '../../i18n.tsx'
import { pictureUrl } from '../../picture-url.ts'
import { Button, Dialog, IconButton } from '../../ui/index.ts'

export interface ShownPicture {
  src: string
  sha256: string
  alt: string
}

interface PictureViewProps {
  pictures: ShownPicture[]
  /** The one to begin with. */
  at: number
  onClose(): void
}

/** The pictures of an article one at a time, as large as the window or as they are; arrow keys go on and back. */
export function PictureView({ pictures, at: start, onClose }: PictureViewProps) {
  const t = useMessages().pictures
  const [at, setAt] = useState(start)
  const [fits, setFits] = useState(true)
  const picture = pictures[at]
  const last = pictures.length - 1
  const stage = `picture-view-stage scroll${fits ? ' fits' : ''}`

  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
      if (by === 0 || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      setAt((now) => Math.max(0, Math.min(last, now + by)))
    }
    // First of all, because dialogs keep arrow keys to themselves.
    window.addEventListener('keydown', turn, true)
    return () => window.removeEventListener('keydown', turn, true)
  }, [last])

  if (!picture) return null
  return (
    <Dialog
      open
      title={picture.alt || t.view(at + 1, pictures.length)}
      hideTitle
      className="picture-view"
      onClose={onClose}
    >
      <div className="picture-view-bar">
        <span className="grow cut" aria-live="polite">
          <span className="t3 num">{t.view(at + 1, pictures.length)}</span> {picture.alt}
        </span>
        <Button variant="text" aria-pressed={!fits} onClick={() => setFits(!fits)}>
          {fits ? t.actualSize : t.fit}
        </Button>
        <IconButton icon="left" label={t.previous} shortcut="←" disabled={at === 0} onClick={() => setAt(at - 1)} />
        <IconButton icon="right" label={t.next} shortcut="→" disabled={at === last} onClick={() => setAt(at + 1)} />
        <IconButton icon="x" label={t.close} shortcut="Esc" onClick={onClose} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard */}
      <div className={stage} tabIndex={0} role="region" aria-label={t.picture}>
        <img key={picture.sha256} src={pictureUrl(picture.sha256)} alt={picture.alt || t.picture} draggable={false} />
      </div>
    </Dialog>
  )
}
