import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { prose } from '../testing-prose.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { LikenessIndex } from './likeness-index.ts'
import { fromBlob, SAME, signatureOf, SIMILAR, similarity, toBlob } from './similarity.ts'

const signed = (text: string): Uint32Array => {
  const signature = signatureOf(text)
  if (signature === null) throw new Error('too short')
  return signature
}
const score = (a: string, b: string) => similarity(signed(a), signed(b))

/** The share of shingles in common, counted. */
function jaccard(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => {
    const letters = text.replace(/[^\p{L}\p{N}]/gu, '')
    return new Set(Array.from({ length: letters.length - 4 }, (_, i) => letters.slice(i, i + 5)))
  }) as [Set<string>, Set<string>]
  const common = [...first].filter((shingle) => second.has(shingle)).length
  return common / (first.size + second.size - common)
}

describe('the signature', () => {
  test('is the same for the same words, however they are written', () => {
    const text = `${prose(1)}数据分析，ABC 测试。`
    const other = `${prose(1)}\n\n數據分析 —— ａｂｃ测试！\n本文由 @甲 原创发布于某站，未经许可，禁止转载\n题图来自 Unsplash`
    expect(score(text, other)).toBe(1)
  })

  test('is that of other words for other texts', () => {
    for (let seed = 2; seed < 40; seed++) expect(score(prose(1), prose(seed))).toBeLessThan(0.1)
  })

  test('estimates the share of common shingles', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 0.9, noNaN: true }), (seed, share) => {
        const text = prose(seed)
        const other = text.slice(Math.floor(text.length * share)) + prose(seed + 1, 10)
        // Four standard errors of 128 numbers.
        expect(Math.abs(score(text, other) - jaccard(text, other))).toBeLessThan(0.18)
      }),
      { numRuns: 60 }
    )
  })

  test('tells the same, the similar and the rest apart', () => {
    const text = prose(7)
    const typo = text.replace(text.slice(100, 103), '改过字')
    expect(score(text, typo)).toBeGreaterThanOrEqual(SAME)
    const rewritten = text.slice(0, text.length * 0.85) + prose(8, 9)
    expect(score(text, rewritten)).toBeGreaterThanOrEqual(SIMILAR)
    expect(score(text, rewritten)).toBeLessThan(SAME)
    expect(score(text, text.slice(0, text.length * 0.3) + prose(9, 40))).toBeLessThan(SIMILAR)
  })

  test('needs some text', () => {
    expect(signatureOf('')).toBeNull()
    expect(signatureOf('，。！？'.repeat(100))).toBeNull()
    expect(signatureOf('短'.repeat(79))).toBeNull()
    expect(signatureOf('短'.repeat(80))).toHaveLength(128)
  })

  test('is kept without loss', () => {
    expect(fromBlob(toBlob(signed(prose(3))))).toEqual(signed(prose(3)))
  })
})

test('all that are nearly the same are found, as if all were compared with all', () => {
  const articles: { id: number; signature: Uint32Array }[] = []
  for (let seed = 0; seed < 700; seed++) {
    const text = prose(seed, 20)
    articles.push({ id: seed * 2 + 1, signature: signed(text) })
    const kept = 0.75 + (seed % 25) / 100
    articles.push({ id: seed * 2 + 2, signature: signed(text.slice(0, text.length * kept) + prose(seed + 1000, 1)) })
  }
  const index = new LikenessIndex()
  const found: string[] = []
  for (const { id, signature } of articles) {
    for (const other of index.find(signature, SAME)) {
      if (similarity(signature, articles[other - 1]!.signature) >= SAME) found.push(`${other} ${id}`)
    }
    index.add(id, signature)
  }
  const all = articles.flatMap((a) =>
    articles.filter((b) => a.id < b.id && similarity(a.signature, b.signature) >= SAME).map((b) => `${a.id} ${b.id}`)
  )
  expect(all.length).toBeGreaterThan(100)
  expect(found.toSorted()).toEqual(all.toSorted())
})

test('in a crowd of copies each is compared with a few', () => {
  const signature = signed(prose(1))
  const index = new LikenessIndex()
  for (let id = 1; id <= 3000; id++) {
    expect(index.find(signature, SAME)).toHaveLength(Math.min(id - 1, 10))
    index.add(id, signature)
  }
})

describe('in a library', () => {
  const ADVERT = `
<p>如果你也想学流程，不用担心，我们为你准备了实战营。</p>
<p>扫码报名《流程训练营》，名额有限，早鸟价 199 元/人。</p>
<p>添加班主任微信，领取课程大纲。</p>
<p>长按识别下方二维码，立即报名</p>`
  const page = (title: string, text: string, end = '') =>
    `---\ntitle: ${title}\n---\n<div>\n${text.replace(/.+/g, '<p>$&</p>')}${end}\n</div>`

  async function open(files: Record<string, string>): Promise<TestLibrary & { id(title: string): Promise<number> }> {
    const library = createTestLibrary()
    await library.importFiles(files)
    const id = async (title: string) => {
      const { items } = unwrap(await library.kb.entries.list({ limit: 500 }))
      return items.find((item) => item.title === title)!.id
    }
    return { ...library, id }
  }

  test('near copies are named, whatever advert each ends with', async () => {
    const text = prose(1)
    const { kb, id } = await open({
      'a.md': page('原文', text),
      'b.md': page('转载', text, ADVERT),
      'c.md': page('改写', text.slice(0, text.length * 0.85) + prose(2, 9)),
      'd.md': page('别的', prose(3))
    })
    const similar = unwrap(await kb.articles.similar({ id: await id('原文') }))
    expect(similar.map((other) => other.title)).toEqual(['转载', '改写'])
    expect(similar[0]!.score).toBe(1)
    expect(unwrap(await kb.articles.similar({ id: await id('别的') }))).toEqual([])

    const { total, items } = unwrap(await kb.articles.duplicates({}))
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ a: { title: '原文' }, b: { title: '转载' }, score: 1 })
    expect(unwrap(await kb.articles.duplicates({ least: SIMILAR, limit: 1 }))).toMatchObject({ total: 3, items: [{}] })
  })

  test('what is in the trash is left out; a moved border changes what an article is like', async () => {
    const text = prose(1, 20)
    const { kb, id } = await open({ 'a.md': page('原文', text), 'b.md': page('加长', `${text}\n${prose(2, 40)}`) })
    const [a, b] = [await id('原文'), await id('加长')]
    const similar = async () => unwrap(await kb.articles.similar({ id: a })).map((other) => other.title)
    expect(await similar()).toEqual([])
    unwrap(await kb.articles.setPromotion({ id: b, from: 20 }))
    expect(await similar()).toEqual(['加长'])
    unwrap(await kb.entries.trash({ ids: [b] }))
    expect(await similar()).toEqual([])
    expect(unwrap(await kb.articles.duplicates({})).total).toBe(0)
  })

  test('a short article and a missing one', async () => {
    const { kb, id } = await open({ 'a.md': page('短', '一句话。') })
    expect(unwrap(await kb.articles.similar({ id: await id('短') }))).toEqual([])
    expect(await kb.articles.similar({ id: 999 })).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })
})
