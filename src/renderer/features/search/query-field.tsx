import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useMessages } from '../../i18n.tsx'
import { Icon } from '../../ui/index.ts'
import { reopenChip, withoutChip, withText } from './query-draft.ts'
import type { QueryDraft } from './query-draft.ts'

interface QueryFieldProps {
  draft: QueryDraft
  /** Where the caret belongs after the draft was changed from outside the field; null to leave it. */
  caretAt: number | null
  /** The caret's place in the text, as the user moves it. */
  onCaret(place: number): void
  /** `composing`: an input method is at work, and nothing is to be looked for yet. */
  onChange(draft: QueryDraft, caretAt: number | null, composing: boolean): void
  onKeyDown(event: React.KeyboardEvent<HTMLInputElement>): void
  /** The id of the list of results, and of its current row; null while there are none. */
  listId: string
  rowId: string | null
  children: ReactNode
}

/** The palette's field: finished conditions as chips, and the text behind them. */
export function QueryField({ draft, caretAt, onCaret, onChange, onKeyDown, listId, rowId, children }: QueryFieldProps) {
  const t = useMessages().search
  const input = useRef<HTMLInputElement>(null)

  useLayoutEffect(() => {
    if (caretAt !== null) input.current?.setSelectionRange(caretAt, caretAt)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the same place again, in another text
  }, [caretAt, draft])

  function onFieldKey(event: React.KeyboardEvent<HTMLInputElement>) {
    const { selectionStart, selectionEnd } = event.currentTarget
    const atStart = selectionStart === 0 && selectionEnd === 0
    if (event.key === 'Backspace' && atStart && draft.chips.length > 0 && !event.nativeEvent.isComposing) {
      event.preventDefault()
      const reopened = reopenChip(draft)
      onChange(reopened.draft, reopened.caret, false)
    } else onKeyDown(event)
  }

  return (
    <div className="palette-field">
      <Icon name="search" size={20} />
      {draft.chips.map((chip, index) => (
        <button
          key={chip}
          type="button"
          className="chip on"
          aria-label={t.removeCondition(chip)}
          title={t.removeCondition(chip)}
          onClick={() => {
            onChange(withoutChip(draft, index), draft.text.length, false)
            input.current?.focus()
          }}
        >
          <span className="cut">{chip}</span>
          <Icon name="x" size={12} />
        </button>
      ))}
      <input
        ref={input}
        role="combobox"
        aria-label={t.title}
        aria-autocomplete="list"
        aria-expanded={rowId !== null}
        aria-controls={listId}
        aria-activedescendant={rowId ?? undefined}
        placeholder={draft.chips.length === 0 ? t.placeholder : undefined}
        value={draft.text}
        maxLength={MAX_TEXT}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const { value, selectionStart } = event.target
          const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing
          if (composing) onChange({ ...draft, text: value }, null, true)
          else onChange(withText(draft, value), null, false)
          onCaret(selectionStart ?? value.length)
        }}
        onCompositionEnd={(event) => {
          const { value, selectionStart } = event.currentTarget
          onChange(withText(draft, value), null, false)
          onCaret(selectionStart ?? value.length)
        }}
        onSelect={(event) => onCaret(event.currentTarget.selectionStart ?? 0)}
        onKeyDown={onFieldKey}
      />
      {children}
    </div>
  )
}

const MAX_TEXT = 500
