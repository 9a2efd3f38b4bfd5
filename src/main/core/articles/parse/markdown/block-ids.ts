import type { ArticleElement, ArticleTree } from '../../../../../shared/article-tree.ts'

const ID = /(?:^|[ \t]+)\^[a-z\d-]{1,60}$/i
const BLOCKS = new Set(['p', 'li', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** Takes the names that Obsidian gives to blocks, `^name` at their end, out of a tree, in place. */
export function dropBlockIds(tree: ArticleTree): void {
  for (let at = tree.length - 1; at >= 0; at--) {
    const block = tree[at]
    if (block !== undefined && !keepsText(block)) tree.splice(at, 1)
  }
}

/** False when nothing but such a name was in the block. */
function keepsText(block: ArticleElement): boolean {
  const blocks = block.children.filter((child): child is ArticleElement => typeof child !== 'string')
  for (const child of blocks) if (!keepsText(child)) block.children.splice(block.children.indexOf(child), 1)
  const last = block.children.findLastIndex(
    (child) => typeof child === 'string' || (child.tag !== 'ul' && child.tag !== 'ol')
  )
  const text = block.children[last]
  if (!BLOCKS.has(block.tag) || typeof text !== 'string' || !ID.test(text)) return true
  const kept = text.replace(ID, '')
  block.children.splice(last, 1, ...(kept === '' ? [] : [kept]))
  return block.children.length > 0
}
