import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withFilter, withoutFilter, writeFilter, writeQuery } from './search-edit.ts'
import { foldedTerm, join, negate, parseQuery, queryTerms } from './search-query.ts'
import type { Condition, Filter, Query, QueryNode } from './search-query.ts'
import { isBare } from './search-signs.ts'
import { keysOf, VALUES } from './search-words.ts'
import type { Language } from './shell.ts'

/** A query's meaning on one line: `&` for and, `|` for or, `!` for not, exact texts in quotes. */
function meaning({ root, in: place, sort }: Query): string {
  const write = (node: QueryNode): string => {
    if (node.type === 'text') return node.exact ? `"${node.text}"` : node.text
    if (node.type === 'filter') return writeFilter(node.filter)
    if (node.type === 'not') return `!${write(node.node)}`
    return `[${node.nodes.map(write).join(node.type === 'and' ? ' & ' : ' | ')}]`
  }
  const parts = [
    root ? write(root) : '∅',
    place ? `in ${place}` : '',
    sort ? `by ${sort.reversed ? '-' : ''}${sort.by}` : ''
  ]
  return parts.filter(Boolean).join(', ')
}

const problems = (query: string): string[] =>
  parseQuery(query).problems.map(({ key, start, end, unfinished }) => {
    return `${key} ${query.slice(start, end)}${unfinished ? '…' : ''}`
  })

