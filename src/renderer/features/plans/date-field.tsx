import { useRef } from 'react'
import { useMessages } from '../../i18n.tsx'
import { IconButton, TextField } from '../../ui/index.ts'

export interface DateFieldProps {
  label: string
  hideLabel?: boolean
  /** `YYYY-MM-DD`, or empty. */
  value: string
  error?: string | undefined
  onChange(value: string): void
}

/**
 * A day written as `YYYY-MM-DD`, or picked from the system's calendar. The browser's own date field would follow the
 * system's language and not the app's.
 */
export function DateField({ value, onChange, ...field }: DateFieldProps) {
  const t = useMessages().plans
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="date-field">
      <TextField
        {...field}
        value={value}
        inputMode="numeric"
        maxLength={10}
        placeholder={t.datePlaceholder}
        onChange={(event) => onChange(event.target.value)}
        end={<IconButton icon="cal" label={t.pickDate} onClick={() => picker.current?.showPicker()} />}
      />
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={isDay(value) ? value : ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

/** Whether text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
