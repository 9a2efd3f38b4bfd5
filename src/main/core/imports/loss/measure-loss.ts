import type { ArticleNode } from '../../../../shared/article-tree.ts'
import type { ImportLoss } from '../../../../shared/imports.ts'
import type { KnownFacts, ParsedArticle } from '../../articles/index.ts'
import { readClippings } from './read-clippings.ts'
import { readDocx } from './read-docx.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { readJoplin, readLake, readTable, withoutPagePaths } from './read-notes.ts'
import { readPdf } from './read-pdf.ts'
import { BREAK, emptyReading, joined } from './source-reading.ts'
import type { SourceReading } from './source-reading.ts'

/**
 * How much of a source its article has: the text by pairs of neighbouring characters, counted with repetitions, the rest by
 * number. The source is read anew and by other means than the parser's, so that they do not share their mistakes; what a
 * container holds, as it came out of it.
 *
 * What the parser left out of a page on purpose is no part of the source, as it says so in a warning of its own.
 *
 * `known` is what the parser was told. Takes about a tenth of the parser's time.
 */
export function measureLoss(bytes: Uint8Array, article: ParsedArticle, known: KnownFacts = {}): ImportLoss {
  const marked = article.format === 'clippings' ? readClippings(new TextDecoder(article.encoding).decode(bytes)) : null
  if (marked !== null) return { ...NOTHING_COUNTED, ...shareOfLines(marked, article.text) }
  const source = readSource(bytes, article, known)
  const stored = countTree(article.tree)
  const strip = MARKED_UP.has(article.format) ? lettersAndDigits : visible
  const text = strip(source.text)
  // A heading that became the title is kept there.
  const asTitle = source.titles.length === 1 && strip(source.titles[0] ?? '') === strip(article.title)
  // What a list of links calls a page became the title.
  const kept = strip(article.format === 'bookmark' ? `${article.title}${article.text}` : article.text)
  const titleLeft = asTitle && stored.headings < source.headings ? 1 : 0
  return {
    text: asTitle ? shareBesideTitle(text, kept, strip(article.title)) : shareOfPairs(text, kept),
    characters: text.replaceAll(BREAK, '').length,
    images: [source.images, stored.images],
    links: [source.links, stored.links],
    tables: [source.tables, stored.tables],
    headings: [source.headings, stored.headings + titleLeft],
    lists: [source.lists, stored.lists],
    code: [source.code, stored.code],
    media: [source.media, 0]
  }
}

const NOTHING_COUNTED: Omit<ImportLoss, 'text' | 'characters'> = {
  images: [0, 0],
  links: [0, 0],
  tables: [0, 0],
  headings: [0, 0],
  lists: [0, 0],
  code: [0, 0],
  media: [0, 0]
}

/** The share of lines, by their length, that the stored text has. */
function shareOfLines(lines: readonly string[], stored: string): Pick<ImportLoss, 'text' | 'characters'> {
  const kept = lettersAndDigits(stored)
  let characters = 0
  let found = 0
  for (const line of lines) {
    const words = lettersAndDigits(line)
    characters += words.length
    if (kept.includes(words)) found += words.length
  }
  return { text: characters === 0 ? 1 : Math.floor((found / characters) * 10_000) / 10_000, characters }
}

/** Formats whose markup is made of marks that may stand in text too. */
const MARKED_UP: ReadonlySet<string> = new Set(['markdown', 'joplin', 'lake', 'table', 'clippings'])

function readSource(
  bytes: Uint8Array,
  { format, encoding, omitted, unpacked }: ParsedArticle,
  { app }: KnownFacts
): SourceReading {
  if (format === 'docx') return readDocx(unpacked)
  if (format === 'pdf') return readPdf(bytes, unpacked)
  if (format === 'epub') return joined(unpacked.map(readHtml))
  if (format === 'mhtml') return readHtml(without(unpacked.join(''), omitted))
  const source = new TextDecoder(encoding).decode(bytes)
  if (format === 'enex') return readHtml(NOTE_CONTENT.exec(source)?.[1] ?? '')
  if (format === 'joplin') return readJoplin(source)
  if (format === 'lake') return readLake(source)
  if (format === 'bookmark') return readHtml(source)
  if (format === 'table') return readTable(source)
  const body = withoutFrontMatter(source)
  if (format === 'text') return emptyReading(body)
  if (format === 'markdown' || format === 'clippings')
    return readMarkdown(app === 'notion' ? withoutPagePaths(body) : body, { vault: app === 'obsidian' })
  return readHtml(without(body, omitted))
}

/** A text without pieces of it, which are given in its order. */
function without(text: string, pieces: readonly string[]): string {
  const parts: string[] = []
  let from = 0
  for (const piece of pieces) {
    const at = text.indexOf(piece, from)
    if (at < 0) continue
    parts.push(text.slice(from, at))
    from = at + piece.length
  }
  return parts.join('') + text.slice(from)
}