describe('reading a query', () => {
  it.each([
    ['', '∅'],
    ['   ', '∅'],
    ['用户 增长', '[用户 & 增长]'],
    ['用户\u3000增长\u00a0留存', '[用户 & 增长 & 留存]'],
    ['C++ Node.js A/B MVP产品', '[C++ & Node.js & A/B & MVP产品]'],
    ['"产品  经理" 转行', '["产品 经理" & 转行]'],
    ['“产品 经理”', '"产品 经理"'],
    ['"产品"经理', '["产品" & 经理]'],
    ['他说"好"', '他说"好"'],
    ['""', '∅'],
    ['"没有收尾 的话', '"没有收尾 的话"'],
    ['"他说\\"好\\" C:\\\\"', '"他说"好" C:\\"'],
    ['需求 -分析', '[需求 & !分析]'],
    ['－分析', '!分析'],
    ['-"产品 经理"', '!"产品 经理"'],
    ['-(甲 乙)', '![甲 & 乙]'],
    ['-(-甲)', '甲'],
    ['NOT 甲 非 乙', '[!甲 & !乙]'],
    ['甲 - 乙', '[甲 & "-" & 乙]'],
    ['npm --force', '[npm & "--force"]'],
    ['甲 OR 乙', '[甲 | 乙]'],
    ['甲 或 乙 丙', '[[甲 | 乙] & 丙]'],
    ['甲 OR 乙 OR 丙 AND 丁', '[[甲 | 乙 | 丙] & 丁]'],
    ['(甲 乙) OR 丙', '[[甲 & 乙] | 丙]'],
    ['（甲 OR 乙）丙', '[[甲 | 乙] & 丙]'],
    ['甲 or 乙', '[甲 & or & 乙]'],
    ['OR', '"OR"'],
    ['或', '"或"'],
    ['OR 甲', '["OR" & 甲]'],
    ['甲 OR', '甲'],
    ['甲 NOT', '甲'],
    ['(甲 OR) 乙', '[甲 & 乙]'],
    ['f(x) 需求', '[f(x) & 需求]'],
    ['(f(x))', 'f(x)'],
    ['()', '∅'],
    ['((甲', '甲'],
    ['甲)', '甲'],
    ['-', '∅'],
    ['甲 -', '甲'],
    ['http://example.com:80/a', 'http://example.com:80/a'],
    ['比如:这个', '比如:这个'],
    ['tag:需求', 'tag:需求'],
    ['标签：“B 端” 需求', '[tag:"B 端" & 需求]'],
    ['TAG:x', 'tag:x'],
    ['-tag:x OR 分类:产品/需求', '[!tag:x | category:产品/需求]'],
    ['tag:', '∅'],
    ['tag: x', 'x'],
    ['状态:未读 is:starred', '[is:unread & is:starred]'],
    ['类型:笔记 含:图片', '[kind:note & has:image]'],
    ['is:什么 需求', '需求'],
    ['is:archived', '∅'],
    ['需求 in:title', '需求, in title'],
    ['范围:正文 需求', '需求, in text'],
    ['sort:date 需求', '需求, by date'],
    ['-排序:标题', '∅, by -title'],
    ['(需求 sort:words)', '需求, by words'],
    ['\u200b', '∅']
  ])('%s', (query, expected) => {
    expect(meaning(parseQuery(query))).toBe(expected)
  })

  it.each([
    ['date:2022', 'date:2022'],
    ['date:2022-02..2022-05', 'date:2022-02..2022-05'],
    ['date:2022-05..2022-02', 'date:2022-02..2022-05'],
    ['date:2022-03..2022', 'date:2022-03..2022'],
    ['日期：2022年3月', 'date:2022-03'],
    ['date:2022/3/5', 'date:2022-03-05'],
    ['date:20220305', 'date:2022-03-05'],
    ['date:>2022-03', 'date:2022-04..'],
    ['date:>2022', 'date:2023..'],
    ['date:<2022-03-01', 'date:..2022-02-28'],
    ['date:>=2022-12', 'date:2022-12..'],
    ['date:≤2022', 'date:..2022'],
    ['date:..2021', 'date:..2021'],
    ['date:2022~', 'date:2022..'],
    ['date:7d', 'date:7d'],
    ['日期:3个月', 'date:3m'],
    ['date:2年', 'date:2y'],
    ['date:今天', 'date:1d'],
    ['date:2022-', 'date:2022'],
    ['date:2022-0', 'date:2022'],
    ['date:2022-13', '∅'],
    ['date:2022-02-30', '∅'],
    ['date:20', '∅'],
    ['date:0d', '∅'],
    ['date:>9999', '∅'],
    ['words:>2000', 'words:2001..'],
    ['字数:<500', 'words:..499'],
    ['words:1k..2k', 'words:1000..2000'],
    ['words:1.5万', 'words:15000'],
    ['words:20..3', 'words:3..20'],
    ['words:many', '∅'],
    ['words:<0', '∅']
  ])('%s', (query, expected) => {
    expect(meaning(parseQuery(query))).toBe(expected)
  })

  it.each([
    ['"没有', ['unclosedQuote "…']],
    ['甲 (乙', ['unclosedBracket (…']],
    ['甲) 乙', ['strayBracket )']],
    ['甲 OR', ['nothingFollows OR…']],
    ['(甲 OR) 乙', ['nothingFollows OR']],
    ['甲 -', ['nothingFollows -…']],
    ['tag:', ['emptyValue tag:…']],
    ['tag: x', ['emptyValue tag:']],
    ['is:unr', ['unknownValue unr…']],
    ['is:nothing x', ['unknownValue nothing']],
    ['状态:已归档', ['noArchive 已归档']],
    ['date:soon x', ['badDate soon']],
    ['words:"a lot" x', ['badNumber "a lot"']],
    ['-in:title x', ['cannotExclude -in:title']],
    ['甲 "乙 丙" -丁 (戊 或 己) f(x) c++ 12:30 1) ', ['strayBracket )']]
  ])('%s has problems %j', (query, expected) => {
    expect(problems(query)).toEqual(expected)
  })

  it('reads so many conditions and no more', () => {
    const parsed = parseQuery(Array.from({ length: 70 }, (_, n) => `w${n}`).join(' '))
    expect(parsed.root).toMatchObject({ nodes: { length: 64 } })
    expect(parsed.problems).toHaveLength(1)
    expect(parsed.problems[0]?.key).toBe('tooMany')
  })

  it('places the filters that every hit must satisfy', () => {
    const query = '(a OR tag:x) -tag:y NOT is:read (kind:note) in:title sort:date'
    const placed = parseQuery(query).filters.map(({ filter, negated, start, end }) => {
      return [query.slice(start, end), writeFilter(filter), negated]
    })
    expect(placed).toEqual([
      ['-tag:y', 'tag:y', true],
      ['NOT is:read', 'is:read', true],
      ['(kind:note)', 'kind:note', false],
      ['in:title', 'in:title', false],
      ['sort:date', 'sort:date', false]
    ])
  })
})

