import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ArticleNode } from '../../../../../shared/article-tree.ts'
import { anchorHeadings } from '../headings.ts'
import { markdownToTree } from '../markdown-tree.ts'
import { treeToHtml } from '../tree-html.ts'
import { treeToMarkdown } from '../tree-markdown.ts'
import { treeToText } from '../tree-text.ts'
import { dropBlockIds } from './block-ids.ts'
import { withoutComments } from './comments.ts'
import { inlineTags } from './inline-tags.ts'

const clean = (markdown: string) => treeToHtml(markdownToTree(markdown, null)).replaceAll('\n', '')

describe('wikilinks', () => {
  test.each([
    ['a title', '见[[需求 评审]]。', '<p>见<a href="[[需求 评审]]">需求 评审</a>。</p>'],
    ['a path, a heading and a text', '[[方法/漏斗#口径|漏斗]]', '<p><a href="[[方法/漏斗#口径]]">漏斗</a></p>'],
    ['an empty text', '[[漏斗|]]', '<p><a href="[[漏斗]]">漏斗</a></p>'],
    ['a note within a note', '![[漏斗]]', '<p><a href="![[漏斗]]">漏斗</a></p>'],
    ['a file within a note', '![[合同.pdf#page=3]]', '<p><a href="![[合同.pdf#page=3]]">合同.pdf#page=3</a></p>'],
    [
      'in a table',
      '|甲|\n|-|\n|[[a\\|b]]|',
      '<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td><a href="[[a]]">b</a></td></tr></tbody></table>'
    ],
    ['markup in its text', '[[<b>|**x**]]', '<p><a href="[[&lt;b&gt;]]">**x**</a></p>'],
    ['code', '`[[甲]]`\n\n    [[乙]]', '<p><code>[[甲]]</code></p><pre>[[乙]]</pre>'],
    ['a citation', '[[1]] [[2, 3]] [[4-6]]', '<p>[[1]] [[2, 3]] [[4-6]]</p>'],
    ['a day', '[[2024-03-05]]', '<p><a href="[[2024-03-05]]">2024-03-05</a></p>'],
    ['a link with brackets', '[[甲]](https://a.b/c)', '<p><a href="https://a.b/c">[甲]</a></p>'],
    ['one after the other', '[[甲]][[乙]]', '<p><a href="[[甲]]">甲</a><a href="[[乙]]">乙</a></p>'],
    ['a shell condition', '[[ -f x ]]', '<p>[[ -f x ]]</p>'],
    ['an open end', '[[甲', '<p>[[甲</p>'],
    ['a line end', '[[甲\n乙]]', '<p>[[甲乙]]</p>'],
    ['nothing', '[[]] ![[]]', '<p>[[]] ![[]]</p>']
  ])('%s', (_, markdown, html) => {
    expect(clean(markdown)).toBe(html)
  })

  test.each([
    ['![[图.png|300]]', { srcRaw: '图.png', width: 300 }],
    ['![[图 2.png|300x200]]', { srcRaw: '图 2.png', width: 300, height: 200 }],
    ['![[图.png|说明|30]]', { srcRaw: '图.png', alt: '说明', width: 30 }],
    ['![[附件/图.webp]]', { srcRaw: '附件/图.webp' }]
  ])('a picture %s', (markdown, attributes) => {
    // The page's own address is no place for files of the vault.
    for (const base of [null, 'https://a.b/c/']) {
      const [image] = markdownToTree(markdown, base)[0]!.children
      expect(image).toMatchObject({ tag: 'img', attributes })
      expect(Object.keys((image as { attributes: object }).attributes).toSorted()).toEqual(
        Object.keys(attributes).toSorted()
      )
    }
  })

  test('within the note lead to its heading', () => {
    const tree = markdownToTree('[[#小 结]] [回](#小-结) [[#没有]]\n\n## 小 结', null)
    anchorHeadings(tree)
    expect(treeToHtml(tree)).toBe('<p><a href="#h-1">小 结</a> <a href="#h-1">回</a> 没有</p>\n<h2 id="h-1">小 结</h2>')
  })

  test('other links keep their path, and a web address wins unless the path names a note', () => {
    const html =
      '[a](../b%20c.md#x) [b](./d.html) [c](www.a.b) [d](/e) [e](file:///f) [f](:/0123456789abcdef0123456789abcdef)'
    const links = (base: string | null) =>
      markdownToTree(html, base)[0]!.children.flatMap((node) => (typeof node === 'string' ? [] : [node.attributes]))
    expect(links(null)).toEqual([
      { hrefRaw: '../b%20c.md#x' },
      { hrefRaw: './d.html' },
      { hrefRaw: ':/0123456789abcdef0123456789abcdef' }
    ])
    expect(links('https://s.t/u/v')).toMatchObject([
      { hrefRaw: '../b%20c.md#x', href: 'https://s.t/b%20c.md#x' },
      { href: 'https://s.t/u/d.html' },
      { href: 'https://s.t/u/www.a.b' },
      { href: 'https://s.t/e' },
      {}
    ])
  })

  test('are written as they were', () => {
    const markdown = '[[甲]] [[方法/漏斗#口径|漏斗]] ![[乙]] [文](../b%20c.md#x)\n\n| 表 |\n| - |\n| [[a\\|b]] |\n'
    const table = (text: string) => text.replace(/ +\|/g, ' |').replace(/-+/g, '-')
    expect(table(treeToMarkdown(markdownToTree(markdown, null)))).toBe(table(markdown))
  })
})

