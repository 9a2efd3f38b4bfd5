import { attribute, isElement } from './html.ts'
import type { HtmlElement } from './html.ts'
import { LEAST_KEPT, LINKED, INLINE } from './page-body.ts'
import type { PageBody } from './page-body.ts'
import { unitsOf } from './page-weights.ts'

/** An element that is marked as the content and has so much of the page's prose is it, or so much and more than any other. */
const MARKED_SHARE = 0.6
const LARGEST_SHARE = 0.25
/** A child with so much of its parent's prose is where the content is. */
const CHILD_SHARE = 0.85
/** So is a cell of a table, when the others hold links. */
const CELL_SHARE = 0.6

const REPLY = /(?:^|[\s_-])reply/i
const KEPT_WHOLE = new Set(['pre', 'blockquote', 'ul', 'ol'])

/** Where the content of a page is. */
export interface ContentRoot {
  /** What is marked or named as the content, if anything is. */
  mark: HtmlElement | null
  /** Whether the mark holds the content and nothing else. */
  isSure: boolean
  /** The innermost element with most of the prose. */
  root: HtmlElement
}

export const contentRoot = (page: PageBody): ContentRoot => new Finder(page).find()

class Finder {
  readonly #page: PageBody
  /** How many elements there are of each kind of content; under the empty name, how many are replies. */
  readonly #kinds = new Map<string, number>()

  constructor(page: PageBody) {
    this.#page = page
    this.#countKinds()
  }

  find(): ContentRoot {
    const mark = this.#marked()
    return { mark, isSure: this.#isSure(mark), root: this.#densest(mark ?? this.#page.body) }
  }

  #countKinds(): void {
    let frameEnd = -1
    for (const [node, { first, last, prose }] of this.#page.weights) {
      if (!isElement(node) || node === this.#page.body || first <= frameEnd) continue
      if (this.#page.isFrame(node)) frameEnd = last
      const kind = this.#kindOf(node)
      const least = node.tagName === 'article' ? 1 : LEAST_KEPT
      if (kind === null || prose < least || this.#page.linkedShare(node) >= LINKED) continue
      for (const key of REPLY.test(kind) ? [kind, ''] : [kind]) this.#kinds.set(key, (this.#kinds.get(key) ?? 0) + 1)
    }
  }

  /** What elements that hold content of the same kind have in common. */
  #kindOf(element: HtmlElement): string | null {
    const isArticle = element.tagName === 'article'
    if (!isArticle && this.#page.signs.get(element) !== 'content') return null
    const name = attribute(element, 'class') ?? ''
    return name === '' && !isArticle ? null : `${isArticle ? 'article ' : ''}${name}`
  }

  /** The innermost element that is marked as the content. */
  #marked(): HtmlElement | null {
    const all = this.#page.proseOf(this.#page.body)
    let found: HtmlElement | null = null
    let frameEnd = -1
    for (const [node, { first, last }] of this.#page.weights) {
      if (!isElement(node) || node === this.#page.body || first <= frameEnd) continue
      if (this.#page.isFrame(node)) frameEnd = last
      else if (this.#page.isMark(node) && (!found || this.#page.isWithin(node, found)) && !this.#hasEquals(node)) {
        const prose = this.#page.proseOf(node)
        // A mark within a mark holds the content more closely.
        const isClose: boolean = found ? prose >= CHILD_SHARE * this.#page.proseOf(found) : prose >= MARKED_SHARE * all
        const holds = isClose || (!this.#isSure(found) && prose >= LARGEST_SHARE * all && this.#isLargest(node))
        if (holds && prose > 0) found = node
      }
    }
    return found
  }

  /** `main` may hold more than the content. */
  #isSure(mark: HtmlElement | null): boolean {
    return mark !== null && (mark.tagName === 'article' || this.#page.signs.get(mark) === 'content')
  }

  /** Whether no element beside it has more prose. */
  #isLargest(element: HtmlElement): boolean {
    const prose = this.#page.proseOf(element)
    for (const [node, own] of this.#page.weights) {
      if (!isElement(node) || own.prose <= prose || node === element) continue
      if (this.#page.proseOf(node) > prose && !this.#page.isWithin(element, node)) return false
    }
    return true
  }

  /** Whether others like it hold content too: the posts of a thread, the answers to a question. */
  #hasEquals(element: HtmlElement): boolean {
    const kind = this.#kindOf(element)
    if (kind === null) return false
    return (this.#kinds.get(kind) ?? 0) > 1 || (!REPLY.test(kind) && this.#kinds.has(''))
  }

  #densest(start: HtmlElement): HtmlElement {
    for (let root = start; ;) {
      // Text that stands in it directly is part of the content.
      if (
        root.childNodes.some(
          (node) => 'value' in node && node.nodeName === '#text' && unitsOf(node.value) >= LEAST_KEPT
        )
      )
        return root
      const least = CHILD_SHARE * this.#page.proseOf(root)
      const next: HtmlElement | undefined = root.childNodes
        .filter(isElement)
        .find((child) => this.#page.proseOf(child) >= least && !this.#page.isFrame(child) && !INLINE.has(child.tagName))
      if (next === undefined || least === 0 || KEPT_WHOLE.has(next.tagName)) return root
      const cell = next.tagName === 'table' ? this.#mainCell(next) : next
      if (cell === null) return root
      root = cell
    }
  }

  /** The cell that a table puts the content into, when the others hold lists of links. */
  #mainCell(table: HtmlElement): HtmlElement | null {
    const whole = this.#page.weight(table)
    const least = CELL_SHARE * this.#page.proseOf(table)
    const rows = table.childNodes
      .filter(isElement)
      .flatMap((part) => (part.tagName === 'tr' ? [part] : part.childNodes.filter(isElement)))
    for (const cell of rows.flatMap((row) => row.childNodes.filter(isElement))) {
      const { text, linked } = this.#page.weight(cell)
      if (
        this.#page.proseOf(cell) >= least &&
        whole.linked - linked >= LINKED * (whole.text - text) &&
        whole.linked > linked
      )
        return cell
    }
    return null
  }
}
