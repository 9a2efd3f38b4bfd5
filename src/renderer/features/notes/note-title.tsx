import { useMessages } from '../../i18n.tsx'

interface NoteTitleProps {
  title: string
  readOnly: boolean
  onChange(title: string): void
  /** Enter goes on to the text. */
  onLeave(): void
}

const LONGEST = 500

/** The title, as long as it likes; it may stay empty. */
export function NoteTitle({ title, readOnly, onChange, onLeave }: NoteTitleProps) {
  const t = useMessages().notes
  return (
    <textarea
      className="note-title"
      aria-label={t.title}
      placeholder={t.untitled}
      rows={1}
      maxLength={LONGEST}
      spellCheck={false}
      readOnly={readOnly}
      value={title}
      onChange={(event) => onChange(event.target.value.replace(/[\r\n]+/gu, ' '))}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') event.currentTarget.blur()
        if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
        if (event.key === 'ArrowDown' && event.currentTarget.selectionEnd < title.length) return
        event.preventDefault()
        onLeave()
      }}
    />
  )
}
