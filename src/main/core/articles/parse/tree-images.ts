import type { ArticleElement, ArticleNode, ArticleTree } from '../../../../shared/article-tree.ts'
import type { ArticleImage } from '../../../../shared/articles.ts'

/** The images of a tree that the source names, in order: by their address, or by the source's own name for them. */
export function treeImages(tree: ArticleTree): ArticleImage[] {
  const images: ArticleImage[] = []
  const visit = (node: ArticleNode): void => {
    if (typeof node === 'string') return
    const { srcRaw, src = srcRaw, alt, width, height } = node.attributes ?? {}
    if (node.tag === 'img' && src !== undefined) images.push(articleImage(src, alt, width, height))
    node.children.forEach(visit)
  }
  tree.forEach(visit)
  return images
}

/** The image elements of a tree, in order. */
export function* imagesIn(nodes: readonly ArticleNode[]): Generator<ArticleElement> {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    if (node.tag === 'img') yield node
    else yield* imagesIn(node.children)
  }
}

export function articleImage(src: string, alt = '', width?: number, height?: number): ArticleImage {
  return { src, host: URL.parse(src)?.host ?? '', alt, width: width ?? null, height: height ?? null }
}
