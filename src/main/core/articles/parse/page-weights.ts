import { attribute, descendants, isElement } from './html.ts'
import type { HtmlElement, HtmlNode } from './html.ts'

/**
 * What stands in an element, in Chinese characters or their like: all text, text in links, and prose, which is text in
 * sentences that link nowhere.
 */
export interface Weight {
  text: number
  linked: number
  prose: number
  hasHeading: boolean
  hasPicture: boolean
  /** Its place in the document's order, and that of the last element within it. */
  first: number
  last: number
}

const NOT_SHOWN = new Set(
  'script style noscript template svg math iframe object canvas audio video select datalist textarea button input head'.split(
    ' '
  )
)
const TEXT_BLOCKS = new Set(['p', 'pre', 'blockquote', 'figcaption'])
/** Text in one piece of at least this weight is a sentence rather than a label. */
const SENTENCE = 10

export const isShown = ({ tagName }: HtmlElement): boolean => !NOT_SHOWN.has(tagName)

/** The weights of an element and all below it. Time is linear in their number, however deep they nest. */
export function weighPage(body: HtmlElement): Map<HtmlNode, Weight> {
  const elements = [body, ...descendants(body)]
  const weights = new Map<HtmlNode, Weight>()
  const inLink = new Set<object>()
  const hidden = new Set<object>()
  for (const [index, element] of elements.entries()) {
    const parent = element.parentNode
    if ((parent && hidden.has(parent)) || !isShown(element)) hidden.add(element)
    const isLink = element.tagName === 'a' && attribute(element, 'href') !== undefined
    if ((parent && inLink.has(parent)) || isLink) inLink.add(element)
    const weight = {
      text: 0,
      linked: 0,
      prose: 0,
      hasHeading: /^h[1-6]$/.test(element.tagName),
      hasPicture: element.tagName === 'img' && !isSmall(element),
      first: index,
      last: index
    }
    weights.set(element, weight)
    if (hidden.has(element)) continue
    for (const child of element.childNodes) {
      if (child.nodeName !== '#text' || !('value' in child)) continue
      const units = unitsOf(child.value)
      weight.text += units
      if (inLink.has(element)) weight.linked += units
      else if (units >= SENTENCE || TEXT_BLOCKS.has(element.tagName)) weight.prose += units
    }
  }
  for (const element of elements.toReversed()) {
    const own = weights.get(element)
    const parent = element.parentNode
    const above = element !== body && parent && 'tagName' in parent ? weights.get(parent) : undefined
    if (!own || !above) continue
    above.text += own.text
    above.linked += own.linked
    above.prose += own.prose
    above.hasHeading ||= own.hasHeading
    above.hasPicture ||= own.hasPicture
    above.last = Math.max(above.last, own.last)
  }
  return weights
}

/** A face or an icon. */
const isSmall = (image: HtmlElement): boolean =>
  Number(attribute(image, 'width') ?? '999') <= 64 || /avatar|icon|logo|emoji/i.test(attribute(image, 'class') ?? '')

/** Length without white space; letters of alphabets count half. */
export function unitsOf(text: string): number {
  let units = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x20 && code !== 0xa0) units += code >= 0x2e80 ? 1 : 0.5
  }
  return units
}

/** The prose of each element without what is left out below it. */
export function proseWithout(
  weights: ReadonlyMap<HtmlNode, Weight>,
  leaveOut: (element: HtmlElement) => boolean
): Map<HtmlNode, number> {
  const prose = new Map<HtmlNode, number>()
  for (const [node, weight] of [...weights].toReversed()) {
    if (!isElement(node)) continue
    let own = weight.prose
    for (const child of node.childNodes) {
      if (!isElement(child)) continue
      own -= (weights.get(child)?.prose ?? 0) - (leaveOut(child) ? 0 : (prose.get(child) ?? 0))
    }
    prose.set(node, own)
  }
  return prose
}
