import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArticleTree } from '../../../../shared/article-tree.ts'
import type { ArticleNode } from '../../../../shared/article-tree.ts'
import { TagName } from '../../../../shared/entries.ts'
import { categories } from '../../../../shared/categories.ts'
import { parseHtml } from './html.ts'
import { htmlToTree } from './html-tree.ts'
import { parseArticle, ParseError, treeToHtml, treeToMarkdown, treeToText } from './index.ts'
import type { ParsedArticle } from './index.ts'

const FIXTURES = ['feed-new.md', 'feed-old.txt', 'feed-broken.md', 'hexo.md', 'page.html', 'notes.txt'] as const
const fixture = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, 'testdata', name))
const parse = (source: string, name = 'x.md'): ParsedArticle => parseArticle(new TextEncoder().encode(source), name)
const feed = (fields: string, body: string): ParsedArticle =>
  parse(
    `\n---\n${fields}\ncomments: false\nthumbnail: 'https://picsum.photos/400/300?random=1'\n---\n\n<div>   \n${body}\n</div>\n            `
  )

describe('fixtures', () => {
  test.each(FIXTURES)('%s', async (name) => {
    const { tree, text, ...facts } = parseArticle(fixture(name), name)
    const golden = `${JSON.stringify(facts, null, 2)}\n\n${treeToHtml(tree)}\n\n${text}\n`
    await expect(golden).toMatchFileSnapshot(`testdata/${name}.golden`)
  })

  test('say the same in any extension and in GB18030 or UTF-16', () => {
    const source = fixture('feed-new.md')
    const { title, tree, author, publishedAt } = parseArticle(source, 'feed-new.md')
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${Buffer.from(source).toString()}`, 'utf16le'))
    for (const [bytes, name] of [
      [source, '000_c2d6.txt'],
      [source, 'x.html'],
      [source, 'x'],
      [source, 'x.bin'],
      [utf16, 'x.md']
    ] as const) {
      expect(parseArticle(bytes, name)).toMatchObject({ format: 'feed', title, tree, author, publishedAt })
    }
  })
})

describe('the feed format', () => {
  const HEAD =
    "title: '甲'\ncategories: \n - 新媒体\n - 某站\n - 最新文章\nauthor: 某站\ndate: Thu, 10 Feb 2022 00:00:00 GMT"

  test('site, author, categories', () => {
    expect(feed(HEAD, '<p>正文</p>')).toMatchObject({
      feed: '某站',
      author: null,
      categories: [['新媒体', '某站', '最新文章']],
      images: []
    })
    const old = "title: '甲'\ncategories: \n    - 新媒体\n    - 某站 - 最新文章\nauthor: 某站 - 最新文章"
    expect(feed(old, '<p>本文由 @小满 原创发布于某站。未经许可，禁止转载</p>')).toMatchObject({
      feed: '某站',
      author: '小满',
      categories: [['新媒体', '某站', '最新文章']]
    })
    expect(feed(HEAD.replace('author: 某站', 'author: 小满'), '<p>正文</p>').author).toBe('小满')
  })

  test('a crawl time is flagged, a publishing time is not', () => {
    const dated = (date: string) => feed(HEAD.replace(/date: .*/, `date: ${date}`), '<p>正文</p>')
    expect(dated('Thu, 10 Feb 2022 00:00:00 GMT')).toMatchObject({
      publishedAt: '2022-02-10',
      facts: { dateIsCrawlTime: false }
    })
    expect(dated('Thu, 10 Feb 2022 09:30:00 GMT')).toMatchObject({
      publishedAt: '2022-02-10T09:30:00Z',
      facts: { dateIsCrawlTime: false }
    })
    expect(dated('2022-02-10 09:30:00')).toMatchObject({
      publishedAt: '2022-02-10T01:30:00Z',
      facts: { dateIsCrawlTime: true }
    })
    expect(dated('昨天').publishedAt).toBeNull()
  })

  test.each([
    ['00后_出圈_群聊_', '00后“出圈”群聊？', '00后“出圈”群聊？', '00后_出圈_群聊_'],
    ['3_7 开_值不值', '3/7 开：值不值', '3/7 开：值不值', '3_7 开_值不值'],
    ['a_b', 'a_b', 'a_b', null],
    ['a_b', 'axb', 'a_b', null],
    ['a_b', '另一张图', 'a_b', null],
    ['(a+b)_c', '(a+b)*c', '(a+b)*c', '(a+b)_c']
  ])('the title %s with an image called %s', (written, called, title, originalTitle) => {
    const article = feed(HEAD.replace("'甲'", `'${written}'`), `<p><img src="https://a.b/c.png" title="${called}"></p>`)
    expect(article).toMatchObject({ title, originalTitle })
  })

  test('the donation block goes, its post id stays', () => {
    const donation = (id: string) =>
      `<div class="support-author"><div>给作者打赏</div><button data-post-id="${id}" data-author="1"><svg></svg>赞赏</button></div>`
    const article = feed(HEAD, `<p>正文</p>${donation('4419811')}`)
    expect(article).toMatchObject({
      text: '正文',
      url: 'https://www.woshipm.com/share/4419811.html',
      facts: { postId: '4419811', urlGuessed: true }
    })
    expect(feed(HEAD, `<p>正文</p>${donation('../x')}`)).toMatchObject({
      url: null,
      facts: { postId: null, urlGuessed: false }
    })
    expect(feed(`${HEAD}\nlink: https://a.b/c`, `<p>正文</p>${donation('1')}`)).toMatchObject({
      url: 'https://a.b/c',
      facts: { urlGuessed: false }
    })
  })

  test('covers: a random picture is none, another one comes first', () => {
    const covered = (cover: string) =>
      parse(`---\ntitle: 甲\nheadimg: '${cover}'\n---\n<div>\n<p><img src="https://a.b/1.png"></p></div>`).images
    expect(covered('https://picsum.photos/400/300?random=7').map((image) => image.src)).toEqual(['https://a.b/1.png'])
    expect(covered('https://a.b/1.png').map((image) => image.src)).toEqual(['https://a.b/1.png'])
    expect(covered('https://p.example.dev/?https://a.b/0.png').map((image) => image.src)).toEqual([
      'https://a.b/0.png',
      'https://a.b/1.png'
    ])
  })

  test('braces written as entities are braces again', () => {
    const article = feed(
      "title: '用 &#123;变量&#125; 说话'\ntags: ['&#123;x&#125;']",
      '<p>&#123;&#123; a &#125;&#125;</p>'
    )
    expect(article).toMatchObject({ title: '用 {变量} 说话', tags: ['{x}'], text: '{{ a }}' })
  })

  test('typed lists in quotations are lists', () => {
    const html = (body: string): string => treeToHtml(feed(HEAD, body).tree).replaceAll('\n', '')
    expect(html('<blockquote><p>你会得到：</p><p>◎ 一张图</p><p>◎<b> 两节课</b></p></blockquote>')).toBe(
      '<blockquote><p>你会得到：</p><ul><li>一张图</li><li><strong>两节课</strong></li></ul></blockquote>'
    )
    expect(html('<blockquote><p>① 先停移库<br>② 再盘</p><p>完</p></blockquote>')).toBe(
      '<blockquote><ol><li>先停移库</li><li>再盘</li></ol><p>完</p></blockquote>'
    )
    const single = '<blockquote><p>· 只有一行</p><p>不是</p></blockquote>'
    expect(html(single)).toBe(single)
    expect(html('<p>◎ 一</p><p>◎ 二</p>')).toBe('<p>◎ 一</p><p>◎ 二</p>')
  })

  test('the lead is the summary and stays in the text', () => {
    const article = feed(HEAD, '<blockquote><p>编辑导读：先说结论。</p></blockquote><p>正文</p>')
    expect(article).toMatchObject({ summary: '先说结论。', text: '编辑导读：先说结论。\n正文' })
    expect(feed(HEAD, '<p>一</p><p>二</p><blockquote><p>只是引用</p></blockquote>').summary).toBeNull()
  })
})

