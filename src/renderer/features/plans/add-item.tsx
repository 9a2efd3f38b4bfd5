import { useRef, useState } from 'react'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Button, TextField } from '../../ui/index.ts'
import { DateField, isDay } from './date-field.tsx'
import { minutesFrom } from './minutes.ts'

const DEFAULT_MINUTES = '30'

/** One line to write down what to do next; Enter adds it and the line is ready for another. */
export function AddItem({ planId }: { planId: number }) {
  const t = useMessages()
  const [title, setTitle] = useState('')
  const [minutes, setMinutes] = useState(DEFAULT_MINUTES)
  const [date, setDate] = useState('')
  const [problem, setProblem] = useState<string>()
  const titleField = useRef<HTMLInputElement>(null)

  const add = async () => {
    const parsed = minutesFrom(minutes)
    if (title.trim() === '') return titleField.current?.focus()
    if (parsed === undefined) return setProblem(t.plans.itemMinutesRange)
    if (date !== '' && !isDay(date)) return setProblem(t.plans.dateInvalid)
    const item = { planId, title: title.trim(), minutes: parsed, ...(date === '' ? {} : { date }) }
    const result = await kb.plans.addItem(item)
    if (!result.ok) return setProblem(failureText(t, result.error))
    setProblem(undefined)
    setTitle('')
    titleField.current?.focus()
  }

  return (
    <form
      className="card plan-add"
      aria-label={t.plans.addItem}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <TextField
        ref={titleField}
        label={t.plans.itemTitle}
        hideLabel
        placeholder={t.plans.itemTitleHint}
        value={title}
        maxLength={300}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        label={t.plans.itemMinutes}
        hideLabel
        inputMode="numeric"
        value={minutes}
        end={<span className="t3">{t.plans.minutesUnit}</span>}
        onChange={(event) => setMinutes(event.target.value)}
      />
      <DateField label={t.plans.itemDate} hideLabel value={date} onChange={setDate} />
      <Button type="submit" icon="plus">
        {t.plans.addItem}
      </Button>
      <p className={`hint${problem ? ' err' : ''}`} role={problem ? 'alert' : undefined}>
        {problem ?? t.plans.itemDateAuto}
      </p>
    </form>
  )
}
