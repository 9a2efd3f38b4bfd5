import type { ArticleNode, ArticleTree } from '../../../../shared/article-tree.ts'
import type { Fields } from './front-matter.ts'
import { categoriesField, textField } from './fields.ts'
import { attribute, descendants, hasClass, parseHtml } from './html.ts'
import type { HtmlParent } from './html.ts'
import { htmlToTree } from './html-tree.ts'
import { inlineText, LEAD_LABEL, treeToText } from './tree-text.ts'
import { relativePath, unwrapProxy, webUrl } from './urls.ts'

/**
 * The feed format: front matter as static site generators read it, and an HTML body in one `<div>`. Its writer names
 * the site as the author and in the categories, leaves links out and replaces characters of titles.
 */
export interface FeedArticle {
  tree: ArticleTree
  site: string | null
  /** Null where the feed only names the site. */
  author: string | null
  categories: string[][]
  postId: string | null
}

/** Whether a source with front matter is a feed article. */
export function isFeed(fields: Fields, body: string): boolean {
  if (/^\s*<div>\s/.test(body)) return true
  const marked = fields.has('headimg') || fields.has('thumbnail') || fields.has('comments')
  return marked && /^\s*<(?:div|p|h[1-6]|blockquote|figure|ul|ol|table|section|article|img)\b/i.test(body)
}

export function readFeed(fields: Fields, body: string): FeedArticle {
  const source = parseHtml(body)
  const postId = body.includes('support-author') ? takeDonationBlock(source) : null
  const categories = categoriesField(fields).map((path) =>
    path.flatMap((name, i) => (i === 1 ? siteAndRoute(name) : [name]))
  )
  const site = categories[0]?.[1] ?? null
  const name = textField(fields, 'author')
  const named = name === null ? null : (siteAndRoute(name)[0] ?? name).replace(/^@/, '')
  return { tree: htmlToTree(source), site, author: named === site ? null : named, categories, postId }
}

/** Older files write site and route as one name, `site - route`. */
function siteAndRoute(name: string): string[] {
  return name.split(/\s+-\s+/)
}

/** Removes the donation button, which is no text of the article, and gives the post's id that it carries. */
function takeDonationBlock(source: HtmlParent): string | null {
  for (const element of descendants(source)) {
    if (!hasClass(element, 'support-author')) continue
    const siblings = element.parentNode?.childNodes
    siblings?.splice(siblings.indexOf(element), 1)
    for (const inner of descendants(element)) {
      const id = attribute(inner, 'data-post-id')
      if (id !== undefined) return /^\d{1,20}$/.test(id) ? id : null
    }
    return null
  }
  return null
}

/** The page of a post, by the pattern that the site's pages follow. */
export function guessedUrl(postId: string): string {
  return `https://www.woshipm.com/share/${postId}.html`
}

/** The cover that the front matter names; random placeholder pictures are none. */
export function coverUrl(fields: Fields): string | null {
  const written = textField(fields, 'headimg', 'thumbnail', 'cover', 'banner', 'image')
  const url = webUrl(written)
  const path = relativePath(written)
  if (url === null && path !== null && /\.(?:png|jpe?g|gif|webp|avif|bmp|svg)$/i.test(path)) return path
  return url === null || /^https?:\/\/picsum\.photos\//.test(url) ? null : (webUrl(unwrapProxy(url)) ?? url)
}

/**
 * The title before the feed's writer replaced each of `: / \ ? * “ ” < > | [ ]` by `_`: images in the body often repeat
 * it. Null when there is nothing to repair or nothing to repair it from.
 */
export function repairedTitle(title: string, tree: ArticleTree): string | null {
  if (!title.includes('_')) return null
  for (const text of imageTexts(tree)) {
    const candidate = text.replace(/\s+/g, ' ').trim()
    if (candidate !== title && isWritten(candidate, title)) return candidate
  }
  return null
}

/** Whether the writer would have made `written` of `title`. */
function isWritten(title: string, written: string): boolean {
  const marks = [...written]
  const signs = [...title]
  return (
    signs.length === marks.length &&
    signs.every((sign, n) => sign === marks[n] || (marks[n] === '_' && SIGN.test(sign)))
  )
}

const SIGN = /[^\p{L}\p{N}\s]/u

function* imageTexts(nodes: readonly ArticleNode[]): Generator<string> {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    if (node.tag === 'h1') yield inlineText(node.children)
    if (node.attributes?.title !== undefined) yield node.attributes.title
    if (node.attributes?.alt !== undefined) yield node.attributes.alt
    yield* imageTexts(node.children)
  }
}

/** The editor's lead: a quotation among the first blocks that is labelled so, or that stands before all else. */
export function leadOf(tree: ArticleTree): string | null {
  for (const [i, block] of tree.slice(0, 3).entries()) {
    if (block.tag !== 'blockquote' && block.tag !== 'p') continue
    const text = treeToText([block]).replace(/\s+/g, ' ').trim()
    if (LEAD_LABEL.test(text)) return text.replace(LEAD_LABEL, '')
    if (block.tag === 'blockquote' && i <= 1) return text
  }
  return null
}
