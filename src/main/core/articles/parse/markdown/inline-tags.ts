import type { ArticleNode, ArticleTree } from '../../../../../shared/article-tree.ts'

/** Letters, digits, `_`, `-` and `/`, of which one is no digit: `#1` is a number. */
const TAG = /(?<![^\s([{，。；：、（【「“])#([\p{L}\p{N}\p{M}_/-]{1,80})/gu
const MAX_TAGS = 100
/** Code, headings and links hold none. */
const WITHOUT = new Set(['pre', 'code', 'a', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** The tags that a note's text names, such as `#方法/漏斗`; the text stays as it is. */
export function inlineTags(tree: ArticleTree): string[] {
  const tags = new Set<string>()
  const visit = (node: ArticleNode): void => {
    if (typeof node !== 'string') {
      if (!WITHOUT.has(node.tag)) node.children.forEach(visit)
      return
    }
    for (const [, written = ''] of node.matchAll(TAG)) {
      const tag = written.replace(/^\/+|\/+$/g, '')
      if (/[^\d/]/.test(tag) && tags.size < MAX_TAGS) tags.add(tag.toWellFormed())
    }
  }
  tree.forEach(visit)
  return [...tags]
}
