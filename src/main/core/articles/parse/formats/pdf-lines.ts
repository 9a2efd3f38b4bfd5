import type { ArticleElement } from '../../../../../shared/article-tree.ts'
import { InlineRun } from '../inline-run.ts'
import { isWide } from '../white-space.ts'
import { typedCharacters } from './pdf-characters.ts'

/** A line of a page; lengths in points, `y` up from the bottom. */
export interface Line {
  text: string
  left: number
  right: number
  y: number
  size: number
}

/** A piece of text as pdf.js gives it; other items are marks. */
interface Piece {
  str: string
  /** The last two are the position of its baseline. */
  transform: number[]
  width: number
  height: number
}

/** Larger than the body's size by this factor, a short line is a heading. */
const HEADING_FACTOR = 1.18
const MAX_HEADING = 80
/** Parts a line's distance to the next by this factor, they are two paragraphs. */
const GAP_FACTOR = 1.45

/** The lines of a page in the order in which the file writes them. */
export function linesOf(items: readonly object[]): Line[] {
  const lines: Line[] = []
  let last: Line | null = null
  for (const piece of items) {
    if (!isPiece(piece)) continue
    const [, , , , left = 0, y = 0] = piece.transform
    const size: number = piece.height || last?.size || 10
    const right = left + piece.width
    if (last !== null && Math.abs(y - last.y) < Math.max(size, last.size) * 0.5 && left > last.left - size) {
      const isApart = left - last.right > size * 0.2 && !/\s$/.test(last.text) && !/^\s/.test(piece.str)
      last.text += isApart ? ` ${piece.str}` : piece.str
      last.right = Math.max(last.right, right)
      last.size = Math.max(last.size, size)
    } else if (piece.str.trim() !== '') {
      last = { text: piece.str, left, right, y, size }
      lines.push(last)
    }
  }
  return lines
}

/** All that a page says, whatever lines it makes. */
export const textOf = (items: readonly object[]): string =>
  typedCharacters(items.map((item) => (isPiece(item) ? item.str : '')).join(''))

function isPiece(item: object): item is Piece {
  return 'str' in item && typeof item.str === 'string' && 'transform' in item && Array.isArray(item.transform)
}

/** Paragraphs and headings of each page. */
export function linesToBlocks(pages: readonly Line[][]): ArticleElement[][] {
  const body = commonSize(pages.flat())
  return pages.map((lines) => {
    const right = Math.max(...lines.map((line) => line.right))
    const blocks: ArticleElement[] = []
    let paragraph: Line[] = []
    const end = (): void => {
      const block = blockOf(paragraph, body)
      if (block !== null) blocks.push(block)
      paragraph = []
    }
    for (const line of lines) {
      const previous = paragraph.at(-1)
      if (previous !== undefined && startsParagraph(previous, line, paragraph, right)) end()
      paragraph.push(line)
    }
    end()
    return blocks
  })
}

function startsParagraph(previous: Line, line: Line, paragraph: readonly Line[], right: number): boolean {
  const gap = previous.y - line.y
  const before = paragraph.at(-2)
  const usual = before === undefined ? previous.size * 1.7 : before.y - previous.y
  if (gap < 0 || gap > usual * GAP_FACTOR) return true
  if (Math.abs(line.size - previous.size) > previous.size * 0.12) return true
  // Chinese books indent the first line of a paragraph by two characters, and its last line is short.
  const start = paragraph.length > 1 ? previous.left : Math.min(previous.left, line.left)
  return line.left - start > line.size * 1.2 || endsShort(previous, right)
}

/** Whether a line ends well before the margin; a line of words may end a long word earlier. */
function endsShort(line: Line, right: number): boolean {
  const isChinese = isWide(line.text.trimEnd().charCodeAt(line.text.trimEnd().length - 1))
  return right - line.right > (isChinese ? line.size * 2.5 : Math.max(line.size * 6, (right - line.left) * 0.25))
}

function blockOf(lines: readonly Line[], body: number): ArticleElement | null {
  const run = new InlineRun()
  // The line break is a space between words and nothing between Chinese characters.
  run.text(typedCharacters(lines.map((line) => line.text).join('\n')), [])
  if (!run.visible) return null
  const length = lines.reduce((sum, line) => sum + line.text.length, 0)
  const isHeading = length <= MAX_HEADING && lines.every((line) => line.size > body * HEADING_FACTOR)
  return { tag: isHeading ? 'h2' : 'p', children: run.finish() }
}

/** The size that most characters have. */
function commonSize(lines: readonly Line[]): number {
  const characters = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.length)
  }
  return [...characters].reduce((best, next) => (next[1] > best[1] ? next : best), [10, 0])[0] ?? 10
}
