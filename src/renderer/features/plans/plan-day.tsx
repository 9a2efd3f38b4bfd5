import { useState } from 'react'
import { addDays } from '../../../shared/days.ts'
import type { Day } from '../../../shared/days.ts'
import type { PlanItem } from '../../../shared/plans.ts'
import type { Result } from '../../../shared/result.ts'
import { formatDay, formatWeekday } from '../../format.ts'
import { failureText, useLanguage, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { goToEntry } from '../../route.ts'
import { Checkbox, Icon, IconButton, showToast } from '../../ui/index.ts'
import { ItemForm } from './item-form.tsx'
import type { PlanDay } from './weeks.ts'

const DRAG_TYPE = 'application/x-gengdu-plan-item'

export interface PlanDaySectionProps {
  day: PlanDay
  minutesPerDay: number
  today: Day
}

/** The items of one day; items from other days can be dropped on it. */
export function PlanDaySection({ day, minutesPerDay, today }: PlanDaySectionProps) {
  const t = useMessages()
  const language = useLanguage()
  const [dropping, setDropping] = useState(false)
  const over = day.minutes - minutesPerDay
  const isToday = day.day === today

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging has buttons beside it
    <div
      role="group"
      aria-label={day.day === null ? t.plans.unscheduled : formatDay(day.day, language)}
      className={`plan-day${isToday ? ' today' : ''}${dropping ? ' drop' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        setDropping(false)
        const id = Number(event.dataTransfer.getData(DRAG_TYPE))
        if (Number.isInteger(id) && id > 0) void kb.plans.moveItem({ id, date: day.day, before: null })
      }}
    >
      <header>
        <b>{day.day === null ? t.plans.unscheduled : isToday ? t.plans.today : formatDay(day.day, language)}</b>
        {day.day !== null && <span className="weekday">{formatWeekday(day.day, language)}</span>}
        {day.day !== null && (
          <span className={`load num${over > 0 ? ' over' : ''}`}>
            {over > 0 ? t.plans.overloaded(over) : t.plans.dayLoad(day.minutes, minutesPerDay)}
          </span>
        )}
      </header>
      <ul>
        {day.items.map((item) => (
          <Item key={item.id} item={item} late={day.day !== null && day.day < today && item.doneAt === null} />
        ))}
      </ul>
    </div>
  )
}

function Item({ item, late }: { item: PlanItem; late: boolean }) {
  const t = useMessages()
  const [editing, setEditing] = useState(false)
  // Shown ticked at once; the stored state follows.
  const [done, setDone] = useState(item.doneAt !== null)
  const [stored, setStored] = useState(item.doneAt)
  if (stored !== item.doneAt) {
    setStored(item.doneAt)
    setDone(item.doneAt !== null)
  }
  const { id, title, date, entry } = item

  const report = async (change: Promise<Result<unknown>>) => {
    const result = await change
    if (!result.ok) showToast({ kind: 'error', text: failureText(t, result.error) })
    return result.ok
  }
  const tick = async (next: boolean) => {
    setDone(next)
    if (!(await report(kb.plans.setDone({ id, done: next })))) setDone(!next)
  }
  const moveBy = (days: number) => {
    if (date !== null) void report(kb.plans.moveItem({ id, date: addDays(date, days), before: null }))
  }
  const remove = async () => {
    if (!(await report(kb.plans.deleteItem({ id })))) return
    const undo = () => void report(kb.plans.restoreItem({ id }))
    showToast({ text: t.plans.itemDeleted(title), action: { label: t.common.undo, run: undo } })
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging has buttons beside it
    <li
      className={`plan-item${done ? ' done' : ''}`}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG_TYPE, String(id))
        event.dataTransfer.effectAllowed = 'move'
      }}
    >
      <Checkbox label={title} hideLabel round checked={done} onChange={(next) => void tick(next)} />
      <span className="what">
        {entry && !entry.deleted ? (
          <button type="button" onClick={() => goToEntry(entry.id)}>
            {title}
          </button>
        ) : (
          title
        )}
      </span>
      {entry && <Icon name="file" size={14} />}
      {entry?.deleted && <span className="badge">{t.plans.entryDeleted}</span>}
      {late && <span className="badge warn">{t.plans.overdue}</span>}
      <span className="grow" />
      <span className="acts">
        {date !== null && (
          <>
            <IconButton icon="left" label={t.plans.moveEarlier} onClick={() => moveBy(-1)} />
            <IconButton icon="right" label={t.plans.moveLater} onClick={() => moveBy(1)} />
          </>
        )}
        <IconButton icon="pen" label={t.plans.edit} onClick={() => setEditing(true)} />
        <IconButton icon="trash" label={t.plans.delete} onClick={() => void remove()} />
      </span>
      <span className="n num">{t.common.minutes(item.minutes)}</span>
      {editing && <ItemForm item={item} onClose={() => setEditing(false)} />}
    </li>
  )
}
