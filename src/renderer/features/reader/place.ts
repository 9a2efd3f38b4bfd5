import type { ReadPosition } from '../../../shared/articles.ts'

/** The part of an element's geometry that a place needs; all in CSS pixels. */
export interface Box {
  readonly offsetTop: number
  readonly offsetHeight: number
}
/** Blocks that are laid out together. */
export interface Part {
  /** The index of its first block. */
  readonly first: number
  readonly offsetTop: number
}
export interface ReadingView {
  /** The blocks of the article, in order. */
  blocks: ArrayLike<Box>
  parts: ArrayLike<Part>
  body: Box
  scrollTop: number
  height: number
}

/**
 * The last block that begins at or above `y`; 0 when none does. Asks the blocks of one part alone where they are, because
 * the browser must lay out a part to tell.
 */
export function blockAt({ blocks, parts }: Pick<ReadingView, 'blocks' | 'parts'>, y: number): number {
  const part = lastAbove(parts, y, 0, parts.length - 1)
  return lastAbove(blocks, y, parts[part]?.first ?? 0, (parts[part + 1]?.first ?? blocks.length) - 1)
}

/** The last box from `low` to `high` that begins at or above `y`; `low` when none does. */
function lastAbove(boxes: ArrayLike<Pick<Box, 'offsetTop'>>, y: number, low: number, high: number): number {
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((boxes[middle]?.offsetTop ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Where the reader is: the block at the window's top and the pixels of it that are above.
 *
 * `progress` is 1 when the text's end is in view, so it is 1 at once for a text that fits.
 */
export function placeIn(view: ReadingView): ReadPosition {
  const { blocks, body, scrollTop, height } = view
  const block = blockAt(view, scrollTop)
  const offset = Math.max(0, Math.round(scrollTop - (blocks[block]?.offsetTop ?? 0)))
  const last = body.offsetTop + body.offsetHeight - height
  return { block, offset, progress: last <= 0 ? 1 : Math.min(1, Math.max(0, scrollTop / last)) }
}

/** The share of the window, from its top, that counts as where the eyes are. */
const EYES = 0.25

/** The block that the reader looks at; at the text's end the last one, which may never come to the top. */
export function blockInSight(view: ReadingView): number {
  const { blocks, body, scrollTop, height } = view
  const atEnd = scrollTop + height >= body.offsetTop + body.offsetHeight
  return atEnd && scrollTop > 0 ? Math.max(0, blocks.length - 1) : blockAt(view, scrollTop + height * EYES)
}

/** How far to scroll for a place: the inverse of {@link placeIn}, also when blocks have other heights now. */
export function scrollTopFor({ blocks }: Pick<ReadingView, 'blocks'>, { block, offset }: ReadPosition): number {
  const box = blocks[Math.min(block, blocks.length - 1)]
  if (!box || (block === 0 && offset === 0)) return 0
  return box.offsetTop + Math.min(offset, box.offsetHeight)
}

/** Whether two places are the same to a reader: layout rounds by a pixel or so. */
export const samePlace = (a: ReadPosition, b: ReadPosition): boolean =>
  a.block === b.block && Math.abs(a.offset - b.offset) <= 2
