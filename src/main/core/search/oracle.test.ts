import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForMatching } from '../../../shared/fold.ts'
import type { EntrySummary } from '../../../shared/entries.ts'
import { unwrap } from '../../../shared/result.ts'
import { writeQuery } from '../../../shared/search-edit.ts'
import { foldedTerm, join, negate } from '../../../shared/search-query.ts'
import type { Condition, Query, QueryNode } from '../../../shared/search-query.ts'
import { isBare } from '../../../shared/search-signs.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

// Whatever is asked, the answer is what reading every entry gives.

const WORDS = [
  '需求',
  '权限',
  '收回',
  '指标',
  '产品经理',
  '增长',
  'MVP',
  'prompts',
  'node.js',
  'c++',
  'a/b',
  '报價',
  'ｂ２ｂ',
  '。'
]
const TAGS = ['B 端', '访谈', 'growth']
const CATEGORIES = ['产品', '产品/需求', '研究']
const AUTHORS = ['梁屿', '梁屿舟', 'Ann Lee']
const DATES = ['2021-12-31', '2022-02-01', '2022-05-31', '2023-07-08']
const NOW = Date.parse('2023-08-01T12:00:00')

interface Facts {
  id: number
  summary: EntrySummary
  body: string
}

const pick = <T>(values: readonly T[], n: number): T => values[n % values.length]!

/** A library of articles and notes made of a few words, so that queries of them find some and miss some. */
async function makeLibrary(seed: number): Promise<{ library: TestLibrary; facts: Facts[] }> {
  const library = createTestLibrary({ now: () => NOW })
  const { kb } = library
  const [numbers = []] = fc.sample(fc.array(fc.nat(1_000_000), { minLength: 400, maxLength: 400 }), {
    numRuns: 1,
    seed
  })
  let at = 0
  const next = () => numbers[at++ % numbers.length]!
  const text = (length: number) =>
    Array.from({ length }, () => pick(WORDS, next()) + (next() % 3 === 0 ? ' ' : '')).join('')
  const bodies = new Map<string, string>()
  const files: Record<string, string> = {}
  for (let n = 0; n < 14; n++) {
    const title = `篇${n} ${text(1 + (next() % 2))}`.trim()
    const body = text(1 + (next() % 6)).trim()
    bodies.set(title, body)
    files[`${n}.md`] =
      `---\ntitle: '${title}'\nauthor: ${pick(AUTHORS, next())}\ndate: ${pick(DATES, next())}\ncategories:\n - ${pick(['周刊', '日报'], next())}\n---\n\n${body}\n`
  }
  await library.importFiles(files)
  for (let n = 0; n < 8; n++) {
    const title = `记${n} ${text(1)}`.trim()
    const markdown = text(1 + (next() % 5)).trim()
    bodies.set(title, markdown)
    unwrap(await kb.notes.create({ title, markdown }))
  }
  const made: number[] = []
  for (const path of CATEGORIES) {
    const [name = '', child] = path.split('/')
    made.push(unwrap(await kb.categories.create({ name: child ?? name, parentId: child ? made[0]! : null })).id)
  }
  const { items } = unwrap(await kb.entries.list({ limit: 500 }))
  for (const { id, kind } of items) {
    if (next() % 2) unwrap(await kb.entries.tag({ ids: [id], add: [pick(TAGS, next())] }))
    if (next() % 2) unwrap(await kb.entries.move({ ids: [id], category: pick(made, next()) }))
    if (next() % 3 === 0) unwrap(await kb.entries.setStarred({ ids: [id], starred: true }))
    const state = pick(['unread', 'reading', 'read'] as const, next())
    if (kind === 'article') unwrap(await kb.entries.setReadState({ ids: [id], state }))
  }
  unwrap(await kb.entries.trash({ ids: items.filter((__, n) => n % 7 === 0).map(({ id }) => id) }))
  const live = unwrap(await kb.entries.list({ limit: 500 })).items
  const trash = unwrap(await kb.entries.list({ view: 'trash', limit: 500 })).items
  const facts = [...live, ...trash].map((summary) => ({ id: summary.id, summary, body: bodies.get(summary.title)! }))
  expect(facts).toHaveLength(22)
  expect(facts.every(({ body }) => typeof body === 'string')).toBe(true)
  return { library, facts }
}

const folded = (text: string): string => foldForMatching(text).text

