import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ARTICLE_TAGS } from '../../../shared/article-tree.ts'
import type { ArticleElement } from '../../../shared/article-tree.ts'
import { ArticleBody } from './article-body.tsx'
import { PromotionProvider } from './promotion-bar.tsx'
import type { PromotionState } from './use-promotion.ts'

const markup = (...tree: ArticleElement[]): string =>
  renderToStaticMarkup(<ArticleBody tree={tree} lang="zh-CN" ref={null} />)
const of = (
  tag: ArticleElement['tag'],
  attributes: ArticleElement['attributes'],
  ...children: ArticleElement['children']
) => ({
  tag,
  attributes,
  children
})

test('markup within text stays text', () => {
  const html = markup(of('p', {}, '<script>alert(1)</script><img src=x onerror=alert(1)>'))
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toMatch(/<(script|img)/)
})

test.each(['javascript:alert(1)', 'data:text/html,x', '\\\\host\\share', 'file:///etc/passwd'])(
  'a link to %s is no link',
  (href) => {
    expect(markup(of('p', {}, of('a', { href }, '点我')))).toBe(
      '<div class="read" lang="zh-CN"><p><span>点我</span></p></div>'
    )
  }
)

test('an image is a box with its size, its words and its host, and loads nothing', () => {
  const html = markup(of('img', { src: 'https://img.example.com/a.png', alt: '漏斗图', width: 807, height: 166 }))
  expect(html).toContain('role="img"')
  expect(html).toContain('aspect-ratio:807 / 166')
  expect(html).toContain('漏斗图')
  expect(html).toContain('img.example.com')
  expect(html).not.toMatch(/<img|src=|url\(/)
})

test('an image of unknown size is 16:9', () => {
  expect(markup(of('img', { src: 'https://img.example.com/a.png' }))).toContain('aspect-ratio:16 / 9')
})

test('headings carry prefixed ids and leave h1 to the title', () => {
  const html = markup(of('h1', { id: 'root' }, '一'), of('h3', { id: 'h-2' }, '二'))
  expect(html).toContain('<h2 id="article-root" tabindex="-1">一</h2>')
  expect(html).toContain('<h3 id="article-h-2" tabindex="-1">二</h3>')
})

test('tables keep their spans and scroll by themselves', () => {
  const html = markup(of('table', {}, of('tbody', {}, of('tr', {}, of('td', { colspan: 2, rowspan: 3 }, '格')))))
  expect(html).toMatch(
    /<div class="table-scroll scroll" role="region"[^>]*><table><tbody><tr><td colSpan="2" rowSpan="3">/i
  )
})

test('every tag of the contract is drawn, one element for each block', () => {
  const html = markup(
    ...ARTICLE_TAGS.map((tag) => of(tag, {}, ...(['br', 'hr', 'img'].includes(tag) ? [] : [`${tag}的字`])))
  )
  for (const tag of ARTICLE_TAGS) {
    if (!['br', 'hr', 'img'].includes(tag)) expect(html).toContain(`${tag}的字`)
  }
})

test.each([
  [0, 0],
  [50, 1],
  [75, 1],
  [160, 3]
])('in a long article the line of the advert stands before block %i, in part %i', (promotionAt, part) => {
  const tree = Array.from({ length: 160 }, (_, index) => of('p', {}, `段 ${index}`))
  const promotion = { open: true, blocks: 3, toggle() {}, moves: [] }
  const html = renderToStaticMarkup(
    <PromotionProvider value={promotion as unknown as PromotionState}>
      <ArticleBody tree={tree} lang="zh-CN" promotionAt={promotionAt} ref={null} />
    </PromotionProvider>
  )
  const parts = html.split('<div class="read-part"').slice(1)
  expect(parts).toHaveLength(4)
  expect(parts.findIndex((each) => each.includes('class="promo"'))).toBe(part)
  const [before = '', after = ''] = html.split('class="promo"')
  expect(before.match(/<p>段/g)?.length ?? 0).toBe(promotionAt)
  expect(after.match(/<p>段/g)?.length ?? 0).toBe(160 - promotionAt)
})
