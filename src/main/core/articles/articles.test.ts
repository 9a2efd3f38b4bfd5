import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

const FEED = `
---
title: '售后回访：听见“还行”时要再问一句'
categories: 
 - 新媒体
 - 田埂产品笔记
 - 用户研究
author: 田埂产品笔记
tags: [回访, 访谈]
date: Thu, 10 Feb 2022 00:00:00 GMT
---

<div>   
<blockquote><p>编辑导语：客户说还行，多半是不想多说。</p></blockquote>
<p><img src="https://img.example.com/a/1.png" alt="回访流程" width="800" height="450"></p>
<h2 id="toc-1">再问一句</h2>
<p onclick="steal()">“上一次是<strong>什么时候</strong>用的？” <a href="javascript:alert(1)">点这里</a><script>alert(2)</script></p>
<h2 id="toc-2">记下来</h2>
<p><img src="//evil.example.com/x.png"><img src="\\\\server\\share\\y.png">原话比结论值钱。<iframe src="https://x.example.com"></iframe></p>
<p>本文由 @小满 原创发布于田埂产品笔记，未经许可，禁止转载。</p>
</div>
            `

/** Imports one file and gives its entry's id. */
async function importOne(library: TestLibrary, content = FEED, name = '回访.md'): Promise<number> {
  const { batchId } = await library.importFiles({ [name]: content })
  const { items } = unwrap(await library.kb.imports.items({ batchId }))
  return items[0]!.entryId!
}

describe('articles.get', () => {
  test('gives the article with its contents, images, facts and source', async () => {
    const library = createTestLibrary()
    const article = unwrap(await library.kb.articles.get({ id: await importOne(library) }))
    expect(article).toMatchObject({
      kind: 'article',
      title: '售后回访：听见“还行”时要再问一句',
      feed: '田埂产品笔记',
      publishedAt: '2022-02-10',
      categories: [['新媒体', '田埂产品笔记', '用户研究']],
      tags: ['回访', '访谈'],
      readState: 'unread',
      readProgress: 0,
      position: null,
      toc: [
        { id: 'toc-1', level: 2, text: '再问一句' },
        { id: 'toc-2', level: 2, text: '记下来' }
      ],
      facts: { dateIsCrawlTime: false },
      source: { name: '回访.md', format: 'feed', encoding: 'utf-8', bytes: Buffer.byteLength(FEED) }
    })
    expect(article.imageList[0]).toEqual({
      src: 'https://img.example.com/a/1.png',
      host: 'img.example.com',
      alt: '回访流程',
      width: 800,
      height: 450
    })
  })

  test('fails for a note and for what is not there', async () => {
    const { kb } = createTestLibrary()
    const note = unwrap(await kb.notes.create({ title: '不是文章' }))
    const expected = { ok: false, error: { code: 'not_found', key: 'entryNotFound' } }
    for (const id of [note.id, 999]) {
      expect(await kb.articles.get({ id })).toMatchObject(expected)
      expect(await kb.articles.export({ id, format: 'text' })).toMatchObject(expected)
      expect(await kb.articles.rename({ id, title: '新' })).toMatchObject(expected)
      const position = { block: 0, offset: 0, progress: 0 }
      expect(await kb.articles.savePosition({ id, position })).toMatchObject(expected)
    }
  })
})

describe('articles.savePosition', () => {
  test('moves from unread to reading to read, never back, and keeps the place', async () => {
    const library = createTestLibrary()
    const id = await importOne(library)
    const told: number[][] = []
    library.kb.entries.changed(({ ids }) => told.push(ids))
    const save = async (block: number, progress: number) =>
      unwrap(await library.kb.articles.savePosition({ id, position: { block, offset: 12.5, progress } })).readState

    const still = { block: 0, offset: 0, progress: 0 }
    expect(unwrap(await library.kb.articles.savePosition({ id, position: still })).readState).toBe('unread')
    expect(told).toEqual([])
    expect(await save(2, 0.3)).toBe('reading')
    expect(await save(3, 0.969)).toBe('reading')
    expect(told).toEqual([[id]])
    expect(await save(5, 0.97)).toBe('read')
    expect(await save(1, 0.1)).toBe('read')
    expect(told).toEqual([[id], [id]])

    const article = unwrap(await library.kb.articles.get({ id }))
    expect(article).toMatchObject({
      readState: 'read',
      readProgress: 0.1,
      position: { block: 1, offset: 12.5, progress: 0.1 }
    })
  })

  test('refuses a progress beyond the end', async () => {
    const library = createTestLibrary()
    const id = await importOne(library)
    const position = { block: 0, offset: 0, progress: 1.01 }
    expect(await library.kb.articles.savePosition({ id, position })).toMatchObject({ error: { code: 'invalid_input' } })
  })
})