test('fields that hold something else are passed over', () => {
  expect(
    parse('---\ntitle: 甲\ndate: 待定\npublished: 2024-01-02\nlink: 见附件\nsource: https://a.b/c\n---\n乙')
  ).toMatchObject({
    publishedAt: '2024-01-02',
    url: 'https://a.b/c'
  })
})

describe('titles', () => {
  test.each([
    ['front matter first', '---\ntitle: 甲\n---\n# 乙\n\n正文', 'x.md', '甲', '乙\n正文'],
    ['a heading that repeats it goes', '---\ntitle: 甲\n---\n# 甲\n\n正文', 'x.md', '甲', '正文'],
    ['then the only first-level heading', '# 乙\n\n正文', 'x.md', '乙', '正文'],
    ['of several, the first stays in place', '# 乙\n\n正文\n\n# 丙', 'x.md', '乙', '乙\n正文\n丙'],
    ['then the page', '<html><title>丁</title><p>正文', 'x.html', '丁', '正文'],
    ['then the name', '正文', '2024-01 会议纪要.txt', '2024-01 会议纪要', '正文'],
    ['a name without extension', '正文', '纪要', '纪要', '正文'],
    ['a version is no extension', '正文', '方案 v1.2', '方案 v1.2', '正文'],
    ['an empty title is none', '---\ntitle: ""\n---\n正文', '名字.md', '名字', '正文']
  ])('%s', (_, source, name, title, text) => {
    expect(parse(source, name)).toMatchObject({ title, text })
  })
})

