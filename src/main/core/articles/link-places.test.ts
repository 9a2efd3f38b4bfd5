import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameKey, pathsFrom, placeOfLink, sharedEnd } from './link-places.ts'

const ID = '0a'.repeat(16)

describe('what a link says of its target', () => {
  test.each([
    ['[[漏斗]]', { path: '漏斗', names: ['漏斗'], byName: true }],
    ['![[方法/漏斗#口径]]', { path: '方法/漏斗', names: ['方法/漏斗', '漏斗'], byName: true }],
    ['[[A/B 测试^kou-jing]]', { path: 'A/B 测试', names: ['A/B 测试', 'B 测试'], byName: true }],
    ['[[合同.pdf#page=3]]', { path: '合同.pdf', names: ['合同'], byName: true }],
    [
      '../方法/漏斗%20分析.md?x#y',
      { path: '../方法/漏斗 分析.md', names: ['方法/漏斗 分析', '漏斗 分析'], byName: false }
    ],
    [`需求%20${ID}.md`, { path: `需求 ${ID}.md`, names: [`需求 ${ID}`, '需求'], byName: false }],
    ['100%.md', { path: '100%.md', names: ['100%'], byName: false }],
    [`:/${ID.toUpperCase()}#x`, { path: null, names: [`:/${ID}`], byName: true }],
    [`joplin://x-callback-url/openNote?id=${ID}`, { path: null, names: [`:/${ID}`], byName: true }],
    ['evernote:///view/1/s1/a/b/', { path: null, names: ['显示的字'], byName: true }],
    [
      'obsidian://open?vault=v&file=%E6%96%B9%E6%B3%95%2F%E6%BC%8F%E6%96%97',
      { path: '方法/漏斗', names: ['方法/漏斗', '漏斗'], byName: true }
    ],
    ['#x', { path: null, names: [], byName: false }]
  ])('%s', (href, place) => {
    expect(placeOfLink(href, ' 显示的字 ')).toEqual(place)
  })

  test('of any text has only names with something in them', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (href, text) => {
        for (const name of placeOfLink(href, text).names) expect(name).not.toBe('')
      })
    )
  })
})

describe('where a relative path leads', () => {
  test.each([
    ['/a/b/c.md', 'd.md', '/a/b/d.md'],
    ['/a/b/c.md', './x/../d.md', '/a/b/d.md'],
    ['/a/b/c.md', '../../d.md', '/d.md'],
    ['C:\\a\\b\\c.md', '../d/e.md', 'C:\\a\\d\\e.md'],
    ['/x/a.zip!b/c.md', '../d.md', '/x/a.zip!d.md'],
    ['/x/a.zip!c.md', 'b/d.md', '/x/a.zip!b/d.md'],
    ['/x/好!/a.zip!p.zip!你好!.md', 'd.md', '/x/好!/a.zip!p.zip!d.md'],
    ['C:\\x\\a.zip!b/c.md', '../d.md', 'C:\\x\\a.zip!d.md']
  ])('from %s, %s', (file, relative, path) => {
    expect(pathsFrom(file, relative)[0]).toBe(path)
  })

  test('not out of an archive, and a note needs no end', () => {
    expect(pathsFrom('/x/a.zip!b/c.md', '../../d.md')).toEqual([])
    expect(pathsFrom('/a/c.md', '漏斗')).toEqual(['/a/漏斗', '/a/漏斗.md', '/a/漏斗.markdown'])
    expect(pathsFrom('/a/c.md', 'é.md')).toContain('/a/e\u0301.md')
  })
})

test('names are the same in any case and width', () => {
  expect(nameKey('Ａ/B 测试')).toBe(nameKey('a/b 测试'))
  expect(nameKey('e\u0301')).toBe(nameKey('é'))
})

test.each([
  ['/v/方法/漏斗.md', '方法/漏斗', 2],
  ['/v/方法/漏斗.md', '../方法/漏斗.md', 2],
  ['/v/旧/漏斗.md', '方法/漏斗', 1],
  ['/v/a.zip!漏斗.md', '漏斗', 1],
  ['/v/别的.md', '漏斗', 0]
])('%s has so much of %s', (file, relative, parts) => {
  expect(sharedEnd(file, relative)).toBe(parts)
})
