import { isInline } from './state.ts'
import type { StateNode } from './state.ts'

/** The plain text of an editor state: one line for each block, list item, code line and line break. */
export function stateToText(root: StateNode): string {
  const lines: string[] = []
  const addBlock = (block: StateNode) => {
    let line = ''
    const flush = () => {
      if (line !== '') lines.push(line)
      line = ''
    }
    for (const child of block.children) {
      if (isInline(child)) line += inlineText(child)
      else {
        flush()
        addBlock(child)
      }
    }
    if (block.text !== undefined) line += block.text
    flush()
  }
  addBlock(root)
  return lines.join('\n')
}

/** The text of a node that stands inside a line. */
export function inlineText(node: StateNode): string {
  if (node.type === 'linebreak') return '\n'
  return (node.text ?? '') + node.children.map(inlineText).join('')
}

const EXCERPT_LENGTH = 140
const TITLE_LENGTH = 80
const HAN_PER_MINUTE = 400
const WORDS_PER_MINUTE = 220

/** Words of other scripts and single Han characters: what reading time is counted in. */
const HAN = /\p{Script=Han}/gu
const WORD = /[\p{Letter}\p{Number}]+/gu

/** What the library list shows of a note. */
export interface NoteSummary {
  title: string
  excerpt: string
  bodyText: string
  images: number
  readingMinutes: number
}

/** Derives the list's fields; an empty title is stood in for by the first line, which the excerpt then leaves out. */
export function summarise(title: string, root: StateNode): NoteSummary {
  const bodyText = stateToText(root)
  const lines = bodyText.split('\n').map((line) => line.replace(/\s+/gu, ' ').trim())
  const filled = lines.filter((line) => line !== '')
  const own = title.replace(/\s+/gu, ' ').trim()
  const rest = own === '' ? filled.slice(1) : filled
  const han = bodyText.match(HAN)?.length ?? 0
  const words = bodyText.replace(HAN, ' ').match(WORD)?.length ?? 0
  return {
    title: own === '' ? cut(filled[0] ?? '', TITLE_LENGTH) : own,
    excerpt: cut(rest.join(' '), EXCERPT_LENGTH),
    bodyText,
    images: 0,
    readingMinutes: Math.ceil(han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE)
  }
}

/** The first `length` characters, never half of one. */
function cut(text: string, length: number): string {
  // Code points are at most two units, so this prefix holds enough of them.
  const characters = Array.from(text.slice(0, length * 2 + 2))
  return characters.length > length ? `${characters.slice(0, length).join('')}…` : text
}
