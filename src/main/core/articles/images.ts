import type { ArticleNode, ArticleTree } from '../../../shared/article-tree.ts'
import type { ArticleImage } from '../../../shared/articles.ts'

/** The images of a tree in reading order. */
export function imagesOf(tree: ArticleTree): ArticleImage[] {
  const images: ArticleImage[] = []
  const visit = (node: ArticleNode) => {
    if (typeof node === 'string') return
    const { src, alt = '', width = null, height = null } = node.attributes ?? {}
    if (node.tag === 'img' && src) images.push({ src, host: hostOf(src), alt, width, height })
    node.children.forEach(visit)
  }
  tree.forEach(visit)
  return images
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
