import type { ArticleNode, ArticleTree } from '../../../shared/article-tree.ts'

/** Blocks at the top where a source repeats its summary, and how much of it must be the same. */
const TOP_BLOCKS = 4
const SAME_CHARACTERS = 30

/** The summary to show above the text; null when the text itself begins with it. */
export function leadBeside(summary: string | null, tree: ArticleTree): string | null {
  if (!summary) return null
  const start = bare(summary).slice(0, SAME_CHARACTERS)
  const top = tree.slice(0, TOP_BLOCKS).map(textOf).join('')
  return bare(top).includes(start) ? null : summary
}

const bare = (text: string): string => text.replace(/[\s…]/gu, '')
const textOf = (node: ArticleNode): string => (typeof node === 'string' ? node : node.children.map(textOf).join(''))
