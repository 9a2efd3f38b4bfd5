import type { ArticleElement, ArticleNode, ArticleTree } from '../../../../shared/article-tree.ts'
import type { TocItem } from '../../../../shared/articles.ts'
import { inlineText, isInline } from './tree-text.ts'

const HEADING = /^h[1-6]$/

/**
 * Gives every heading of a tree an id that is unique in it, in place: `toc-<n>` stays as the source has it, all others
 * become `h-<n>`. Links to a heading's old id or to its text follow, whether as written or as GitHub makes anchors of it;
 * other links within the page lose their target and become text.
 */
export function anchorHeadings(tree: ArticleTree): void {
  const renamed = new Map<string, string>()
  const used = new Set<string>()
  let next = 1
  for (const heading of headings(tree)) {
    const old = heading.attributes?.id
    const id = old !== undefined && /^toc-\d{1,6}$/.test(old) && !used.has(old) ? old : `h-${next++}`
    used.add(id)
    heading.attributes = { ...heading.attributes, id }
    if (old !== undefined && !renamed.has(old)) renamed.set(old, id)
  }
  for (const heading of headings(tree)) {
    const key = `text ${headingKey(inlineText(heading.children))}`
    if (heading.attributes?.id !== undefined && !renamed.has(key)) renamed.set(key, heading.attributes.id)
  }
  retarget(tree, renamed)
}

/** What different writings of a heading in links have in common. */
const headingKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The table of contents: second and third level headings, or the first level where there are none. */
export function tableOfContents(tree: ArticleTree): TocItem[] {
  const items: TocItem[] = []
  for (const heading of headings(tree)) {
    const text = inlineText(heading.children).replace(/\s+/g, ' ').trim()
    const id = heading.attributes?.id
    if (text !== '' && id !== undefined) items.push({ id, level: Number(heading.tag.slice(1)), text })
  }
  const inner = items.filter((item) => item.level === 2 || item.level === 3)
  return inner.length > 0 ? inner : items.filter((item) => item.level === 1)
}

export function headings(tree: ArticleTree): ArticleElement[] {
  const found: ArticleElement[] = []
  const visit = (block: ArticleElement): void => {
    if (HEADING.test(block.tag)) found.push(block)
    else for (const child of block.children) if (typeof child !== 'string' && !isInline(child)) visit(child)
  }
  tree.forEach(visit)
  return found
}

function retarget(nodes: ArticleNode[], renamed: ReadonlyMap<string, string>): void {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]
    if (node === undefined || typeof node === 'string') continue
    retarget(node.children, renamed)
    const href = node.attributes?.href
    if (!href?.startsWith('#')) continue
    const anchor = decoded(href.slice(1))
    const id = renamed.get(href.slice(1)) ?? renamed.get(anchor) ?? renamed.get(`text ${headingKey(anchor)}`)
    if (id !== undefined) node.attributes = { ...node.attributes, href: `#${id}` }
    else nodes.splice(i, 1, ...node.children)
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
