import { describe, expect, test } from 'vitest'
import { markdownToTree } from './markdown-tree.ts'
import { treeToHtml } from './tree-html.ts'
import { treeToMarkdown } from './tree-markdown.ts'
import { treeToText } from './tree-text.ts'
import { parseHtml } from './html.ts'
import { htmlToTree } from './html-tree.ts'

const read = (markdown: string) => markdownToTree(markdown, null)
const clean = (markdown: string) => treeToHtml(read(markdown)).replaceAll('\n', '')

describe('reading', () => {
  test.each([
    [
      'emphasis next to Chinese punctuation',
      '**这是“重点”。**后续，*强调*。',
      '<p><strong>这是“重点”。</strong>后续，<em>强调</em>。</p>'
    ],
    ['strikethrough next to Chinese punctuation', '~~旧（废）~~新', '<p><s>旧（废）</s>新</p>'],
    ['soft line breaks between Chinese characters', '产品\n经理 and\nmore', '<p>产品经理 and more</p>'],
    [
      'tables with alignment',
      '|甲|乙|\n|-|:-:|\n|1|2|',
      '<table><thead><tr><th>甲</th><th style="text-align: center">乙</th></tr></thead><tbody><tr><td>1</td><td style="text-align: center">2</td></tr></tbody></table>'
    ],
    [
      'task lists',
      '- [x] 甲\n- [ ] 乙',
      '<ul><li><input type="checkbox" disabled checked> 甲</li><li><input type="checkbox" disabled> 乙</li></ul>'
    ],
    ['loose lists', '1. 甲\n\n2. 乙', '<ol><li>甲</li><li>乙</li></ol>'],
    ['fenced code', '```ts\nlet a = "<b>"\n```', '<pre class="language-ts">let a = &quot;&lt;b&gt;&quot;</pre>'],
    [
      'embedded HTML',
      '甲<u>乙</u><script>alert(1)</script>\n\n<div align="center">\n\n**丙**\n\n</div>',
      '<p>甲<u>乙</u></p><p style="text-align: center"><strong>丙</strong></p>'
    ],
    [
      'bare addresses',
      '见 https://example.com/a。',
      '<p>见 <a href="https://example.com/a%E3%80%82">https://example.com/a。</a></p>'
    ],
    ['dangerous addresses', '[甲](javascript:alert(1)) ![乙](data:text/html,x)', '<p>甲 <img alt="乙"></p>'],
    ['footnotes', '甲[^1]\n\n[^1]: 注', '<p>甲<sup><a href="#user-content-fn-1">1</a></sup></p><ol><li>注</li></ol>']
  ])('%s', (_, markdown, html) => {
    expect(clean(markdown)).toBe(html)
  })

  test('hostile nesting is cut and its text kept', () => {
    for (const markdown of [
      `${'>'.repeat(50_000)} 深处`,
      `${'- '.repeat(20_000)}深处`,
      `${'1. '.repeat(20_000)}深处`
    ]) {
      expect(treeToText(read(markdown))).toContain('深处')
    }
    const stairs = Array.from({ length: 500 }, (_, i) => `${' '.repeat(2 * i)}- 第${i}级`).join('\n')
    expect(treeToText(read(stairs))).toContain('第499级')
  })
})

describe('writing and reading again gives the same', () => {
  const same = (html: string) => {
    const tree = htmlToTree(parseHtml(html))
    expect(read(treeToMarkdown(tree))).toEqual(tree)
  }

  test.each([
    '<h2>题 *星* #1</h2><p>甲<strong>“乙”。</strong>丙<em>丁</em><s>戊</s><code>a`b</code></p>',
    '<p>行一<br>行二</p><p># 不是标题</p><p>1. 不是列表</p><p>- 不是列表</p><p>+ 也不是</p>',
    '<p>a_b_c * d [e](f) &lt;g&gt; \\h | i ~ j &amp;amp; `k`</p>',
    '<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul><ol start="3"><li>丁</li></ol>',
    '<ul><li><input type="checkbox" checked>甲</li><li><input type="checkbox">乙</li></ul>',
    '<blockquote><p>甲</p><blockquote><p>乙</p></blockquote></blockquote>',
    '<pre><code class="language-js">```\n\n  a</code></pre><hr>',
    '<table><thead><tr><th>甲|乙</th><th align="right">丙</th></tr></thead><tbody><tr><td><strong>1</strong></td><td align="right">2</td></tr></tbody></table>',
    '<table><tbody><tr><td colspan="2">合并</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>',
    '<p><a href="https://example.com/a?b=1&amp;c=（二）">链接</a><img src="https://a.b/c.png" alt="图]" title="题"></p>',
    '<p>H<sub>2</sub>O <u>下划线</u> <mark>标记</mark></p>',
    '<dl><dt>词</dt><dd>义</dd></dl>',
    '<table><tbody><tr><td>1</td></tr><tr><td>2</td><td>3</td></tr></tbody></table>'
  ])('%s', same)

  test('as HTML too, with all that Markdown lacks', () => {
    const html =
      '<h2 id="toc-1">题</h2><p style="text-align:center">中</p><figure><img src="https://a.b/c.png" width="10" height="20"><figcaption>图</figcaption></figure>' +
      '<details><summary>总</summary><p>分</p></details><pre>\n\n  首行空</pre><table><tbody><tr><td rowspan="2">a</td><td>b</td></tr></tbody></table>'
    const tree = htmlToTree(parseHtml(html))
    expect(htmlToTree(parseHtml(treeToHtml(tree)))).toEqual(tree)
  })
})

test('code within a line opens no block of code: a box after it is a box', () => {
  const tree = markdownToTree('```先贴签``` 再上架。\n\n:::tip 提示\n先数货架。\n:::', null)
  expect(treeToHtml(tree)).toMatch(/<code>先贴签<\/code>[^]*<blockquote>/)
})
