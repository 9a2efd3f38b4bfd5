import { useState } from 'react'
import { localDay } from '../../../shared/days.ts'
import type { PlanSummary } from '../../../shared/plans.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { Button, Dialog, TextField } from '../../ui/index.ts'
import { DateField, isDay } from './date-field.tsx'

const DEFAULT_MINUTES = 60

export interface PlanFormProps {
  /** The plan to edit; a new one without it. */
  plan?: PlanSummary
  onClose(): void
  onSaved(plan: { id: number; title: string }): void
}

/** Asks for a plan's name, start and minutes a day. */
export function PlanForm({ plan, onClose, onSaved }: PlanFormProps) {
  const t = useMessages()
  const [title, setTitle] = useState(plan?.title ?? '')
  const [startDate, setStartDate] = useState(() => plan?.startDate ?? localDay(Date.now()))
  const [minutes, setMinutes] = useState(String(plan?.minutesPerDay ?? DEFAULT_MINUTES))
  const [problem, setProblem] = useState<{ field: 'title' | 'date' | 'minutes' | 'other'; text: string }>()

  const minutesPerDay = Number(minutes)
  const errorOf = (field: 'title' | 'date' | 'minutes' | 'other') =>
    problem?.field === field ? problem.text : undefined

  const save = async () => {
    if (title.trim() === '') return setProblem({ field: 'title', text: t.plans.titleMissing })
    if (!isDay(startDate)) return setProblem({ field: 'date', text: t.plans.dateInvalid })
    if (!Number.isInteger(minutesPerDay) || minutesPerDay < 5 || minutesPerDay > 1440) {
      return setProblem({ field: 'minutes', text: t.plans.minutesRange })
    }
    const fields = { title: title.trim(), startDate, minutesPerDay }
    const result = plan ? await kb.plans.update({ id: plan.id, ...fields }) : await kb.plans.create(fields)
    if (!result.ok) return setProblem({ field: 'other', text: failureText(t, result.error) })
    onSaved({ id: plan?.id ?? result.value?.id ?? 0, title: fields.title })
  }

  return (
    <Dialog
      open
      title={plan ? t.plans.editPlan : t.plans.newPlan}
      onClose={onClose}
      actions={
        <>
          <Button large onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button large variant="primary" type="submit" form="plan-form">
            {plan ? t.plans.saveChanges : t.plans.createPlan}
          </Button>
        </>
      }
    >
      <form
        id="plan-form"
        className="plan-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label={t.plans.title}
          placeholder={t.plans.titleHint}
          value={title}
          maxLength={300}
          error={errorOf('title')}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="two">
          <DateField label={t.plans.startDate} value={startDate} error={errorOf('date')} onChange={setStartDate} />
          <TextField
            label={t.plans.minutesPerDay}
            inputMode="numeric"
            value={minutes}
            end={<span className="t3">{t.plans.minutesUnit}</span>}
            error={errorOf('minutes')}
            onChange={(event) => setMinutes(event.target.value)}
          />
        </div>
        {errorOf('other') && (
          <p className="hint err" role="alert">
            {errorOf('other')}
          </p>
        )}
      </form>
    </Dialog>
  )
}
