import { describe, expect, it } from 'vitest'
import type { CompletionOption } from '../../../shared/search-complete.ts'
import type { SearchGroup, SearchGroupName, SearchHit, SearchItem } from '../../../shared/search.ts'
import { commandsNamed, groupOptions, keyOf } from './options.ts'
import type { Command } from './options.ts'

let nextId = 1
function entry(): SearchItem {
  const rest = { feed: null, tags: [], score: 1, snippet: '', ranges: [], titleRanges: [], count: 1, matches: [] }
  const hit: SearchHit = { id: nextId++, kind: 'article', title: '权限', ...rest }
  return { type: 'entry', hit, pinyin: false }
}
const tag = (name: string): SearchItem => ({ type: 'tag', name, entries: 3, pinyin: false, ranges: [] })
const found = (name: SearchGroupName, items: SearchItem[], total = items.length): SearchGroup => ({
  name,
  items,
  total,
  exact: true
})
const command = (label: string, aliases = ''): Command => ({ id: label, icon: 'pen', label, aliases, run: () => {} })
const condition = (label: string): CompletionOption => ({ key: 'tag', value: label, label, insert: label })

const NOTHING = { found: [], conditions: [], conditionsFirst: false, recent: [], commands: [] }
const shape = (sources: Partial<typeof NOTHING | Parameters<typeof groupOptions>[0]>) =>
  groupOptions({ ...NOTHING, ...sources }).map(({ name, options }) => [name, options.map(({ kind }) => kind)])

describe('groupOptions', () => {
  it('keeps what core found in its order and leaves out what is empty', () => {
    expect(
      shape({ found: [found('titles', [entry()]), found('tags', [tag('权限')])], commands: [command('新建笔记')] })
    ).toEqual([
      ['titles', ['item']],
      ['tags', ['item']],
      ['commands', ['command']]
    ])
    expect(shape({})).toEqual([])
  })

  it('offers the rest of a group', () => {
    const [articles] = groupOptions({ ...NOTHING, found: [found('articles', [entry(), entry()], 40)] })
    expect(articles?.options.at(-1)).toEqual({ kind: 'more', group: 'articles', total: 40 })
  })

  it('puts conditions first while one is typed, else a few of them behind what was found', () => {
    const conditions = ['a', 'b', 'c', 'd'].map(condition)
    const sources = { found: [found('titles', [entry()])], conditions }
    expect(shape({ ...sources, conditionsFirst: true })).toEqual([
      ['conditions', ['condition', 'condition', 'condition', 'condition']],
      ['titles', ['item']]
    ])
    expect(shape(sources)).toEqual([
      ['titles', ['item']],
      ['conditions', ['condition', 'condition', 'condition']]
    ])
  })

  it('gives every row a key of its own', () => {
    const groups = groupOptions({
      found: [found('titles', [entry(), entry()], 9), found('tags', [tag('权限'), tag('权限二')], 9)],
      conditions: [condition('权限')],
      conditionsFirst: true,
      recent: ['权限', '收回'],
      commands: [command('权限')]
    })
    const keys = groups.flatMap(({ options }) => options.map(keyOf))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBe(10)
  })
})

describe('commandsNamed', () => {
  const commands = [command('新建笔记“权限”', 'new note'), command('前往保管', 'care settings')]
  it.each([
    [['权限'], ['新建笔记“权限”']],
    [['權限'], ['新建笔记“权限”']],
    [['settings'], ['前往保管']],
    [['new', '权限'], ['新建笔记“权限”']],
    [['baoguan'], ['前往保管']],
    [['xjbj'], ['新建笔记“权限”']],
    [[], ['新建笔记“权限”', '前往保管']],
    [['没有'], []]
  ])('%j', (terms, labels) => expect(commandsNamed(commands, terms).map(({ label }) => label)).toEqual(labels))
})
