import { dump } from 'js-yaml'
import type { ListItem, Root, RootContent } from 'mdast'
import Papa from 'papaparse'
import { localDay, spanOfWeek, weekOf } from '../../../shared/days.ts'
import type { Messages } from '../../../shared/messages/index.ts'
import type { Plan, PlanItem } from '../../../shared/plans.ts'
import { writeMarkdown } from '../write-markdown.ts'

/** Items of one week in order; `number` is null for items without a day. */
interface Week {
  number: number | null
  items: PlanItem[]
}

function weeksOf(plan: Plan): Week[] {
  const weeks = new Map<number | null, PlanItem[]>()
  for (const item of plan.itemList) {
    const number = item.date === null ? null : weekOf(plan.startDate, item.date)
    weeks.set(number, [...(weeks.get(number) ?? []), item])
  }
  return [...weeks].map(([number, items]) => ({ number, items }))
}

/**
 * The plan as GitHub-flavoured Markdown: YAML front matter, the title as h1, a week as h2, one task list item each.
 * Text that looks like Markdown is escaped.
 */
export function planToMarkdown(plan: Plan, messages: Messages): string {
  const t = messages.plans
  const frontMatter = dump({
    title: plan.title,
    plan: plan.id,
    start: plan.startDate,
    minutes_per_day: plan.minutesPerDay
  })
  const paragraph = (value: string): RootContent => ({ type: 'paragraph', children: [{ type: 'text', value }] })
  const heading = (depth: 1 | 2, value: string): RootContent => ({
    type: 'heading',
    depth,
    children: [{ type: 'text', value }]
  })
  const task = (item: PlanItem): ListItem => ({
    type: 'listItem',
    checked: item.doneAt !== null,
    spread: false,
    children: [
      {
        type: 'paragraph',
        children: [
          {
            type: 'text',
            value: [item.date, item.title, `(${messages.common.minutes(item.minutes)})`].filter(Boolean).join(' ')
          }
        ]
      }
    ]
  })
  const tree: Root = { type: 'root', children: [heading(1, plan.title)] }
  tree.children.push(paragraph(t.progress(plan.doneItems, plan.items, plan.doneMinutes, plan.minutes)))
  for (const week of weeksOf(plan)) {
    tree.children.push(heading(2, weekTitle(plan, week.number, messages)))
    tree.children.push({ type: 'list', ordered: false, spread: false, children: week.items.map(task) })
  }
  const body = writeMarkdown(tree)
  return `---\n${frontMatter}---\n\n${body}`
}

function weekTitle(plan: Plan, week: number | null, messages: Messages): string {
  if (week === null) return messages.plans.unscheduled
  const { first, last } = spanOfWeek(plan.startDate, week)
  return messages.plans.week(week, first, last)
}

/**
 * The plan as CSV for spreadsheets: UTF-8 with BOM, CRLF, cells that start like a formula kept as text (RFC 4180,
 * OWASP "CSV Injection").
 */
export function planToCsv(plan: Plan, messages: Messages): string {
  const t = messages.plans.columns
  const rows = plan.itemList.map((item) => [
    item.date ?? '',
    item.title,
    item.minutes,
    item.doneAt === null ? '' : localDay(item.doneAt),
    item.entry?.title ?? ''
  ])
  const csv = Papa.unparse(
    { fields: [t.date, t.title, t.minutes, t.done, t.source], data: rows },
    { escapeFormulae: true, newline: '\r\n' }
  )
  return `\uFEFF${csv}\r\n`
}
