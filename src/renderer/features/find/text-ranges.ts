import { findFolded } from '../../../shared/fold.ts'

/** More marks than this help nobody. */
const MAX_HITS = 5000
/** What stands in the text but is none of it. */
const NO_TEXT = '.figbox,.promo'
/** A word does not run from one of these into the next. */
const BLOCKS = 'p,h1,h2,h3,h4,h5,h6,li,dt,dd,blockquote,pre,figcaption,caption,td,th,summary'

interface Piece {
  node: Text
  /** Where the node's text begins in the joined text. */
  start: number
}

/** Ranges of the page where the terms stand, in order; a word is found across inline elements but not across blocks. */
export function textRanges(root: Element, terms: string[]): Range[] {
  const pieces: Piece[] = []
  let text = ''
  let block: Element | null = null
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(NO_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  )
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      const owner = node.parentElement?.closest(BLOCKS) ?? null
      if (owner !== block) text += '\n'
      block = owner
      pieces.push({ node, start: text.length })
      text += node.data
    } else if (node.nodeName === 'BR') text += '\n'
  }
  return findFolded(text, terms)
    .slice(0, MAX_HITS)
    .map(([from, to]) => {
      const range = new Range()
      const first = pieceAt(pieces, from)
      const last = pieceAt(pieces, to - 1)
      if (first) range.setStart(first.node, from - first.start)
      if (last) range.setEnd(last.node, Math.min(to - last.start, last.node.length))
      return range
    })
}

function pieceAt(pieces: Piece[], offset: number): Piece | undefined {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return pieces[low]
}
