import { describe, expect, test } from 'vitest'
import { ArticleTree } from '../../../../shared/article-tree.ts'
import { captionImages } from './captions.ts'
import { anchorHeadings, tableOfContents } from './headings.ts'
import { parseHtml } from './html.ts'
import { htmlToTree } from './html-tree.ts'
import { treeImages } from './tree-images.ts'
import { treeToHtml } from './tree-html.ts'
import { treeToText } from './tree-text.ts'

const read = (html: string, base: string | null = null): ArticleTree => htmlToTree(parseHtml(html), base)
/** The tree of some HTML, written as HTML on one line. */
const clean = (html: string): string => treeToHtml(read(html)).replaceAll('\n', '')

describe('blocks', () => {
  test.each([
    ['wrappers go', '<div><section><p>甲</p></section></div>', '<p>甲</p>'],
    ['loose text becomes paragraphs', '甲<p>乙</p>丙<b>丁</b>', '<p>甲</p><p>乙</p><p>丙<strong>丁</strong></p>'],
    ['borders of wrappers part text', '<div>甲</div><div>乙</div>', '<p>甲</p><p>乙</p>'],
    ['empty paragraphs go', '<p> </p><p>&nbsp;</p><p><br></p><p><b></b></p><p>\u200b</p><p>甲</p>', '<p>甲</p>'],
    [
      'an inline element around blocks is split',
      '<b>甲<p>乙</p></b>丙',
      '<p><strong>甲</strong></p><p><strong>乙</strong></p><p>丙</p>'
    ],
    [
      'a link around blocks is split',
      '<a href="https://a.b"><div>甲</div><div>乙</div></a>',
      '<p><a href="https://a.b">甲</a></p><p><a href="https://a.b">乙</a></p>'
    ],
    ['a heading keeps to one block', '<h2><p>甲</p><p>乙</p></h2>', '<h2>甲<br>乙</h2>'],
    ['quotations hold blocks', '<blockquote>甲<p>乙</p></blockquote>', '<blockquote><p>甲</p><p>乙</p></blockquote>'],
    ['empty quotations go', '<blockquote><p> </p></blockquote>甲', '<p>甲</p>'],
    ['rules stay', '甲<hr>乙', '<p>甲</p><hr><p>乙</p>'],
    ['unknown elements give their content', '<x-note>甲<font color=red>乙</font></x-note>', '<p>甲乙</p>'],
    ['forms give their text without controls', '<form><p>甲</p><input value=x><button>乙</button></form>', '<p>甲</p>']
  ])('%s', (_, html, expected) => {
    expect(clean(html)).toBe(expected)
  })
})

describe('text', () => {
  test.each([
    ['white space collapses', '<p>  a \n\t b  </p>', '<p>a b</p>'],
    ['a line break between Chinese characters leaves nothing', '<p>产品\n  经理</p>', '<p>产品经理</p>'],
    ['nor across elements', '<p>产品\n<b>经理</b>\n。</p>', '<p>产品<strong>经理</strong>。</p>'],
    ['but a space before Latin', '<p>产品\nPM\n经理</p>', '<p>产品 PM 经理</p>'],
    ['written spaces stay', '<p>产品 经理</p>', '<p>产品 经理</p>'],
    ['one space between elements', '<p><b>a </b> <i> b</i></p>', '<p><strong>a </strong><em>b</em></p>'],
    ['indentation of paragraphs goes', '<p>　　甲</p>', '<p>甲</p>'],
    ['breaks at the end go, others stay', '<p>甲<br>乙<br><br></p>', '<p>甲<br>乙</p>'],
    ['code keeps its spaces', '<pre>\n  a\n\n  b\n</pre>', '<pre>  a\n\n  b</pre>'.replaceAll('\n', '')],
    ['stray signs are text', '<p>a&b << include>> 1 < 2</p>', '<p>a&amp;b &lt;&lt; include&gt;&gt; 1 &lt; 2</p>']
  ])('%s', (_, html, expected) => {
    expect(clean(html)).toBe(expected)
  })

  test('code keeps its lines', () => {
    expect(read('<pre><code class="hljs language-ts">if (a &lt; b) {<br>  c\n}</code></pre>')).toEqual([
      { tag: 'pre', attributes: { language: 'ts' }, children: ['if (a < b) {\n  c\n}'] }
    ])
  })
})

