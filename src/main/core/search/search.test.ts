import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForMatching } from '../../../shared/fold.ts'
import { unwrap } from '../../../shared/result.ts'
import { queryTerms } from '../../../shared/search-query.ts'
import type { SearchAnswer } from '../../../shared/search.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

interface Draft {
  title: string
  markdown: string
  tags?: string[]
}

async function add(library: TestLibrary, ...drafts: Draft[]): Promise<number[]> {
  const ids: number[] = []
  for (const draft of drafts) ids.push(unwrap(await library.kb.notes.create(draft)).id)
  return ids
}

const find = async (library: TestLibrary, query: string, limit = 50): Promise<SearchAnswer> =>
  unwrap(await library.kb.search.query({ query, limit }))

const titles = async (library: TestLibrary, query: string): Promise<string[]> =>
  (await find(library, query)).hits.map((hit) => hit.title)

const catchUp = async (library: TestLibrary) => unwrap(await library.kb.search.catchUp(null).result)

const drafts: Draft[] = [
  { title: '埋点方案怎么写', markdown: '先定指标，再写埋点。转化率、留存率都要能追到人。', tags: ['数据分析'] },
  { title: '一次MVP产品的复盘', markdown: '我们用 Node.js 和 C++ 各写了一遍，A/B测试的 prompts 由 ChatGPT 给出。' },
  { title: 'Ｂ２Ｂ報價單', markdown: '報價為什麼總要改五遍？因為客戶的採購流程沒有畫出來。' },
  { title: '⽤户增⻓笔记', markdown: '从 PDF 里粘来的字：增\u200b长、家⻓、⻔店。' },
  { title: '随手记', markdown: 'A plain English note about dashboards and café culture. 100% done 😀' }
]

