import { defaultTreeAdapter, parse, parseFragment } from 'parse5'
import type { DefaultTreeAdapterTypes, DefaultTreeAdapterMap, TreeAdapter } from 'parse5'
import { ParseError } from './parsed-article.ts'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode

/** Misnested formatting multiplies elements (HTML standard, "adoption agency"), so that a small file can fill memory. */
const MAX_ELEMENTS = 1_000_000

/** Parses a part of a page. Throws {@link ParseError} `too_large` when it unfolds to too many elements. */
export function parseHtml(html: string): HtmlParent {
  return parseFragment(html, { treeAdapter: boundedAdapter() })
}

/**
 * Parses a whole page; with `locations`, {@link sourceOf} knows the source of its elements. Throws {@link ParseError}
 * `too_large` when it unfolds to too many elements.
 */
export function parsePage(html: string, { locations = false } = {}): HtmlParent {
  return parse(html, { treeAdapter: boundedAdapter(), scriptingEnabled: false, sourceCodeLocationInfo: locations })
}

/** The part of a page's source that an element stands for; empty for elements that only the parser made. */
export function sourceOf(node: HtmlNode, html: string): string {
  const place = node.sourceCodeLocation
  return place ? html.slice(place.startOffset, place.endOffset) : ''
}

function boundedAdapter(): TreeAdapter<DefaultTreeAdapterMap> {
  let elements = 0
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      if (++elements > MAX_ELEMENTS) throw new ParseError('too_large', `more than ${MAX_ELEMENTS} elements`)
      return defaultTreeAdapter.createElement(tagName, namespace, attributes)
    }
  }
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  for (const attr of element.attrs) if (attr.name === name) return attr.value
  return undefined
}

export function hasClass(element: HtmlElement, name: string): boolean {
  const classes = attribute(element, 'class')
  return classes !== undefined && classes.split(/\s+/).includes(name)
}

/** All elements below `parent` in document order, without recursion: pages may nest without end. */
export function* descendants(parent: HtmlParent): Generator<HtmlElement> {
  const open: HtmlNode[] = parent.childNodes.toReversed()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isElement(node)) continue
    yield node
    for (let i = node.childNodes.length - 1; i >= 0; i--) {
      const child = node.childNodes[i]
      if (child !== undefined) open.push(child)
    }
  }
}

const NO_TEXT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'textarea', 'title', 'iframe'])

/** The text below a node as it stands, with `<br>` as a line break; without recursion. */
export function rawText(parent: HtmlParent): string {
  const parts: string[] = []
  const open: HtmlNode[] = parent.childNodes.toReversed()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.nodeName === '#text' && 'value' in node) parts.push(node.value)
    if (!isElement(node) || NO_TEXT.has(node.tagName)) continue
    if (node.tagName === 'br') parts.push('\n')
    for (let i = node.childNodes.length - 1; i >= 0; i--) {
      const child = node.childNodes[i]
      if (child !== undefined) open.push(child)
    }
  }
  return parts.join('')
}
