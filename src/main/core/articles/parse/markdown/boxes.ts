import { closesFence, FENCE } from './fences.ts'

/** A box as site generators and 语雀 write it: three or more colons, its kind, maybe a title in brackets or not. */
const OPENING =
  /^ {0,3}(:{3,})[ \t]*([a-z][\w-]{0,39})(?:[ \t]*\[([^\]\n]*)\]|[ \t]+([^\n{]*))?[ \t]*(?:\{[^}\n]*\})?[ \t]*$/i
const CLOSING = /^ {0,3}(:{3,})[ \t]*$/
/** Deeper boxes are text of the one around them. */
const MAX_LEVELS = 8

interface Box {
  /** Numbers of its first and last line. */
  from: number
  to: number
  colons: number
  mark: string
}

/**
 * Writes boxes, `:::tip title` to `:::`, as the callouts that note apps know, `> [!tip] title`. A box without an end is
 * text. `details` folds.
 *
 * Format: https://vitepress.dev/guide/markdown#custom-containers, https://docusaurus.io/docs/markdown-features/admonitions
 */
export function boxesToCallouts(markdown: string): string {
  if (!markdown.includes(':::')) return markdown
  const lines = markdown.split(/\r?\n/)
  const boxes = boxesIn(lines)
  if (boxes.length === 0) return markdown
  const starts = new Map(boxes.map((box) => [box.from, box]))
  const open: Box[] = []
  const written: string[] = []
  for (const [number, line] of lines.entries()) {
    const ended = open.at(-1)?.to === number
    if (ended) open.pop()
    const box = starts.get(number)
    // A quotation takes the next line for its own unless an empty one lies between.
    if (box) written.push(quoted(open, ''), quoted(open, `> ${box.mark}`))
    else written.push(quoted(open, ended ? '' : line))
    if (box) open.push(box)
  }
  return written.join('\n')
}

const quoted = (open: readonly Box[], line: string): string => '> '.repeat(open.length) + line

function boxesIn(lines: readonly string[]): Box[] {
  const boxes: Box[] = []
  const open: Box[] = []
  let fence = ''
  for (const [number, line] of lines.entries()) {
    if (fence !== '') {
      if (closesFence(line.trimEnd(), fence)) fence = ''
      continue
    }
    fence = FENCE.exec(line)?.[1] ?? ''
    if (!line.includes(':::')) continue
    const colons = CLOSING.exec(line)?.[1]?.length
    if (colons !== undefined) {
      const closed = open.findLastIndex((box) => box.colons <= colons)
      const [box] = closed < 0 ? [] : open.splice(closed)
      if (box) boxes.push({ ...box, to: number })
      continue
    }
    const [, fenced = '', kind = '', bracketed, rest = ''] = OPENING.exec(line) ?? []
    if (fenced === '' || open.length === MAX_LEVELS) continue
    const folds = kind.toLowerCase() === 'details' ? '-' : ''
    open.push({
      from: number,
      to: -1,
      colons: fenced.length,
      mark: `[!${kind}]${folds} ${bracketed ?? rest}`.trimEnd()
    })
  }
  return boxes
}
