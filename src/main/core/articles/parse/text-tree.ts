import type { ArticleElement, ArticleTree } from '../../../../shared/article-tree.ts'
import { InlineRun } from './inline-run.ts'

/** Lines at most this wide, and nearly full, were broken by an editor and not by the author. */
const MAX_WRAPPED = 100
const MIN_WRAPPED = 50

/**
 * Paragraphs of a plain text. Blank lines part them; a text without blank lines has one on every line. Lines within a
 * paragraph stay lines unless they were wrapped at a fixed width.
 */
export function textToTree(text: string): ArticleTree {
  const lines = text
    .replace(/\r\n?|\u2028/g, '\n')
    .replaceAll('\0', ' ')
    .replace(/[\f\v]/g, ' ')
    .split('\n')
  const blank = lines.slice(firstFilled(lines), lastFilled(lines) + 1).some((line) => line.trim() === '')
  const paragraphs = blank ? groups(lines) : lines.map((line) => [line])
  return paragraphs.flatMap((paragraph): ArticleElement[] => {
    const filled = paragraph.map((line) => line.trim()).filter((line) => line !== '')
    const run = new InlineRun()
    for (const line of isWrapped(filled) ? [filled.join('\n')] : filled) {
      run.separate()
      run.text(line, [])
    }
    return run.visible ? [{ tag: 'p', children: run.finish() }] : []
  })
}

function firstFilled(lines: readonly string[]): number {
  return lines.findIndex((line) => line.trim() !== '')
}

function lastFilled(lines: readonly string[]): number {
  return lines.findLastIndex((line) => line.trim() !== '')
}

function groups(lines: readonly string[]): string[][] {
  const found: string[][] = [[]]
  for (const line of lines) {
    if (line.trim() === '') found.push([])
    else found.at(-1)?.push(line)
  }
  return found
}

function isWrapped(lines: readonly string[]): boolean {
  if (lines.length < 2) return false
  const widths = lines.map(displayWidth)
  return widths.every((width, i) => width <= MAX_WRAPPED && (i === widths.length - 1 || width >= MIN_WRAPPED))
}

/** Columns on a fixed-width screen: wide characters take two. */
function displayWidth(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) >= 0x2e80 ? 2 : 1
  return width
}
