import type { ArticleElement, ArticleNode, ArticleTree } from '../../../../shared/article-tree.ts'

/** What editors type before the lines of a list. */
const BULLET = /^\s*[◎●•·○■▪◆▶]\s*/u
const NUMBER = /^\s*[①-⑳]\s*/u
/** A single such line may be anything. */
const LEAST_ITEMS = 2

/** Makes lists of the lines in quotations that begin with `◎`, `·` or `①`: what a course offers is written so. */
export const listOffers = (tree: ArticleTree): ArticleTree => tree.map(inQuotation)

function inQuotation(block: ArticleElement): ArticleElement {
  if (block.tag !== 'blockquote') return block
  const blocks: ArticleNode[] = []
  let lines: ArticleNode[][] = []
  let from: ArticleNode[] = []
  let kind: RegExp | null = null
  const end = (): void => {
    blocks.push(...(kind !== null && lines.length >= LEAST_ITEMS ? [listOf(lines, kind)] : from))
    lines = []
    from = []
    kind = null
  }
  for (const child of block.children) {
    const own = typeof child === 'string' || child.tag !== 'p' ? [] : linesOf(child.children)
    const mark = [BULLET, NUMBER].find((each) => own.length > 0 && own.every((line) => each.test(beginning(line))))
    if (mark === undefined || (kind !== null && kind !== mark)) end()
    if (mark === undefined) blocks.push(child)
    else {
      kind = mark
      lines.push(...own)
      from.push(child)
    }
  }
  end()
  return { ...block, children: blocks }
}

const listOf = (lines: readonly ArticleNode[][], mark: RegExp): ArticleElement => ({
  tag: mark === NUMBER ? 'ol' : 'ul',
  children: lines.map((line) => ({ tag: 'li', children: withoutMark(line, mark) }))
})

/** Inline content as lines. */
function linesOf(nodes: readonly ArticleNode[]): ArticleNode[][] {
  const lines: ArticleNode[][] = [[]]
  for (const node of nodes) {
    if (typeof node !== 'string' && node.tag === 'br') lines.push([])
    else lines.at(-1)?.push(node)
  }
  return lines.filter((line) => line.length > 0)
}

function beginning([first]: readonly ArticleNode[]): string {
  return first === undefined ? '' : typeof first === 'string' ? first : beginning(first.children)
}

function withoutMark([first, ...rest]: readonly ArticleNode[], mark: RegExp): ArticleNode[] {
  if (first === undefined) return []
  if (typeof first !== 'string') return [{ ...first, children: withoutMark(first.children, mark) }, ...rest]
  const text = first.replace(mark, '')
  return text === '' ? withoutMark(rest, /^\s+/) : [text, ...rest]
}
