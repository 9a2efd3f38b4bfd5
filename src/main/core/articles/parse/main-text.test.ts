import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { processorTime } from '../../testing.ts'
import { parseArticle, treeToHtml } from './index.ts'
import type { ParsedArticle } from './index.ts'

const PAGES = join(import.meta.dirname, 'testdata', 'pages')
const layouts = readdirSync(PAGES).filter((name) => name.endsWith('.html'))
const layout = (name: string): string => readFileSync(join(PAGES, name), 'utf8')

const TITLE = '库存为什么总是对不上'
const BODY = `<p>周一的会上，仓库主管说系统里的数又对不上了，差了<strong>三十七件</strong>。</p>
<h2>先看单据</h2><ul><li>入库单</li><li>移库单</li></ul>
<p>我们把三张单子摊在桌上，<a href="https://cang.example.net/b">逐行核对</a>，发现移库没有回传。</p>
<blockquote><p>数字不会说谎，记数字的人会忘。</p></blockquote><pre>库存 = 期初 + 入 - 出</pre>
<table><tr><th>仓</th><th>差</th></tr><tr><td>东</td><td>12</td></tr></table><p><img src="https://cang.example.net/1.png" alt="单据"></p>
<p>如果只能先做一件事，先让移库有一个确认。</p>`
const BODY_TEXT = parse(`<div>${BODY}</div>`).text

function parse(html: string): ParsedArticle {
  return parseArticle(new TextEncoder().encode(html), 'x.html')
}

const filled = (name: string, title = TITLE, body = BODY): string =>
  layout(name)
    .replaceAll('{{title}}', title)
    .replaceAll('{{body}}', () => body)

describe('a page of', () => {
  test.each(layouts)('%s keeps its body and leaves out what stands around it', async (name) => {
    const { tree, text, title, author, publishedAt, feed, tags, url, cover, facts, warnings } = parse(filled(name))
    expect(text).toContain(BODY_TEXT)
    const said = { title, author, publishedAt, feed, tags, url, cover, language: facts.language, warnings }
    await expect(`${JSON.stringify(said, null, 2)}\n\n${treeToHtml(tree)}\n`).toMatchFileSnapshot(
      join(PAGES, `${name}.golden`)
    )
  })

  test.each(layouts)('%s keeps any body whole', (name) => {
    const sentence = fc.constantFrom(
      '移库要有确认。',
      '他说先数货架，再看系统，最后才开会，这样争的是同一批货。',
      'Counting twice is cheaper than arguing once.',
      '短'
    )
    const block = fc.oneof(
      sentence.map((text) => [text, `<p>${text}</p>`] as const),
      sentence.map((text) => [text, `<h3>${text}</h3>`] as const),
      sentence.map((text) => [text, `<ul><li>${text}</li></ul>`] as const),
      sentence.map((text) => [text, `<blockquote>${text}</blockquote>`] as const)
    )
    fc.assert(
      fc.property(fc.array(block, { minLength: 6, maxLength: 40 }), (blocks) => {
        const lines = parse(filled(name, TITLE, blocks.map(([, html]) => html).join(''))).text.split('\n')
        const expected = blocks.map(([text]) => text)
        const start = lines.findIndex((_, at) => expected.every((text, i) => lines[at + i] === text))
        // A layout of tables is only told from a table of data by how much stands in its middle.
        expect(start >= 0 || (name === 'tables.html' && expected.every((text) => lines.join('').includes(text)))).toBe(
          true
        )
      }),
      { numRuns: 30 }
    )
  })
})

