import { useState } from 'react'
import type { PlanItem } from '../../../shared/plans.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Button, Dialog, TextField } from '../../ui/index.ts'
import { DateField, isDay } from './date-field.tsx'
import { minutesFrom } from './minutes.ts'

/** Changes an item's words, minutes and day. */
export function ItemForm({ item, onClose }: { item: PlanItem; onClose(): void }) {
  const t = useMessages()
  const [title, setTitle] = useState(item.title)
  const [minutes, setMinutes] = useState(String(item.minutes))
  const [date, setDate] = useState(item.date ?? '')
  const [problem, setProblem] = useState<string>()

  const save = async () => {
    const parsed = minutesFrom(minutes)
    if (title.trim() === '') return setProblem(t.plans.titleMissing)
    if (parsed === undefined) return setProblem(t.plans.itemMinutesRange)
    if (date !== '' && !isDay(date)) return setProblem(t.plans.dateInvalid)
    const change = { id: item.id, title: title.trim(), minutes: parsed, date: date === '' ? null : date }
    const result = await kb.plans.updateItem(change)
    if (result.ok) onClose()
    else setProblem(failureText(t, result.error))
  }

  return (
    <Dialog
      open
      title={t.plans.edit}
      onClose={onClose}
      actions={
        <>
          <Button large onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button large variant="primary" type="submit" form="item-form">
            {t.plans.saveChanges}
          </Button>
        </>
      }
    >
      <form
        id="item-form"
        className="plan-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label={t.plans.itemTitle}
          value={title}
          maxLength={300}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="two">
          <DateField label={t.plans.itemDate} value={date} onChange={setDate} />
          <TextField
            label={t.plans.itemMinutes}
            inputMode="numeric"
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
        </div>
        {problem && (
          <p className="hint err" role="alert">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  )
}