describe('formats', () => {
  test.each([
    ['<p>甲</p>', 'x', 'html'],
    ['<!-- c --><p>甲</p>', 'x.txt', 'html'],
    ['<!DOCTYPE html><p>甲', 'x.md', 'html'],
    [
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>甲</p></body></html>',
      'x.xhtml',
      'html'
    ],
    ['# 甲\n\n乙', 'x.txt', 'markdown'],
    ['甲 **乙**\n\n- 丙\n- 丁', 'x', 'markdown'],
    ['甲', 'x.md', 'markdown'],
    ['---\ntitle: 甲\n---\n乙', 'x.txt', 'markdown'],
    ['---\ntitle: 甲\nthumbnail: a\ncomments: true\n---\n乙 **丙**', 'x.md', 'markdown'],
    ['甲 - 乙\n丙', 'x.txt', 'text'],
    ['没有标签的文件', 'x.html', 'text']
  ])('%s in %s', (source, name, format) => {
    expect(parse(source, name).format).toBe(format)
  })
})

describe('refusals and warnings', () => {
  test.each([
    ['', 'empty_file'],
    [' \n\t ', 'empty_file'],
    ['<script>alert(1)</script>', 'empty_file'],
    ['<p> </p>', 'empty_file'],
    ['%PDF-1.4', 'binary']
  ])('%j', (source, code) => {
    expect(() => parse(source, 'x.html')).toThrow(expect.objectContaining({ name: 'ParseError', code }))
  })

  test('front matter alone is an article without a body', () => {
    expect(parse('---\ntitle: 甲\n---\n')).toMatchObject({ title: '甲', text: '', tree: [], warnings: [] })
  })

  test('an open front matter is kept as text', () => {
    const article = parse("---\ntitle: '甲'\nauthor: 乙\n\n正文")
    expect(article).toMatchObject({ title: '甲', author: '乙', warnings: [{ code: 'front_matter_unclosed' }] })
    expect(article.text).toContain('author: 乙')
    expect(article.text).toContain('正文')
  })

  test('Markdown beyond what can be read in time is plain text, and says so', () => {
    const article = parse(`# 会议记录\n\n${'**先** 对齐口径。\n\n'.repeat(310_000)}`)
    expect(article).toMatchObject({ format: 'markdown', warnings: [{ code: 'as_plain_text' }] })
    expect(article.text).toContain('**先** 对齐口径。')
  })

  test('a million characters of Markdown are read as such', () => {
    const article = parse(`# 会议记录\n\n${'**先** 对齐[口径]。\n\n'.repeat(60_000)}[口径]: https://kb.example/k`)
    expect(article).toMatchObject({ warnings: [] })
    expect(article.tree.length).toBe(60_000)
    expect(article.tree.at(-1)).toMatchObject({ children: [{ tag: 'strong' }, ' 对齐', { tag: 'a' }, '。'] })
  })
})

function* nodes(tree: readonly ArticleNode[]): Generator<Exclude<ArticleNode, string>> {
  for (const node of tree) {
    if (typeof node === 'string') continue
    yield node
    yield* nodes(node.children)
  }
}

