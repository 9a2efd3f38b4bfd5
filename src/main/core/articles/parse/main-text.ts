import { attribute, isElement, rawText } from './html.ts'
import type { HtmlElement, HtmlNode, HtmlParent } from './html.ts'
import { firstText, IMPRINT, isUnseen, LEADS_AWAY, signOf } from './page-signs.ts'
import type { Sign } from './page-signs.ts'
import { isFactLine } from './promotion-signs.ts'
import { isShown, proseWithout, unitsOf, weighPage } from './page-weights.ts'
import type { Weight } from './page-weights.ts'

/** An element that is marked as the content and has so much of the page's prose is it, or so much and more than any other. */
const MARKED_SHARE = 0.6
const LARGEST_SHARE = 0.25
/** A child with so much of its parent's prose is where the content is. */
const CHILD_SHARE = 0.85
/** So is a cell of a table, when the others hold links. */
const CELL_SHARE = 0.6
/** What is called a frame and has more of the page's prose is none. */
const MOST_FRAME = 0.4
/** With less prose beside them, comments are what the page is about, unless so much is marked as the content. */
const LEAST_ARTICLE = 120
const LEAST_MARKED = 15
/** Prose that stands alone beside the content is kept from this weight on. */
const LEAST_KEPT = 20
/** Text that is linked to so much of it is a list of links, where it may be one and where nothing says so. */
const LINKED = 0.3
const SURELY_LINKED = 0.5
const SPARSELY_LINKED = 0.15
/** A section with more prose is one of the content, however it is called. */
const MOST_SECTION = 120
/** Lines on author and date have at most so much text and prose. */
const MOST_ABOUT = { text: 80, prose: 30 }
/** When less of the prose would stay, the page is kept as it is. */
const LEAST_SHARE = 0.2
const MAX_IMPRINT = 300
const LEAST_LIST = 8
const MOST_NOTES = 20

const REPLY = /(?:^|[\s_-])reply/i
const MARKS = new Set(['article', 'main'])
/** What stands in these is the author's. */
const QUOTED = new Set(['blockquote', 'pre', 'figure'])
const GROUPS = new Set(['div', 'section', 'ul', 'ol', 'dl', 'table', 'td', 'center', 'form'])
const TABLE_PARTS = new Set(['table', 'tbody', 'tr', 'td'])
const KEPT_WHOLE = new Set(['pre', 'blockquote', 'ul', 'ol'])
const KEPT_BESIDE = new Set(['p', 'figure', 'img', 'hr'])
const INLINE = new Set(
  'a span em strong b i u s code sup sub mark font label small time abbr cite q img br p mjx-container'.split(' ')
)

/**
 * Takes out of a page's body what stands around its content: navigation, sidebars, comments, lists of other pages and the
 * like. Gives the pieces of the source that were taken, in its order; none when the page has nothing but content.
 *
 * The content is the element that is marked or named so, or else the one that most of the prose is in. Around it only what
 * reads as prose stays; within it only what is named as a frame goes. `title` is the page's own: a heading with it that
 * stands outside stays.
 */
export function takeFrame(body: HtmlElement, html: string, title: string | null): string[] {
  const page = new Page(body)
  const taken = page.frame()
  const kept = title === null ? null : page.titleIn(taken, title)
  const parents = new Set<HtmlParent>()
  const pieces: [start: number, end: number][] = []
  for (const node of taken) {
    if (node.parentNode) parents.add(node.parentNode)
    const place = node.sourceCodeLocation
    const heading = node === kept?.holder ? kept.heading.sourceCodeLocation : null
    if (place && heading) pieces.push([place.startOffset, heading.startOffset], [heading.endOffset, place.endOffset])
    else if (place) pieces.push([place.startOffset, place.endOffset])
  }
  for (const parent of parents)
    parent.childNodes = parent.childNodes.flatMap((node) =>
      node === kept?.holder ? [kept.heading] : taken.has(node) ? [] : [node]
    )
  return pieces
    .filter(([start, end]) => start < end)
    .toSorted(([a], [b]) => a - b)
    .map(([start, end]) => html.slice(start, end))
}

class Page {
  readonly #body: HtmlElement
  readonly #weights: Map<HtmlNode, Weight>
  readonly #signs = new Map<HtmlNode, Sign>()
  /** Prose without that of frames. */
  readonly #prose: Map<HtmlNode, number>
  readonly #commentsAreContent: boolean
  readonly #notes: HtmlElement[] = []
  /** How many elements there are of each kind of content; under the empty name, how many are replies. */
  readonly #kinds = new Map<string, number>()