// Every case holds both for entries that are only scanned and for indexed ones.
describe.each([
  ['before indexing', false],
  ['from the index', true]
])('search %s', (_, indexed) => {
  async function filled(): Promise<TestLibrary> {
    const library = createTestLibrary()
    await add(library, ...drafts)
    if (indexed) expect(await catchUp(library)).toEqual({ indexed: drafts.length })
    return library
  }

  it.each([
    ['埋', ['埋点方案怎么写']],
    ['率', ['埋点方案怎么写']],
    ['转化率、留存率', ['埋点方案怎么写']],
    ['标，再', ['埋点方案怎么写']],
    ['数据分析', ['埋点方案怎么写']],
    ['埋点 数据', ['埋点方案怎么写']],
    ['埋点 复盘', []],
    ['mvp', ['一次MVP产品的复盘']],
    ['MVP产品', ['一次MVP产品的复盘']],
    ['vp产', ['一次MVP产品的复盘']],
    ['node.js', ['一次MVP产品的复盘']],
    ['c++', ['一次MVP产品的复盘']],
    ['c+++', []],
    ['a/b测', ['一次MVP产品的复盘']],
    ['prompt', ['一次MVP产品的复盘']],
    ['rompt', ['一次MVP产品的复盘']],
    ['"js 和"', ['一次MVP产品的复盘']],
    ['“c++ 各写”', ['一次MVP产品的复盘']],
    ['b2b报价单', ['Ｂ２Ｂ報價單']],
    ['采购流程', ['Ｂ２Ｂ報價單']],
    ['報價', ['Ｂ２Ｂ報價單']],
    ['用户增长', ['⽤户增⻓笔记']],
    ['增长、家长、门店', ['⽤户增⻓笔记']],
    ['cafe', ['随手记']],
    ['CAFÉ', ['随手记']],
    ['100%', ['随手记']],
    ['😀', ['随手记']],
    ['ashbo', ['随手记']],
    ['ab', ['随手记']],
    ['没有的词', []],
    ['', []],
    ['  ', []],
    ['"', []]
  ])('%s', async (query, expected) => {
    expect(await titles(await filled(), query)).toEqual(expected)
  })

  it('marks the words in title and text as written', async () => {
    const library = await filled()
    const [hit] = (await find(library, '增长')).hits
    expect(hit?.titleRanges.map((range) => hit.title.slice(...range))).toEqual(['增⻓'])
    expect(hit?.ranges.map((range) => hit.snippet.slice(...range))).toEqual(['增\u200b长'])
    expect(hit).toMatchObject({ kind: 'note', count: 2, feed: null, tags: [] })
    expect(hit?.matches).toEqual([
      { field: 'title', offset: 2, length: 2 },
      { field: 'text', offset: 12, length: 3 }
    ])
    expect(await find(library, '埋点')).toMatchObject({ total: 1, exact: true, terms: ['埋点'] })
  })

  it('finds by tag with nothing to mark', async () => {
    const [hit] = (await find(await filled(), '数据分析')).hits
    expect(hit).toMatchObject({ tags: ['数据分析'], count: 0, matches: [], ranges: [], titleRanges: [] })
  })

  it('puts titles first, then frequent words, then the newest', async () => {
    const library = createTestLibrary()
    const filler = '其余的话与此无关。'.repeat(10)
    await add(
      library,
      { title: '甲', markdown: `一处灰度。${filler}` },
      { title: '乙', markdown: `一处灰度。${filler}` },
      { title: '丙', markdown: `灰度，灰度，还是灰度。${filler}` },
      { title: '灰度', markdown: filler }
    )
    if (indexed) await catchUp(library)
    expect(await titles(library, '灰度')).toEqual(['灰度', '丙', '乙', '甲'])
  })

  it('gives the best of all, however many hold the words', async () => {
    const library = createTestLibrary()
    const many = Array.from({ length: 240 }, (__, n) => ({
      title: `篇 ${n}`,
      markdown: `一处看板。${'别的话。'.repeat((n * 37) % 240)}`
    }))
    await add(library, ...many)
    if (indexed) await catchUp(library)
    const answer = await find(library, '一处看板', 20)
    const lengths = answer.hits.map((hit) => (Number(/\d+/.exec(hit.title)?.[0]) * 37) % 240)
    expect(lengths).toEqual(Array.from({ length: 20 }, (__, n) => n))
  })

  it('puts a word in a heading first among equals, and shows the heading', async () => {
    const library = createTestLibrary()
    const filler = '其余的话与此无关。'.repeat(30)
    const article = (title: string, body: string) => `---\ntitle: '${title}'\n---\n\n${body}\n`
    await library.importFiles({
      'a.md': article('甲', `灰度在前。${filler}\n\n## 灰度发布\n\n${filler}`),
      'b.md': article('乙', `灰度在前。${filler}\n\n灰度发布\n\n${filler}`),
      'c.md': article('丙', `灰度，灰度，灰度，还是灰度。${filler}\n\n${filler}`)
    })
    await add(
      library,
      { title: '丁', markdown: `灰度在前。${filler}\n\n### 灰度发布\n\n${filler}` },
      { title: '戊', markdown: `灰度在前。${filler}\n\n灰度发布\n\n${filler}` }
    )
    if (indexed) await catchUp(library)
    const { hits } = await find(library, '灰度')
    expect(hits.map((hit) => hit.title)).toEqual(['丙', '丁', '甲', '戊', '乙'])
    const shown = (title: string) => hits.find((hit) => hit.title === title)?.snippet
    expect([shown('甲'), shown('丁')].map((part) => part?.includes('灰度发布'))).toEqual([true, true])
    expect([shown('乙'), shown('丙')].map((part) => part?.startsWith('灰度'))).toEqual([true, true])
  })

  it('puts a whole word before the same letters inside one', async () => {
    const library = createTestLibrary()
    await add(
      library,
      { title: '全词', markdown: 'The art of asking comes first here, said someone.' },
      { title: '词中', markdown: 'One article, a party, a smart chart and a start here.' }
    )
    if (indexed) await catchUp(library)
    expect(await titles(library, 'art')).toEqual(['全词', '词中'])
  })

  it('leaves out what is in the trash or deleted, and finds it again when restored', async () => {
    const library = createTestLibrary()
    const ids = await add(library, { title: '信贷产品', markdown: '多行业' }, { title: '另一篇信贷', markdown: '' })
    if (indexed) await catchUp(library)
    await library.kb.entries.trash({ ids: ids.slice(0, 1) })
    expect(await find(library, '信贷')).toMatchObject({ total: 1, hits: [{ title: '另一篇信贷' }] })
    if (indexed) await catchUp(library)
    expect(await titles(library, '信贷')).toEqual(['另一篇信贷'])
    await library.kb.entries.restore({ ids: ids.slice(0, 1) })
    expect(await titles(library, '多行业')).toEqual(['信贷产品'])
    if (indexed) await catchUp(library)
    await library.kb.entries.trash({ ids })
    await library.kb.entries.purge({ ids })
    expect((await find(library, '信贷')).total).toBe(0)
    if (indexed) await catchUp(library)
    expect((await find(library, '信贷')).total).toBe(0)
  })

  it('follows an edit and a tag at once', async () => {
    const library = createTestLibrary()
    const [id = 0] = await add(library, { title: '旧标题', markdown: '旧内容' })
    if (indexed) await catchUp(library)
    const note = unwrap(await library.kb.notes.get({ id }))
    const saved = { id, revision: note.revision, title: '新标题', state: note.state.replace('旧内容', '新内容') }
    unwrap(await library.kb.notes.save(saved))
    expect((await find(library, '旧内容')).total).toBe(0)
    expect(await titles(library, '新内容')).toEqual(['新标题'])
    unwrap(await library.kb.entries.tag({ ids: [id], add: ['领域建模'] }))
    expect(await titles(library, '建模')).toEqual(['新标题'])
    if (indexed) await catchUp(library)
    expect(await titles(library, '新内容 建模')).toEqual(['新标题'])
    unwrap(await library.kb.tags.rename({ name: '领域建模', newName: '业务分析' }))
    expect((await find(library, '领域')).total).toBe(0)
    expect(await titles(library, '业务分析')).toEqual(['新标题'])
  })

  it('counts all and shows the best when there are more than asked for', async () => {
    const library = createTestLibrary()
    const many = Array.from({ length: 230 }, (__, n) => ({
      title: `第 ${n} 篇`,
      markdown: `看板${'看板'.repeat(n % 5)}`
    }))
    await add(library, ...many)
    if (indexed) await catchUp(library)
    const answer = await find(library, '看板', 10)
    expect(answer).toMatchObject({ total: 230, exact: true })
    expect(answer.hits).toHaveLength(10)
    // Numbers are parted by spaces in the title, so each stands alone: n % 5 = 4 has the most.
    expect(answer.hits.every((hit) => Number(/\d+/.exec(hit.title)?.[0]) % 5 === 4)).toBe(true)
    expect((await find(library, '看板', 500)).hits).toHaveLength(230)
  })

  it('finds the few that hold a term among many that hold its parts, and counts them', async () => {
    const library = createTestLibrary()
    const parts = Array.from({ length: 260 }, (__, n) => ({
      title: `篇 ${n}`,
      markdown: '看板上写着，板报旁边。'.repeat(n % 3)
    }))
    const whole = ['看板报', '看 板', '看 板报', '看板板报', '旧看板报'].map((markdown, n) => ({
      title: `全 ${n}`,
      markdown
    }))
    await add(library, ...parts.slice(0, 130), ...whole, ...parts.slice(130))
    if (indexed) await catchUp(library)
    const answer = await find(library, '看板报', 500)
    expect(answer.hits.map((hit) => hit.title).toSorted()).toEqual(['全 0', '全 4'])
    expect(answer).toMatchObject({ total: 2, exact: true })
    expect(unwrap(await library.kb.search.count({ queries: ['看板报', '看板', '板上写 报旁', '没有'] }))).toEqual([
      { total: 2, exact: true },
      { total: 176, exact: true },
      { total: 173, exact: true },
      { total: 0, exact: true }
    ])
  })

  it('misses nothing and invents nothing, compared with reading everything', async () => {
    const library = createTestLibrary()
    const phrases = fc.sample(
      fc.string({
        unit: fc.constantFrom(
          ...'产品用户需求分析数据的了在，。：',
          'MVP',
          'Saas ',
          'a/b',
          'B2B',
          ' ',
          '報價',
          '⽤',
          '😀',
          '\u200b'
        ),
        minLength: 5,
        maxLength: 40
      }),
      { numRuns: 40, seed: 7 }
    )
    const texts = phrases.map((phrase, n) => ({ title: `标题${n}`, markdown: `${phrase}正文` }))
    const ids = await add(library, ...texts)
    if (indexed) await catchUp(library)
    const read = new Map<number, string>()
    for (const id of ids) {
      const { title } = unwrap(await library.kb.entries.get({ id }))
      const [hit] = (await find(library, `"${title}"`)).hits
      // A short text is its own snippet.
      read.set(id, foldForMatching(`${title}\uffff${hit?.snippet ?? ''}`).text)
    }
    const corpus = [...read.values()]
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 30 }), async (which, at, length) => {
        const source = corpus[which % corpus.length] ?? ''
        const query = source.slice(at % source.length, (at % source.length) + length)
        fc.pre(query.isWellFormed() && !query.includes('\uffff') && !query.includes('"'))
        const terms = queryTerms(query)
        const expected = [...read].filter(([, text]) => terms.every((term) => text.includes(term))).map(([id]) => id)
        const answer = await find(library, query, 500)
        const found = answer.hits.map((hit) => hit.id).toSorted((a, b) => a - b)
        expect(found).toEqual(terms.length > 0 ? expected : [])
        expect(answer).toMatchObject({ total: found.length, exact: true })
      }),
      { numRuns: 150 }
    )
  })
})

