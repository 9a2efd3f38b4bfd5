import type { ArticleAttributes, ArticleElement, ArticleNode, ArticleTag } from '../../../../shared/article-tree.ts'
import { InlineRun } from './inline-run.ts'
import type { Format } from './inline-run.ts'

/**
 * Builds an article tree from a walk over a source's elements. Inline content between blocks becomes paragraphs, blocks
 * inside inline elements split them, and whatever shows nothing is left out.
 */
export class TreeWriter {
  #blocks: ArticleElement[] = []
  #run: InlineRun | null = null
  #formats: Format[] = []
  /** Set while inside an element that holds inline content only, such as a heading. */
  #phrasing = false
  #align: ArticleAttributes['align']

  get inPhrasing(): boolean {
    return this.#phrasing
  }

  text(text: string): void {
    this.#openRun().text(text, this.#formats)
  }

  image(attributes: ArticleAttributes): void {
    this.#openRun().image(element('img', attributes, []), this.#formats)
  }

  lineBreak(): void {
    this.#run?.lineBreak(this.#formats)
  }

  /** Inline content in a format; a format within itself changes nothing. */
  format(format: Format, content: () => void): void {
    if (this.#formats.some((outer) => outer.tag === format.tag)) return content()
    this.#formats.push(format)
    content()
    this.#formats.pop()
  }

  /** The border of a block: what follows starts a new paragraph, or a new line where only inline content may stand. */
  border(): void {
    if (this.#phrasing) this.#run?.separate()
    else this.#closeRun()
  }

  /** Content whose paragraphs inherit an alignment. */
  aligned(align: ArticleAttributes['align'], content: () => void): void {
    this.border()
    const outer = this.#align
    this.#align = align
    content()
    this.border()
    this.#align = outer
  }

  /** A block of inline content: paragraph, heading, term or caption. */
  phrasing(tag: ArticleTag, attributes: ArticleAttributes, content: () => void): void {
    if (this.#phrasing) {
      this.border()
      content()
      this.border()
      return
    }
    this.#closeRun()
    const run = new InlineRun()
    this.#run = run
    this.#phrasing = true
    content()
    this.#phrasing = false
    this.#run = null
    if (run.visible) this.#blocks.push(element(tag, { ...this.#inherited(), ...attributes }, run.finish()))
  }

  /** The blocks that `content` writes, for a block that holds others. */
  flow(content: () => void): ArticleElement[] {
    this.#closeRun()
    const outer = this.#blocks
    const blocks: ArticleElement[] = []
    this.#blocks = blocks
    content()
    this.#closeRun()
    this.#blocks = outer
    return blocks
  }

  block(block: ArticleElement): void {
    this.#closeRun()
    this.#blocks.push(block)
  }

  #openRun(): InlineRun {
    this.#run ??= new InlineRun()
    return this.#run
  }

  #closeRun(): void {
    const run = this.#run
    if (run === null) return
    this.#run = null
    if (run.visible) this.#blocks.push(element('p', this.#inherited(), run.finish()))
  }

  #inherited(): ArticleAttributes {
    return this.#align === undefined ? {} : { align: this.#align }
  }
}

/** An element without an empty `attributes` object. */
export function element(tag: ArticleTag, attributes: ArticleAttributes, children: ArticleNode[]): ArticleElement {
  for (const _ in attributes) return { tag, attributes, children }
  return { tag, children }
}