  constructor(body: HtmlElement) {
    this.#body = body
    this.#weights = weighPage(body)
    for (const node of this.#weights.keys()) {
      const sign = isElement(node) && node !== body ? signOf(node) : null
      if (sign !== null) this.#signs.set(node, sign)
      if (sign === 'notes' && isElement(node) && this.#notes.length < MOST_NOTES) this.#notes.push(node)
    }
    const withoutComments = proseWithout(
      this.#weights,
      (element) => this.#signs.get(element) === 'comments' || this.#isFrame(element)
    )
    this.#commentsAreContent =
      (withoutComments.get(body) ?? 0) < LEAST_ARTICLE && !this.#hasMark((element) => withoutComments.get(element) ?? 0)
    this.#prose = proseWithout(this.#weights, (element) => this.#isFrame(element))
    this.#countKinds()
  }

  #countKinds(): void {
    let frameEnd = -1
    for (const [node, { first, last, prose }] of this.#weights) {
      if (!isElement(node) || node === this.#body || first <= frameEnd) continue
      if (this.#isFrame(node)) frameEnd = last
      const kind = this.#kindOf(node)
      const least = node.tagName === 'article' ? 1 : LEAST_KEPT
      if (kind === null || prose < least || this.#linkedShare(node) >= LINKED) continue
      for (const key of REPLY.test(kind) ? [kind, ''] : [kind]) this.#kinds.set(key, (this.#kinds.get(key) ?? 0) + 1)
    }
  }

  /** What elements that hold content of the same kind have in common. */
  #kindOf(element: HtmlElement): string | null {
    const isArticle = element.tagName === 'article'
    if (!isArticle && this.#signs.get(element) !== 'content') return null
    const name = attribute(element, 'class') ?? ''
    return name === '' && !isArticle ? null : `${isArticle ? 'article ' : ''}${name}`
  }

  #weight(node: HtmlNode): Pick<Weight, 'text' | 'linked' | 'prose'> {
    return this.#weights.get(node) ?? { text: 0, linked: 0, prose: 0 }
  }

  #proseOf(element: HtmlElement): number {
    return this.#prose.get(element) ?? 0
  }

  #linkedShare(node: HtmlNode): number {
    const { text, linked } = this.#weight(node)
    return text === 0 ? 0 : linked / text
  }