/** The XHTML of a note that Evernote exported. */
const NOTE_CONTENT = /<content>\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*<\/content>/
const OPENING = /^[\s\ufeff\u200b]*(---|\+\+\+|;;;)(?:yaml|toml|json)?[ \t]*\r?\n/
const CLOSING: Record<string, RegExp> = {
  '---': /^(?:---|\.\.\.)[ \t]*\r?$/m,
  '+++': /^\+\+\+[ \t]*\r?$/m,
  ';;;': /^;;;[ \t]*\r?$/m
}
/** JSON in braces, JSON up to `;;;`, and YAML that only has an end. */
const WITHOUT_OPENING = [
  /^[\s\ufeff\u200b]*\{\s*"[^]*?\}[ \t]*(?=\r?\n[^\s}\]]|\r?\n[ \t]*\r?\n|\s*$)/,
  /^[\s\ufeff\u200b]*"[\w-]+"[ \t]*:[^]*?\n;;;[ \t]*(?=\r?\n|$)/,
  /^[\s\ufeff\u200b]*(?:title|date|tags|categories|layout):[^]*?\n(?:title|date|tags|categories|layout):[^]*?\n---[ \t]*(?=\r?\n|$)/
]
const FIELD = /^["']?[\p{L}_][\p{L}\p{N}_-]*["']?[ \t]*[:=]/mu
const MAX_FRONT_MATTER = 64 * 1024

function withoutFrontMatter(text: string): string {
  const opening = OPENING.exec(text)
  if (!opening) {
    const head = text.slice(0, MAX_FRONT_MATTER)
    for (const form of WITHOUT_OPENING) {
      const found = form.exec(head)
      if (found) return text.slice(found[0].length)
    }
    return text
  }
  const start = opening[0].length
  const head = text.slice(start, start + MAX_FRONT_MATTER)
  const closing = CLOSING[opening[1] ?? '---']?.exec(head)
  if (!closing) return text
  const fields = head.slice(0, closing.index)
  return fields.trim() === '' || FIELD.test(fields) ? text.slice(start + closing.index + closing[0].length) : text
}

/** The share when a heading of the text was moved to the title: what stood around it is next to each other then. */
function shareBesideTitle(source: string, stored: string, title: string): number {
  const share = shareOfPairs(source, `${title}${stored}`)
  return share === 1
    ? 1
    : Math.max(
        share,
        shareOfPairs(
          source.replace(title, () => ''),
          stored
        )
      )
}

/** Typed marks of list items become the list's own; check marks stand for boxes of a form or of style. */
const visible = (text: string): string =>
  text.replace(/[\s\0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff◎●•○■▪◆▶①-⑳☐☑]+/g, '')
const lettersAndDigits = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '')

const BUCKETS = 1 << 16
const pairs = new Int32Array(BUCKETS)
const bucket = (text: string, at: number): number =>
  (Math.imul(text.charCodeAt(at), 0x9e37) ^ text.charCodeAt(at + 1)) & (BUCKETS - 1)

/**
 * The share of the source's pairs of neighbouring characters that the stored text has; 1 only when it has all. None is
 * expected across a {@link BREAK}.
 */
export function shareOfPairs(source: string, stored: string): number {
  if (source === stored || source === '') return 1
  if (source.length === 1) return stored.includes(source) ? 1 : 0
  pairs.fill(0)
  for (let at = 0; at < stored.length - 1; at++) {
    const pair = bucket(stored, at)
    pairs[pair] = (pairs[pair] ?? 0) + 1
  }
  let lost = 0
  let whole = source.length - 1
  for (let at = 0; at < source.length - 1; at++) {
    if (source.charAt(at) === BREAK || source.charAt(at + 1) === BREAK) {
      whole--
      continue
    }
    const pair = bucket(source, at)
    const left = pairs[pair] ?? 0
    if (left === 0) lost++
    else pairs[pair] = left - 1
  }
  return whole === 0 ? 1 : Math.floor((1 - lost / whole) * 10_000) / 10_000
}

type Stored = Record<'images' | 'links' | 'tables' | 'headings' | 'lists' | 'code', number>

const TAGS: Record<string, keyof Stored> = {
  a: 'links',
  table: 'tables',
  h1: 'headings',
  h2: 'headings',
  h3: 'headings',
  h4: 'headings',
  h5: 'headings',
  h6: 'headings',
  ul: 'lists',
  ol: 'lists',
  pre: 'code'
}

function countTree(tree: readonly ArticleNode[]): Stored {
  const counts: Stored = { images: 0, links: 0, tables: 0, headings: 0, lists: 0, code: 0 }
  const visit = (node: ArticleNode): void => {
    if (typeof node === 'string') return
    const kind = TAGS[node.tag]
    if (kind) counts[kind]++
    // One that has no address left is only the place where a picture was.
    if (node.tag === 'img' && (node.attributes?.src ?? node.attributes?.srcRaw) !== undefined) counts.images++
    node.children.forEach(visit)
  }
  tree.forEach(visit)
  return counts
}
