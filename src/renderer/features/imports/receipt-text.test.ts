import { expect, test } from 'vitest'
import type { ImportLoss, ImportReceipt } from '../../../shared/imports.ts'
import { messagesFor } from '../../../shared/messages/index.ts'
import { keptShare, levelOf, lostWords } from './loss-text.ts'
import { filesOf, isClean, labelText, receiptTitle, secondsOf } from './receipt-text.ts'

const receipt = (counts: Partial<ImportReceipt['counts']>, rest: Partial<ImportReceipt> = {}): ImportReceipt => ({
  batchId: 1,
  label: '收藏',
  startedAt: 1000,
  finishedAt: 19_400,
  cancelled: false,
  resumable: false,
  undoneAt: null,
  pictures: { stored: 0, unused: 0 },
  measured: 0,
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
  [receipt({ skipped: 5 }, { pictures: { stored: 3, unused: 2 } }), '3 张图片配到了文章里'],
  [receipt({ skipped: 2 }, { pictures: { stored: 0, unused: 2 } }), '没有导入'],
  [receipt({ failed: 1 }), '没有导入'],
  [receipt({ imported: 3, skipped: 9 }, { cancelled: true }), '停在半路，导入了 3 篇']
])('a receipt says what it came to', (given, title) => {
  expect(receiptTitle(given, t)).toBe(title)
})

test('an import is clean when every file became an article', () => {
  expect(isClean(receipt({ imported: 2 }))).toBe(true)
  expect(isClean(receipt({ imported: 2, skipped: 1 }, { pictures: { stored: 1, unused: 0 } }))).toBe(true)
  expect(isClean(receipt({ imported: 2, skipped: 1 }, { pictures: { stored: 0, unused: 1 } }))).toBe(false)
  expect(isClean(receipt({ imported: 2, duplicate: 1 }))).toBe(false)
  expect(isClean(receipt({ imported: 2 }, { cancelled: true }))).toBe(false)
  expect(isClean(receipt({}))).toBe(false)
})

test('seconds are unknown until the import has ended', () => {
  expect(secondsOf(receipt({}))).toBe(18)
  expect(secondsOf(receipt({}, { finishedAt: null }))).toBe(null)
})

const whole: ImportLoss = {
  text: 1,
  characters: 1200,
  images: [2, 2],
  links: [0, 3],
  tables: [0, 0],
  headings: [4, 4],
  lists: [0, 0],
  code: [0, 0],
  media: [0, 0]
}

test('what is lost is named with its number, a surplus is no loss', () => {
  expect(lostWords(whole, t)).toEqual([])
  expect(keptShare(whole)).toBe(1)
  expect(keptShare({ ...whole, tables: [2, 1] })).toBe(0.999)
  expect(lostWords({ ...whole, text: 0.9996, images: [3, 1], media: [1, 0] }, t)).toEqual([
    '文字 0.1%',
    '图片 2',
    '音视频和内嵌页 1'
  ])
  expect(lostWords({ ...whole, text: 0.9527, links: [1, 0] }, messagesFor('en').imports)).toEqual([
    '4.8% of the text',
    '1 link'
  ])
  expect(lostWords({ ...whole, text: 0.95 }, t)).toEqual(['文字 5.0%'])
})

test.each([
  [1, 'good', '100%'],
  [0.9999, 'good', '99.9%'],
  [0.99, 'good', '99.0%'],
  [0.985, 'fair', '98.5%'],
  [0.81, 'poor', '81%']
])('a share of %d is %s and reads %s', (share, level, text) => {
  expect(levelOf(share)).toBe(level)
  expect(t.percent(share)).toBe(text)
})

test('an import that lost text is not clean', () => {
  expect(isClean(receipt({ imported: 1 }, { loss: whole }))).toBe(true)
  expect(isClean(receipt({ imported: 1 }, { loss: { ...whole, text: 0.98 } }))).toBe(false)
})

test.each([
  ['收藏 2026', '收藏 2026', '收藏 2026'],
  ['feed +2', 'feed 等 3 项', 'feed and 2 more'],
  ['C++ +12', 'C++ 等 13 项', 'C++ and 12 more'],
  ['a + b', 'a + b', 'a + b']
])('what was imported is named in words: %s', (label, chinese, english) => {
  expect(labelText(label, t)).toBe(chinese)
  expect(labelText(label, messagesFor('en').imports)).toBe(english)
})

test.each([
  [0, '用时不到 1 秒', 'Took less than a second'],
  [1, '用时 1 秒', 'Took 1 second'],
  [156, '用时 3 分钟', 'Took 3 minutes'],
  [3 * 3600 + 300, '用时 3 小时 5 分钟', 'Took 3 h 5 min']
])('%i seconds', (seconds, zh, en) => {
  expect(messagesFor('zh-CN').imports.took(seconds)).toBe(zh)
  expect(messagesFor('en').imports.took(seconds)).toBe(en)
})
