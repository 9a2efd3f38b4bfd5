import { describe, expect, it } from 'vitest'
import type { CompletionOption } from '../../../shared/search-complete.ts'
import type { SearchGroup, SearchGroupName, SearchHit, SearchItem, SearchItemOf } from '../../../shared/search.ts'
import { areMostlyRead, commandsNamed, groupOptions, keyOf, withCounts } from './options.ts'
import type { Command } from './options.ts'

let nextId = 1
const entry = (): SearchItem => entryItem()
function entryItem(): SearchItemOf<'entry'> {
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

const NOTHING = {
  found: [],
  query: '',
  inTitles: '',
  suggestions: [],
  relaxed: [],
  conditions: [],
  conditionsFirst: false,
  recent: [],
  commands: []
}
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

  const rests = (groups: SearchGroup[]) =>
    groupOptions({ ...NOTHING, found: groups, query: '权限', inTitles: '权限 范围:标题' }).map(({ options }) => {
      const last = options.at(-1)
      return last?.kind === 'item' ? null : last
    })

  it('shows the rest of entries in the list: those of titles, and once all that were found', () => {
    expect(
      rests([
        found('titles', [entry()], 30),
        found('articles', [entry(), entry()], 40),
        found('notes', [entry()], 3),
        found('tags', [tag('权限')])
      ])
    ).toEqual([
      { kind: 'listed', search: '权限 范围:标题', total: 30, exact: true },
      null,
      { kind: 'listed', search: '权限', total: 73, exact: true },
      null
    ])
    const counting = { ...found('articles', [entry()], 900), exact: false }
    expect(rests([counting])).toEqual([{ kind: 'listed', search: '权限', total: 900, exact: false }])
  })

  it('shows the rest here where the list does not find it', () => {
    const read: SearchItem = { ...entryItem(), pinyin: true }
    expect(rests([found('titles', [read], 9), found('plans', [], 7)])).toEqual([
      { kind: 'more', group: 'titles', total: 9 },
      { kind: 'more', group: 'plans', total: 7 }
    ])
    expect(rests([found('titles', [read], 9), found('articles', [entry()], 40)])[1]).toMatchObject({ total: null })
    // No more than so many are shown here.
    expect(
      rests([
        found(
          'titles',
          Array.from({ length: 500 }, () => read),
          900
        )
      ])
    ).toEqual([null])
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
    const without = (query: string) => ({ condition: '标签:评审', query, total: 3, exact: true })
    const groups = groupOptions({
      ...NOTHING,
      found: [found('titles', [entry(), entry()], 9), found('tags', [tag('权限'), tag('权限二')], 9)],
      relaxed: [without('权限'), without('收回')],
      conditions: [condition('权限')],
      conditionsFirst: true,
      recent: ['权限', '收回'],
      commands: [command('权限')]
    })
    const keys = groups.flatMap(({ options }) => options.map(keyOf))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBe(12)
  })
})

describe('what was found', () => {
  const read = (name: SearchGroupName) => found(name, [{ ...entryItem(), pinyin: true }])

  it.each<[string, SearchGroup[], boolean]>([
    ['titles and headings', [read('titles'), read('articles')], true],
    ['titles, where texts hold the words', [read('titles'), found('articles', [entry()])], false],
    ['tags alone', [found('tags', [tag('权限')])], false],
    ['nothing', [], false]
  ])('is read so: %s', (_, groups, expected) => expect(areMostlyRead(groups)).toBe(expected))

  it('takes exact numbers where there was a lower bound', () => {
    const atLeast = (name: SearchGroupName) => ({ ...found(name, [entry()], 100), exact: false })
    const notes = found('notes', [entry()], 4)
    const totals = (groups: SearchGroup[]) => withCounts(groups, 900, 250).map(({ total, exact }) => [total, exact])
    expect(totals([atLeast('titles'), atLeast('articles'), notes])).toEqual([
      [250, true],
      [646, true],
      [4, true]
    ])
    expect(totals([atLeast('articles'), atLeast('notes')])).toEqual([
      [100, false],
      [100, false]
    ])
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