  /** Whether an element is named as a frame and is not most of the page all the same. */
  #isFrame(element: HtmlElement): boolean {
    const sign = this.#signs.get(element)
    if (sign === 'comments') return !this.#commentsAreContent
    return sign === 'frame' && this.#weight(element).prose <= MOST_FRAME * this.#weight(this.#body).prose
  }

  /** What stands around the content, and what in it does not belong there. */
  frame(): ReadonlySet<HtmlNode> {
    const mark = this.#marked()
    const root = this.#densest(mark ?? this.#body)
    const taken = new Set<HtmlNode>()
    this.#around(root, mark ?? this.#body, (node) => this.#isProse(node), taken)
    if (mark) this.#around(mark, this.#body, (node) => this.#isLead(node), taken)
    // A page of links is about them.
    const isSure = this.#isSure(mark) || (root !== this.#body && this.#linkedShare(root) >= SURELY_LINKED)
    this.#within(root, isSure, taken)
    const stays = proseWithout(this.#weights, (element) => taken.has(element)).get(this.#body) ?? 0
    const all = proseWithout(this.#weights, (element) => this.#signs.get(element) === 'frame').get(this.#body) ?? 0
    if (stays <= LEAST_SHARE * all) return new Set()
    this.#unwrap(root)
    return taken
  }

  /** Whether an element outside frames and comments is marked as the content. */
  #hasMark(proseOf: (element: HtmlElement) => number): boolean {
    let frameEnd = -1
    for (const [node, { first, last }] of this.#weights) {
      if (!isElement(node) || node === this.#body || first <= frameEnd) continue
      if (this.#signs.get(node) === 'comments' || this.#isFrame(node)) frameEnd = last
      else if (this.#isMark(node) && proseOf(node) >= LEAST_MARKED) return true
    }
    return false
  }

  /** The innermost element that is marked as the content. */
  #marked(): HtmlElement | null {
    const all = this.#proseOf(this.#body)
    let found: HtmlElement | null = null
    let frameEnd = -1
    for (const [node, { first, last }] of this.#weights) {
      if (!isElement(node) || node === this.#body || first <= frameEnd) continue
      if (this.#isFrame(node)) frameEnd = last
      else if (this.#isMark(node) && (!found || this.#isWithin(node, found)) && !this.#hasEquals(node)) {
        const prose = this.#proseOf(node)
        // A mark within a mark holds the content more closely.
        const isClose: boolean = found ? prose >= CHILD_SHARE * this.#proseOf(found) : prose >= MARKED_SHARE * all
        const holds = isClose || (!this.#isSure(found) && prose >= LARGEST_SHARE * all && this.#isLargest(node))
        if (holds && prose > 0) found = node
      }
    }
    return found
  }

  /** `main` may hold more than the content. */
  #isSure(mark: HtmlElement | null): boolean {
    return mark !== null && (mark.tagName === 'article' || this.#signs.get(mark) === 'content')
  }

  /** Whether no element beside it has more prose. */
  #isLargest(element: HtmlElement): boolean {
    const prose = this.#proseOf(element)
    for (const [node, own] of this.#weights) {
      if (!isElement(node) || own.prose <= prose || node === element) continue
      if (this.#proseOf(node) > prose && !this.#isWithin(element, node)) return false
    }
    return true
  }

  #isMark(element: HtmlElement): boolean {
    const role = attribute(element, 'role')
    return MARKS.has(element.tagName) || role === 'main' || role === 'article' || this.#signs.get(element) === 'content'
  }

  /** Whether others like it hold content too: the posts of a thread, the answers to a question. */
  #hasEquals(element: HtmlElement): boolean {
    const kind = this.#kindOf(element)
    if (kind === null) return false
    return (this.#kinds.get(kind) ?? 0) > 1 || (!REPLY.test(kind) && this.#kinds.has(''))
  }

  #isWithin(node: HtmlNode, outer: HtmlNode): boolean {
    const [inner, around] = [this.#weights.get(node), this.#weights.get(outer)]
    return inner !== undefined && around !== undefined && inner.first > around.first && inner.first <= around.last
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
      const least = CHILD_SHARE * this.#proseOf(root)
      const next: HtmlElement | undefined = root.childNodes
        .filter(isElement)
        .find((child) => this.#proseOf(child) >= least && !this.#isFrame(child) && !INLINE.has(child.tagName))
      if (next === undefined || least === 0 || KEPT_WHOLE.has(next.tagName)) return root
      const cell = next.tagName === 'table' ? this.#mainCell(next) : next
      if (cell === null) return root
      root = cell
    }
  }

  /** The cell that a table puts the content into, when the others hold lists of links. */
  #mainCell(table: HtmlElement): HtmlElement | null {
    const whole = this.#weight(table)
    const least = CELL_SHARE * this.#proseOf(table)
    const rows = table.childNodes
      .filter(isElement)
      .flatMap((part) => (part.tagName === 'tr' ? [part] : part.childNodes.filter(isElement)))
    for (const cell of rows.flatMap((row) => row.childNodes.filter(isElement))) {
      const { text, linked } = this.#weight(cell)
      if (
        this.#proseOf(cell) >= least &&
        whole.linked - linked >= LINKED * (whole.text - text) &&
        whole.linked > linked
      )
        return cell
    }
    return null
  }

  /** Makes the table that a page puts its content into an ordinary part of it. */
  #unwrap(root: HtmlElement): void {
    for (let at: HtmlParent | null = root; at && 'tagName' in at && at !== this.#body; at = at.parentNode)
      if (TABLE_PARTS.has(at.tagName)) at.tagName = 'div'
  }

  /** Takes what stands beside the way from one element up to another. */
  #around(from: HtmlElement, to: HtmlElement, stays: (node: HtmlNode) => boolean, taken: Set<HtmlNode>): void {
    for (let inner = from; inner !== to;) {
      const parent = inner.parentNode
      if (!parent || !('tagName' in parent)) return
      for (const node of parent.childNodes) if (node !== inner && hasText(node) && !stays(node)) taken.add(node)
      inner = parent
    }
  }

  #isLead(node: HtmlNode): boolean {
    const sign = this.#signs.get(node)
    const holdsNotes = (notes: HtmlElement): boolean =>
      this.#isWithin(notes, node) && this.#weight(notes).text >= MARKED_SHARE * this.#weight(node).text
    if (sign === 'notes' || this.#notes.some(holdsNotes)) return true
    return sign === 'lead' && this.#weight(node).prose > 0 && this.#linkedShare(node) < LINKED
  }

  #isProse(node: HtmlNode): boolean {
    if (!isElement(node)) return 'value' in node && unitsOf(node.value) >= LEAST_KEPT && !IMPRINT.test(node.value)
    if (/^h[1-3]$/.test(node.tagName) || this.#isLead(node)) return true
    const sign = this.#signs.get(node)
    if (node.tagName === 'footer' && isFactLine(firstText(node, 10))) return true
    if ((sign !== undefined && sign !== 'content') || this.#isImprint(node)) return false
    if (KEPT_BESIDE.has(node.tagName) || (node.tagName === 'article' && this.#proseOf(node) > 0)) return true
    return this.#weight(node).prose >= LEAST_KEPT && this.#linkedShare(node) < LINKED
  }

  #isImprint(element: HtmlElement): boolean {
    return this.#weight(element).text < MAX_IMPRINT && IMPRINT.test(rawText(element))
  }

  /** Takes what is named as a frame within the content. */
  #within(root: HtmlElement, sure: boolean, taken: Set<HtmlNode>): void {
    const most = MOST_FRAME * this.#weight(root).prose
    const open: HtmlNode[] = [...root.childNodes]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (!isElement(node) || !isShown(node) || QUOTED.has(node.tagName)) continue
      if (this.#isFrameWithin(node, most) || (!sure && this.#isFrameByText(node, most))) taken.add(node)
      else for (const child of node.childNodes) open.push(child)
    }
  }

  #isFrameWithin(element: HtmlElement, most: number): boolean {
    const weight = this.#weights.get(element)
    const sign = this.#signs.get(element)
    if (sign === 'comments') return !this.#commentsAreContent
    if (weight === undefined || weight.prose > most) return false
    const linked = this.#linkedShare(element)
    if (sign === 'notes') return false
    if (element.tagName === 'p') return sign === 'frame' && linked >= LINKED
    if (INLINE.has(element.tagName)) return sign !== undefined && isUnseen(element)
    if (sign === 'frame') {
      // Side notes and the source of a quotation are content; only their tags say otherwise.
      const isNote = element.tagName === 'aside' || element.tagName === 'footer'
      if (isNote) return (linked >= LINKED || weight.prose === 0) && !isFactLine(firstText(element, 10))
      // A section may be called by what it is about: sharing, cookies, comments.
      return linked >= SPARSELY_LINKED || !weight.hasHeading || weight.prose <= MOST_SECTION
    }
    if (sign === 'weak' || sign === 'about') {
      if (weight.text === 0 || weight.hasHeading || weight.hasPicture || INLINE.has(element.tagName)) return false
      const isAbout = sign === 'about' && weight.text <= MOST_ABOUT.text && weight.prose <= MOST_ABOUT.prose
      return linked >= LINKED || weight.prose === 0 || isAbout
    }
    const isGroup = element.tagName === 'div' || element.tagName === 'section'
    return isGroup && linked >= LINKED && LEADS_AWAY.test(firstText(element, 30))
  }

  /** Whether a part of a page that marks nothing reads as a list of links or as the page's foot. */
  #isFrameByText(element: HtmlElement, most: number): boolean {
    const { text, prose } = this.#weight(element)
    if (prose > most || text < LEAST_LIST || !GROUPS.has(element.tagName)) return false
    if (this.#linkedShare(element) < SURELY_LINKED) return this.#isImprint(element)
    const beside = element.parentNode?.childNodes ?? []
    return !beside.some((node) => isElement(node) && node.tagName === 'p' && this.#weight(node).prose > 0)
  }

  /** The first-level heading with the page's title where it stands in what is taken, and what of that holds it. */
  titleIn(taken: ReadonlySet<HtmlNode>, title: string): { heading: HtmlElement; holder: HtmlNode } | null {
    const headings = [...this.#weights.keys()].filter(isElement).filter(({ tagName }) => tagName === 'h1')
    const heading = headings.find((each) => isTitle(rawText(each), title))
    if (heading === undefined) return null
    const holder = [...taken].find((node) => node === heading || this.#isWithin(heading, node))
    return holder === undefined ? null : { heading, holder }
  }
}

/** Whether a heading is what a page calls itself, which may add the site's name. */
function isTitle(heading: string, title: string): boolean {
  const [a, b] = [heading, title].map((text) => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase())
  return a !== undefined && b !== undefined && a !== '' && b.includes(a)
}

const hasText = (node: HtmlNode): boolean =>
  isElement(node) || (node.nodeName === '#text' && 'value' in node && node.value.trim() !== '')
