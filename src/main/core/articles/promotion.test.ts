import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

const PROSE = '补单的入口关掉以后，第一周怨声不断，第三周差异少了六成。'
const FEED = `---
title: '先关掉补单的入口'
date: Thu, 10 Feb 2022 00:00:00 GMT
---
<div>
<p>${PROSE.repeat(20)}</p>
<p>${PROSE.repeat(20)}</p>
<h2 id="toc-1">写在最后</h2>
<p>扫码报名《流程训练营》，名额有限，早鸟价 199 元/人。</p>
<p>添加班主任微信，领取训练营的课程大纲。${'课程由多位导师亲授，学员可以进群。'.repeat(30)}</p>
<p>长按识别下方二维码，立即报名</p>
<p>👇👇👇</p>
<p><img src="https://img.example.com/code.png" width="200" height="200"></p>
</div>`
const BORDER = 2

async function importOne(library: TestLibrary, content = FEED): Promise<number> {
  const { batchId } = await library.importFiles({ '补单.md': content })
  const { items } = unwrap(await library.kb.imports.items({ batchId }))
  return items[0]!.entryId!
}

describe('an advert at the end of an article', () => {
  test('is found at import, kept, and left out of reading time, excerpt and the snippets of search', async () => {
    const library = createTestLibrary()
    const article = unwrap(await library.kb.articles.get({ id: await importOne(library) }))
    expect(article.promotion).toEqual({ from: BORDER, chosen: false, open: false })
    expect(article.tree).toHaveLength(8)
    expect(article.readingMinutes).toBe(3)
    expect(article.excerpt).not.toContain('报名')

    const both = unwrap(await library.kb.search.query({ query: '第三周' })).hits[0]!
    expect(both.snippet).toContain('怨声不断')
    const inside = unwrap(await library.kb.search.query({ query: '早鸟价' })).hits[0]!
    expect(inside).toMatchObject({ id: article.id, matches: [{ field: 'text' }] })
    expect(inside.snippet).toContain('早鸟价')
  })

  test('begins where the user says, or nowhere, or again where import found it', async () => {
    const library = createTestLibrary()
    const { kb } = library
    const id = await importOne(library)
    const promotion = async (from: number | null | 'auto') => {
      unwrap(await kb.articles.setPromotion({ id, from }))
      const article = unwrap(await kb.articles.get({ id }))
      return [article.promotion.from, article.promotion.chosen, article.readingMinutes]
    }
    expect(await promotion(1)).toEqual([1, true, 1])
    expect(await promotion(null)).toEqual([null, true, 4])
    // The whole article is one: nothing is folded, so all of it is read.
    expect(await promotion(0)).toEqual([0, true, 4])
    expect(await promotion('auto')).toEqual([BORDER, false, 3])
  })

  test('search shows what stands before the border as it is now', async () => {
    const library = createTestLibrary()
    const word = '流程'
    const id = await importOne(
      library,
      FEED.replace('早鸟价', `${word}、${word}，早鸟价`).replace(PROSE, `${word}。${PROSE}`)
    )
    const snippet = async () => unwrap(await library.kb.search.query({ query: word })).hits[0]!.snippet
    expect(await snippet()).not.toContain('报名')
    unwrap(await library.kb.articles.setPromotion({ id, from: null }))
    expect(await snippet()).toContain('报名')
  })

  test('stays open or folded as it was left', async () => {
    const library = createTestLibrary()
    const id = await importOne(library)
    const isOpen = async () => unwrap(await library.kb.articles.get({ id })).promotion.open
    unwrap(await library.kb.articles.openPromotion({ id, open: true }))
    expect(await isOpen()).toBe(true)
    unwrap(await library.kb.articles.openPromotion({ id, open: false }))
    expect(await isOpen()).toBe(false)
  })

  test('a border beyond the article and an entry that is no article are refused', async () => {
    const library = createTestLibrary()
    const id = await importOne(library)
    const { kb } = library
    const note = unwrap(await kb.notes.create({ title: '不是文章' }))
    expect(await kb.articles.setPromotion({ id, from: 8 })).toMatchObject({ error: { code: 'invalid_input' } })
    expect(await kb.articles.setPromotion({ id, from: -1 })).toMatchObject({ error: { code: 'invalid_input' } })
    for (const other of [note.id, 999]) {
      expect(await kb.articles.setPromotion({ id: other, from: null })).toMatchObject({ error: { code: 'not_found' } })
      expect(await kb.articles.openPromotion({ id: other, open: true })).toMatchObject({ error: { code: 'not_found' } })
    }
    expect(unwrap(await kb.articles.get({ id })).promotion).toEqual({ from: BORDER, chosen: false, open: false })
  })
})
