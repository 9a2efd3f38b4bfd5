import type {
  Definition,
  Image,
  ImageReference,
  Link,
  LinkReference,
  List,
  ListItem,
  Nodes,
  PhrasingContent,
  Root,
  RootContent
} from 'mdast'
import { isSafeUrl } from './safe-url.ts'
import { TextFormat } from './state.ts'

/** Nodes as Lexical reads them back; every type fills in the fields it does not find. */
interface NewNode {
  type: string
  version: 1
  children?: NewNode[]
  [field: string]: unknown
}

/** How deep blocks may nest before the rest is kept as source text: well within what an editor state may have. */
const MAX_BLOCK_DEPTH = 40

/** Inline HTML that stands for a text format, where it is opened and closed in the same place. */
const FORMAT_OF_TAG: Record<string, number> = {
  u: TextFormat.underline,
  strong: TextFormat.bold,
  b: TextFormat.bold,
  em: TextFormat.italic,
  i: TextFormat.italic,
  del: TextFormat.strikethrough,
  s: TextFormat.strikethrough
}

/**
 * Turns a Markdown tree into a serialised editor state.
 *
 * What the editor has no node for (tables, images, footnotes, HTML) stays as text: blocks as source in a code block,
 * images as links. `source` is the Markdown that the tree's positions point into.
 */
export function treeToState(tree: Root, source: string): string {
  const definitions = definitionsOf(tree)
  const children = createBuilder(source, definitions).blocks(tree.children, 0)
  return JSON.stringify({ root: element('root', children.length > 0 ? children : [element('paragraph', [])]) })
}

function definitionsOf(tree: Root): Map<string, Definition> {
  const found = new Map<string, Definition>()
  const used = new Set<string>()
  const visit = (node: Nodes): void => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
    if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier)
    if ('children' in node) node.children.forEach(visit)
  }
  visit(tree)
  for (const identifier of found.keys()) if (!used.has(identifier)) found.delete(identifier)
  return found
}

function createBuilder(source: string, definitions: Map<string, Definition>) {
  const sourceOf = (node: Nodes): string =>
    source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)

  function blocks(nodes: RootContent[], depth: number): NewNode[] {
    return nodes.flatMap((node) =>
      depth > MAX_BLOCK_DEPTH ? [codeBlock(sourceOf(node), 'markdown')] : block(node, depth)
    )
  }

  function block(node: RootContent, depth: number): NewNode[] {
    switch (node.type) {
      case 'paragraph':
        return [element('paragraph', inlines(node.children))]
      case 'heading':
        return [element('heading', inlines(node.children), { tag: `h${node.depth}` })]
      case 'thematicBreak':
        return [{ type: 'horizontalrule', version: 1 }]
      case 'blockquote':
        return [quote(node.children, depth)]
      case 'list':
        return [list(node, 0, depth)]
      case 'code':
        return [codeBlock(node.value, [node.lang, node.meta].filter(Boolean).join(' ') || undefined)]
      case 'html':
        return [codeBlock(node.value, 'html')]
      case 'definition':
        return definitions.get(node.identifier) === node ? [] : [element('paragraph', lines(sourceOf(node), 0))]
      case 'footnoteDefinition':
        return [element('paragraph', lines(sourceOf(node), 0))]
      default:
        return [codeBlock(sourceOf(node), 'markdown')]
    }
  }

  /** A quote of paragraphs holds lines; one with other blocks holds those blocks. */
  function quote(nodes: RootContent[], depth: number): NewNode {
    const paragraphs = nodes.filter((node) => node.type === 'paragraph')
    if (paragraphs.length < nodes.length) return element('quote', blocks(nodes, depth + 1), { shadowRoot: true })
    return element('quote', joined(paragraphs.map((paragraph) => inlines(paragraph.children))))
  }

  /** Lexical nests a list in an item of its own, and an item holds one run of lines: further blocks become lines. */
  function list(node: List, indent: number, depth: number): NewNode {
    const checklist = node.children.some((item) => typeof item.checked === 'boolean')
    const listType = checklist ? 'check' : node.ordered ? 'number' : 'bullet'
    let value = node.start ?? 1
    const items = node.children.flatMap((item) =>
      listItems(item, indent, depth).map((children) => {
        const nests = children[0]?.type === 'list'
        const fields = { value: nests ? value : value++, indent }
        return element('listitem', children, checklist ? { ...fields, checked: item.checked === true } : fields)
      })
    )
    return element('list', items, { listType, start: node.start ?? 1, tag: listType === 'number' ? 'ol' : 'ul' })
  }

  /** The children of each Lexical item that one Markdown item becomes. */
  function listItems(item: ListItem, indent: number, depth: number): NewNode[][] {
    const items: NewNode[][] = []
    let parts: NewNode[][] = []
    const flush = () => {
      if (parts.length > 0) items.push(joined(parts))
      parts = []
    }
    for (const child of item.children) {
      if (child.type === 'list' && depth + indent < MAX_BLOCK_DEPTH) {
        flush()
        items.push([list(child, indent + 1, depth)])
      } else parts.push(flattened(child))
    }
    flush()
    return items.length > 0 ? items : [[]]
  }

  /** A block as lines, for where only lines can stand. */
  function flattened(node: RootContent): NewNode[] {
    if (node.type === 'paragraph') return inlines(node.children)
    if (node.type === 'heading') return inlines(node.children, TextFormat.bold)
    if (node.type === 'code') return lines(node.value, TextFormat.code)
    if (node.type === 'blockquote') return joined(node.children.map(flattened))
    return lines(sourceOf(node), 0)
  }

  function inlines(nodes: PhrasingContent[], format = 0): NewNode[] {
    const result: NewNode[] = []
    const closing = matchedTags(nodes)
    let opened = 0
    for (const [index, node] of nodes.entries()) {
      const tag = closing.get(index)
      if (tag) opened = tag.closes ? opened & ~tag.format : opened | tag.format
      else result.push(...inline(node, format | opened))
    }
    return merged(result)
  }

  function inline(node: PhrasingContent, format: number): NewNode[] {
    switch (node.type) {
      case 'text':
        return lines(node.value, format)
      case 'strong':
        return inlines(node.children, format | TextFormat.bold)
      case 'emphasis':
        return inlines(node.children, format | TextFormat.italic)
      case 'delete':
        return inlines(node.children, format | TextFormat.strikethrough)
      case 'inlineCode':
        return lines(node.value, format | TextFormat.code)
      case 'break':
        return [lineBreak()]
      case 'html':
        return /^<br\s*\/?>$/iu.test(node.value) ? [lineBreak()] : lines(node.value, format)
      case 'link':
      case 'linkReference':
      case 'image':
      case 'imageReference':
        return linked(node, format)
      default:
        return lines(sourceOf(node), format)
    }
  }

  function linked(node: Link | LinkReference | Image | ImageReference, format: number): NewNode[] {
    const target = 'url' in node ? node : definitions.get(node.identifier)
    if (!target) return lines(sourceOf(node), format)
    const inner = 'children' in node ? inlines(node.children, format) : lines(node.alt || target.url, format)
    const children = inner.flatMap((child) => (child.type === 'link' ? unlinked(child, format) : [child]))
    if (!isSafeUrl(target.url)) return [...children, ...lines(` (${target.url})`, format)]
    const shown = children.some(isVisible) ? children : lines(target.url, format)
    return [element('link', shown, { url: target.url, title: target.title ?? null, rel: null, target: null })]
  }

  return { blocks }
}