function expectSound(article: ParsedArticle): void {
  expect(ArticleTree.safeParse(article.tree).success).toBe(true)
  for (const { attributes } of nodes(article.tree)) {
    if (attributes?.href !== undefined) expect(attributes.href).toMatch(/^(?:https?:\/\/|mailto:|#)/i)
    if (attributes?.src !== undefined) expect(attributes.src).toMatch(/^https?:\/\//i)
    if (attributes?.srcRaw !== undefined)
      expect(attributes.srcRaw).not.toMatch(/^(?:[\\/]|(?!https?:)[a-z][a-z0-9+.-]*:)/i)
  }
  const ids = [...nodes(article.tree)].flatMap((node) => (/^h\d$/.test(node.tag) ? [node.attributes?.id] : []))
  expect(new Set(ids).size).toBe(ids.length)
  expect(article.title).not.toBe('')
  expect(article.title.isWellFormed()).toBe(true)
  for (const tag of article.tags) expect(TagName.safeParse(tag).success).toBe(true)
  for (const name of article.categories.flat())
    expect(categories.rename.input.shape.name.safeParse(name).success).toBe(true)
  if (article.publishedAt !== null)
    expect(article.publishedAt).toMatch(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z)?$/)
}

function parseOrRefuse(bytes: Uint8Array, name: string): void {
  try {
    const article = parseArticle(bytes, name)
    expectSound(article)
    expect(treeToText(htmlToTree(parseHtml(treeToHtml(article.tree))))).toBe(article.text)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
  }
}

describe('whatever comes', () => {
  const NAME = fc.constantFrom('a.md', 'a.html', 'a.txt', 'a')
  const PIECE = fc.constantFrom(
    '---\n',
    'title: ',
    "'",
    '"',
    ': ',
    '\n',
    '\n\n',
    '&#123;',
    '&lt;',
    '<div>',
    '</div>',
    '<p>',
    '</p>',
    '<b>',
    '</i>',
    '<table><tr><td>',
    '</table>',
    '<ul><li>',
    '<h2 id="toc-1">',
    '<a href="',
    '//x',
    'javascript:x',
    '\\\\x\\y',
    '">',
    '<img src="',
    'https://a.b/c',
    'data:image/png;base64,x',
    '<!--',
    '-->',
    '<script>',
    '<svg>',
    '<details>',
    '<pre>',
    '```\n',
    '# ',
    '- ',
    '> ',
    '|',
    '**',
    '[',
    '](',
    '![',
    '\0',
    '\u200b',
    '\ufeff',
    '产品经理',
    '本文由 @甲 原创发布于某站',
    '题图来自'
  )

  test('any bytes become a sound article or a ParseError', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), NAME, parseOrRefuse), { numRuns: 300 })
  })

  test('any text of markup becomes a sound article or a ParseError', () => {
    const source = fc.array(fc.oneof(PIECE, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 40 })
    fc.assert(
      fc.property(source, NAME, (pieces, name) => parseOrRefuse(new TextEncoder().encode(pieces.join('')), name)),
      { numRuns: 500 }
    )
  })

  test.each(FIXTURES)('any beginning of %s does too', (name) => {
    const bytes = fixture(name)
    fc.assert(
      fc.property(fc.nat({ max: bytes.length }), (length) => parseOrRefuse(bytes.subarray(0, length), name)),
      { numRuns: 100 }
    )
  })

  test('every word of a body is in the text', () => {
    const word = fc.stringMatching(/^[a-z产品经理需求]{1,8}$/)
    const wrap = fc.constantFrom(
      'p',
      'div',
      'blockquote',
      'h2',
      'li',
      'td',
      'b',
      'a',
      'figure',
      'pre',
      'section',
      'dd',
      'details'
    )
    const { html } = fc.letrec<{ html: string }>((tie) => ({
      html: fc.oneof(
        { maxDepth: 5 },
        word,
        fc
          .tuple(wrap, fc.array(tie('html'), { maxLength: 4 }))
          .map(([tag, inner]) => `<${tag}>${inner.join(' ')}</${tag}>`)
      )
    }))
    fc.assert(
      fc.property(html, word, (body, end) => {
        const { text } = parse(`<div>${body} ${end}</div>`, 'x.html')
        const words = `${body} ${end}`
          .replace(/<[^>]*>/g, ' ')
          .split(' ')
          .filter(Boolean)
        const letters = text.replace(/\s+/g, '')
        for (const expected of words) expect(letters).toContain(expected)
        expect(letters.length).toBe(words.join('').length)
      }),
      { numRuns: 300 }
    )
  })

  test('a heading that becomes the title leaves its picture', () => {
    const { title, tree, images } = parse('# 仓配现场 ![货架](https://img.tiangeng.example/a.png)\n\n正文')
    expect(title).toBe('仓配现场')
    expect(images).toHaveLength(1)
    expect(tree.map((block) => block.tag)).toEqual(['p', 'p'])
  })

  test('an article survives export and import', () => {
    for (const name of FIXTURES) {
      const { tree, text } = parseArticle(fixture(name), name)
      expect(parse(treeToHtml(tree), 'x.html').text).toBe(text)
      expect(parse(`---\ntitle: x\n---\n\n${treeToMarkdown(tree)}`).text).toBe(text)
    }
  })
})