describe('formulas', () => {
  test.each([
    [
      '<p>若<math alttext="{\\displaystyle A=A^{T}}"><mi>A</mi></math>则对称</p>',
      '<p>若<code>A=A^{T}</code>则对称</p>'
    ],
    [
      '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>',
      '<p><code>x^2</code></p>'
    ],
    ['<p><math><mi>x</mi><mo>+</mo><mn>1</mn></math></p>', '<p><code>x+1</code></p>'],
    ['<span class="katex-mathml"><math><mi>x</mi></math></span><span class="katex-html">x</span>', '<p>x</p>'],
    [
      '<span style="display: none;"><math><mi>x</mi></math></span><img src="https://a.b/x.svg" alt="x">',
      '<p><img src="https://a.b/x.svg" alt="x"></p>'
    ]
  ])('%s', (html, expected) => {
    expect(clean(html)).toBe(expected)
  })
})

describe('lists, tables, figures', () => {
  test.each([
    [
      'nested lists',
      '<ul><li>甲<ul><li>乙</ul><li><p>丙</p></ul>',
      '<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>'
    ],
    ['a list in a list', '<ul><li>甲</li><ul><li>乙</li></ul></ul>', '<ul><li>甲<ul><li>乙</li></ul></li></ul>'],
    [
      'items of several paragraphs',
      '<ol start=3><li><p>甲</p><p>乙</p></ol>',
      '<ol start="3"><li><p>甲</p><p>乙</p></li></ol>'
    ],
    ['empty items go', '<ul><li></li><li> </li></ul>甲', '<p>甲</p>'],
    [
      'task items',
      '<ul><li><input type=checkbox checked> 甲<li><p><input type=checkbox>乙</p></ul>',
      '<ul><li><input type="checkbox" disabled checked> 甲</li><li><input type="checkbox" disabled> 乙</li></ul>'
    ],
    ['definitions', '<dl><dt>甲<dd>乙<div>丙</div></dl>', '<dl><dt>甲</dt><dd><p>乙</p><p>丙</p></dd></dl>'],
    [
      'spans',
      '<table><tr><td colspan=2 rowspan="3">甲<td colspan=1>乙</table>',
      '<table><tbody><tr><td colspan="2" rowspan="3">甲</td><td>乙</td></tr></tbody></table>'
    ],
    [
      'heads and captions',
      '<table><caption>题</caption><thead><tr><th>甲</thead><tfoot><tr><td>乙</tfoot></table>',
      '<table><caption>题</caption><thead><tr><th>甲</th></tr></thead><tbody><tr><td>乙</td></tr></tbody></table>'
    ],
    ['empty tables go', '<table><tr></tr></table>甲', '<p>甲</p>'],
    [
      'figures',
      '<figure><p><img src="https://a.b/c.png"></p><figcaption>题</figcaption></figure>',
      '<figure><img src="https://a.b/c.png" alt=""><figcaption>题</figcaption></figure>'
    ],
    ['details', '<details open><summary>甲</summary>乙</details>', '<details><summary>甲</summary><p>乙</p></details>'],
    ['misplaced parts', '<summary>甲</summary><li>乙</li><dt>丙</dt>', '<p>甲</p><p>乙</p><p>丙</p>']
  ])('%s', (_, html, expected) => {
    expect(clean(html)).toBe(expected)
  })

  test('alignment is kept where it is not the usual one, and is inherited', () => {
    const html =
      '<div style="TEXT-ALIGN: center"><p>甲</p><p style="text-align:left">乙</p></div><p align=right>丙</p><center>丁</center>'
    expect(read(html).map((block) => block.attributes?.align)).toEqual(['center', undefined, 'right', 'center'])
  })

  test('a short centred paragraph below an image is its caption', () => {
    const image = '<p><img src="https://a.b/c.png"></p>'
    const captioned = (below: string) => captionImages(read(image + below)).map((block) => block.tag)
    expect(captioned('<p style="text-align: center">图一</p>')).toEqual(['figure'])
    expect(captioned('<p>图一</p>')).toEqual(['p', 'p'])
    expect(captioned('<p align=center>👇👇👇</p>')).toEqual(['p', 'p'])
    expect(captioned(`<p align=center>${'长'.repeat(100)}</p>`)).toEqual(['p', 'p'])
    expect(captioned('<p align=center>图<img src="https://a.b/d.png"></p>')).toEqual(['p', 'p'])
  })
})

