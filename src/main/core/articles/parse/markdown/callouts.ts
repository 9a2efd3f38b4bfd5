import { defaultTreeAdapter, html } from 'parse5'
import { descendants, isElement } from '../html.ts'
import type { HtmlElement, HtmlNode, HtmlParent } from '../html.ts'

const MARK = /^\s*\[!([\p{L}\p{N}_-]{1,40})\]([+-]?)[ \t]*/u

/**
 * Gives callouts, quotations that begin with a line `[!tip] title`, that title in bold, in place; those that fold become
 * `details`. One without a title is named by its kind.
 */
export function titleCallouts(root: HtmlParent): void {
  for (const element of Array.from(descendants(root))) {
    if (element.tagName !== 'blockquote') continue
    const first = element.childNodes.find(isElement)
    if (first?.tagName === 'p') titleCallout(element, first)
  }
}

function titleCallout(quotation: HtmlElement, paragraph: HtmlElement): void {
  const [start] = paragraph.childNodes
  const mark = start !== undefined && 'value' in start ? MARK.exec(start.value) : null
  if (start === undefined || !('value' in start) || mark === null) return
  const kind = mark[1] ?? ''
  start.value = start.value.slice(mark[0].length)
  const title = takeLine(paragraph)
  const named = title.some((node) => isElement(node) || ('value' in node && node.value.trim() !== ''))
  const nodes = named ? title : [defaultTreeAdapter.createTextNode(kind.charAt(0).toUpperCase() + kind.slice(1))]
  const folds = mark[2] !== ''
  if (folds) quotation.tagName = quotation.nodeName = 'details'
  const caption = folds ? wrap('summary', nodes) : wrap('p', [wrap('strong', nodes)])
  defaultTreeAdapter.insertBefore(quotation, caption, paragraph)
}

/** Takes the nodes of a paragraph's first line out of it, with the line break behind them. */
function takeLine(paragraph: HtmlElement): HtmlNode[] {
  const line: HtmlNode[] = []
  for (const node of Array.from(paragraph.childNodes)) {
    const end = 'value' in node ? node.value.indexOf('\n') : -1
    if ('value' in node && end >= 0) {
      line.push(defaultTreeAdapter.createTextNode(node.value.slice(0, end)))
      node.value = node.value.slice(end + 1)
      break
    }
    defaultTreeAdapter.detachNode(node)
    if (isElement(node) && node.tagName === 'br') break
    line.push(node)
  }
  return line
}

function wrap(tag: string, nodes: HtmlNode[]): HtmlElement {
  const element = defaultTreeAdapter.createElement(tag, html.NS.HTML, [])
  for (const node of nodes) defaultTreeAdapter.appendChild(element, node)
  return element
}
