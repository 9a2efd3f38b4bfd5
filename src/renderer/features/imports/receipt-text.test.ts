import { expect, test } from 'vitest'
import type { ImportReceipt } from '../../../shared/imports.ts'
import { messagesFor } from '../../../shared/messages/index.ts'
import { filesOf, isClean, receiptTitle, secondsOf } from './receipt-text.ts'

const receipt = (counts: Partial<ImportReceipt['counts']>, rest: Partial<ImportReceipt> = {}): ImportReceipt => ({
  batchId: 1,
  label: '收藏',
  startedAt: 1000,
  finishedAt: 19_400,
  cancelled: false,
  undoneAt: null,
  loss: null,
  counts: { imported: 0, updated: 0, duplicate: 0, skipped: 0, failed: 0, ...counts },
  ...rest
})
const t = messagesFor('zh-CN').imports

test('the outcomes sum to the files found', () => {
  expect(filesOf(receipt({ imported: 205, updated: 1, duplicate: 6, skipped: 2, failed: 1 }).counts)).toBe(215)
})

test.each([
  [receipt({ imported: 205, duplicate: 6 }), '已导入 205 篇'],
  [receipt({ updated: 2 }), '已更新 2 篇'],
  [receipt({ duplicate: 1 }), '没有新的内容'],
  [receipt({ failed: 1 }), '没有导入'],
  [receipt({ imported: 3, skipped: 9 }, { cancelled: true }), '已取消，导入了 3 篇']
])('a receipt says what it came to', (given, title) => {
  expect(receiptTitle(given, t)).toBe(title)
})

test('an import is clean when every file became an article', () => {
  expect(isClean(receipt({ imported: 2 }))).toBe(true)
  expect(isClean(receipt({ imported: 2, duplicate: 1 }))).toBe(false)
  expect(isClean(receipt({ imported: 2 }, { cancelled: true }))).toBe(false)
  expect(isClean(receipt({}))).toBe(false)
})

test('seconds are unknown until the import has ended', () => {
  expect(secondsOf(receipt({}))).toBe(18)
  expect(secondsOf(receipt({}, { finishedAt: null }))).toBe(null)
})
