import { useRef, useState } from 'react'

export interface InlineNameProps {
  label: string
  value: string
  /** Takes the new name; false keeps the field open, for example because the name is taken. */
  onSave(name: string): Promise<boolean>
  onCancel(): void
}

/** A name edited in its row: Enter saves, Escape leaves it as it was, so does an empty name. Leaving the field saves. */
export function InlineName({ label, value, onSave, onCancel }: InlineNameProps) {
  const [text, setText] = useState(value)
  const saving = useRef(false)

  async function save() {
    const name = text.trim()
    if (saving.current) return
    if (name === '' || name === value) {
      onCancel()
      return
    }
    saving.current = true
    await onSave(name)
    saving.current = false
  }

  return (
    <input
      className="inline-name"
      aria-label={label}
      value={text}
      maxLength={120}
      spellCheck={false}
      ref={(input) => {
        if (input && document.activeElement !== input) {
          input.focus()
          input.select()
        }
      }}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') void save()
        else if (event.key === 'Escape') {
          saving.current = true
          onCancel()
        }
      }}
    />
  )
}
