import type { ArticleElement } from '../../../../../shared/article-tree.ts'
import { ParseError } from '../parsed-article.ts'
import { linesOf, linesToBlocks, textOf } from './pdf-lines.ts'
import type { Line } from './pdf-lines.ts'
import { checkStreams } from './pdf-streams.ts'
import { extensionOf, startsWith } from './format.ts'
import type { Format } from './format.ts'

const MAX_PAGES = 5000
const MAX_MILLISECONDS = 60_000
/** Characters that a font does not say the meaning of come out as these. */
const MEANINGLESS = /[\ufffd\ue000-\uf8ff]/g
/** Titles that programs write on their own. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)\b|untitled|无标题|未命名|\S+\.(?:docx?|pptx?|xlsx?|pdf|indd|tex)$)/i

/** The text of PDF files: see {@link pdfWithin}. */
export const pdf: Format = pdfWithin(MAX_MILLISECONDS)

/** The text of PDF files, in paragraphs and headings as far as positions and sizes tell, with a mark before each page. */
export function pdfWithin(milliseconds: number): Format {
  return { fits: isPdf, read: (bytes) => readPdf(bytes, milliseconds) }
}

/** Some programs write a little before the mark that a file begins with. */
function isPdf(bytes: Uint8Array, name: string): boolean {
  if (startsWith(bytes, '%PDF-')) return true
  return extensionOf(name) === 'pdf' && Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}

async function readPdf(bytes: Uint8Array, milliseconds: number): ReturnType<Format['read']> {
  const clock = new Clock(milliseconds)
  await checkStreams(bytes)
  const { getDocumentProxy } = await import('unpdf')
  // A copy: the parser takes the bytes away from their owner.
  const options = { isEvalSupported: false, useSystemFonts: false, disableFontFace: true, verbosity: 0 }
  const document = await getDocumentProxy(new Uint8Array(bytes), options).catch(refuse)
  try {
    if (document.numPages > MAX_PAGES) throw new ParseError('too_large', `${document.numPages} pages`)
    const pages: Line[][] = []
    const unpacked: string[] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const items = await textItems(page.streamTextContent(), () => clock.check(number, document.numPages))
      pages.push(linesOf(items))
      unpacked.push(textOf(items))
      page.cleanup()
    }
    const { info } = await document.getMetadata()
    return {
      format: 'pdf',
      encoding: 'utf-8',
      content: {
        tree: treeOf(pages),
        unpacked,
        title: titleOf(textIn(info, 'Title')),
        author: textIn(info, 'Author') || null,
        date: isoDate(textIn(info, 'CreationDate'))
      }
    }
  } finally {
    await document.loadingTask.destroy()
  }
}

function refuse(error: unknown): never {
  const isLocked = error instanceof Error && error.name === 'PasswordException'
  throw isLocked ? new ParseError('encrypted', 'needs a password') : error
}

/** A page's pieces of text as they come, so that one page cannot take for ever. */
async function textItems(stream: ReadableStream<{ items: object[] }>, check: () => void): Promise<object[]> {
  const reader = stream.getReader()
  const items: object[] = []
  try {
    for (;;) {
      check()
      const { value, done } = await reader.read()
      if (done) return items
      for (const item of value.items) items.push(item)
    }
  } finally {
    reader.releaseLock()
  }
}

class Clock {
  readonly #start = performance.now()
  readonly #milliseconds: number

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
  }

  check(page: number, pages: number): void {
    if (performance.now() - this.#start > this.#milliseconds)
      throw new ParseError('too_large', `only ${page - 1} of ${pages} pages read in ${this.#milliseconds} ms`)
  }
}

function treeOf(pages: readonly Line[][]): ArticleElement[] {
  const text = pages.flatMap((page) => page.map((line) => line.text)).join('')
  const visible = text.replace(/\s+/g, '').length
  const meaningless = text.match(MEANINGLESS)?.length ?? 0
  if (visible === 0) throw new ParseError('no_text', `${pages.length} pages without text`)
  if (meaningless * 2 > visible) throw new ParseError('no_text', 'its fonts do not say which characters they show')
  const blocks = linesToBlocks(pages)
  if (pages.length === 1) return blocks.flat()
  return blocks.flatMap((page, i): ArticleElement[] => [{ tag: 'h6', children: [`p. ${i + 1}`] }, ...page])
}

const titleOf = (title: string): string | null => (title === '' || NO_TITLE.test(title) ? null : title)

function textIn(info: object, name: string): string {
  const value: unknown = Object.entries(info).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, 500) : ''
}

/** `D:20220210093000+08'00'` as ISO 8601. */
function isoDate(written: string): string | null {
  const parts = /^D:(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?(?:(Z)|([+-]\d{2})'?(\d{2})?)?)?/.exec(written)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second = '00', utc, hours, minutes = '00'] = parts
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return date
  return `${date}T${hour}:${minute}:${second}${utc ?? (hours === undefined ? '' : `${hours}:${minutes}`)}`
}