describe('marks', () => {
  test.each([
    ['==重点==。', '<mark>重点</mark>。'],
    ['前==重点==后', '前<mark>重点</mark>后'],
    ['==a **b** c==', '<mark>a <strong>b</strong> c</mark>'],
    ['**==a==**', '<strong><mark>a</mark></strong>'],
    ['a==b && c==d', 'a==b &amp;&amp; c==d'],
    ['x == y == z', 'x == y == z'],
    ['===a===', '===a==='],
    ['`==a==` ==b', '<code>==a==</code> ==b'],
    ['==a== ==b== ==', '<mark>a</mark> <mark>b</mark> ==']
  ])('%s', (markdown, html) => {
    expect(clean(markdown)).toBe(`<p>${html}</p>`)
  })
})

describe('callouts', () => {
  test.each([
    ['> [!tip] 题 **粗**\n> 一\n>\n> 二', '<blockquote><p><strong>题 粗</strong></p><p>一</p><p>二</p></blockquote>'],
    ['> [!warning]\n> 一', '<blockquote><p><strong>Warning</strong></p><p>一</p></blockquote>'],
    ['> [!todo]- 题\n> - 一', '<details><summary>题</summary><ul><li>一</li></ul></details>'],
    ['> [!info]+ 题\n> 一', '<details><summary>题</summary><p>一</p></details>'],
    [
      '> [!a] 外\n> > [!b]- 内\n> > 字',
      '<blockquote><p><strong>外</strong></p><details><summary>内</summary><p>字</p></details></blockquote>'
    ],
    ['> [!题 一', '<blockquote><p>[!题 一</p></blockquote>'],
    ['[!tip] 题', '<p>[!tip] 题</p>']
  ])('%j', (markdown, html) => {
    expect(clean(markdown)).toBe(html)
  })
})

describe('what only Obsidian has', () => {
  test.each([
    ['一%%藏%%二', '一二', 1],
    ['一\n%%\n藏\n%%\n二', '一\n\n二', 1],
    ['```\n%%图%%\n```\n`%%`', '```\n%%图%%\n```\n`%%`', 0],
    ['一%%没有完', '一%%没有完', 0],
    ['%%a%%b%%c', 'b%%c', 1],
    ['%%\n```\n藏\n```\n%%二', '二', 1]
  ])('comments: %j', (source, markdown, hidden) => {
    expect(withoutComments(source)).toEqual({ markdown, hidden })
  })

  test('tags of the text, but not of headings, code and links', () => {
    const tree = markdownToTree(
      '#方法/漏斗 和 (#b2b-产品)，#数据。 a#b #1 #2024/复盘 #标签/\n\n# #不是\n\n`#c` [#d](https://a.b/#e)\n\n- #列表\n\n```\n#f\n```',
      null
    )
    expect(inlineTags(tree)).toEqual(['方法/漏斗', 'b2b-产品', '数据', '2024/复盘', '标签', '列表'])
  })

  test('names of blocks go', () => {
    const tree = markdownToTree('一句 ^abc-1\n\n- 项 ^x\n  - 内 ^y\n\n> 引\n\n^quote\n\n2 ^ 3\n\n`^z`', null)
    dropBlockIds(tree)
    expect(treeToText(tree)).toBe('一句\n项\n内\n引\n2 ^ 3\n^z')
  })
})

test('whatever comes, the letters stay', () => {
  const piece = fc.constantFrom(
    '[[',
    ']]',
    '![[',
    '|',
    '==',
    '%%',
    '> [!tip]- ',
    '\n',
    '\n\n',
    '#',
    '字',
    'a',
    ' ',
    '`',
    '^x',
    '](',
    '.png',
    '- '
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const markdown = pieces.join('')
      const tree = markdownToTree(markdown, null)
      const letters = (text: string): string => text.replace(/[^字]/g, '')
      const pictures = [...nodes(tree)].map(
        (node) =>
          `${node.attributes?.srcRaw ?? ''}${node.attributes?.alt ?? ''}${node.attributes?.hrefRaw ?? ''}${decodeURIComponent(node.attributes?.href ?? '')}`
      )
      expect(letters(`${treeToText(tree)}${pictures.join('')}`).length).toBeGreaterThanOrEqual(letters(markdown).length)
      expect(withoutComments(markdown).markdown.length).toBeLessThanOrEqual(markdown.length)
    })
  )
})

function* nodes(tree: readonly ArticleNode[]): Generator<Exclude<ArticleNode, string>> {
  for (const node of tree) {
    if (typeof node === 'string') continue
    yield node
    yield* nodes(node.children)
  }
}
