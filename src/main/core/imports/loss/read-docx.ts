import { SaxesParser } from 'saxes'
import type { SaxesTagPlain } from 'saxes'
import { BREAK, emptyReading } from './source-reading.ts'
import type { SourceReading } from './source-reading.ts'

/** Elements whose text the document does not show: what changes took away, and drawings told once more for old programs. */
const HIDDEN = new Set(['del', 'moveFrom', 'pPrChange', 'rPrChange', 'Fallback'])

/** What may stand elsewhere in the article, or as another character: notes, the text of boxes, symbols of a font. */
const APART = new Set(['footnote', 'endnote', 'footnoteReference', 'endnoteReference', 'txbxContent', 'sym'])

/** Elements that show a picture, and the attributes that say which: of today's drawings, of those before 2007, diagrams. */
const PICTURES: ReadonlyMap<string, readonly string[]> = new Map([
  ['blip', ['embed', 'link']],
  ['imagedata', ['id']],
  ['chart', ['id']],
  ['relIds', ['dm']]
])

/**
 * Visible text and counts of a Word document (ECMA-376), from its parts in the order of {@link ParsedArticle.unpacked}. What
 * repeats on every page, in its head and foot, is no part of the text. Neighbouring items of lists count as one list.
 */
export function readDocx([styles = '', ...texts]: readonly string[]): SourceReading {
  const reader = new Reader(headingLevels(styles))
  for (const text of texts) {
    const parser = xmlParser()
    parser.on('opentag', (tag) => reader.open(tag))
    parser.on('text', (piece) => reader.text(piece))
    parser.on('closetag', (tag) => reader.close(tag))
    parser.write(text).close()
  }
  return reader.reading()
}

interface Paragraph {
  /** Number of pieces of text at its start, and what had been seen by then. */
  from: number
  seen: number
  style: string
  isItem: boolean
  /** Whether a box hangs on it: its text may come after the paragraph. */
  hasBox: boolean
}

class Reader {
  readonly #levels: ReadonlyMap<string, number>
  readonly #reading = emptyReading()
  readonly #pieces: string[] = []
  readonly #paragraphs: Paragraph[] = []
  /** What had been seen when the tables and links that are open began. */
  readonly #seen: number[] = []
  /** Visible characters and pictures so far. */
  #visible = 0
  #hidden = 0
  /** The element whose text is being read: what is shown, or a field's code. */
  #inside: 't' | 'instrText' | null = null
  #inList = false
  /** Notes that the text refers to. */
  readonly #notes = new Set<string>()
  #field = ''

  constructor(levels: ReadonlyMap<string, number>) {
    this.#levels = levels
  }

  reading(): SourceReading {
    return { ...this.#reading, text: this.#pieces.join('') }
  }

  open({ name, attributes }: SaxesTagPlain): void {
    const kind = local(name)
    if (this.#hidden > 0 || HIDDEN.has(kind) || this.#isNoteOfNothing(kind, attributes)) {
      this.#hidden++
      return
    }
    if (kind.endsWith('Reference')) this.#notes.add(kind + valueOf(attributes, 'id'))
    const value = valueOf(attributes, 'val')
    const paragraph = this.#paragraphs.at(-1)
    if (kind === 'txbxContent' && paragraph) paragraph.hasBox = true
    if (kind === 't' || kind === 'instrText') this.#inside = kind
    else if (kind === 'noBreakHyphen') this.#pieces.push('\u2011')
    else if (APART.has(kind)) this.#pieces.push(BREAK)
    else if (kind === 'p') this.#startParagraph()
    else if (kind === 'pStyle' && paragraph) paragraph.style = value
    else if (kind === 'numId' && paragraph) paragraph.isItem = value !== '0'
    else if (kind === 'tbl' || kind === 'hyperlink') this.#seen.push(this.#visible)
    else if (kind === 'fldChar') this.#endOfCode()
    else if (PICTURES.get(kind)?.some((target) => valueOf(attributes, target) !== '')) {
      this.#reading.images++
      this.#visible++
    }
  }

  text(text: string): void {
    if (this.#hidden > 0) return
    if (this.#inside === 't') {
      this.#pieces.push(text)
      this.#visible += text.trim().length
    } else if (this.#inside === 'instrText') this.#field += text
  }

  close({ name, attributes }: SaxesTagPlain): void {
    if (this.#hidden > 0) {
      this.#hidden--
      return
    }
    const kind = local(name)
    if (kind === 't' || kind === 'instrText') this.#inside = null
    else if (kind === 'p') this.#endParagraph(this.#paragraphs.pop())
    else if (APART.has(kind)) this.#pieces.push(BREAK)
    else if (kind === 'tbl' || kind === 'hyperlink') {
      const shows = this.#visible > (this.#seen.pop() ?? 0)
      // A link without a target of its own leads to a place within the document.
      if (shows && (kind === 'tbl' || valueOf(attributes, 'id') !== ''))
        this.#reading[kind === 'tbl' ? 'tables' : 'links']++
    }
  }

  /** Whether it is a note whose place in the text was taken away. Notes come after the text. */
  #isNoteOfNothing(kind: string, attributes: Readonly<Record<string, string>>): boolean {
    return (
      (kind === 'footnote' || kind === 'endnote') && !this.#notes.has(`${kind}Reference${valueOf(attributes, 'id')}`)
    )
  }

  #startParagraph(): void {
    this.#paragraphs.push({ from: this.#pieces.length, seen: this.#visible, style: '', isItem: false, hasBox: false })
  }

  #endParagraph(paragraph: Paragraph | undefined): void {
    if (paragraph === undefined) return
    if (paragraph.hasBox) this.#pieces.push(BREAK)
    if (this.#visible === paragraph.seen) return
    const level = this.#levels.get(paragraph.style) ?? 0
    const isItem = level === 0 && paragraph.isItem
    if (level > 0) this.#reading.headings++
    if (level === 1 && this.#paragraphs.length === 0) {
      // It may become the title.
      const text = this.#pieces.splice(paragraph.from).join('')
      this.#pieces.push(BREAK, text, BREAK)
      this.#reading.titles.push(text.replaceAll(BREAK, ''))
    }
    if (isItem && !this.#inList) this.#reading.lists++
    this.#inList = isItem
  }

  /** A link may be a field, whose code stands before what is shown. */
  #endOfCode(): void {
    if (/^\s*HYPERLINK\s+"[^"#]/.test(this.#field)) this.#reading.links++
    this.#field = ''
  }
}

/** Levels of the styles of headings, by the styles' ids. */
function headingLevels(styles: string): Map<string, number> {
  const levels = new Map<string, number>()
  let id = ''
  const parser = xmlParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (local(name) === 'style') id = valueOf(attributes, 'styleId')
    const level = local(name) === 'name' && /^heading ([1-6])$/i.exec(valueOf(attributes, 'val'))
    if (level) levels.set(id, Number(level[1]))
  })
  parser.write(styles).close()
  return levels
}

/** Passes over mistakes. */
function xmlParser(): SaxesParser {
  const parser = new SaxesParser()
  parser.on('error', () => {})
  return parser
}

/** A name without its prefix. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** An attribute by its name without prefix; empty when there is none. */
const valueOf = (attributes: Readonly<Record<string, string>>, name: string): string =>
  Object.entries(attributes).find(([key]) => local(key) === name)?.[1] ?? ''
