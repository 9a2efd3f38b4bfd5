import type { ArticleTree } from '../../../shared/article-tree.ts'
import type { Box, Part } from './place.ts'

/** Above this many blocks, those outside the window are not laid out. */
const LONG = 150
/**
 * So many blocks are laid out or left out together: the browser looks at every frame which parts come into view. With 5,000
 * blocks, each a part, a frame took 32 ms.
 */
const PART = 50

/** With which blocks the parts of a long article begin; null for one that is laid out whole. */
export function partStarts(tree: ArticleTree): number[] | null {
  if (tree.length <= LONG) return null
  const starts = [0]
  let start = 0
  for (const [index, block] of tree.entries()) {
    // Other blocks than paragraphs have a space above, which does not join with that below the last part.
    const isParagraph = typeof block !== 'string' && block.tag === 'p'
    if (index - start >= (isParagraph ? PART : 2 * PART)) starts.push((start = index))
  }
  return starts
}

const BLOCKS = ':scope > :not(.promo, .read-part), :scope > .read-part > :not(.promo)'

/** The elements of an article's blocks, in order. */
export const blockElements = (body: HTMLElement | null): HTMLElement[] => [
  ...(body?.querySelectorAll<HTMLElement>(BLOCKS) ?? [])
]

/** Where the blocks of an article and its parts are; without parts it is one itself. */
export function boxesIn(body: HTMLElement | null): { blocks: Box[]; parts: Part[] } {
  const elements = blockElements(body)
  const parts: Part[] = []
  let before: HTMLElement | null = null
  for (const [first, { parentElement }] of elements.entries()) {
    if (parentElement === null || parentElement === before) continue
    const part = (before = parentElement)
    parts.push({
      first,
      get offsetTop() {
        return part.offsetTop
      }
    })
  }
  return { blocks: elements.map(boxOf), parts }
}

const boxOf = (element: HTMLElement): Box => ({
  get offsetTop() {
    const { offsetParent, parentElement } = element
    // A part that is laid out by itself is what its blocks are measured from.
    return element.offsetTop + (parentElement && offsetParent === parentElement ? parentElement.offsetTop : 0)
  },
  get offsetHeight() {
    return element.offsetHeight
  }
})
