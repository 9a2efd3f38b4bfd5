import type { ArticleElement, ArticleNode } from '../../../../shared/article-tree.ts'
import { collapse, isWide } from './white-space.ts'

/** An inline element that is open in the source; every run of text under it gets a copy. */
export type Format = Pick<ArticleElement, 'tag' | 'attributes'>

/** Collects the inline content of one block: collapses white space and opens formats only around content. */
export class InlineRun {
  readonly children: ArticleNode[] = []
  /** True once there is something to see: a visible character or an image. */
  visible = false
  #path: { format: Format; element: ArticleElement }[] = []
  /** The last character written; empty at the start of a line. */
  #last = ''
  /** A line break of the source after a wide character: a space before Latin text, nothing before Chinese. */
  #softBreak = false

  text(source: string, formats: readonly Format[]): void {
    let text = collapse(source)
    if (this.#last === '') {
      text = text.replace(LEADING_SPACE, '')
    } else if (text.startsWith(' ')) {
      const breaks = /^[ \t\r\f]*\n/.test(source) && isWide(this.#last.charCodeAt(0))
      if (breaks) this.#softBreak = true
      if (this.#softBreak || this.#last === ' ') text = text.slice(1)
    }
    if (text === '') return
    if (this.#softBreak) {
      this.#softBreak = false
      if (!isWide(text.charCodeAt(0))) text = ` ${text}`
    }
    if (text.endsWith(' ') && /\n[ \t\r\f]*$/.test(source) && isWide(text.charCodeAt(text.length - 2))) {
      text = text.slice(0, -1)
      this.#softBreak = true
    }
    this.#append(text, formats)
    if (!this.visible && VISIBLE.test(text)) this.visible = true
  }

  image(image: ArticleElement, formats: readonly Format[]): void {
    this.#softBreak = false
    this.#target(formats).push(image)
    this.#last = '\ufffc'
    this.visible = true
  }

  /** A line break; none at the start. It opens no format, for the format may have nothing else. */
  lineBreak(formats: readonly Format[]): void {
    if (this.children.length === 0) return
    this.#softBreak = false
    this.#target(formats.slice(0, this.#path.length)).push({ tag: 'br', children: [] })
    this.#last = ''
  }

  /** A line break between two blocks that ended up in one run; none twice in a row. */
  separate(): void {
    if (this.#last !== '') this.lineBreak([])
  }

  /** The finished content without trailing white space and line breaks. */
  finish(): ArticleNode[] {
    trimEnd(this.children)
    return this.children
  }

  #append(text: string, formats: readonly Format[]): void {
    const target = this.#target(formats)
    const previous = target.at(-1)
    if (typeof previous === 'string') target[target.length - 1] = previous + text
    else target.push(text)
    this.#last = text.charAt(text.length - 1)
  }

  /** The children of the innermost open format, after closing and opening copies as needed. */
  #target(formats: readonly Format[]): ArticleNode[] {
    let depth = 0
    while (depth < formats.length && this.#path[depth]?.format === formats[depth]) depth++
    this.#path.length = depth
    let children = this.#path.at(-1)?.element.children ?? this.children
    for (; depth < formats.length; depth++) {
      const format = formats[depth]
      if (format === undefined) break
      const element: ArticleElement = { ...format, children: [] }
      children.push(element)
      this.#path.push({ format, element })
      children = element.children
    }
    return children
  }
}

const LEADING_SPACE = /^[\s\u200b\u2060]+/
const SPACE = /[\s\u200b\u2060]/
const VISIBLE = /[^\s\u200b-\u200f\u2060]/

function trimEnd(nodes: ArticleNode[]): void {
  for (;;) {
    const last = nodes.at(-1)
    if (last === undefined) return
    if (typeof last === 'string') {
      const trimmed = trimEndOf(last)
      if (trimmed !== '') {
        nodes[nodes.length - 1] = trimmed
        return
      }
    } else if (last.tag !== 'br') {
      if (last.tag === 'img') return
      trimEnd(last.children)
      if (last.children.length > 0) return
    }
    nodes.pop()
  }
}

/** A loop: an unanchored pattern for trailing space takes quadratic time. */
function trimEndOf(text: string): string {
  let end = text.length
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
