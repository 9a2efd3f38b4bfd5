import { expect, test } from 'vitest'
import { leadBeside } from './lead.ts'

const paragraph = (text: string) => ({ tag: 'p' as const, children: [text] })
const summary = '续约不是合同到期那一天的事，而是从第一次登录就开始的事，本文讲一套方法。'

test('a summary that the text begins with is not shown twice', () => {
  const lead = { tag: 'blockquote' as const, children: [paragraph(`编辑导语：${summary}`)] }
  expect(leadBeside(summary, [lead, paragraph('正文')])).toBe(null)
  expect(leadBeside(`${summary.slice(0, 33)}…`, [paragraph(summary)])).toBe(null)
})

test('a summary of its own is shown', () => {
  expect(leadBeside(summary, [paragraph('另一段完全不同的话。')])).toBe(summary)
})

test('without a summary there is nothing to show', () => {
  expect(leadBeside(null, [paragraph(summary)])).toBe(null)
  expect(leadBeside('', [])).toBe(null)
})
