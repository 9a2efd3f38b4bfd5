import type { ArticleNode, ArticleTree } from '../../../shared/article-tree.ts'
import type { TocItem } from '../../../shared/articles.ts'

/** A line of the table of contents with the block of the tree that holds its heading. */
export interface Heading extends TocItem {
  block: number
}

/** The table of contents with the place of each heading; items without a heading in the tree are left out. */
export function headingsOf(tree: ArticleTree, toc: TocItem[]): Heading[] {
  const blocks = new Map<string, number>()
  tree.forEach((element, block) => {
    const visit = (node: ArticleNode) => {
      if (typeof node === 'string') return
      const id = node.attributes?.id
      if (id !== undefined && !blocks.has(id)) blocks.set(id, block)
      node.children.forEach(visit)
    }
    visit(element)
  })
  return toc.flatMap((item) => {
    const block = blocks.get(item.id)
    return block === undefined ? [] : [{ ...item, block }]
  })
}

/** The heading that a reader at this block reads under; -1 before the first. */
export function currentHeading(headings: Heading[], block: number): number {
  return headings.findLastIndex((heading) => heading.block <= block)
}