const ODD = `( ) （ " “ - -- : ： tag: 标签： is: is:read date: date:2022 words:> OR 或 NOT AND \\ 需求 c++ a/b x in:title sort:date ..`
const odd = fc.constantFrom(...ODD.split(' '), ' ', '\u3000', '\u200b', '\ud83d')
const oddText = fc.oneof(
  fc.array(odd, { maxLength: 25 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 })
)

const name = fc.oneof(
  fc.constantFrom('需求', 'B 端', 'a/b', '"引号"', 'c:\\x', '(括号', 'OR', '-x', 'tag:y', 'x）', '5"'),
  fc.string({ maxLength: 8 })
)
const spaced = name.map((text) => text.trim().replace(/\s+/g, ' ')).filter((text) => foldedTerm(text) !== '')
const listedFilter = fc
  .constantFrom(...keysOf(VALUES))
  .chain((key) => fc.constantFrom(...Object.keys(VALUES[key])).map((value) => parseQuery(`${key}:${value} in:title`)))
  .map(({ filters }) => filters[0]?.filter)
const condition = fc.oneof(
  fc.record({ key: fc.constantFrom('tag', 'category', 'author', 'source'), value: spaced }),
  listedFilter.filter((filter): filter is Condition => !!filter && filter.key !== 'in' && filter.key !== 'sort'),
  fc.constantFrom<Condition>(
    { key: 'date', value: { from: '2022', to: '2022-05' } },
    { key: 'date', value: { from: null, to: '2021-12-31' } },
    { key: 'date', value: { last: 7, unit: 'd' } },
    { key: 'words', value: { from: 10, to: 20 } },
    { key: 'words', value: { from: 7, to: null } }
  )
) as fc.Arbitrary<Condition>
const leaf: fc.Arbitrary<QueryNode> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: spaced, exact: fc.boolean() }).map((node) => ({
    ...node,
    exact: node.exact || !isBare(node.text)
  })),
  condition.map((filter) => ({ type: 'filter' as const, filter }))
)
const { node } = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('node').map(negate),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
      .map(([type, nodes]) => join(type, nodes)!)
  )
}))
const size = (tree: QueryNode): number =>
  'nodes' in tree ? tree.nodes.reduce((sum, each) => sum + size(each), 0) : tree.type === 'not' ? size(tree.node) : 1
const asked: fc.Arbitrary<Query> = fc.record({
  root: fc.option(node.filter((tree) => size(tree) <= 60)),
  in: fc.constantFrom(null, 'title', 'text'),
  sort: fc.constantFrom(null, { by: 'date' as const, reversed: true }, { by: 'relevance' as const, reversed: false })
})
const language = fc.constantFrom<Language>('en', 'zh-CN')
const bare = ({ root, in: place, sort }: Query): Query => ({ root, in: place, sort })