function conditionHolds({ summary, body }: Facts, condition: Condition): boolean {
  const same = (a: string, b: string) => foldedTerm(a) === foldedTerm(b)
  switch (condition.key) {
    case 'kind':
      return summary.kind === condition.value
    case 'tag':
      return summary.tags.some((tag) => same(tag, condition.value))
    case 'category':
      return summary.categories.some((path) => `/${path.join('/')}/`.includes(`/${condition.value}/`))
    case 'author':
      if (AUTHORS.some((name) => same(name, condition.value))) return summary.author === condition.value
      return summary.author?.includes(condition.value) ?? false
    case 'source':
      return summary.feed === condition.value
    case 'is':
      if (condition.value === 'trash') return summary.deletedAt !== null
      return condition.value === 'starred' ? summary.starred : summary.readState === condition.value
    case 'has':
      return condition.value === 'image' && summary.images > 0
    case 'words': {
      const words =
        folded(body)
          .replace(/[\u3400-\u9fff]/g, ' x ')
          .match(/[a-z0-9](?:[a-z0-9.'-]*[a-z0-9])?/g)?.length ?? 0
      return words >= (condition.value.from ?? 0) && words <= (condition.value.to ?? Infinity)
    }
    case 'date': {
      const day = summary.publishedAt ?? '2023-08-01'
      const value = condition.value
      if ('last' in value) return day > '2023-07-02' && day <= '2023-08-01'
      return (value.from === null || day >= value.from) && (value.to === null || day <= `${value.to}~`)
    }
  }
}

function expected(query: Query, facts: Facts[]): number[] {
  const asksForTrash = JSON.stringify(query.root).includes('"trash"')
  const holds = (node: QueryNode, each: Facts): boolean => {
    if (node.type === 'filter') return conditionHolds(each, node.filter)
    if (node.type === 'not') return !holds(node.node, each)
    if (node.type !== 'text') {
      return node.type === 'and'
        ? node.nodes.every((part) => holds(part, each))
        : node.nodes.some((part) => holds(part, each))
    }
    const places = [
      ...(query.in === 'text' ? [] : [each.summary.title]),
      ...(query.in === 'title' ? [] : [each.body]),
      ...(query.in === null ? each.summary.tags : [])
    ]
    return places.some((text) => folded(text).includes(foldedTerm(node.text)))
  }
  return facts
    .filter(
      (each) => (asksForTrash || each.summary.deletedAt === null) && query.root !== null && holds(query.root, each)
    )
    .map(({ id }) => id)
}

const text = fc
  .tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 }), fc.nat(), fc.nat(5))
  .map(([words, from, length]) => {
    const joined = words.join('')
    return joined.slice(from % joined.length, (from % joined.length) + 1 + length)
  })
  .filter((each) => foldedTerm(each) !== '')
const value = (...values: string[]) => fc.constantFrom(...values)
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ key: fc.constant('tag' as const), value: value(...TAGS, 'b 端', '没有') }),
  fc.record({ key: fc.constant('category' as const), value: value('产品', '产品/需求', '需求', '研究', '没有') }),
  fc.record({ key: fc.constant('author' as const), value: value(...AUTHORS, '梁', '没有') }),
  fc.record({ key: fc.constant('source' as const), value: value('周刊', '日报') }),
  fc.record({ key: fc.constant('kind' as const), value: fc.constantFrom('article' as const, 'note' as const) }),
  fc.record({
    key: fc.constant('is' as const),
    value: fc.constantFrom('unread' as const, 'reading' as const, 'read' as const, 'starred' as const, 'trash' as const)
  }),
  fc.constantFrom<Condition>(
    { key: 'has', value: 'image' },
    { key: 'date', value: { from: '2022', to: '2022' } },
    { key: 'date', value: { from: '2022-02', to: '2022-05' } },
    { key: 'date', value: { from: '2022-02-02', to: null } },
    { key: 'date', value: { from: null, to: '2022-05' } },
    { key: 'date', value: { last: 30, unit: 'd' } },
    { key: 'words', value: { from: 6, to: 12 } },
    { key: 'words', value: { from: null, to: 5 } }
  )
)
const { node } = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: text.map((words) => ({ type: 'text' as const, text: words, exact: !isBare(words) })) },
    condition.map((filter) => ({ type: 'filter' as const, filter })),
    tie('node').map(negate),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
      .map(([type, nodes]) => join(type, nodes)!)
  )
}))
const asked: fc.Arbitrary<Query> = fc.record({
  root: node,
  in: fc.constantFrom(null, null, null, 'title' as const, 'text' as const),
  sort: fc.constantFrom(null, null, { by: 'date' as const, reversed: false }, { by: 'title' as const, reversed: true })
})

const rising = (a: number, b: number) => a - b

describe.each([
  ['nothing is indexed', 0, 3],
  ['half is indexed', 1, 4],
  ['all is indexed', 2, 5]
])('when %s', (_, indexed, seed) => {
  it('any query finds what holds, counts it, and orders it', async () => {
    const { library, facts } = await makeLibrary(seed)
    const { kb } = library
    if (indexed > 0) unwrap(await kb.search.catchUp(null).result)
    if (indexed === 1) {
      for (const { id, summary } of facts.slice(0, 11)) {
        unwrap(await kb.entries.tag({ ids: [id], add: ['又'] }))
        summary.tags.push('又')
      }
    }
    let telling = 0
    const byId = new Map(facts.map((each) => [each.id, each.summary]))
    await fc.assert(
      fc.asyncProperty(asked, fc.constantFrom('en' as const, 'zh-CN' as const), async (query, language) => {
        const typed = writeQuery(query, language)
        const all = expected(query, facts)
        if (all.length > 0 && all.length < facts.length) telling++
        const answer = unwrap(await kb.search.query({ query: typed, limit: 500 }))
        const found = answer.hits.map((hit) => hit.id)
        expect(found.toSorted(rising)).toEqual(all.toSorted(rising))
        expect(answer).toMatchObject({ total: all.length, exact: true })
        expect(unwrap(await kb.search.ids({ query: typed })).toSorted(rising)).toEqual(all.toSorted(rising))
        expect(unwrap(await kb.search.count({ queries: [typed] }))).toEqual([{ total: all.length, exact: true }])
        const page = unwrap(await kb.search.query({ query: typed, offset: 3, limit: 4 }))
        expect(page.hits.map((hit) => hit.id)).toEqual(found.slice(3, 7))
        if (query.sort?.by === 'title') {
          const titles = found.map((id) => byId.get(id)!.title)
          expect(titles).toEqual(titles.toSorted((a, b) => Buffer.compare(Buffer.from(b), Buffer.from(a))))
        }
        if (query.sort?.by === 'date') {
          const days = found.map((id) => byId.get(id)!.publishedAt ?? '2023-08-01')
          expect(days).toEqual(days.toSorted().toReversed())
        }
      }),
      { numRuns: 150 }
    )
    // Queries that find nothing or everything tell little.
    expect(telling).toBeGreaterThan(70)
  })
})
