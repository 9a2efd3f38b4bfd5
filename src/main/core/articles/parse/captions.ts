import type { ArticleElement, ArticleTree } from '../../../../shared/article-tree.ts'
import { inlineText } from './tree-text.ts'

const MAX_CAPTION = 80

/** Joins an image and the short centred paragraph below it into a figure; feeds write captions so. */
export function captionImages(tree: ArticleTree): ArticleTree {
  const blocks: ArticleTree = []
  for (const block of tree) {
    const above = blocks.at(-1)
    if (above !== undefined && isImage(above) && isCaption(block)) {
      blocks[blocks.length - 1] = {
        tag: 'figure',
        children: [...above.children, { tag: 'figcaption', children: block.children }]
      }
    } else blocks.push(block)
  }
  return blocks
}

function isImage(block: ArticleElement): boolean {
  const [only] = block.children
  return block.tag === 'p' && block.children.length === 1 && typeof only === 'object' && only.tag === 'img'
}

function isCaption(block: ArticleElement): boolean {
  if (block.tag !== 'p' || block.attributes?.align !== 'center') return false
  if (block.children.some((child) => typeof child !== 'string' && child.tag === 'img')) return false
  const text = inlineText(block.children).trim()
  // Arrows and pointing hands below an image belong to what follows.
  return text.length <= MAX_CAPTION && !text.includes('\n') && /[\p{L}\p{N}]/u.test(text)
}
