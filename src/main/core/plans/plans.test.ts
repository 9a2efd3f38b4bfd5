import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addDays } from '../../../shared/days.ts'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import { firstDayWithRoom, minutesByDay } from './schedule.ts'

const noon = new Date(2026, 2, 10, 12).getTime()
const fields = { title: '九十天补齐供应链', startDate: '2026-03-02', minutesPerDay: 60 }

async function libraryWithPlan() {
  const library = createTestLibrary({ now: () => noon })
  const plan = unwrap(await library.kb.plans.create(fields))
  const add = async (title: string, minutes: number, date?: string) =>
    unwrap(await library.kb.plans.addItem({ planId: plan.id, title, minutes, ...(date ? { date } : {}) }))
  const read = async () => unwrap(await library.kb.plans.get({ id: plan.id }))
  return { ...library, plan, add, read }
}

test('a new plan is empty and listed', async () => {
  const { kb, plan } = await libraryWithPlan()
  expect(plan).toMatchObject({ ...fields, items: 0, doneItems: 0, minutes: 0, itemList: [] })
  expect(unwrap(await kb.plans.list(null)).map((each) => each.title)).toEqual([fields.title])
})

test('fields change one by one', async () => {
  const { kb, plan, read } = await libraryWithPlan()
  unwrap(await kb.plans.update({ id: plan.id, minutesPerDay: 90 }))
  expect(await read()).toMatchObject({ title: fields.title, startDate: '2026-03-02', minutesPerDay: 90 })
})

test('items without a date fill the days from today', async () => {
  const { add } = await libraryWithPlan()
  const dates = []
  for (const minutes of [40, 30, 20, 200, 60]) dates.push((await add('练习', minutes)).date)
  expect(dates).toEqual(['2026-03-10', '2026-03-11', '2026-03-10', '2026-03-12', '2026-03-13'])
})

test('a plan that starts later fills from its start', async () => {
  const { kb } = await libraryWithPlan()
  const later = unwrap(await kb.plans.create({ ...fields, startDate: '2026-04-01' }))
  const item = unwrap(await kb.plans.addItem({ planId: later.id, title: '读书', minutes: 30 }))
  expect(item.date).toBe('2026-04-01')
})

test('articles and notes become items with their reading time', async () => {
  const { kb, plan, importFiles, read } = await libraryWithPlan()
  await importFiles({ 'a.md': `# 需求池治理\n\n${'需求要先分层再排期。'.repeat(600)}` })
  const note = unwrap(await kb.notes.create({ title: '短笔记', markdown: '一句话' }))
  const { items } = unwrap(await kb.entries.list({ kind: 'article' }))
  const article = items[0]!
  const added = unwrap(await kb.plans.addEntries({ planId: plan.id, ids: [article.id, note.id] }))
  expect(added.map(({ title, minutes }) => [title, minutes])).toEqual([
    ['需求池治理', article.readingMinutes],
    ['短笔记', 5]
  ])
  expect(article.readingMinutes).toBeGreaterThan(5)

  unwrap(await kb.entries.trash({ ids: [note.id] }))
  expect((await read()).itemList.map((item) => item.entry?.deleted)).toEqual([false, true])
  unwrap(await kb.entries.purge({ ids: [note.id] }))
  expect((await read()).itemList.map((item) => item.entry?.id ?? null)).toEqual([article.id, null])
})

test('ticking counts, and ticking again keeps the first time', async () => {
  const { kb, add, read } = await libraryWithPlan()
  const item = await add('画泳道图', 45)
  unwrap(await kb.plans.setDone({ id: item.id, done: true }))
  unwrap(await kb.plans.setDone({ id: item.id, done: true }))
  expect(await read()).toMatchObject({ items: 1, doneItems: 1, minutes: 45, doneMinutes: 45 })
  expect((await read()).itemList[0]?.doneAt).toBe(noon)
  unwrap(await kb.plans.setDone({ id: item.id, done: false }))
  expect(await read()).toMatchObject({ doneItems: 0, doneMinutes: 0 })
})

test('items move within a day and to another', async () => {
  const { kb, add, read } = await libraryWithPlan()
  const [a, b, c] = [
    await add('a', 10, '2026-03-10'),
    await add('b', 10, '2026-03-10'),
    await add('c', 10, '2026-03-11')
  ]
  unwrap(await kb.plans.moveItem({ id: c.id, date: '2026-03-10', before: b.id }))
  expect((await read()).itemList.map((item) => item.title)).toEqual(['a', 'c', 'b'])
  unwrap(await kb.plans.moveItem({ id: a.id, date: null, before: null }))
  expect((await read()).itemList.map(({ title, date }) => [title, date])).toEqual([
    ['c', '2026-03-10'],
    ['b', '2026-03-10'],
    ['a', null]
  ])
})

test('editing changes only what is given', async () => {
  const { kb, add, read } = await libraryWithPlan()
  const item = await add('访谈', 30, '2026-03-12')
  unwrap(await kb.plans.updateItem({ id: item.id, minutes: 50 }))
  unwrap(await kb.plans.updateItem({ id: item.id, date: null }))
  expect((await read()).itemList[0]).toMatchObject({ title: '访谈', minutes: 50, date: null })
})