describe('properties', () => {
  it('reads any text, and problems and filters stand within it', () => {
    fc.assert(
      fc.property(oddText, (query) => {
        const parsed = parseQuery(query)
        for (const { start, end } of [...parsed.problems, ...parsed.filters]) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(query.length)
        }
      }),
      { numRuns: 2000 }
    )
  })

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(asked, language, (query, words) => {
        const parsed = parseQuery(writeQuery(query, words))
        expect(bare(parsed)).toEqual(query)
        expect(parsed.problems).toEqual([])
      }),
      { numRuns: 1000 }
    )
  })

  it('writes what it read', () => {
    fc.assert(
      fc.property(oddText, language, (query, words) => {
        const parsed = parseQuery(query)
        expect(bare(parseQuery(writeQuery(parsed, words)))).toEqual(bare(parsed))
      }),
      { numRuns: 1000 }
    )
  })

  it('finds nothing wrong in half a query but what may yet become right', () => {
    fc.assert(
      fc.property(asked, fc.nat(), (query, at) => {
        const text = writeQuery(query)
        const wrong = parseQuery(text.slice(0, at % (text.length + 1))).problems.filter((each) => !each.unfinished)
        expect(wrong).toEqual([])
      }),
      { numRuns: 1000 }
    )
  })
})

describe('editing a query', () => {
  const tag = (value: string): Filter => ({ key: 'tag', value })
  it.each<[string, Filter, string]>([
    ['', tag('需求'), 'tag:需求'],
    ['权限', tag('B 端'), '权限 tag:"B 端"'],
    ['权限 ', tag('x'), '权限 tag:x'],
    ['标签:x 权限', tag('x'), '标签:x 权限'],
    ['-tag:x 权限', tag('x'), '权限 tag:x'],
    ['甲 OR 乙', tag('x'), '甲 OR 乙 tag:x'],
    ['甲 OR', tag('x'), '甲 tag:x'],
    ['"没有收尾', tag('x'), '"没有收尾" tag:x'],
    ['(甲', tag('x'), '甲 tag:x'],
    ['date:2021 权限', { key: 'date', value: { last: 7, unit: 'd' } }, '权限 date:7d'],
    ['is:unread is:starred', { key: 'is', value: 'read' }, 'is:starred is:read'],
    ['sort:date', { key: 'sort', value: 'title' }, 'sort:title']
  ])('%s with a filter', (query, filter, expected) => {
    expect(withFilter(query, filter)).toBe(expected)
  })

  it('writes filters in the language of the user', () => {
    const options = { negated: true, language: 'zh-CN' as const }
    expect(withFilter('权限', { key: 'is', value: 'read' }, options)).toBe('权限 -状态:已读')
  })

  it.each<[string, Filter, string]>([
    ['tag:x', tag('x'), ''],
    ['甲 标签：x  乙', tag('x'), '甲 乙'],
    ['甲 -tag:x', tag('x'), '甲'],
    ['tag:x AND b', tag('x'), 'b'],
    ['甲 OR tag:x', tag('x'), '甲 OR tag:x'],
    ['tag:x "甲  乙', tag('x'), '"甲  乙'],
    ['in:title 甲', { key: 'in', value: 'title' }, '甲'],
    ['(甲 sort:date)', { key: 'sort', value: 'date' }, '(甲 )']
  ])('%s without a filter', (query, filter, expected) => {
    expect(withoutFilter(query, filter)).toBe(expected)
  })

  it('adds and takes away whatever the query', () => {
    fc.assert(
      fc.property(oddText, condition, fc.boolean(), (query, filter, negated) => {
        const written = writeFilter(filter)
        const placed = (text: string) => parseQuery(text).filters.filter((each) => writeFilter(each.filter) === written)
        fc.pre(!parseQuery(query).problems.some((problem) => problem.key === 'tooMany'))
        const added = withFilter(query, filter, { negated })
        expect(placed(added).some((each) => each.negated === negated)).toBe(true)
        expect(placed(withoutFilter(added, filter))).toEqual([])
      }),
      { numRuns: 1000 }
    )
  })
})

describe('the words to mark', () => {
  it.each([
    ['用户 用户 ＡＢ', ['用户', 'ab']],
    ['报價 -客户 (tag:x OR "产品  经理")', ['报价', '产品 经理']],
    ['-(甲 -乙)', ['乙']]
  ])('%s', (query, terms) => {
    expect(queryTerms(query)).toEqual(terms)
  })
})
