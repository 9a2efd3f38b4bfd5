import { addDays, daysBetween } from '../../../shared/days.ts'
import type { Day } from '../../../shared/days.ts'
import type { Plan } from '../../../shared/plans.ts'
import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'

const WIDTH = 812
const BASE = 54
const TOP = 6
const MAX_DAYS = 366

interface DayLoad {
  day: Day
  minutes: number
  done: number
}

/** Minutes of each day from the first to the last planned one. */
function loadsOf(plan: Plan): DayLoad[] {
  const days = plan.itemList.map((item) => item.date).filter((day) => day !== null)
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined) return []
  const count = Math.min(MAX_DAYS, daysBetween(first, last) + 1)
  const loads = Array.from({ length: count }, (_, index) => ({ day: addDays(first, index), minutes: 0, done: 0 }))
  for (const { date, minutes, doneAt } of plan.itemList) {
    const load = date === null ? undefined : loads[daysBetween(first, date)]
    if (!load) continue
    load.minutes += minutes
    if (doneAt !== null) load.done += minutes
  }
  return loads
}

/** Bars of planned and done minutes a day, with the time a day has as a dashed line. */
export function LoadChart({ plan, today }: { plan: Plan; today: Day }) {
  const t = useMessages()
  const language = useLanguage()
  const loads = loadsOf(plan)
  const first = loads[0]
  const last = loads.at(-1)
  if (!first || !last || loads.length < 2) return null

  const room = plan.minutesPerDay
  const most = Math.max(room, ...loads.map((load) => load.minutes))
  const y = (minutes: number) => BASE - (minutes / most) * (BASE - TOP)
  const step = WIDTH / loads.length
  const bar = Math.max(1, Math.min(22, step * 0.7))
  const gap = (step - bar) / 2
  const now = daysBetween(first.day, today)
  const planned = loads.filter((load) => load.minutes > 0)
  const summary = t.plans.loadSummary(
    planned.length,
    planned.reduce((sum, load) => sum + load.minutes, 0),
    planned.filter((load) => load.minutes > room).length
  )

  return (
    <div className="load-chart" role="img" aria-label={`${t.plans.loadChart}: ${summary}`}>
      <svg viewBox={`0 0 ${WIDTH} ${BASE}`} preserveAspectRatio="none" aria-hidden="true">
        {loads.map((load, index) => {
          const x = index * step + gap
          const rect = (from: number, to: number, kind: string) =>
            to > from && (
              <rect className={kind} x={x} width={bar} y={y(to)} height={y(from) - y(to)} rx={Math.min(2, bar / 2)} />
            )
          return (
            <g key={load.day}>
              {rect(0, Math.min(load.minutes, room), 'planned')}
              {rect(room, load.minutes, 'over')}
              {rect(0, load.done, 'done')}
            </g>
          )
        })}
        <line className="room" x1={0} x2={WIDTH} y1={y(room)} y2={y(room)} />
        {now >= 0 && now < loads.length && (
          <line className="now" x1={(now + 0.5) * step} x2={(now + 0.5) * step} y1={0} y2={BASE} />
        )}
      </svg>
      <p style={{ paddingInline: `${(gap / WIDTH) * 100}%` }}>
        <span>{formatDay(first.day, language)}</span>
        <span>{formatDay(last.day, language)}</span>
      </p>
    </div>
  )
}