test('deleted plans and items come back whole', async () => {
  const { kb, plan, add, read } = await libraryWithPlan()
  const item = await add('复盘', 20)
  unwrap(await kb.plans.deleteItem({ id: item.id }))
  expect(await read()).toMatchObject({ items: 0, itemList: [] })
  unwrap(await kb.plans.restoreItem({ id: item.id }))
  expect((await read()).itemList).toEqual([item])

  unwrap(await kb.plans.delete({ id: plan.id }))
  expect(await kb.plans.get({ id: plan.id })).toMatchObject({ ok: false, error: { key: 'planNotFound' } })
  expect(await kb.plans.delete({ id: plan.id })).toMatchObject({ ok: false })
  unwrap(await kb.plans.restore({ id: plan.id }))
  expect((await read()).itemList).toEqual([item])
})

test('unknown plans, items and entries are named', async () => {
  const { kb, plan } = await libraryWithPlan()
  const item = { planId: 99, title: 'x', minutes: 1 }
  expect(await kb.plans.addItem(item)).toMatchObject({ ok: false, error: { key: 'planNotFound' } })
  expect(await kb.plans.addEntries({ planId: plan.id, ids: [99] })).toMatchObject({ error: { key: 'entryNotFound' } })
  expect(await kb.plans.setDone({ id: 99, done: true })).toMatchObject({ error: { key: 'planItemNotFound' } })
  expect(await kb.plans.create({ ...fields, startDate: '2026-02-30' })).toMatchObject({
    error: { code: 'invalid_input' }
  })
})

test('changes are told', async () => {
  const { kb, plan, add } = await libraryWithPlan()
  const heard: number[][] = []
  kb.plans.changed(({ ids }) => heard.push(ids))
  await add('一', 10)
  expect(heard).toEqual([[plan.id]])
})

async function exported(format: 'md' | 'csv', language: 'zh-CN' | 'en') {
  const { kb, plan, add, saveTo } = await libraryWithPlan()
  const first = await add('# 不是标题 [链接](x) *星*', 30, '2026-03-03')
  await add('=1+1', 20, '2026-03-10')
  await add('没有日期', 15, '2026-03-10').then((item) => kb.plans.updateItem({ id: item.id, date: null }))
  unwrap(await kb.plans.setDone({ id: first.id, done: true }))
  const path = join(temporaryFolder(), `plan.${format}`)
  saveTo(path)
  const { path: written } = unwrap(await kb.plans.export({ id: plan.id, format, language, name: 'x' }).result)
  expect(written).toBe(path)
  return readFileSync(path, 'utf8')
}

test('Markdown has one task an item, by week, with special characters escaped', async () => {
  const text = await exported('md', 'zh-CN')
  expect(text).toMatch(/^---\ntitle: 九十天补齐供应链\nplan: 1\n/)
  expect(text.match(/^- \[[ x]\] /gm)).toHaveLength(3)
  expect(text).toContain('## 第 1 周（2026-03-02 至 2026-03-08）')
  expect(text).toContain('## 第 2 周（2026-03-09 至 2026-03-15）')
  expect(text).toContain('- [x] 2026-03-03 # 不是标题 \\[链接]\\(x) \\*星\\* (30 分钟)')
  expect(text).toContain('## 未排日期\n\n- [ ] 没有日期 (15 分钟)')
  expect(text).not.toContain('\r')
})

test('CSV is read by Excel: BOM, CRLF, formulae as text', async () => {
  const lines = (await exported('csv', 'en')).split('\r\n')
  expect(lines[0]).toBe('\uFEFFDate,Item,Minutes,Done on,Material')
  expect(lines[1]).toBe('2026-03-03,# 不是标题 [链接](x) *星*,30,2026-03-10,')
  expect(lines[2]).toContain("'=1+1")
  expect(lines).toHaveLength(5)
})

test('a failed export says where and why', async () => {
  const { kb, plan, saveTo } = await libraryWithPlan()
  saveTo(join(temporaryFolder(), 'missing', 'plan.md'))
  const result = await kb.plans.export({ id: plan.id, format: 'md', language: 'en', name: 'x' }).result
  expect(result).toMatchObject({ ok: false, error: { code: 'io', key: 'writeFailed' } })
})

test('no day is over its minutes unless one item alone is', () => {
  const minutes = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 })
  fc.assert(
    fc.property(minutes, fc.integer({ min: 5, max: 120 }), (list, perDay) => {
      const items: { date: string; minutes: number }[] = []
      for (const each of list) {
        const date = firstDayWithRoom(minutesByDay(items), '2026-03-02', each, perDay)
        items.push({ date, minutes: each })
      }
      for (const [day, total] of minutesByDay(items)) {
        const alone = items.filter((item) => item.date === day).length === 1
        expect(alone || total <= perDay).toBe(true)
        expect(day >= '2026-03-02' && day <= addDays('2026-03-02', list.length)).toBe(true)
      }
    })
  )
})
