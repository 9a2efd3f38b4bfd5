/** A node of a serialised state, with the fields of its type. */
interface StoredNode {
  type: string
  version: number
  children?: StoredNode[] | undefined
  text?: string | undefined
}

/** Reads a value as a node, with all the fields it has; undefined when it is none. */
function readNode(value: unknown): StoredNode | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string')
    return undefined
  const version = 'version' in value && typeof value.version === 'number' ? value.version : 1
  const text = 'text' in value && typeof value.text === 'string' ? value.text : undefined
  const node: StoredNode = { ...value, type: value.type, version, text }
  if (text === undefined) delete node.text
  if ('children' in value) node.children = readNodes(value.children)
  return node
}

const readNodes = (value: unknown): StoredNode[] =>
  Array.isArray(value) ? value.map(readNode).filter((node) => node !== undefined) : []

const INLINE = new Set(['text', 'linebreak', 'tab', 'link', 'autolink', 'code-highlight'])

/**
 * A serialised editor state with only node types that the editor has, because it refuses a state with any other: unknown
 * blocks become paragraphs, unknown inline nodes become their text.
 */
export function withKnownNodes(
  state: string,
  known: ReadonlySet<string>
): { root: StoredNode & { children: StoredNode[] } } {
  const stored: unknown = JSON.parse(state)
  const root = readNode(typeof stored === 'object' && stored !== null && 'root' in stored ? stored.root : undefined)
  if (!root) throw new Error('the editor state has no root')
  return { root: { ...root, children: blocks(childrenOf(root), known) } }
}

const childrenOf = (node: StoredNode): StoredNode[] => node.children ?? []

const isKnown = (node: StoredNode, known: ReadonlySet<string>): boolean =>
  known.has(node.type) && childrenOf(node).every((child) => isKnown(child, known))

const isInline = (node: StoredNode): boolean =>
  INLINE.has(node.type) || (node.text !== undefined && childrenOf(node).length === 0)

const textNode = (text: string): StoredNode & Record<string, unknown> => ({
  type: 'text',
  version: 1,
  text,
  format: 0,
  detail: 0,
  mode: 'normal',
  style: ''
})

function inline(node: StoredNode, known: ReadonlySet<string>): StoredNode[] {
  const children = childrenOf(node).flatMap((child) => inline(child, known))
  if (known.has(node.type) && isInline(node)) return [node.children ? { ...node, children } : node]
  return node.text === undefined ? children : [textNode(node.text), ...children]
}

/** Blocks with known nodes only; loose text is put into paragraphs. */
function blocks(nodes: StoredNode[], known: ReadonlySet<string>): StoredNode[] {
  const result: StoredNode[] = []
  let line: StoredNode[] = []
  const flush = () => {
    if (line.length > 0) result.push({ type: 'paragraph', version: 1, children: line })
    line = []
  }
  for (const child of nodes) {
    if (isInline(child)) {
      line.push(...inline(child, known))
      continue
    }
    flush()
    if (isKnown(child, known)) result.push(child)
    else if (child.type === 'list' || child.type === 'listitem') result.push(knownList(child, known))
    else if (known.has(child.type))
      result.push({ ...child, children: childrenOf(child).flatMap((inner) => inline(inner, known)) })
    else result.push(...blocks(childrenOf(child), known))
  }
  flush()
  return result
}

const knownList = (node: StoredNode, known: ReadonlySet<string>): StoredNode => ({
  ...node,
  children: childrenOf(node).flatMap((child) =>
    child.type === 'list' || child.type === 'listitem' ? [knownList(child, known)] : inline(child, known)
  )
})
