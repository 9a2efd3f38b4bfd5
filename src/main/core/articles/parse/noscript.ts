import { attribute, descendants, isElement, parseHtml } from './html.ts'
import type { HtmlElement, HtmlNode } from './html.ts'

/** Elements around a single picture that a page's style needs. */
const FRAMES = new Set(['span', 'div', 'a', 'p', 'picture', 'figure'])
const MOST_FRAMES = 2
const PLACEHOLDER =
  /(?:blank|placeholder|loading|lazy|spacer|transparent|1x1|gr[ae]y|pixel)[^/]*\.(?:gif|png|svg|jpe?g|webp)/i

/** What a page shows in place of a picture that a script loads, where scripts do not run. */
export interface Fallback {
  noscript: HtmlElement
  picture: HtmlElement
}

/** The fallback that stands beside an image, of which the page means to show one; null when there is none. */
export function fallbackOf(image: HtmlElement): Fallback | null {
  let place = image
  for (let frames = 0; frames <= MOST_FRAMES; frames++) {
    for (const noscript of [sibling(place, 1), sibling(place, -1)]) {
      if (noscript?.tagName !== 'noscript') continue
      const [picture] = picturesIn(noscript)
      if (picture && standsFor(picture, image)) return { noscript, picture }
    }
    const parent = place.parentNode
    if (!parent || !('tagName' in parent) || !FRAMES.has(parent.tagName) || !isAlone(place)) return null
    place = parent
  }
  return null
}

/** Whether the image behind a fallback is what it stands for. */
export function isClaimed(noscript: HtmlElement): boolean {
  let next = sibling(noscript, 1)
  while (next && next.tagName !== 'img') next = next.childNodes.filter(isElement)[0]
  return next !== undefined && fallbackOf(next)?.noscript === noscript
}

/** The pictures in it; those that only count visitors are none. */
export function picturesIn(noscript: HtmlElement): HtmlElement[] {
  const [text] = noscript.childNodes
  // Where a part of a page is parsed, its content is text.
  const content = text && 'value' in text && text.value.includes('<img') ? parseHtml(text.value) : noscript
  return [...descendants(content)].filter((each) => each.tagName === 'img' && !countsVisitors(each))
}

function countsVisitors(image: HtmlElement): boolean {
  const sides = [attribute(image, 'width'), attribute(image, 'height')]
  return sides.some((side) => side !== undefined && Number.parseInt(side, 10) <= 1) || isHidden(image)
}

const isHidden = (image: HtmlElement): boolean => /display\s*:\s*none/i.test(attribute(image, 'style') ?? '')

/** Whether a picture is the same as an image that a script loads, or all that there is of it. */
function standsFor(picture: HtmlElement, image: HtmlElement): boolean {
  const src = attribute(picture, 'src')
  if (src === undefined) return false
  if (image.attrs.some(({ name, value }) => name !== 'alt' && value.includes(src))) return true
  const shown = attribute(image, 'src') ?? ''
  return shown === '' || shown.startsWith('data:') || PLACEHOLDER.test(shown)
}

/** The element before or behind another, with nothing but white space between. */
function sibling(element: HtmlElement, step: 1 | -1): HtmlElement | undefined {
  const nodes = element.parentNode?.childNodes ?? []
  let at = nodes.indexOf(element) + step
  while (isSpace(nodes[at])) at += step
  const found = nodes[at]
  return found && isElement(found) ? found : undefined
}

const isAlone = (element: HtmlElement): boolean =>
  element.parentNode?.childNodes.every((node) => node === element || isSpace(node)) === true

const isSpace = (node: HtmlNode | undefined): boolean =>
  node !== undefined && (node.nodeName === '#comment' || ('value' in node && node.value.trim() === ''))
