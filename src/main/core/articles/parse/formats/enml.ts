import { defaultTreeAdapter, html } from 'parse5'
import { attribute, descendants, isElement, rawText } from '../html.ts'
import type { HtmlElement, HtmlNode, HtmlParent } from '../html.ts'
import type { Resource } from './enex-xml.ts'

/**
 * Turns what only ENML has into HTML, in place: media into pictures and names of attachments, encrypted text into a line
 * that says so, and check marks into task lists.
 */
export function markEnml(root: HtmlParent, resources: ReadonlyMap<string, Resource>): void {
  for (const element of Array.from(descendants(root))) {
    if (element.tagName === 'en-media') replace(element, mediaOf(element, resources))
    else if (element.tagName === 'en-crypt') replace(element, textOf(encryptedText(element)))
    else if (/-en-?codeblock\s*:\s*true/.test(attribute(element, 'style') ?? '')) replace(element, codeOf(element))
    else if (element.tagName === 'li') markItem(element)
  }
  listTasks(root)
}

/** The name by which a note's text names the picture with this MD5. */
export const resourceName = (hash: string): string => `embedded:${hash}`

function mediaOf(element: HtmlElement, resources: ReadonlyMap<string, Resource>): HtmlNode {
  const hash = attribute(element, 'hash')?.toLowerCase() ?? ''
  const resource = resources.get(hash)
  const type = resource?.mediaType || attribute(element, 'type') || ''
  const name = resource?.name || attribute(element, 'alt') || type
  if (!type.startsWith('image/'))
    return textOf(resource ? `📎 ${name} (${sizeOf(resource.bytes.length)})` : `📎 ${name}`)
  const size = ['width', 'height'].flatMap((side) => {
    const value = attribute(element, side)
    return value === undefined ? [] : [{ name: side, value }]
  })
  return create('img', [{ name: 'src', value: resourceName(hash) }, { name: 'alt', value: name }, ...size])
}

function encryptedText(element: HtmlElement): string {
  const hint = attribute(element, 'hint')?.trim()
  return `🔒 加密内容 (encrypted)${hint ? `: ${hint}` : ''}`
}

/** Evernote's code block is a box with a `<div>` a line. */
function codeOf(box: HtmlElement): HtmlNode {
  const lines = box.childNodes.map((line) => (isElement(line) ? rawText(line) : 'value' in line ? line.value : ''))
  const code = create('pre', [])
  defaultTreeAdapter.appendChild(code, textOf(lines.map((line) => line.replace(/\n$/, '')).join('\n')))
  return code
}

/** Newer exports mark task items by style. */
function markItem(item: HtmlElement): void {
  const checked = /--en-checked\s*:\s*(true|false)/.exec(attribute(item, 'style') ?? '')?.[1]
  const [first] = item.childNodes
  if (checked !== undefined && first !== undefined) {
    defaultTreeAdapter.insertBefore(item, checkbox(checked === 'true'), first)
  }
}

/** Older exports put `<en-todo/>` before a line; neighbouring lines that start so become one list. */
function listTasks(root: HtmlParent): void {
  const parents = new Set<HtmlParent>()
  for (const element of Array.from(descendants(root))) {
    if (element.tagName !== 'en-todo') continue
    const checked = attribute(element, 'checked') === 'true'
    const line = element.parentNode
    const startsLine = line?.childNodes.find((node) => !isBlank(node)) === element
    if (!startsLine || !('tagName' in line) || !/^(?:div|p|li)$/.test(line.tagName)) {
      replace(element, textOf(checked ? '☑ ' : '☐ '))
      continue
    }
    replace(element, checkbox(checked))
    const parent = line.parentNode
    if (line.tagName === 'li' || parent === null || parent.nodeName === 'li') continue
    line.tagName = line.nodeName = 'li'
    parents.add(parent)
  }
  parents.forEach(groupItems)
}

function groupItems(parent: HtmlParent): void {
  let list: HtmlElement | null = null
  for (const node of Array.from(parent.childNodes)) {
    if (isElement(node) && node.tagName === 'li') {
      if (list === null) {
        list = create('ul', [])
        defaultTreeAdapter.insertBefore(parent, list, node)
      }
      defaultTreeAdapter.detachNode(node)
      defaultTreeAdapter.appendChild(list, node)
    } else if (!isBlank(node)) list = null
  }
}

const isBlank = (node: HtmlNode): boolean =>
  node.nodeName === '#comment' || ('value' in node && node.value.trim() === '')

const checkbox = (checked: boolean): HtmlElement =>
  create('input', [{ name: 'type', value: 'checkbox' }, ...(checked ? [{ name: 'checked', value: '' }] : [])])

const create = (tag: string, attributes: { name: string; value: string }[]): HtmlElement =>
  defaultTreeAdapter.createElement(tag, html.NS.HTML, attributes)

const textOf = (value: string): HtmlNode => defaultTreeAdapter.createTextNode(value)

function replace(element: HtmlElement, node: HtmlNode): void {
  if (element.parentNode === null) return
  defaultTreeAdapter.insertBefore(element.parentNode, node, element)
  defaultTreeAdapter.detachNode(element)
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