describe('images', () => {
  test('keep address, text and size', () => {
    const tree = read('<p><img class="x" src="https://a.b/c.png" alt width="807px" height="166.5" title="题"></p>')
    expect(tree).toEqual([
      {
        tag: 'p',
        children: [
          { tag: 'img', attributes: { src: 'https://a.b/c.png', title: '题', width: 807, height: 166 }, children: [] }
        ]
      }
    ])
    expect(treeImages(tree)).toEqual([{ src: 'https://a.b/c.png', host: 'a.b', alt: '', width: 807, height: 166 }])
  })

  test.each([
    [
      'behind a proxy',
      '<img src="https://p.example.dev/?https://a.b/c.png">',
      { src: 'https://a.b/c.png', srcRaw: 'https://p.example.dev/?https://a.b/c.png' }
    ],
    [
      'loaded lazily',
      '<img src="data:image/gif;base64,xx" data-src="https://a.b/c.png">',
      { src: 'https://a.b/c.png' }
    ],
    ['beside the file', '<img src="images/c.png">', { srcRaw: 'images/c.png' }],
    ['with nothing but a text', '<img src="\\\\host\\c.png" alt="图">', { alt: '图' }],
    [
      'with what 语雀 notes of it',
      '<img src="https://a.b/c.png#clientId=u1&from=paste&height=30.4&originHeight=60&originWidth=80&width=40">',
      { src: 'https://a.b/c.png', srcRaw: expect.stringContaining('originWidth'), width: 40, height: 30 }
    ],
    [
      'with the size that 公众号 gives',
      '<img data-src="https://a.b/c.png" data-w="1080" data-ratio="0.5625">',
      { src: 'https://a.b/c.png', width: 1080, height: 608 }
    ],
    [
      'without sizes that make no sense',
      '<img src="https://a.b/c.png" width="100%" height="-3">',
      { src: 'https://a.b/c.png' }
    ]
  ])('%s', (_, html, attributes) => {
    expect(read(html)[0]?.children[0]).toEqual({ tag: 'img', attributes, children: [] })
  })

  test('embedded ones leave a placeholder, others without any hint go', () => {
    expect(clean('甲<img src="data:image/png;base64,AA==">')).toBe('<p>甲<img alt=""></p>')
    expect(clean('甲<img src="//host/share.png"><img>')).toBe('<p>甲</p>')
  })
})

describe('headings', () => {
  test('get unique ids, and links to the old ones follow', () => {
    const tree = read(
      '<h2 id="toc-1">甲</h2><h3>乙</h3><h2 id="toc-1">丙</h2><h2 id="简介">丁</h2><p><a href="#%E7%AE%80%E4%BB%8B">见丁</a><a href="#x">无</a></p>'
    )
    anchorHeadings(tree)
    expect(treeToHtml(tree).replaceAll('\n', '')).toBe(
      '<h2 id="toc-1">甲</h2><h3 id="h-1">乙</h3><h2 id="h-2">丙</h2><h2 id="h-3">丁</h2><p><a href="#h-3">见丁</a>无</p>'
    )
    expect(tableOfContents(tree)).toEqual([
      { id: 'toc-1', level: 2, text: '甲' },
      { id: 'h-1', level: 3, text: '乙' },
      { id: 'h-2', level: 2, text: '丙' },
      { id: 'h-3', level: 2, text: '丁' }
    ])
  })

  test('take the name of an empty anchor above them', () => {
    const tree = read(
      '<p><a href="#U3kd2">去看</a></p><a name="U3kd2"></a><h2>一</h2><a name="x"></a><p>甲</p><h2>二</h2>'
    )
    anchorHeadings(tree)
    expect(treeToHtml(tree).replaceAll('\n', '')).toBe(
      '<p><a href="#h-1">去看</a></p><h2 id="h-1">一</h2><p>甲</p><h2 id="h-2">二</h2>'
    )
  })

  test('first level ones make the contents where there are no others', () => {
    const tree = read(
      '<h1>甲</h1><blockquote><h1>乙</h1></blockquote><h1><img src="https://a.b/c.png"></h1><h4>丙</h4>'
    )
    anchorHeadings(tree)
    expect(tableOfContents(tree).map((item) => item.text)).toEqual(['甲', '乙'])
  })
})