describe('articles.rename', () => {
  test('changes the title, counts the revision and keeps the first title', async () => {
    let now = 1000
    const library = createTestLibrary({ now: () => now })
    const id = await importOne(library)
    const before = unwrap(await library.kb.articles.get({ id }))
    const told: number[][] = []
    library.kb.entries.changed(({ ids }) => told.push(ids))
    now = 2000
    unwrap(await library.kb.articles.rename({ id, title: '  回访三问  ' }))
    unwrap(await library.kb.articles.rename({ id, title: '回访四问' }))
    expect(unwrap(await library.kb.articles.get({ id }))).toMatchObject({
      title: '回访四问',
      originalTitle: before.title,
      revision: before.revision + 2,
      updatedAt: 2000
    })
    expect(told).toEqual([[id], [id]])
    expect(await library.kb.articles.rename({ id, title: ' ' })).toMatchObject({ error: { code: 'invalid_input' } })
  })
})

describe('articles.export', () => {
  test('markdown comes back as the same article', async () => {
    const library = createTestLibrary()
    const id = await importOne(library)
    const markdown = unwrap(await library.kb.articles.export({ id, format: 'markdown' }))
    const other = createTestLibrary()
    const again = unwrap(await other.kb.articles.get({ id: await importOne(other, markdown, 'export.md') }))
    const first = unwrap(await library.kb.articles.get({ id }))
    const kept = ({ title, author, feed, publishedAt, categories, tags, toc, imageList }: typeof first) => ({
      title,
      author,
      feed,
      publishedAt,
      categories,
      tags,
      toc: toc.map(({ level, text }) => ({ level, text })),
      images: imageList.map(({ src, alt }) => ({ src, alt }))
    })
    expect(kept(again)).toEqual(kept(first))
    expect(markdown).toContain('\n## 再问一句\n')
    expect(markdown).not.toMatch(/javascript:|alert\(|evil\.example/)
  })

  test('markdown keeps several categories apart', async () => {
    const library = createTestLibrary()
    const source = `---\ntitle: '两个分类: "甲" 与 乙'\ncategories: [[行业, 金融], [方法]]\n---\n\n正文一段。\n`
    const id = await importOne(library, source)
    const markdown = unwrap(await library.kb.articles.export({ id, format: 'markdown' }))
    const other = createTestLibrary()
    const again = unwrap(await other.kb.articles.get({ id: await importOne(other, markdown) }))
    expect(again).toMatchObject({ title: '两个分类: "甲" 与 乙' })
    expect(new Set(again.categories.map(String))).toEqual(new Set(['方法', '行业,金融']))
  })

  test('html is a whole page that cannot run anything', async () => {
    const library = createTestLibrary()
    const id = await importOne(library)
    unwrap(await library.kb.articles.rename({ id, title: '<b>回访</b> & "原话"' }))
    const page = unwrap(await library.kb.articles.export({ id, format: 'html' }))
    expect(page).toMatch(/^<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">/)
    expect(page).toContain('<title>&lt;b&gt;回访&lt;/b&gt; &amp; &quot;原话&quot;</title>')
    expect(page).toContain('<strong>什么时候</strong>')
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<script|<iframe|\son\w+\s*=|javascript:|evil\.example|\\\\server/i)
  })

  test('html of an English article says so', async () => {
    const library = createTestLibrary()
    const id = await importOne(library, '# Field notes\n\nAsk when they last used it, not whether they like it.\n')
    expect(unwrap(await library.kb.articles.export({ id, format: 'html' }))).toContain('<html lang="en">')
  })

  test('text starts with the title and holds every paragraph', async () => {
    const library = createTestLibrary()
    const text = unwrap(await library.kb.articles.export({ id: await importOne(library), format: 'text' }))
    expect(text.startsWith('售后回访：听见“还行”时要再问一句\n')).toBe(true)
    expect(text).toContain('原话比结论值钱。')
    expect(text).not.toMatch(/[<>]/)
  })
})