describe('pages far down a list', () => {
  it.each(['盘点', '盘点 仓库', '盘点 -第二', '盘点 sort:title', '盘 OR 点'])(
    '%s: hold every hit once, in one order, while some are not indexed',
    async (query) => {
      const library = createTestLibrary()
      const draft = (n: number) => ({ title: `第${n}次`, markdown: `${'盘点仓库。'.repeat(1 + (n % 7))}${n % 9}` })
      await add(library, ...Array.from({ length: 600 }, (_, n) => draft(n)))
      await catchUp(library)
      await add(library, ...Array.from({ length: 60 }, (_, n) => draft(600 + n)))
      const seen: number[] = []
      for (let offset = 0; offset < 700; offset += 100) {
        const { hits, total } = unwrap(await library.kb.search.query({ query, offset, limit: 100 }))
        if (offset >= 500) expect(total).toBe(660)
        seen.push(...hits.map(({ id }) => id))
      }
      expect(new Set(seen).size).toBe(660)
      expect(seen).toHaveLength(660)
      expect(unwrap(await library.kb.search.ids({ query }))).toEqual(seen)
    }
  )

  it('show what comes and goes', async () => {
    const library = createTestLibrary()
    const ids = await add(library, ...Array.from({ length: 520 }, (_, n) => ({ title: `第${n}次`, markdown: '盘点' })))
    const total = async () => unwrap(await library.kb.search.query({ query: '盘点', offset: 500, limit: 100 })).total
    expect(await total()).toBe(520)
    unwrap(await library.kb.entries.trash({ ids: ids.slice(0, 3) }))
    expect(await total()).toBe(517)
    await add(library, { title: '再来', markdown: '盘点' })
    expect(await total()).toBe(518)
  })
})

