import { expect, test } from 'vitest'
import type { PreviewItem, PreviewState } from '../../../shared/imports.ts'
import { nameOf } from '../../../shared/preview-filter.ts'
import { messagesFor } from '../../../shared/messages/index.ts'
import { canReadOtherwise, encodingBadge, kindOf, placeOf, remarksOn, takenOf, verdictOf } from './preview-text.ts'

const t = messagesFor('zh-CN').imports

const item = (rest: Partial<PreviewItem> = {}): PreviewItem => ({
  path: '/home/收藏/报价单.txt',
  outcome: 'imported',
  entryId: null,
  title: '报价单',
  reason: null,
  loss: null,
  bytes: 120,
  format: 'text',
  encoding: 'gb18030',
  publishedAt: null,
  categories: [],
  tags: [],
  pictures: { found: 0, missing: 0 },
  similarTo: null,
  known: true,
  ...rest
})

test.each([
  ['/home/收藏/报价单.txt', '/home/收藏/', '报价单.txt', 'TXT'],
  ['C:\\收藏\\周报.Markdown', 'C:\\收藏\\', '周报.Markdown', 'MD'],
  ['/a/旧电脑.zip!需求/评审.md', '/a/旧电脑.zip!需求/', '评审.md', 'MD'],
  ['/a/旧电脑.zip!secret.md', '/a/旧电脑.zip!', 'secret.md', 'MD'],
  ['/a/笔记.enex!0001 盘点', '/a/笔记.enex!', '0001 盘点', ''],
  ['/a/真的吗!.md', '/a/', '真的吗!.md', 'MD'],
  ['README', '', 'README', '']
])('a path has a place, a name and a kind: %s', (path, place, name, kind) => {
  expect([placeOf(path), nameOf(path), kindOf(name)]).toEqual([place, name, kind])
})

test.each([
  ['utf-8', 'UTF-8'],
  ['gb18030', 'GB18030'],
  ['shift_jis', 'Shift_JIS'],
  ['windows-1252', 'Windows-1252']
])('the encoding %s reads %s', (encoding, badge) => expect(encodingBadge({ encoding, format: 'text' })).toBe(badge))

test('a format that settles its encoding itself has no badge for it', () => {
  expect(encodingBadge({ encoding: 'utf-8', format: 'pdf' })).toBe('')
})

test('another encoding is offered for text, and for what could not be told apart', () => {
  expect(canReadOtherwise(item())).toBe(true)
  expect(canReadOtherwise(item({ format: 'pdf' }))).toBe(false)
  expect(canReadOtherwise(item({ known: false }))).toBe(false)
  const unknown = item({ outcome: 'failed', format: null, encoding: null })
  expect(canReadOtherwise({ ...unknown, reason: { code: 'bad_encoding', detail: '' } })).toBe(true)
  expect(canReadOtherwise({ ...unknown, reason: { code: 'empty_file', detail: '' } })).toBe(false)
})

test.each<[string, Partial<PreviewItem>, boolean]>([
  ['out', {}, true],
  ['imported', {}, false],
  ['similar', { similarTo: { id: 4, title: '旧的' } }, false],
  ['updated', { outcome: 'updated', similarTo: { id: 4, title: '旧的' } }, false],
  ['duplicate', { outcome: 'duplicate' }, false],
  ['unknown', { outcome: 'skipped', known: false }, false]
])('a row says %s', (verdict, rest, out) => expect(verdictOf(item(rest), out)).toBe(verdict))

test('what is left out is not counted, unless it would not be imported anyway', () => {
  const state: PreviewState = {
    found: 12,
    listed: true,
    known: 12,
    counts: { imported: 6, updated: 1, duplicate: 2, skipped: 2, failed: 1 },
    books: 0,
    pictures: 0,
    loss: null
  }
  expect(takenOf(state, new Map())).toEqual({ imported: 6, updated: 1 })
  const out = new Map([
    ['a', item()],
    ['b', item({ outcome: 'updated' })],
    ['c', item({ outcome: 'duplicate' })],
    ['d', item({ known: false })]
  ])
  expect(takenOf(state, out)).toEqual({ imported: 5, updated: 0 })
})

test('an update within the batch names no article of the library', () => {
  expect(remarksOn(item({ outcome: 'updated', title: '盘点' }), t)).toEqual([
    '与这一批里的《盘点》是同一篇，会合成一篇，两份正文都留着'
  ])
})

test('a row is explained, most important first', () => {
  expect(remarksOn(item(), t)).toEqual([])
  expect(remarksOn(item({ known: false }), t)).toEqual(['还没有看到这个文件'])
  const loss = {
    text: 0.96,
    characters: 500,
    images: [3, 2] satisfies [number, number],
    links: [0, 0] satisfies [number, number],
    tables: [0, 0] satisfies [number, number],
    headings: [0, 0] satisfies [number, number],
    lists: [0, 0] satisfies [number, number],
    code: [0, 0] satisfies [number, number],
    media: [0, 0] satisfies [number, number]
  }
  const reason = { code: 'front_matter_unclosed', detail: '' } as const
  const pictures = { found: 1, missing: 2 }
  expect(remarksOn(item({ reason, loss, pictures, similarTo: { id: 2, title: '旧稿' } }), t)).toEqual([
    '开头的属性区没有结束标记，已按正文导入',
    '与资料库里的《旧稿》相似，会作为新文章导入',
    '没保留的：文字 4.0%、图片 1',
    '2 张图片找不到'
  ])
})

test('a duplicate says of what, and where that is', () => {
  const same = item({ outcome: 'duplicate', reason: { code: 'same_bytes', detail: 'trash' } })
  expect(remarksOn({ ...same, entryId: 7 }, t)).toEqual(['已有《报价单》，不会再导入一份', '那一篇在回收站里'])
  expect(remarksOn({ ...same, reason: { code: 'same_bytes', detail: '' } }, t)).toEqual([
    '与这一批里的《报价单》相同，只导入一份'
  ])
})
