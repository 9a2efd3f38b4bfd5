import { describe, expect, it } from 'vitest'
import type { SearchHit } from '../../../shared/search.ts'
import type { Tag } from '../../../shared/tags.ts'
import { groupOptions, keyOf } from './options.ts'
import type { Command, GroupName } from './options.ts'

let nextId = 1
function hit(kind: 'article' | 'note', inTitle: boolean): SearchHit {
  const titleRanges: [number, number][] = inTitle ? [[0, 2]] : []
  const rest = { feed: null, tags: [], score: 1, snippet: '', ranges: [], count: 1, matches: [] }
  return { id: nextId++, kind, title: '权限', titleRanges, ...rest }
}
const tag = (name: string): Tag => ({ name, color: null, count: 3 })
const command = (label: string, aliases = ''): Command => ({ id: label, icon: 'pen', label, aliases, run: () => {} })

const commands = [command('新建笔记“权限”', 'new note'), command('前往保管', 'care settings')]
const group = (query: string, hits: SearchHit[], tags: Tag[] = [], unfolded: GroupName[] = []) =>
  groupOptions({ query, hits, tags, commands, unfolded: new Set(unfolded) })
const shape = (groups: ReturnType<typeof group>) =>
  groups.map(({ name, options, total }) => [name, options.map((option) => option.kind), total])

describe('groupOptions', () => {
  it('keeps titles, texts, notes and commands apart, in this order', () => {
    const hits = [hit('note', true), hit('article', false), hit('article', true)]
    expect(shape(group('权限', hits))).toEqual([
      ['titles', ['hit'], 1],
      ['texts', ['hit'], 1],
      ['notes', ['hit'], 1],
      ['commands', ['command'], 1]
    ])
  })

  it('offers every command, and no tag, before anything is typed', () => {
    expect(shape(group('', [], [tag('权限')]))).toEqual([['commands', ['command', 'command'], 2]])
  })

  it('finds commands by their names in another language', () => {
    const [found] = group('settings', [])
    expect(found?.options).toMatchObject([{ command: { label: '前往保管' } }])
  })

  it('puts tags of that name after titles, marked, whatever the script', () => {
    const [titles] = group('權限', [hit('article', true)], [tag('定价'), tag('权限与流程')])
    expect(titles?.options).toMatchObject([
      { kind: 'hit' },
      { kind: 'tag', tag: { name: '权限与流程' }, ranges: [[0, 2]] }
    ])
  })

  it('shows a few and offers the rest, keeping room for tags', () => {
    const texts = Array.from({ length: 4 }, () => hit('article', false))
    const titles = Array.from({ length: 6 }, () => hit('article', true))
    const folded = group('权限', [...texts, ...titles], [tag('权限')])
    expect(shape(folded).slice(0, 2)).toEqual([
      ['titles', ['hit', 'hit', 'hit', 'hit', 'tag', 'more'], 7],
      ['texts', ['hit', 'hit', 'hit', 'more'], 4]
    ])
    expect(folded[1]?.options.at(-1)).toEqual({ kind: 'more', group: 'texts', total: 4 })
    expect(shape(group('权限', texts, [], ['texts']))[0]).toEqual(['texts', ['hit', 'hit', 'hit', 'hit'], 4])
  })

  it('gives every row a key of its own', () => {
    const hits = Array.from({ length: 9 }, (_, n) => hit(n % 2 ? 'note' : 'article', n % 3 === 0))
    const keys = group('权限', hits, [tag('权限'), tag('权限二')]).flatMap(({ options }) => options.map(keyOf))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
