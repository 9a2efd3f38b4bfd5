import { defaultTreeAdapter } from 'parse5'
import { attribute, descendants, isElement, parseHtml } from './html.ts'
import type { HtmlElement, HtmlParent } from './html.ts'

/** Cards may hold tables, and these hold cards. */
const MAX_LEVELS = 3

/** Whether HTML has what 语雀's editor writes, for {@link readLake}. */
export const hasLake = (html: string): boolean => html.includes('<card ') || html.includes(' data-lake-')

/**
 * Puts ordinary elements in place of what 语雀's editor (Lake) writes: cards, whose content is JSON in an attribute, and
 * lists that say how deep they are instead of lying in each other.
 */
export function readLake(root: HtmlParent, level = 0): void {
  for (const element of Array.from(descendants(root))) {
    const isCard = element.tagName === 'card'
    const name = attribute(element, isCard ? 'name' : 'data-lake-card')
    const html = name && cardToHtml(name, valueOf(attribute(element, isCard ? 'value' : 'data-card-value')))
    if (!html) continue
    const isBlock = attribute(element, isCard ? 'type' : 'data-card-type') === 'block'
    const content = parseHtml(isBlock ? `<div>${html}</div>` : html)
    if (level < MAX_LEVELS) readLake(content, level + 1)
    for (const node of Array.from(content.childNodes)) {
      defaultTreeAdapter.detachNode(node)
      if (element.parentNode) defaultTreeAdapter.insertBefore(element.parentNode, node, element)
    }
    // Behind a card its tag is not closed everywhere: then it holds what follows.
    if (isCard) for (const node of Array.from(element.childNodes)) moveBefore(node, element)
    defaultTreeAdapter.detachNode(element)
  }
  nestLists(root)
}

function moveBefore(node: HtmlElement['childNodes'][number], element: HtmlElement): void {
  defaultTreeAdapter.detachNode(node)
  if (element.parentNode) defaultTreeAdapter.insertBefore(element.parentNode, node, element)
}

/** What a card holds: `data:` and JSON, as an address writes it. An empty object when it cannot be read. */
function valueOf(written = ''): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(written.replace(/^data:/, '')))
    return typeof value === 'object' && value !== null ? { ...value } : { value }
  } catch {
    return {}
  }
}

/** Cards of drawings, with their source or only a picture. */
const DRAWN = /diagram|mind|flowchart|board|uml/i

/** Empty for a card without content that could be shown; an element may hold it beside. */
function cardToHtml(name: string, value: Readonly<Record<string, unknown>>): string {
  const text = (...keys: string[]): string =>
    keys
      .map((key) => value[key])
      .find((each) => typeof each === 'string' && each.trim() !== '')
      ?.toString() ?? ''
  const src = text('src', 'url')
  if (name === 'hr') return '<hr>'
  if (name === 'checkbox') return `<input type="checkbox"${value['value'] === true ? ' checked' : ''}>`
  if (name === 'math') return text('code') && `<code>${escaped(text('code'))}</code>`
  if (name === 'mention') return escaped(`@${text('name', 'login')}`)
  if (name === 'label' || name === 'emoji') return escaped(text('label', 'text', 'code'))
  if (name === 'image') return src && imageOf(src, text('title', 'name'), value)
  const drawing = DRAWN.test(name) && src !== '' ? imageOf(src, '', value) : ''
  if (text('code') !== '')
    return `<pre data-language="${escaped(text('mode', 'type'))}">${escaped(text('code'))}</pre>${drawing}`
  if (drawing !== '') return drawing
  if (text('html') !== '') return text('html')
  const detail = value['detail']
  const shown = typeof detail === 'object' && detail !== null && 'title' in detail ? String(detail.title) : ''
  const label = shown || text('title', 'name', 'text') || src
  return src === '' ? escaped(label) : `<a href="${escaped(src)}">${escaped(label)}</a>`
}

function imageOf(src: string, alt: string, value: Readonly<Record<string, unknown>>): string {
  const size = (['width', 'height'] as const)
    .filter((side) => typeof value[side] === 'number')
    .map((side) => ` ${side}="${Math.round(Number(value[side]))}"`)
  return `<img src="${escaped(src)}" alt="${escaped(alt)}"${size.join('')}>`
}

/** Puts lists that follow one of a higher level into its last item. */
function nestLists(root: HtmlParent): void {
  const deep = Array.from(descendants(root)).filter((each) => attribute(each, 'data-lake-indent') !== undefined)
  for (const parent of new Set(deep.map(({ parentNode }) => parentNode))) if (parent) nestListsIn(parent)
}

function nestListsIn(parent: HtmlParent): void {
  /** By level, the lists that may go on. */
  let open: HtmlElement[] = []
  for (const node of Array.from(parent.childNodes)) {
    if (!isElement(node)) {
      if ('value' in node && node.value.trim() !== '') open = []
      continue
    }
    if (node.tagName !== 'ul' && node.tagName !== 'ol') {
      open = []
      continue
    }
    const level = Math.min(Number(attribute(node, 'data-lake-indent') ?? 0) || 0, open.length)
    const item = open[level - 1]?.childNodes.findLast(isElement)
    if (item) {
      defaultTreeAdapter.detachNode(node)
      defaultTreeAdapter.appendChild(item, node)
    }
    open = [...open.slice(0, item ? level : 0), node]
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
