import type { ArticleElement, ArticleNode, ArticleTag, ArticleTree } from '../../../../shared/article-tree.ts'

const INLINE: ReadonlySet<ArticleTag> = new Set([
  'strong',
  'em',
  'u',
  's',
  'sub',
  'sup',
  'mark',
  'code',
  'a',
  'img',
  'br'
])
const MAX_EXCERPT = 160
/** An excerpt ends with a sentence when that keeps at least this many characters. */
const MIN_SENTENCES = 60

export function isInline(node: ArticleNode): boolean {
  return typeof node === 'string' || INLINE.has(node.tag)
}

/**
 * The words of a tree: one line a block and one a table row, cells parted by tabs. Line breaks of the source and of
 * code are line breaks too. Descriptions of images are left out.
 */
export function treeToText(tree: ArticleTree): string {
  return lines(tree).join('\n')
}

/** The text of inline content, or of any element without regard to its blocks. */
export function inlineText(nodes: readonly ArticleNode[]): string {
  let text = ''
  for (const node of nodes) {
    if (typeof node === 'string') text += node
    else if (node.tag === 'br') text += '\n'
    else text += inlineText(node.children)
  }
  return text
}

function lines(nodes: readonly ArticleNode[]): string[] {
  const found: string[] = []
  collect(nodes, found)
  return found
}

function collect(nodes: readonly ArticleNode[], found: string[]): void {
  let run: ArticleNode[] | null = null
  for (const node of nodes) {
    if (typeof node === 'string' || INLINE.has(node.tag)) {
      run ??= []
      run.push(node)
      continue
    }
    if (run !== null) add(inlineText(run), found)
    run = null
    if (node.tag === 'pre') found.push(inlineText(node.children))
    else if (node.tag === 'tr') add(node.children.map(cellText).join('\t'), found)
    else collect(node.children, found)
  }
  if (run !== null) add(inlineText(run), found)
}

function add(line: string, found: string[]): void {
  const text = line.trim()
  if (text !== '') found.push(text)
}

function cellText(cell: ArticleNode): string {
  return typeof cell === 'string' ? cell : lines(cell.children).join(' ').replaceAll('\n', ' ')
}

/** The words that a feed puts before an article's lead. */
export const LEAD_LABEL = /^编辑导[语读]\s*[：:]\s*/

/**
 * The first sentences, at most 160 characters on one line: from paragraphs and quotations, without the lead's label and
 * paragraphs that only link; from whatever there is when there are none.
 */
export function treeExcerpt(tree: ArticleTree): string {
  const prose = tree.filter((block) => (block.tag === 'p' || block.tag === 'blockquote') && !isLinkOnly(block))
  return excerptOf(prose) || excerptOf(tree)
}

function excerptOf(blocks: ArticleTree): string {
  let text = ''
  for (const block of blocks) {
    for (const line of lines([block])) {
      text += `${text === '' ? '' : ' '}${line.replace(/\s+/g, ' ').replace(LEAD_LABEL, '')}`
      if (text.length > MAX_EXCERPT) return cut(text)
    }
  }
  return text
}

function isLinkOnly(block: ArticleElement): boolean {
  const [only] = block.children
  return block.tag === 'p' && block.children.length === 1 && typeof only === 'object' && only.tag === 'a'
}

function cut(text: string): string {
  const head = text.slice(0, MAX_EXCERPT)
  const sentences = /^.*[。！？!?…；](?:["”’」』）)])?/u.exec(head)?.[0] ?? ''
  if (sentences.length >= MIN_SENTENCES) return sentences
  const room = text.slice(0, MAX_EXCERPT - 1)
  // Never half a surrogate pair.
  return `${/[\ud800-\udbff]$/.test(room) ? room.slice(0, -1) : room}…`
}
