import { useEffect } from 'react'
import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { weeksOf } from './weeks.ts'
import './plans.css'

/** A plan on paper: boxes to tick, one week after another. Says by `data-ready` when it can be printed. */
export function PlanPrintPage({ id }: { id: number }) {
  const t = useMessages()
  const language = useLanguage()
  const { data: plan } = useAnswer('plans.get', kb.plans.get, { id })

  useEffect(() => {
    document.documentElement.dataset['theme'] = 'light'
    if (!plan) return
    document.title = plan.title
    void document.fonts.ready.then(() => (document.documentElement.dataset['ready'] = 'true'))
  }, [plan])

  if (!plan) return null
  return (
    <main className="print-page">
      <h1>{plan.title}</h1>
      <p>{t.plans.progress(plan.doneItems, plan.items, plan.doneMinutes, plan.minutes)}</p>
      {weeksOf(plan.startDate, plan.itemList).map((week) => (
        <section key={week.number ?? 'none'}>
          <h2>{week.number === null ? t.plans.unscheduled : t.plans.week(week.number, week.first, week.last)}</h2>
          <ul>
            {week.days.flatMap((day) =>
              day.items.map((item) => (
                <li key={item.id}>
                  <span className="box">{item.doneAt === null ? '' : '✓'}</span>
                  <span>{day.day === null ? '' : formatDay(day.day, language)}</span>
                  <span>{item.title}</span>
                  <span className="minutes">{t.common.minutes(item.minutes)}</span>
                </li>
              ))
            )}
          </ul>
        </section>
      ))}
    </main>
  )
}
