import { parseFragment } from 'parse5'
import { emptyReading, isLinkTarget } from './source-reading.ts'
import type { SourceReading } from './source-reading.ts'

type Counted = 'links' | 'tables' | 'headings' | 'lists' | 'code'

/** Elements that count when there is something to see in them. */
const COUNTED: ReadonlyMap<string, Counted> = new Map([
  ['a', 'links'],
  ['table', 'tables'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'headings'] as const),
  ['ul', 'lists'],
  ['ol', 'lists'],
  ['pre', 'code']
])
const MEDIA = new Set(['iframe', 'video', 'audio', 'embed', 'object'])
/** Elements whose text is not shown, or belongs to a control. */
const HIDDEN = new Set(
  'head noscript template object video audio canvas svg math select datalist button rp map frameset noframes en-crypt'.split(
    ' '
  )
)
/** Elements whose content is text to the tokenizer, and shown by none of them. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'iframe'])
/** The feed's button to tip the author is none of the article. */
const DONATION = /\sclass=["']support-author/

/**
 * Visible text and counts of HTML, from one pass over its tags: no tree, so that nothing a tree builder moves or drops is
 * taken for granted. Time is linear in the length.
 */
export function readHtml(html: string): SourceReading {
  return new Scanner(html).read()
}

interface Open {
  /** Length of the text, and number of images, at its start. */
  length: number
  images: number
  parts: number
  name: string
}

class Scanner {
  readonly #html: string
  /** In XHTML an element ends at its own `/>`. */
  readonly #xhtml: boolean
  readonly #reading = emptyReading()
  readonly #parts: string[] = []
  readonly #open: Record<Counted, Open[]> = { links: [], tables: [], headings: [], lists: [], code: [] }
  #length = 0
  /** The element whose content is passed over, how many of its name are open, and where its content starts. */
  #hidden: { name: string; depth: number; start: number } | null = null
  /** Names that have no end in the source: what follows them is read. */
  readonly #endless = new Set<string>()

  constructor(html: string) {
    this.#html = html
    this.#xhtml = /^\s*<\?xml|xmlns=["']http:\/\/www\.w3\.org\/1999\/xhtml/.test(html.slice(0, 2000))
  }

  read(): SourceReading {
    let at = 0
    while (at < this.#html.length) {
      at = this.#step(at)
      if (at >= this.#html.length && this.#hidden) {
        this.#endless.add(this.#hidden.name)
        at = this.#hidden.start
        this.#hidden = null
      }
    }
    for (const kind of Object.keys(this.#open))
      if (isCounted(kind)) while (this.#open[kind].length > 0) this.#close(kind)
    this.#reading.text = decodeReferences(this.#parts.join(''))
    return this.#reading
  }

  /** Reads the text up to the next tag, and the tag; gives where to go on. */
  #step(from: number): number {
    const html = this.#html
    let start = html.indexOf('<', from)
    while (start >= 0 && !isTagStart(html.charCodeAt(start + 1))) start = html.indexOf('<', start + 1)
    this.#text(from, start < 0 ? html.length : start)
    if (start < 0) return html.length
    const mark = html.charCodeAt(start + 1)
    if (mark === 33 && html.startsWith('--', start + 2)) return after(html, '-->', start + 2)
    if (mark === 33 && html.startsWith('[CDATA[', start + 2)) return after(html, ']]>', start)
    const isEnd = mark === 47
    const nameStart = isEnd ? start + 2 : start + 1
    const name = tagName(html, nameStart)
    const afterName = nameStart + name.length
    const end = html.charCodeAt(afterName) === 62 ? afterName : tagEnd(html, start)
    if (end < 0) return html.length
    if (name === '') return end + 1
    if (isEnd) this.#endTag(name)
    else if (!(this.#xhtml && html.charAt(end - 1) === '/' && (RAW.has(name) || HIDDEN.has(name)))) {
      this.#startTag(name, start, end)
      if (RAW.has(name)) return this.#rawEnd(name, end + 1)
    }
    return end + 1
  }

  #text(from: number, to: number): void {
    if (this.#hidden || to <= from) return
    const text = this.#html.slice(from, to)
    this.#parts.push(text)
    if (text.trim() !== '') this.#length += text.length
  }

  #startTag(name: string, start: number, end: number): void {
    if (this.#hidden) {
      if (name === this.#hidden.name) this.#hidden.depth++
      // A drawing shows the pictures that it holds.
      const isDrawn = this.#hidden.name === 'svg' && name === 'image'
      if (isDrawn && /\shref=|:href=/i.test(this.#html.slice(start, end))) this.#reading.images++
      return
    }
    if (MEDIA.has(name)) this.#reading.media++
    const passes = HIDDEN.has(name) || (name === 'div' && DONATION.test(this.#html.slice(start, end)))
    if (passes && !this.#endless.has(name)) {
      this.#hidden = { name, depth: 1, start: end + 1 }
      return
    }
    if (PICTURES.get(name)?.test(this.#html.slice(start, end))) this.#reading.images++
    const kind = COUNTED.get(name)
    if (kind === undefined) return
    if (kind === 'links' || kind === 'headings') while (this.#open[kind].length > 0) this.#close(kind)
    if (kind === 'links' && !isLinkTarget(linkTarget(this.#html.slice(start, end)))) return
    const { images } = this.#reading
    this.#open[kind].push({ length: this.#length, images, parts: this.#parts.length, name })
  }

  #endTag(name: string): void {
    if (this.#hidden) {
      if (name === this.#hidden.name && --this.#hidden.depth === 0) this.#hidden = null
      return
    }
    const kind = COUNTED.get(name)
    if (kind !== undefined) this.#close(kind)
  }

  #close(kind: Counted): void {
    const open = this.#open[kind].pop()
    if (!open) return
    const shows = this.#length > open.length || (kind !== 'code' && this.#reading.images > open.images)
    if (!shows) return
    this.#reading[kind]++
    if (open.name === 'h1') this.#reading.titles.push(decodeReferences(this.#parts.slice(open.parts).join('')))
  }

  /** Where raw text ends; one that never does is read, so that what a parser swallows is told. */
  #rawEnd(name: string, from: number): number {
    if (this.#endless.has(name)) return from
    const pattern = new RegExp(`</${name}[\\s/>]`, 'gi')
    pattern.lastIndex = from
    const found = pattern.exec(this.#html)
    if (found) return after(this.#html, '>', found.index)
    this.#endless.add(name)
    return from
  }
}

/** A letter, or one of `/!?`. */
const isTagStart = (code: number): boolean =>
  ((code | 32) >= 97 && (code | 32) <= 122) || code === 47 || code === 33 || code === 63

const isCounted = (kind: string): kind is Counted => ['links', 'tables', 'headings', 'lists', 'code'].includes(kind)

const after = (html: string, mark: string, from: number): number => {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

/** Where a tag's `>` stands, past quoted values; -1 when it has none. */
function tagEnd(html: string, start: number): number {
  let end = html.indexOf('>', start)
  QUOTE.lastIndex = start
  for (let open = QUOTE.exec(html); open && end >= 0 && open.index < end; open = QUOTE.exec(html)) {
    const close = html.indexOf(open[0].slice(-1), QUOTE.lastIndex)
    if (close < 0) return -1
    if (close > end) end = html.indexOf('>', close)
    QUOTE.lastIndex = close + 1
  }
  return end
}

/** A quotation mark opens a value only after an equals sign. Ends at a tag's end, so that a search stays within the tag. */
const QUOTE = /=[ \t\n\r]{0,20}["']|>/g

function tagName(html: string, from: number): string {
  NAME.lastIndex = from
  return NAME.exec(html)?.[0].toLowerCase() ?? ''
}

const NAME = /[a-z][a-z\d-]{0,40}/iy

const HREF = /[\s"'/]href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i
/** The address of a link; empty when it has none. */
function linkTarget(tag: string): string {
  const found = HREF.exec(tag)
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? ''
}

/** An image with an address, in the attribute for it or in one that scripts load it from. */
const PICTURE = /[\s"'/](?:src|data-(?:src|original|lazy-src|actualsrc))\s*=\s*(?:"\s*[^"\s]|'\s*[^'\s]|[^\s"'>])/i
/** Evernote's element for attachments of a note. */
const PICTURES: ReadonlyMap<string, RegExp> = new Map([
  ['img', PICTURE],
  ['en-media', /\stype=["']image\//]
])

const known = new Map<string, string>()

/** Character references as browsers show them. */
function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi, (reference) => {
    let value = known.get(reference)
    if (value === undefined) {
      const [node] = parseFragment(reference).childNodes
      value = node && 'value' in node ? node.value : reference
      if (known.size < 5000) known.set(reference, value)
    }
    return value
  })
}