describe('nothing active comes through', () => {
  const VECTORS = [
    '<script>alert(1)</script>',
    '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<img src=x onerror=alert(1)>',
    '<img src="https://a.b/c.png" onload="alert(1)" onerror=alert(2)>',
    '<img src="javascript:alert(1)">',
    '<img src=`javascript:alert(1)`>',
    '<img """><script>alert(1)</script>">',
    '<img/src/onerror=alert(1)>',
    '<img src="https://a.b/c.png" srcset="javascript:alert(1)">',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<math href="javascript:alert(1)">x</math>',
    '<iframe src="https://evil.example/"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<embed src="javascript:alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href="java\0script:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="file:///C:/Windows">x</a>',
    '<a href="\\\\host\\share">x</a>',
    '<a href="//host/share">x</a>',
    '<a href="/\\host/share">x</a>',
    '<a href="https://a.b" onclick="alert(1)" style="position:fixed;inset:0" target=_top>x</a>',
    '<form action="javascript:alert(1)"><input type=submit formaction="javascript:alert(2)"></form>',
    '<button onclick=alert(1)>x</button>',
    '<isindex type=image src=1 onerror=alert(1)>',
    '<input autofocus onfocus=alert(1)>',
    '<select autofocus onfocus=alert(1)><option>x</select>',
    '<textarea autofocus onfocus=alert(1)></textarea><title><script>alert(1)</script></title>',
    '<video><source onerror="alert(1)"></video>',
    '<audio src=x onerror=alert(1)></audio>',
    '<body onload=alert(1)>x',
    '<base href="javascript:/a/">',
    '<link rel=stylesheet href="https://evil.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<style>@import "https://evil.example/x.css"; body { background: url(javascript:alert(1)) }</style>',
    '<div style="background:url(javascript:alert(1))">x</div>',
    '<p style="width: expression(alert(1))">x</p>',
    '<table background="javascript:alert(1)"><tr><td style="behavior:url(x.htc)">x</table>',
    '<details open ontoggle=alert(1)><summary>x</summary>y</details>',
    '<marquee onstart=alert(1)>x</marquee>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<template><script>alert(1)</script></template>',
    '<xmp><script>alert(1)</script></xmp>',
    '<!--><script>alert(1)</script>-->',
    '<![CDATA[<script>alert(1)</script>]]>',
    '<?php echo 1 ?><b onmouseover=alert(1)>x</b>',
    '<p id="__proto__" class="constructor">x</p>',
    "<h2 id='\"><script>alert(1)</script>'>x</h2>",
    '<img src="https://a.b/c.png" alt=\'"><script>alert(1)</script>\'>',
    '<pre><code class="language-x&quot;onload=alert(1)">x</code></pre>'
  ]
  const SAFE_TAG =
    /^(?:p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|code|hr|br|strong|em|u|s|sub|sup|mark|a|img|figure|figcaption|table|caption|thead|tbody|tr|th|td|details|summary|input)$/
  const SAFE_ATTRIBUTE =
    /^(?:id|href|src|alt|title|width|height|colspan|rowspan|start|class|style|type|disabled|checked)$/

  test.each(VECTORS)('%s', (vector) => {
    const html = treeToHtml(read(`<p>before</p>${vector}<p>after</p>`))
    // What a browser would make of the result, and not what it looks like.
    const open = [...parseHtml(html).childNodes]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (!('tagName' in node)) continue
      expect(node.tagName).toMatch(SAFE_TAG)
      for (const { name, value } of node.attrs) {
        expect(name).toMatch(SAFE_ATTRIBUTE)
        if (name === 'href' || name === 'src') expect(value).toMatch(/^(?:https?:\/\/|mailto:|#)/)
        if (name === 'style') expect(value).toMatch(/^text-align: (?:center|right)$/)
      }
      open.push(...node.childNodes)
    }
    expect(html).toMatch(/before/)
  })

  test('there are at least forty of them', () => {
    expect(new Set(VECTORS).size).toBeGreaterThanOrEqual(40)
  })
})

describe('pages that nest without end', () => {
  test.each([
    '<div>',
    '<b>',
    '<ul>',
    '<ul><li>',
    '<dl>',
    '<dl><dd>',
    '<figure>',
    '<details>',
    '<blockquote>',
    '<table><tr><td>',
    '<h2><span>'
  ])('100,000 × %s', (tag) => {
    const tree = read(`${tag.repeat(100_000 / tag.split('<').length)}深处<img src="https://a.b/c.png">`)
    expect(treeToText(tree)).toContain('深处')
    expect(ArticleTree.safeParse(tree).success).toBe(true)
    expect(JSON.stringify(tree).length).toBeLessThan(100_000)
  })

  test('misnested formatting that multiplies is refused', () => {
    const bold = Array.from({ length: 300 }, (_, i) => `<b title=${i}>`).join('')
    expect(() => read(`<p>${bold}</p>${'<p>x</p>'.repeat(20_000)}`)).toThrow('more than 1000000 elements')
  })
})