describe('indexing', () => {
  it('happens by itself and tells when it is done', async () => {
    const library = createTestLibrary()
    const done = new Promise((resolve) => library.kb.search.changed(resolve))
    await add(library, ...drafts)
    expect(unwrap(await library.kb.search.status(null)).total).toBe(drafts.length)
    expect(await done).toEqual({ indexed: drafts.length, total: drafts.length })
    expect(unwrap(await library.kb.search.status(null))).toEqual({ indexed: drafts.length, total: drafts.length })
  })

  it('can be done anew, with progress, and be cancelled', async () => {
    const library = createTestLibrary()
    const filler = '一段足够长的话，好让一次切片装不下它。'.repeat(300)
    await add(library, ...Array.from({ length: 60 }, (_, n) => ({ title: `篇${n}`, markdown: filler })))
    const seen: number[] = []
    const whole = library.kb.search.reindex(null, { onProgress: ({ done }) => void seen.push(done) })
    expect(unwrap(await whole.result)).toEqual({ indexed: 60 })
    expect(seen.at(-1)).toBe(60)

    const cancelled = library.kb.search.reindex(null)
    await library.kb.search.status(null)
    cancelled.cancel()
    expect(await cancelled.result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect((await find(library, '切片')).total).toBe(60)
  })
})
