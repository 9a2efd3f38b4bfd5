import type { CSSProperties } from 'react'

/** CSS pixels within the scrolled content of the container. */
export type Place = Pick<CSSProperties, 'left' | 'top'>

/** For a panel that has not been measured yet. */
export const UNPLACED = { left: 0, top: 0, opacity: 0 } satisfies CSSProperties

const GAP = 7
const EDGE = 8

/** Where a floating panel stands by the selection: above or below it, on the other side when there is no room. */
export function placeBySelection(
  container: HTMLElement,
  panel: { width: number; height: number },
  side: 'above' | 'below'
): Place | null {
  const selection = window.getSelection()
  if (!selection || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const rects = [...range.getClientRects()].filter((rect) => rect.height > 0)
  const first = rects[0] ?? elementRect(range)
  const last = rects.at(-1) ?? first
  if (!first || !last) return null

  const frame = container.getBoundingClientRect()
  const above = first.top - GAP - panel.height
  const below = last.bottom + GAP
  const fitsAbove = above >= frame.top
  const fitsBelow = below + panel.height <= frame.bottom
  const top = side === 'above' ? (fitsAbove ? above : below) : fitsBelow ? below : above
  const middle = rects.length > 1 ? (first.left + first.right) / 2 : (first.left + last.right) / 2
  const left = Math.min(
    Math.max(middle - panel.width / 2, frame.left + EDGE),
    frame.left + container.clientWidth - panel.width - EDGE
  )
  return { left: left - frame.left + container.scrollLeft, top: top - frame.top + container.scrollTop }
}

function elementRect(range: Range): DOMRect | undefined {
  const { startContainer } = range
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement
  return element?.getBoundingClientRect()
}
