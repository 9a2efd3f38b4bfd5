import type { Source } from '../content.ts'
import { decodeText } from '../decode.ts'
import { tagsField } from '../fields.ts'
import { imageAttributes } from '../html-attributes.ts'
import { attribute, descendants } from '../html.ts'
import type { HtmlParent } from '../html.ts'
import { htmlToTree } from '../html-tree.ts'
import { readPage } from '../page.ts'
import { ParseError } from '../parsed-article.ts'
import type { EmbeddedPicture } from '../parsed-article.ts'
import { webUrl } from '../urls.ts'
import { isXhtml, xhtmlToHtml } from '../xhtml.ts'
import { extensionOf } from './format.ts'
import type { Format } from './format.ts'
import { decodeWords, partsOf } from './mime.ts'
import type { Part } from './mime.ts'

const HEAD_BYTES = 16 * 1024

/** Pages that browsers save as one file (RFC 2557): the page itself with the pictures that lie beside it. */
export const mhtml: Format = {
  fits(bytes, name) {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES))
    if (!head.includes('MIME-Version:')) return false
    const text = head.toString('latin1')
    const mime = /^MIME-Version:/m.test(text) && /^Content-Type:\s*(?:multipart\/|text\/html)/im.test(text)
    return mime && (/^mht(?:ml)?$/.test(extensionOf(name)) || /^[\w-]+:/.test(text))
  },

  async read(bytes) {
    const parts = partsOf(bytes)
    const page = rootOf(parts)
    const first = parts[0]
    if (page === undefined || first === undefined) throw new ParseError('damaged', 'no page inside')
    const { text, encoding } = decodePart(page)
    const url = webUrl(first.headers.get('snapshot-content-location') ?? page.headers.get('content-location'))
    return {
      format: 'mhtml',
      encoding,
      content: contentOf(text, url, decodeWords(first.headers.get('subject') ?? ''), parts)
    }
  }
}

/** The part that the container names as its start, else the first page. */
function rootOf(parts: readonly Part[]): Part | undefined {
  const start = parts[0]?.parameters.get('start')
  const pages = parts.filter(({ type }) => type === 'text/html' || type === 'application/xhtml+xml')
  return pages.find(({ headers }) => start !== undefined && headers.get('content-id') === start) ?? pages[0]
}

function decodePart(part: Part): { text: string; encoding: string } {
  const charset = part.parameters.get('charset')?.toLowerCase()
  if (charset !== undefined && !/^utf-?8$/.test(charset)) {
    // GB18030 holds all of what pages labelled gb2312 or gbk really use.
    const label = charset.startsWith('gb') ? 'gb18030' : charset
    try {
      return { text: new TextDecoder(label, { fatal: true }).decode(part.body), encoding: label }
    } catch {
      // The label is wrong or unknown: the bytes tell.
    }
  }
  return decodeText(part.body)
}

function contentOf(text: string, url: string | null, subject: string, parts: readonly Part[]): Source['content'] {
  const html = isXhtml(text) ? xhtmlToHtml(text) : text
  const { content, siteName, description, keywords, base, ...page } = readPage(html)
  const embedded = takePictures(content, base ?? url ?? page.url, parts)
  return {
    ...page,
    unpacked: [html],
    embedded,
    title: page.title ?? (subject || null),
    url: page.url ?? url,
    feed: siteName,
    summary: description,
    tags: tagsField(new Map([['tags', keywords]])),
    tree: htmlToTree(content, base ?? url ?? page.url)
  }
}

/**
 * The pictures of a page that lie beside it, found by address or content id. One without an address on the web gets a name
 * instead, in place.
 */
function takePictures(content: HtmlParent, base: string | null, parts: readonly Part[]): EmbeddedPicture[] {
  const byName = new Map<string, Part>()
  for (const part of parts) {
    if (!part.type.startsWith('image/')) continue
    const location = part.headers.get('content-location')
    const id = part.headers.get('content-id')
    for (const name of [location, webUrl(location, base), id && `cid:${id.replace(/^<|>$/g, '')}`])
      if (name) byName.set(name, part)
  }
  const embedded: EmbeddedPicture[] = []
  if (byName.size === 0) return embedded
  for (const image of descendants(content)) {
    if (image.tagName !== 'img') continue
    const written = attribute(image, 'src') ?? ''
    const key = imageAttributes(image, base)?.src
    const part = byName.get(written) ?? byName.get(webUrl(written, base) ?? '') ?? byName.get(key ?? '')
    if (part === undefined) continue
    const src = key ?? `embedded:part-${parts.indexOf(part)}`
    if (key === undefined) for (const attr of image.attrs) if (attr.name === 'src') attr.value = src
    embedded.push({ src, bytes: part.body })
  }
  return embedded
}
