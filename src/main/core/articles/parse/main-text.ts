import { isElement, rawText } from './html.ts'
import type { HtmlElement, HtmlNode, HtmlParent } from './html.ts'
import { contentRoot } from './content-root.ts'
import { INLINE, LEAST_KEPT, LINKED, PageBody } from './page-body.ts'
import { firstText, IMPRINT, isUnseen, LEADS_AWAY } from './page-signs.ts'
import { isShown, proseWithout, unitsOf } from './page-weights.ts'
import { isFactLine } from './promotion-signs.ts'

/** What is called a frame and has more of the content's prose is none. */
const MOST_FRAME = 0.4
/** Text that is linked to so much of it is a list of links where nothing says so, and where a name says so. */
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
/** A wrapper with so much of its text in an article's notes is theirs. */
const NOTES_SHARE = 0.6

/** What stands in these is the author's. */
const QUOTED = new Set(['blockquote', 'pre', 'figure'])
const GROUPS = new Set(['div', 'section', 'ul', 'ol', 'dl', 'table', 'td', 'center', 'form'])
const TABLE_PARTS = new Set(['table', 'tbody', 'tr', 'td'])
const KEPT_BESIDE = new Set(['p', 'figure', 'img', 'hr'])

/**
 * Takes out of a page's body what stands around its content: navigation, sidebars, comments, lists of other pages and the
 * like. Gives the pieces of the source that were taken, in its order; none when the page has nothing but content.
 *
 * The content is the element that is marked or named so, or else the one that most of the prose is in. Around it only what
 * reads as prose stays; within it only what is named as a frame goes. `title` is the page's own: a heading with it that
 * stands outside stays.
 */
export function takeFrame(body: HtmlElement, html: string, title: string | null): string[] {
  const frame = new Frame(new PageBody(body))
  const taken = frame.find()
  const kept = title === null ? null : frame.titleIn(taken, title)
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

class Frame {
  readonly #page: PageBody

  constructor(page: PageBody) {
    this.#page = page
  }

  /** What stands around the content, and what in it does not belong there. */
  find(): ReadonlySet<HtmlNode> {
    const { mark, root, isSure } = contentRoot(this.#page)
    const taken = new Set<HtmlNode>()
    this.#around(root, mark ?? this.#page.body, (node) => this.#isProse(node), taken)
    if (mark) this.#around(mark, this.#page.body, (node) => this.#isLead(node), taken)
    // A page of links is about them.
    const isWhole = isSure || (root !== this.#page.body && this.#page.linkedShare(root) >= SURELY_LINKED)
    this.#within(root, isWhole, taken)
    const stays = proseWithout(this.#page.weights, (element) => taken.has(element)).get(this.#page.body) ?? 0
    const all =
      proseWithout(this.#page.weights, (element) => this.#page.signs.get(element) === 'frame').get(this.#page.body) ?? 0
    if (stays <= LEAST_SHARE * all) return new Set()
    this.#unwrap(root)
    return taken
  }

  /** Makes the table that a page puts its content into an ordinary part of it. */
  #unwrap(root: HtmlElement): void {
    for (let at: HtmlParent | null = root; at && 'tagName' in at && at !== this.#page.body; at = at.parentNode)
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
    const sign = this.#page.signs.get(node)
    const holdsNotes = (notes: HtmlElement): boolean =>
      this.#page.isWithin(notes, node) && this.#page.weight(notes).text >= NOTES_SHARE * this.#page.weight(node).text
    if (sign === 'notes' || this.#page.notes.some(holdsNotes)) return true
    return sign === 'lead' && this.#page.weight(node).prose > 0 && this.#page.linkedShare(node) < LINKED
  }

  #isProse(node: HtmlNode): boolean {
    if (!isElement(node)) return 'value' in node && unitsOf(node.value) >= LEAST_KEPT && !IMPRINT.test(node.value)
    if (/^h[1-3]$/.test(node.tagName) || this.#isLead(node)) return true
    const sign = this.#page.signs.get(node)
    if (node.tagName === 'footer' && isFactLine(firstText(node, 10))) return true
    if ((sign !== undefined && sign !== 'content') || this.#isImprint(node)) return false
    if (KEPT_BESIDE.has(node.tagName) || (node.tagName === 'article' && this.#page.proseOf(node) > 0)) return true
    return this.#page.weight(node).prose >= LEAST_KEPT && this.#page.linkedShare(node) < LINKED
  }

  #isImprint(element: HtmlElement): boolean {
    return this.#page.weight(element).text < MAX_IMPRINT && IMPRINT.test(rawText(element))
  }

  /** Takes what is named as a frame within the content. */
  #within(root: HtmlElement, sure: boolean, taken: Set<HtmlNode>): void {
    const most = MOST_FRAME * this.#page.weight(root).prose
    const open: HtmlNode[] = [...root.childNodes]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (!isElement(node) || !isShown(node) || QUOTED.has(node.tagName)) continue
      if (this.#isFrameWithin(node, most) || (!sure && this.#isFrameByText(node, most))) taken.add(node)
      else for (const child of node.childNodes) open.push(child)
    }
  }

  #isFrameWithin(element: HtmlElement, most: number): boolean {
    const weight = this.#page.weights.get(element)
    const sign = this.#page.signs.get(element)
    if (sign === 'comments') return !this.#page.commentsAreContent
    if (weight === undefined || weight.prose > most) return false
    const linked = this.#page.linkedShare(element)
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
    const { text, prose } = this.#page.weight(element)
    if (prose > most || text < LEAST_LIST || !GROUPS.has(element.tagName)) return false
    if (this.#page.linkedShare(element) < SURELY_LINKED) return this.#isImprint(element)
    const beside = element.parentNode?.childNodes ?? []
    return !beside.some((node) => isElement(node) && node.tagName === 'p' && this.#page.weight(node).prose > 0)
  }

  /** The first-level heading with the page's title where it stands in what is taken, and what of that holds it. */
  titleIn(taken: ReadonlySet<HtmlNode>, title: string): { heading: HtmlElement; holder: HtmlNode } | null {
    const headings = [...this.#page.weights.keys()].filter(isElement).filter(({ tagName }) => tagName === 'h1')
    const heading = headings.find((each) => isTitle(rawText(each), title))
    if (heading === undefined) return null
    const holder = [...taken].find((node) => node === heading || this.#page.isWithin(heading, node))
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
