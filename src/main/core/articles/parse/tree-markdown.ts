import type { BlockContent, DefinitionContent, ListItem, PhrasingContent, Root, Table } from 'mdast'
import type { ArticleElement, ArticleNode, ArticleTree } from '../../../../shared/article-tree.ts'
import { writeMarkdown } from '../../write-markdown.ts'
import { nodesToHtml } from './tree-html.ts'
import { inlineText, isInline } from './tree-text.ts'

type Flow = BlockContent | DefinitionContent

/** A tree as GitHub Flavoured Markdown; what Markdown cannot say, such as merged cells, is HTML in it. */
export function treeToMarkdown(tree: ArticleTree): string {
  const root: Root = { type: 'root', children: flow(tree) }
  return writeMarkdown(root)
}

function flow(nodes: readonly ArticleNode[]): Flow[] {
  const found: Flow[] = []
  let run: ArticleNode[] = []
  const close = (): void => {
    if (run.length > 0) found.push({ type: 'paragraph', children: run.flatMap(phrasing) })
    run = []
  }
  for (const node of nodes) {
    if (isInline(node)) run.push(node)
    else if (typeof node !== 'string') {
      close()
      found.push(...block(node))
    }
  }
  close()
  return found
}

function block(node: ArticleElement): Flow[] {
  const { tag, children } = node
  switch (tag) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [{ type: 'heading', depth: DEPTHS[tag], children: children.flatMap(phrasing) }]
    case 'p':
      return [{ type: 'paragraph', children: children.flatMap(phrasing) }]
    case 'blockquote':
      return [{ type: 'blockquote', children: flow(children) }]
    case 'ul':
    case 'ol': {
      const ordered = tag === 'ol'
      return [
        {
          type: 'list',
          ordered,
          start: ordered ? Math.max(0, node.attributes?.start ?? 1) : null,
          spread: false,
          children: children.map(listItem)
        }
      ]
    }
    case 'pre':
      return [
        { type: 'code', lang: node.attributes?.language?.replace(/[\s`]/g, '') || null, value: inlineText(children) }
      ]
    case 'hr':
      return [{ type: 'thematicBreak' }]
    case 'table':
      return [simpleTable(node) ?? { type: 'html', value: nodesToHtml([node]).trim() }]
    case 'figcaption':
      return [{ type: 'paragraph', children: [{ type: 'emphasis', children: children.flatMap(phrasing) }] }]
    case 'summary':
      return [{ type: 'paragraph', children: [{ type: 'strong', children: children.flatMap(phrasing) }] }]
    case 'dl':
      return [{ type: 'html', value: nodesToHtml([node]).trim() }]
    default:
      return flow(children)
  }
}

const DEPTHS = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 } as const

function listItem(node: ArticleNode): ListItem {
  const children = flow(typeof node === 'string' ? [node] : node.children)
  const checked = typeof node === 'string' ? undefined : node.attributes?.checked
  return { type: 'listItem', checked: checked ?? null, spread: false, children }
}

/** Null for tables that Markdown has no form for: merged cells, blocks in cells, ragged rows, or a caption. */
function simpleTable(table: ArticleElement): Table | null {
  const rows: ArticleElement[][] = []
  for (const part of table.children) {
    if (typeof part === 'string' || part.tag === 'caption') return null
    for (const row of part.children) {
      if (typeof row === 'string') return null
      rows.push(row.children.filter((cell): cell is ArticleElement => typeof cell !== 'string'))
    }
  }
  const columns = rows[0]?.length ?? 0
  const simple = rows
    .flat()
    .every(
      ({ attributes, children }) =>
        attributes?.colspan === undefined &&
        attributes?.rowspan === undefined &&
        children.every((child) => isInline(child) && (typeof child === 'string' || child.tag !== 'br'))
    )
  // Readers drop cells beyond the first row's.
  if (!simple || rows.some((cells) => cells.length > columns)) return null
  const align = (rows[0] ?? []).map((cell) => cell.attributes?.align ?? null)
  return {
    type: 'table',
    align,
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: cell.children.flatMap(phrasing).map(inCell) }))
    }))
  }
}

function phrasing(node: ArticleNode): PhrasingContent[] {
  if (typeof node === 'string') return [{ type: 'text', value: node }]
  const { tag, attributes = {}, children } = node
  const content = (): PhrasingContent[] => children.flatMap(phrasing)
  switch (tag) {
    case 'strong':
      return [{ type: 'strong', children: content() }]
    case 'em':
      return [{ type: 'emphasis', children: content() }]
    case 's':
      return [{ type: 'delete', children: content() }]
    case 'code':
      return inlineText(children) === '' ? content() : [{ type: 'inlineCode', value: inlineText(children) }]
    case 'br':
      return [{ type: 'break' }]
    case 'img':
      return [
        {
          type: 'image',
          url: attributes.src ?? attributes.srcRaw ?? '',
          alt: attributes.alt ?? '',
          title: attributes.title ?? null
        }
      ]
    case 'a':
      return [wikiLink(node) ?? { type: 'link', url: attributes.hrefRaw ?? attributes.href ?? '', children: content() }]
    case 'u':
    case 'sub':
    case 'sup':
    case 'mark':
      return [{ type: 'html', value: `<${tag}>` }, ...content(), { type: 'html', value: `</${tag}>` }]
    default:
      return content()
  }
}

/** A link that note apps write in double brackets; null for others and where its text has marks of its own. */
function wikiLink({ attributes, children }: ArticleElement): PhrasingContent | null {
  const target = attributes?.hrefRaw
  if (target === undefined || !/^!?\[\[/.test(target) || children.some((child) => typeof child !== 'string'))
    return null
  const text = inlineText(children)
  if (/[|\][\n]/.test(text)) return null
  const isNamed = text !== '' && !target.endsWith(`[[${text}]]`)
  return { type: 'html', value: isNamed ? `${target.slice(0, -2)}|${text}]]` : target }
}

/** A bar would end the cell. */
const inCell = (node: PhrasingContent): PhrasingContent =>
  node.type === 'html' ? { ...node, value: node.value.replaceAll('|', '\\|') } : node
