import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { keywordsOf } from './keywords.ts'

const COLD = '冷链车队每天清晨交接温度记录仪，司机签收之后，调度台才放行下一趟冷链车队。'
const MENU = '食堂小程序的点餐高峰只有二十分钟，取餐柜满了，点餐高峰就变成排队高峰。'
const RENT = '共享办公的工位退租流程里，押金退还要走三道审批，退租流程因此拖到月底。'

async function note(library: TestLibrary, title: string, markdown: string): Promise<number> {
  return unwrap(await library.kb.notes.create({ title, markdown })).id
}

const relatedTo = async (library: TestLibrary, id: number) => unwrap(await library.kb.search.related({ id }))

// What changed since it was indexed is compared as well.
describe.each([
  ['before indexing', false],
  ['from the index', true]
])('entries like one, %s', (_, indexed) => {
  async function filled(): Promise<{ library: TestLibrary; ids: number[] }> {
    const library = createTestLibrary()
    const ids: number[] = []
    for (const [n, text] of [COLD, MENU, RENT, COLD, MENU, RENT].entries()) {
      ids.push(
        await note(library, `随笔 ${n}`, `${text}${text}第 ${n} 天又看了一遍。${n % 2 === 0 ? text : '别的事不提。'}`)
      )
    }
    if (indexed) unwrap(await library.kb.search.catchUp(null).result)
    return { library, ids }
  }

  test('share its words, which are shown', async () => {
    const { library, ids } = await filled()
    for (const [n, id] of ids.entries()) {
      const [first] = await relatedTo(library, id)
      expect(first?.id).toBe(ids[(n + 3) % 6])
    }
    const [twin] = await relatedTo(library, ids[0] ?? 0)
    expect(twin).toMatchObject({ kind: 'note', title: '随笔 3', feed: null })
    expect(twin?.terms).toContain('冷链车队')
    expect(twin?.terms.length).toBeLessThanOrEqual(5)
  })

  test('are neither the entry itself nor in the trash', async () => {
    const { library, ids } = await filled()
    const [first, , , twin] = ids
    unwrap(await library.kb.entries.trash({ ids: [twin ?? 0] }))
    const found = (await relatedTo(library, first ?? 0)).map((entry) => entry.id)
    expect(found).not.toContain(first)
    expect(found).not.toContain(twin)
  })

  test('do not share an advert alone', async () => {
    const library = createTestLibrary()
    const advert =
      '<p>扫码报名《流程训练营》，名额有限，早鸟价 199 元/人。</p><p>添加班主任微信，领取训练营的课程大纲。</p>'
    const article = (title: string, text: string) => `---
title: '${title}'
date: Thu, 10 Feb 2022 00:00:00 GMT
---
<div>
<p>${text.repeat(12)}</p>
<p>${text.repeat(12)}</p>
<h2>写在最后</h2>
${advert}<p>${'训练营由多位导师亲授，学员可以进训练营的群。'.repeat(20)}</p>
<p>长按识别下方二维码，立即报名</p>
<p><img src="https://img.example.com/code.png" width="200" height="200"></p>
</div>`
    const { batchId } = await library.importFiles({ '1.md': article('交接', COLD), '2.md': article('取餐', MENU) })
    if (indexed) unwrap(await library.kb.search.catchUp(null).result)
    const { items } = unwrap(await library.kb.imports.items({ batchId }))
    for (const { entryId } of items) {
      const article = unwrap(await library.kb.articles.get({ id: entryId ?? 0 }))
      expect(article.promotion.from).not.toBeNull()
      expect(await relatedTo(library, entryId ?? 0)).toEqual([])
    }
  })
})

test('an entry that is gone is named as such', async () => {
  const library = createTestLibrary()
  expect(await library.kb.search.related({ id: 7 })).toMatchObject({ ok: false, error: { key: 'entryNotFound' } })
})

describe('keywords', () => {
  const shown = (title: string, body: string) => keywordsOf(title, body).map((keyword) => keyword.shown)

  test('words that stand together are one', () => {
    const found = shown('', `${COLD}${COLD}`)
    expect(found).toContain('冷链车队')
    expect(found).not.toContain('冷链')
  })

  test('are shown as written, and numbers are none', () => {
    const found = shown('ＳａａＳ 与 SOP', '⽤⼾ 2024 年 3 次提到 SOP。')
    expect(found).toEqual(expect.arrayContaining(['ＳａａＳ', 'SOP', '⽤⼾']))
    expect(found.some((word) => /\d/.test(word))).toBe(false)
  })

  test('of an empty text are none', () => {
    expect(shown('', '')).toEqual([])
    expect(shown('！', '……')).toEqual([])
  })
})
