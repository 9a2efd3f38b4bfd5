import { useState } from 'react'
import { localDay } from '../../../shared/days.ts'
import type { Day } from '../../../shared/days.ts'
import type { Plan } from '../../../shared/plans.ts'
import type { RunningJob } from '../../../shared/ipc.ts'
import { formatDay } from '../../format.ts'
import { failureText, useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { go } from '../../route.ts'
import { Button, Dot, EmptyState, Icon, IconButton, Menu, ProgressBar, showToast, Title } from '../../ui/index.ts'
import { AddItem } from './add-item.tsx'
import { EntryPicker } from './entry-picker.tsx'
import { LoadChart } from './load-chart.tsx'
import { PlanDaySection } from './plan-day.tsx'
import { PlanForm } from './plan-form.tsx'
import { weeksOf } from './weeks.ts'
import type { PlanWeek } from './weeks.ts'

/** One plan: its progress, the load of its days, and its items by week and day. */
export function PlanView({ id }: { id: number }) {
  const t = useMessages()
  const language = useLanguage()
  const [today] = useState(() => localDay(Date.now()))
  const [editing, setEditing] = useState(false)
  const [picking, setPicking] = useState(false)
  const { data: plan, error } = useAnswer('plans.get', kb.plans.get, { id }, { keepPrevious: true })

  if (error) {
    return (
      <div className="center">
        <EmptyState icon="plan" title={failureText(t, error)} />
      </div>
    )
  }
  if (!plan) return null
  const last = plan.itemList.findLast((item) => item.date !== null)?.date

  return (
    <>
      <div className="bar lined">
        <span className="grow cut t2">{t.plans.plans}</span>
        <Button variant="ghost" icon="library" onClick={() => setPicking(true)}>
          {t.plans.addEntries}
        </Button>
        <ExportMenu plan={plan} />
        <Menu
          align="end"
          trigger={<IconButton icon="more" label={t.common.more} />}
          groups={[
            { items: [{ label: `${t.plans.editPlan}…`, icon: 'pen', onSelect: () => setEditing(true) }] },
            { items: [{ label: t.plans.deletePlan, icon: 'trash', danger: true, onSelect: () => void remove(plan) }] }
          ]}
        />
      </div>
      <div className="scroll grow">
        <div className="plan-body">
          <header className="plan-head">
            <div>
              <h1>
                <Title text={plan.title} />
              </h1>
              <p className="meta">
                {formatDay(plan.startDate, language)}
                {last && last !== plan.startDate && ` – ${formatDay(last, language)}`}
                <Dot />
                {t.plans.perDay(plan.minutesPerDay)}
              </p>
              <ProgressBar label={t.plans.progressLabel} done={plan.doneMinutes} total={plan.minutes} />
              <p className="hint">{t.plans.progress(plan.doneItems, plan.items, plan.doneMinutes, plan.minutes)}</p>
            </div>
            <span className="share num" aria-hidden="true">
              {t.plans.doneShare(plan.minutes ? Math.round((plan.doneMinutes / plan.minutes) * 100) : 0)}
            </span>
          </header>
          {plan.itemList.length > 0 && <LoadChart plan={plan} today={today} />}
          <AddItem planId={id} />
          {plan.itemList.length === 0 ? (
            <EmptyState icon="plan" title={t.plans.noItems}>
              {t.plans.noItemsHint}
            </EmptyState>
          ) : (
            weeksOf(plan.startDate, plan.itemList).map((week) => (
              <WeekSection key={week.number ?? 'none'} week={week} minutesPerDay={plan.minutesPerDay} today={today} />
            ))
          )}
        </div>
      </div>
      {editing && <PlanForm plan={plan} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />}
      {picking && <EntryPicker planId={id} onClose={() => setPicking(false)} />}
    </>
  )

  async function remove({ title }: Plan) {
    const result = await kb.plans.delete({ id })
    if (!result.ok) return showToast({ kind: 'error', text: failureText(t, result.error) })
    go({ room: 'plans', plan: null })
    const undo = async () => {
      await kb.plans.restore({ id })
      go({ room: 'plans', plan: id })
    }
    showToast({ text: t.plans.deleted(title), action: { label: t.common.undo, run: () => void undo() } })
  }
}

/** A week's days; a past week with everything done starts folded. */
function WeekSection({ week, minutesPerDay, today }: { week: PlanWeek; minutesPerDay: number; today: Day }) {
  const t = useMessages()
  const language = useLanguage()
  const items = week.days.flatMap((day) => day.items)
  const done = items.every((item) => item.doneAt !== null)
  // Decided once: a week does not fold under the hand that ticks its last item.
  const [startsOpen] = useState(!done || week.last >= today)
  return (
    <details className="plan-week" open={startsOpen}>
      <summary>
        <Icon name="down" size={14} />
        <h2>
          {week.number === null
            ? t.plans.unscheduled
            : t.plans.week(week.number, formatDay(week.first, language), formatDay(week.last, language))}
        </h2>
        {done && <span className="t3">{t.plans.weekDone(items.length)}</span>}
      </summary>
      {week.days.map((day) => (
        <PlanDaySection key={day.day ?? 'none'} day={day} minutesPerDay={minutesPerDay} today={today} />
      ))}
    </details>
  )
}

function ExportMenu({ plan }: { plan: Plan }) {
  const t = useMessages()
  const language = useLanguage()
  const write = async (job: RunningJob<{ path: string }>) => {
    const result = await job.result
    if (result.ok) showToast({ text: t.plans.exported(result.value.path) })
    else if (result.error.code !== 'cancelled') showToast({ kind: 'error', text: failureText(t, result.error) })
  }
  const name = (extension: string) => t.plans.fileName(plan.title, extension)
  const { id } = plan
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" icon="out">
          {t.plans.export}
        </Button>
      }
      groups={[
        {
          items: [
            {
              label: t.plans.exportMarkdown,
              onSelect: () => void write(kb.plans.export({ id, format: 'md', language, name: name('md') }))
            },
            {
              label: t.plans.exportCsv,
              onSelect: () => void write(kb.plans.export({ id, format: 'csv', language, name: name('csv') }))
            },
            {
              label: t.plans.exportPdf,
              onSelect: () => void write(kb.shell.exportPdf({ page: 'plan', id, name: name('pdf') }))
            }
          ]
        }
      ]}
    />
  )
}