/** The format tags among `nodes` that are opened and closed there, by their place. */
function matchedTags(nodes: PhrasingContent[]): Map<number, { format: number; closes: boolean }> {
  const matched = new Map<number, { format: number; closes: boolean }>()
  const open: { index: number; name: string }[] = []
  for (const [index, node] of nodes.entries()) {
    const tag = node.type === 'html' ? /^<(\/?)([a-z]+)>$/iu.exec(node.value) : null
    const name = tag?.[2]?.toLowerCase() ?? ''
    const format = FORMAT_OF_TAG[name]
    if (format === undefined) continue
    if (!tag?.[1]) {
      open.push({ index, name })
      continue
    }
    const from = open.findLastIndex((start) => start.name === name)
    const start = open[from]
    if (!start) continue
    open.length = from
    matched.set(start.index, { format, closes: false }).set(index, { format, closes: true })
  }
  return matched
}

const element = (type: string, children: NewNode[], fields: Record<string, unknown> = {}): NewNode => ({
  type,
  version: 1,
  direction: null,
  format: '',
  indent: 0,
  ...fields,
  children
})

const lineBreak = (): NewNode => ({ type: 'linebreak', version: 1 })

const text = (value: string, format: number): NewNode => ({
  type: 'text',
  version: 1,
  text: value,
  format,
  detail: 0,
  mode: 'normal',
  style: ''
})

function lines(value: string, format: number): NewNode[] {
  return value
    .split('\n')
    .flatMap((line, index) => [...(index > 0 ? [lineBreak()] : []), ...(line === '' ? [] : [text(line, format)])])
}

/** Whether there is something to see: a link of white space alone could not be clicked, nor written again. */
const isVisible = (node: NewNode): boolean =>
  typeof node['text'] === 'string' ? node['text'].trim() !== '' : node.type !== 'linebreak'

/** A link (an image, most often) that stands inside another link, as text. */
const unlinked = (link: NewNode, format: number): NewNode[] => [
  ...(link.children ?? []),
  ...lines(` (${String(link['url'])})`, format)
]

const codeBlock = (value: string, language: string | undefined): NewNode =>
  element('code', lines(value, 0), language === undefined ? {} : { language })

/** Parts one after another, with an empty line between. */
const joined = (parts: NewNode[][]): NewNode[] =>
  parts.flatMap((part, index) => (index > 0 ? [lineBreak(), lineBreak(), ...part] : part))

function merged(nodes: NewNode[]): NewNode[] {
  const result: NewNode[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (node.type === 'text' && last?.type === 'text' && last['format'] === node['format']) {
      result[result.length - 1] = { ...last, text: `${String(last['text'])}${String(node['text'])}` }
    } else result.push(node)
  }
  return result
}