describe('a page with nothing around its content is kept whole', () => {
  test.each([
    ['paragraphs', '<p>第一段讲记账，很短。</p><p>第二段。</p>'],
    [
      'one container',
      '<div class="container"><h1>题</h1><p>只有一句话的一页。</p><ul><li><a href="https://a.b">一</a></li></ul></div>'
    ],
    [
      'a list of links at its end',
      '<h1>题</h1><p>正文讲了三种盘点的做法，各有各的代价。</p><h2>参考</h2><ul><li><a href="https://a.b/1">甲</a></li><li><a href="https://a.b/2">乙</a></li></ul>'
    ],
    ['links alone', '<ul><li><a href="https://a.b/1">盘点</a></li><li><a href="https://a.b/2">移库</a></li></ul>'],
    ['pictures alone', '<h1>海报</h1><img src="https://a.b/1.png"><img src="https://a.b/2.png">'],
    [
      'a table of data',
      '<h1>职位</h1><table><tr><th>职责</th><td>负责仓储产品的规划、设计和落地，跟进一线的使用情况，持续改进流程与指标，推动跨部门的协作与复盘。</td></tr><tr><th>地点</th><td>杭州</td></tr></table>'
    ],
    [
      'side notes',
      '<main><p>先停移库，再开始盘点。</p><aside>提示：夜班先交接再停。</aside><p>盘完再放开，逐仓确认。</p></main>'
    ],
    [
      'a quotation with its source',
      '<article><p>有人这样说过盘点这件事：</p><blockquote><p>数字不会说谎。</p><footer>禾田</footer></blockquote></article>'
    ],
    [
      'boxes that the author set apart',
      '<main><p>先停移库，再开始盘点。</p><div class="alert alert-info">夜班先交接。</div><div class="admonition note">别忘了签字。</div></main>'
    ],
    [
      'sections called by what they are about',
      '<article><div class="section" id="sharing"><h2>共享</h2><p>共享仓的货归谁，先说清楚，再谈盘点。</p></div><div class="section" id="cookies"><h2>饼干</h2><p>饼干按箱盘，不按包盘，差异才看得见。</p></div></article>'
    ],
    [
      'notes at its foot',
      '<article><p>系统的数对不上货架的数<sup>1</sup>，差了三十七件。</p></article><div class="wrap"><div class="Post__footnotes"><ol><li>按箱计，见<a href="https://a.b/c">盘点表</a>和当天的移库记录。</li></ol></div></div>'
    ],
    [
      'several articles',
      '<main><article><p>第一条讲移库，移库要有确认，不然账是平的，货却不在。</p></article><article><p>第二条讲盘点，短。</p></article></main>'
    ],
    ['sections', '<section><h2>一</h2><p>短。</p></section><section><h2>二</h2><p>也短。</p></section>'],
    ['text without elements', '就这么一行字，没有任何标签。']
  ])('%s', (_, body) => {
    const page = parse(`<!doctype html><html><head><title>另一个题</title></head><body>${body}</body></html>`)
    const fragment = parse(`<div>${body}</div>`)
    expect(page.text).toBe(fragment.text)
    expect(page.warnings).toEqual([])
    expect(page.omitted).toEqual([])
  })

  test('and so is a page of links, but for its menu', () => {
    const card = (name: string): string =>
      `<article><a href="/${name}"><h3>${name}</h3><p>三个仓的盘点表放在一起看，差在哪一步一眼就知道。</p></a></article>`
    const { text } = parse(
      `<html><body><nav><a href="/">首页</a></nav><main><h1>文章</h1><p>写仓库的。</p><div>${card('盘点')}${card('移库')}</div></main></body></html>`
    )
    expect(text).toContain('移库')
    expect(text).not.toContain('首页')
    expect(text.match(/一眼就知道/g)).toHaveLength(2)
  })

  test('and a thread of comments is the content of its page', () => {
    const post = (text: string): string => `<li class="comment"><div class="comment-body"><p>${text}</p></div></li>`
    const posts = [
      '盘点要停业务吗？我们从来没停过。',
      '停两个小时比争两天便宜，我们试过。',
      '先停移库就够了，出库可以照常。'
    ]
    const { text } = parse(
      `<html><body><div class="topbar"><a href="/">首页</a></div><ol id="comments">${posts.map(post).join('')}</ol></body></html>`
    )
    expect(text).toBe(posts.join('\n'))
  })
})

describe('what a page says of itself', () => {
  const page = (head: string, body = '<p>正文讲记账。</p>'): ParsedArticle =>
    parse(`<!doctype html><html lang="zh_Hans"><head>${head}</head><body>${body}</body></html>`)

  test('in linked data of an article, and in no other', () => {
    const data = {
      '@graph': [
        { '@type': 'Organization', name: '别的' },
        {
          '@type': ['NewsArticle'],
          headline: '数据里的题',
          author: [{ name: '禾田' }, '小满'],
          datePublished: '2022-03-04T05:06:07Z',
          publisher: { name: '仓里仓外' },
          image: { url: 'https://a.b/c.png' },
          keywords: ['库存', 'B端'],
          inLanguage: 'zh-CN'
        }
      ]
    }
    expect(page(`<script type="application/ld+json">${JSON.stringify(data)}</script>`)).toMatchObject({
      title: '数据里的题',
      author: '禾田、小满',
      publishedAt: '2022-03-04T05:06:07Z',
      feed: '仓里仓外',
      cover: 'https://a.b/c.png',
      tags: ['库存', 'B端'],
      facts: { language: 'zh-Hans' }
    })
    const product = JSON.stringify({ '@type': 'Product', name: '秤', author: '厂家' })
    expect(page(`<title>题</title><script type="application/ld+json">${product}</script>`)).toMatchObject({
      title: '题',
      author: null
    })
  })

  test.each([
    '{',
    '[[[[',
    '"x"',
    'null',
    `{"@graph":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    '{"@type":"Article","author":7,"image":[[]]}'
  ])('which may be broken: %.20s', (json) => {
    expect(page(`<title>题</title><script type="application/ld+json">${json}</script>`).title).toBe('题')
  })

  test('where it shows author and date', () => {
    const shown =
      '<div class="post-head"><span class="author-name">作者：禾田</span><time>2022年3月4日</time></div><p>正文讲记账。</p>'
    expect(page('<title>题</title>', shown)).toMatchObject({ author: '禾田', publishedAt: '2022-03-04' })
  })
})

describe('pages made to be slow', () => {
  const n = 20_000
  test.each([
    ['nested marks', '<article>'.repeat(n)],
    ['nested names', '<div class="post-content nav">'.repeat(n)],
    ['nested links in groups', '<div><a href="/">甲</a>'.repeat(n)],
    ['many siblings to leave out', `<main><p>正文讲了三种盘点的做法。</p></main>${'<nav>甲</nav>'.repeat(n)}`],
    ['many contents', '<div class="reply-content"><p>正文讲了三种盘点的做法，各有各的代价。</p></div>'.repeat(n / 5)],
    ['many tables', '<table><tr><td>'.repeat(n / 10)]
  ])('%s', { timeout: 60_000 }, async (_, body) => {
    const page = `<!doctype html><html><body>${body}<p>正文讲记账，一行一行对。</p></body></html>`
    // Quadratic work on so many elements takes minutes.
    expect(await processorTime(() => expect(parse(page).text).toContain('正文'))).toBeLessThan(10_000)
  })
})
