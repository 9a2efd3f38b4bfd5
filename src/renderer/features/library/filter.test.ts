import { describe, expect, it } from 'vitest'
import type { Category } from '../../../shared/categories.ts'
import { messagesFor } from '../../../shared/messages/index.ts'
import { everything } from '../../route.ts'
import type { LibraryFilter } from '../../route.ts'
import { headingOf, placeOf, toEntryFilter, toggleTag } from './filter.ts'

const t = messagesFor('zh-CN')
const categories: Category[] = [{ id: 7, parentId: null, name: '方法论', position: 0 }]
const heading = (filter: Partial<LibraryFilter>) => {
  const { title, chips } = headingOf({ ...everything, ...filter }, categories, t)
  return [title, ...chips.map((chip) => chip.label)]
}

describe('headingOf', () => {
  it.each([
    [{}, ['全部']],
    [{ view: 'unread' }, ['未读']],
    [{ tags: ['定价'] }, ['定价']],
    [{ view: 'unread', category: 7 }, ['方法论', '未读']],
    [{ view: 'starred', tags: ['定价', '复盘'] }, ['星标', '定价', '复盘']],
    [
      { category: 7, tags: ['定价'], feed: 'B端手记', author: '林知远', kind: 'note', batch: 3 },
      ['方法论', '定价', '笔记', 'B端手记', '林知远', '第 3 次导入']
    ],
    [{ category: 8 }, ['已删除的分类']]
  ] satisfies [Partial<LibraryFilter>, string[]][])('%j', (filter, expected) => {
    expect(heading(filter)).toEqual(expected)
  })

  it('gives each chip the filter without it', () => {
    const filter: LibraryFilter = {
      ...everything,
      view: 'unread',
      category: 7,
      tags: ['定价', '复盘'],
      author: '林知远'
    }
    const without = Object.fromEntries(headingOf(filter, categories, t).chips.map((chip) => [chip.key, chip.without]))
    expect(without).toEqual({
      view: { ...filter, view: 'all' },
      'tag:定价': { ...filter, tags: ['复盘'] },
      'tag:复盘': { ...filter, tags: ['定价'] },
      author: { ...filter, author: null }
    })
  })
})

it('toEntryFilter leaves out what is off', () => {
  expect(toEntryFilter(everything)).toEqual({ view: 'all', tags: [] })
  expect(toEntryFilter({ ...everything, kind: 'note', category: 7, feed: 'a', author: 'b', batch: 1 })).toEqual({
    view: 'all',
    tags: [],
    kind: 'note',
    category: 7,
    feed: 'a',
    author: 'b',
    batch: 1
  })
})

it('placeOf keeps the order and drops every other condition', () => {
  const current: LibraryFilter = { ...everything, view: 'unread', tags: ['定价'], sort: 'title', descending: false }
  expect(placeOf(current, { category: 7 })).toEqual({ ...everything, category: 7, sort: 'title', descending: false })
})

it('toggleTag puts a tag in and takes it out', () => {
  const one = toggleTag(everything, '定价')
  expect(one.tags).toEqual(['定价'])
  expect(toggleTag(toggleTag(one, '复盘'), '定价').tags).toEqual(['复盘'])
})
