import type { BlockContent, ListItem, Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import { linesOf, phrasing } from './inline-runs.ts'
import type { Run } from './inline-runs.ts'
import { isInline } from './state.ts'
import type { StateNode } from './state.ts'
import { inlineText } from './text.ts'

/** Writes a paragraph in one of two ways; gives true when reading it back gives the same runs. */
export type Survives = (paragraph: Paragraph, lines: Run[][]) => boolean

/**
 * Turns an editor state into a Markdown tree. Unknown nodes give their children or their text; empty paragraphs, which
 * Markdown does not have, are left out.
 */
export function stateToTree(root: StateNode, survives: Survives): Root {
  return { type: 'root', children: blocksOf(root.children, survives) }
}

function blocksOf(nodes: StateNode[], survives: Survives): BlockContent[] {
  const blocks: BlockContent[] = []
  let line: StateNode[] = []
  const flush = () => {
    blocks.push(...paragraphs(line, survives))
    line = []
  }
  for (const node of nodes) {
    if (isInline(node)) {
      line.push(node)
      continue
    }
    flush()
    blocks.push(...blockOf(node, survives))
  }
  flush()
  return blocks
}

function blockOf(node: StateNode, survives: Survives): BlockContent[] {
  switch (node.type) {
    case 'heading':
      return heading(node, survives)
    case 'quote': {
      const children = blocksOf(node.children, survives)
      return children.length > 0 ? [{ type: 'blockquote', children }] : []
    }
    case 'list':
      return list(node, survives)
    case 'code': {
      const [, lang, meta] = /^(\S+)\s*(.*)$/u.exec(node.language ?? '') ?? []
      return [{ type: 'code', lang: lang ?? null, meta: meta || null, value: codeText(node) }]
    }
    case 'horizontalrule':
      return [{ type: 'thematicBreak' }]
    default:
      return blocksOf(node.children, survives)
  }
}

const codeText = (node: StateNode): string =>
  node.children.map((child) => (isInline(child) ? inlineText(child) : `${codeText(child)}\n`)).join('')

function heading(node: StateNode, survives: Survives): BlockContent[] {
  const depth = HEADING_DEPTHS.find((level) => node.tag === `h${level}`) ?? 1
  const lines = linesOf(node.children).filter((line) => line.length > 0)
  const children = lines.flatMap((line, index): PhrasingContent[] => [
    ...(index > 0 ? [{ type: 'text' as const, value: ' ' }] : []),
    ...written([line], survives)
  ])
  return children.length > 0 ? [{ type: 'heading', depth, children }] : []
}
const HEADING_DEPTHS = [1, 2, 3, 4, 5, 6] as const

/** One paragraph for each group of lines that empty lines separate. */
function paragraphs(nodes: StateNode[], survives: Survives): Paragraph[] {
  const groups: Run[][][] = [[]]
  for (const line of linesOf(nodes)) {
    if (line.length > 0) groups.at(-1)?.push(line)
    else groups.push([])
  }
  return groups
    .filter((lines) => lines.length > 0)
    .map((lines): Paragraph => ({ type: 'paragraph', children: written(lines, survives) }))
}

/** Lines with hard breaks between: with asterisks, or with HTML tags where these would be read otherwise. */
function written(lines: Run[][], survives: Survives): PhrasingContent[] {
  const write = (tags: boolean) =>
    lines.flatMap((line, index): PhrasingContent[] => [
      ...(index > 0 ? [{ type: 'break' as const }] : []),
      ...phrasing(line, tags)
    ])
  const plain = write(false)
  return lines.some(marksTouch) && !survives({ type: 'paragraph', children: plain }, lines) ? write(true) : plain
}

/** True when two marked runs stand side by side, so that their asterisks could be taken for others. */
const marksTouch = (line: Run[]): boolean =>
  line.some((run, index) => run.format !== 0 && (line[index + 1]?.format ?? 0) !== 0)

function list(node: StateNode, survives: Survives): RootContent[] & BlockContent[] {
  const items: ListItem[] = []
  for (const child of node.children) {
    const nested = child.children.filter((grandchild) => grandchild.type === 'list')
    const own = child.children.filter((grandchild) => grandchild.type !== 'list')
    const content: BlockContent[] = child.type === 'list' ? [] : blocksOf(own, survives)
    const lists = (child.type === 'list' ? [child] : nested).flatMap((inner) => list(inner, survives))
    const last = items.at(-1)
    // An item that holds only a list is how the editor nests: the list belongs to the item before.
    if (content.length === 0 && lists.length > 0 && last) {
      last.children.push(...lists)
      continue
    }
    const checked = node.listType === 'check' && content.length > 0 ? child.checked === true : null
    items.push({ type: 'listItem', spread: false, checked, children: [...content, ...lists] })
  }
  if (items.length === 0) return []
  const ordered = node.listType === 'number'
  const start = ordered ? Math.max(0, node.start ?? 1) : null
  return [{ type: 'list', ordered, start, spread: false, children: items }]
}
