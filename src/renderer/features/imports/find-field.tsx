import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { TextField } from '../../ui/index.ts'

interface FindFieldProps {
  label: string
  /** Called with what was typed, without a text that is still being composed. */
  onFind(query: string): void
  onKeyDown?(event: KeyboardEvent): void
}

/** Finds files of a list by name or title as the user types; Escape clears it before it closes anything. */
export function FindField({ label, onFind, onKeyDown }: FindFieldProps) {
  const [text, setText] = useState('')
  return (
    <TextField
      label={label}
      hideLabel
      icon="search"
      placeholder={label}
      maxLength={200}
      value={text}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        setText(event.target.value)
        if (!(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)) onFind(event.target.value)
      }}
      onCompositionEnd={(event) => onFind(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape' && text !== '') {
          event.stopPropagation()
          setText('')
          onFind('')
        } else onKeyDown?.(event)
      }}
    />
  )
}
