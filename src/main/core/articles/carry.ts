import type { ArticleTree } from '../../../shared/article-tree.ts'
import type { ReadPosition } from '../../../shared/articles.ts'
import { treeToText } from './parse/index.ts'

/** The text of each block; blocks without words have none. */
export const blockTexts = (tree: ArticleTree): string[] => tree.map((block) => treeToText([block]).trim())

/** The block of another text that says the same; of several, that nearest to where it was. Null when there is none. */
export function sameBlock(from: string[], index: number, to: string[]): number | null {
  const text = from[index]
  if (!text) return null
  let found: number | null = null
  for (const [i, other] of to.entries()) {
    if (other === text && (found === null || Math.abs(i - index) < Math.abs(found - index))) found = i
  }
  return found
}

/** Where the reader is in another text: at the same block, or behind the nearest one before it that is in both. */
export function carryPosition(from: string[], position: ReadPosition, to: string[]): ReadPosition {
  for (let block = Math.min(position.block, from.length - 1); block >= 0; block--) {
    const found = sameBlock(from, block, to)
    if (found === null) continue
    return block === position.block ? { ...position, block: found } : { ...position, block: found, offset: 0 }
  }
  return { ...position, block: Math.min(position.block, Math.max(0, to.length - 1)) }
}
