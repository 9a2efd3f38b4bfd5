import type { ArticleElement, ArticleNode, ArticleTree } from '../../../../../shared/article-tree.ts'
import { openBook, pathFrom } from '../../../epub/index.ts'
import type { Book, BookDocument } from '../../../epub/index.ts'
import { bytesSource } from '../../../zip/index.ts'
import type { ArchiveError } from '../../../zip/index.ts'
import { decodeText } from '../decode.ts'
import { headings } from '../headings.ts'
import { descendants, parsePage } from '../html.ts'
import type { HtmlParent } from '../html.ts'
import { htmlToTree } from '../html-tree.ts'
import { ParseError } from '../parsed-article.ts'
import type { EmbeddedPicture } from '../parsed-article.ts'
import { imagesIn } from '../tree-images.ts'
import { inlineText } from '../tree-text.ts'
import { isXhtml, xhtmlToHtml } from '../xhtml.ts'
import { extensionOf, startsWith } from './format.ts'
import type { Format } from './format.ts'

/** A book has at most so much text and so many bytes of pictures. */
const MAX_TEXT_BYTES = 50 * 1024 * 1024
const MAX_PICTURE_BYTES = 50 * 1024 * 1024

/** A book as one article: chapters under headings of the second level, with its pictures. */
export const epub: Format = {
  fits(bytes, name) {
    if (!startsWith(bytes, 'PK\u0003\u0004')) return false
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
    return head.includes('application/epub+zip') || extensionOf(name) === 'epub'
  },

  async read(bytes) {
    const book = await openBook(bytesSource(bytes))
    if (book.documents.every(({ entry }) => entry === null))
      throw refusedFor(book, 'encrypted') > 0
        ? new ParseError('encrypted', 'protected by its publisher')
        : new ParseError('empty_file', 'no chapters')
    const pictures = new Pictures(book)
    const tree: ArticleTree = []
    const unpacked: string[] = []
    let size = 0
    for (const document of book.documents) {
      const { entry } = document
      if (entry === null || entry.size === 0) continue
      size += entry.size
      if (size > MAX_TEXT_BYTES) throw new ParseError('too_large', `more than ${MAX_TEXT_BYTES} bytes of text`)
      const { text } = decodeText(await entry.read())
      unpacked.push(text)
      for (const block of await chapterOf(document, text, pictures)) tree.push(block)
    }
    const cover = await pictures.cover()
    return {
      format: 'epub',
      encoding: 'utf-8',
      content: {
        tree: cover === null ? tree : [cover, ...tree],
        // The cover is the book's own as well.
        unpacked: cover === null ? unpacked : [...unpacked, '<img src="cover">'],
        title: book.title || null,
        author: book.author || null,
        date: book.date || null,
        summary: book.description || null,
        language: book.language || null,
        embedded: pictures.embedded,
        warnings: (['encrypted', 'damaged', 'unsafe_archive'] as const).flatMap((code) => {
          const lacking = refusedFor(book, code)
          return lacking === 0 ? [] : [{ code, detail: `${lacking} of ${book.documents.length} chapters` }]
        })
      }
    }
  }
}

const refusedFor = (book: Book, code: ArchiveError['code']): number =>
  book.documents.filter(({ refused }) => refused?.code === code).length

async function chapterOf({ path, title, page }: BookDocument, text: string, pictures: Pictures): Promise<ArticleTree> {
  const tree = htmlToTree(bodyOf(parsePage(isXhtml(text) ? xhtmlToHtml(text) : text)))
  await pictures.take(tree, path)
  const all = headings(tree)
  const [first] = all
  const own =
    all.find((heading) => sameText(inlineText(heading.children), title)) ??
    // The table of contents may put the chapter's number before the heading.
    (first !== undefined && first === tree[0] && endsWith(title, inlineText(first.children)) ? first : undefined)
  // Headings below the chapter's, so that the table of contents is of chapters and their sections.
  for (const heading of all) if (heading !== own) heading.tag = lowered(heading.tag)
  if (own) {
    own.tag = 'h2'
    if (!sameText(inlineText(own.children), title)) own.children = [title]
  } else if (title !== '' && page === 1) tree.unshift({ tag: 'h2', children: [title] })
  return tree
}

function bodyOf(document: HtmlParent): HtmlParent {
  for (const element of descendants(document)) if (element.tagName === 'body') return element
  return document
}

const bare = (text: string): string => text.replace(/\s+/g, '')
const sameText = (a: string, b: string): boolean => bare(a) === bare(b)
const endsWith = (title: string, heading: string): boolean =>
  bare(heading) !== '' && bare(title).endsWith(bare(heading))

const lowered = (tag: ArticleElement['tag']): ArticleElement['tag'] =>
  tag === 'h1' || tag === 'h2' ? 'h3' : tag === 'h3' ? 'h4' : tag === 'h4' ? 'h5' : 'h6'

/** The pictures of a book that its chapters show, each once. */
class Pictures {
  readonly embedded: EmbeddedPicture[] = []
  readonly #book: Book
  readonly #names = new Map<string, string | null>()
  #bytes = 0

  constructor(book: Book) {
    this.#book = book
  }

  /** Gives the pictures of a chapter the names that they have in the article. */
  async take(tree: readonly ArticleNode[], chapter: string): Promise<void> {
    for (const image of imagesIn(tree)) {
      const raw = image.attributes?.srcRaw
      if (raw === undefined || image.attributes?.src !== undefined) continue
      const name = await this.#nameOf(pathFrom(chapter, raw))
      if (name !== null) image.attributes = { ...image.attributes, srcRaw: name }
    }
  }

  /** The cover as a block, unless a chapter shows it. */
  async cover(): Promise<ArticleElement | null> {
    const { cover, title } = this.#book
    if (cover === null || this.#names.has(cover)) return null
    const name = await this.#nameOf(cover)
    if (name === null) return null
    return { tag: 'p', children: [{ tag: 'img', attributes: { srcRaw: name, alt: title }, children: [] }] }
  }

  async #nameOf(path: string): Promise<string | null> {
    const known = this.#names.get(path)
    if (known !== undefined) return known
    const entry = this.#book.files.get(path)
    const fits = entry !== undefined && entry.refused === null && this.#bytes + entry.size <= MAX_PICTURE_BYTES
    const src = fits ? `embedded:book-${this.embedded.length + 1}` : null
    this.#names.set(path, src)
    if (fits && src !== null) {
      this.#bytes += entry.size
      this.embedded.push({ src, bytes: await entry.read() })
    }
    return src
  }
}
