import { attribute, isElement } from './html.ts'
import type { HtmlElement, HtmlNode } from './html.ts'
import { signOf } from './page-signs.ts'
import type { Sign } from './page-signs.ts'
import { proseWithout, weighPage } from './page-weights.ts'
import type { Weight } from './page-weights.ts'

/** What is called a frame and has more of the page's prose is none. */
const MOST_FRAME = 0.4
/** With less prose beside them, comments are what the page is about, unless so much is marked as the content. */
const LEAST_ARTICLE = 120
const LEAST_MARKED = 15
const MOST_NOTES = 20
const MARKS = new Set(['article', 'main'])

/** Prose of less weight may be a label. */
export const LEAST_KEPT = 20
/** Text that is linked to so much of it may be a list of links. */
export const LINKED = 0.3

export const INLINE: ReadonlySet<string> = new Set(
  'a span em strong b i u s code sup sub mark font label small time abbr cite q img br p mjx-container'.split(' ')
)

/** The body of a page with what its elements weigh and are called. */
export class PageBody {
  readonly body: HtmlElement
  /** In the document's order. */
  readonly weights: ReadonlyMap<HtmlNode, Weight>
  readonly signs: ReadonlyMap<HtmlNode, Sign>
  /** Elements that hold the notes of an article. */
  readonly notes: readonly HtmlElement[]
  readonly commentsAreContent: boolean
  /** Prose without that of frames. */
  readonly #prose: ReadonlyMap<HtmlNode, number>

  constructor(body: HtmlElement) {
    this.body = body
    this.weights = weighPage(body)
    const signs = new Map<HtmlNode, Sign>()
    for (const node of this.weights.keys()) {
      const sign = isElement(node) && node !== body ? signOf(node) : null
      if (sign !== null) signs.set(node, sign)
    }
    this.signs = signs
    this.notes = [...signs.keys()]
      .filter(isElement)
      .filter((node) => signs.get(node) === 'notes')
      .slice(0, MOST_NOTES)
    // As long as it is not known whether comments are content, they are none.
    this.commentsAreContent = false
    const without = proseWithout(this.weights, (element) => this.isFrame(element))
    const least = (element: HtmlElement): number => without.get(element) ?? 0
    this.commentsAreContent = least(body) < LEAST_ARTICLE && !this.#hasMark(least)
    this.#prose = proseWithout(this.weights, (element) => this.isFrame(element))
  }

  weight(node: HtmlNode): Pick<Weight, 'text' | 'linked' | 'prose'> {
    return this.weights.get(node) ?? { text: 0, linked: 0, prose: 0 }
  }

  proseOf(element: HtmlElement): number {
    return this.#prose.get(element) ?? 0
  }

  linkedShare(node: HtmlNode): number {
    const { text, linked } = this.weight(node)
    return text === 0 ? 0 : linked / text
  }

  /** Whether an element is named as a frame and is not most of the page all the same. */
  isFrame(element: HtmlElement): boolean {
    const sign = this.signs.get(element)
    if (sign === 'comments') return !this.commentsAreContent
    return sign === 'frame' && this.weight(element).prose <= MOST_FRAME * this.weight(this.body).prose
  }

  isMark(element: HtmlElement): boolean {
    const role = attribute(element, 'role')
    return MARKS.has(element.tagName) || role === 'main' || role === 'article' || this.signs.get(element) === 'content'
  }

  isWithin(node: HtmlNode, outer: HtmlNode): boolean {
    const [inner, around] = [this.weights.get(node), this.weights.get(outer)]
    return inner !== undefined && around !== undefined && inner.first > around.first && inner.first <= around.last
  }

  /** Whether an element outside frames and comments is marked as the content. */
  #hasMark(proseOf: (element: HtmlElement) => number): boolean {
    let frameEnd = -1
    for (const [node, { first, last }] of this.weights) {
      if (!isElement(node) || node === this.body || first <= frameEnd) continue
      if (this.signs.get(node) === 'comments' || this.isFrame(node)) frameEnd = last
      else if (this.isMark(node) && proseOf(node) >= LEAST_MARKED) return true
    }
    return false
  }
}
