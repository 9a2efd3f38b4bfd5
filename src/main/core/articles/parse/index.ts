import type { ArticleElement, ArticleTree } from '../../../../shared/article-tree.ts'
import type { ArticleFacts, SourceFormat } from '../../../../shared/articles.ts'
import type { TextEncoding } from '../../../../shared/imports.ts'
import { ArchiveError } from '../../zip/index.ts'
import { captionImages } from './captions.ts'
import type { Content, Source } from './content.ts'
import { parseDate } from './dates.ts'
import { decodeText, MAX_SOURCE_BYTES } from './decode.ts'
import { coverUrl, guessedUrl, leadOf, readFeed, repairedTitle } from './feed.ts'
import { aliasesField, categoriesField, tagsField, textField } from './fields.ts'
import { takePictures } from './embedded-pictures.ts'
import { cuboxHighlights } from './formats/cubox-markdown.ts'
import { formatOf } from './formats/index.ts'
import { readWeread } from './formats/weread.ts'
import { readReadwise } from './formats/readwise-markdown.ts'
import { splitFrontMatter } from './front-matter.ts'
import type { Fields } from './front-matter.ts'
import { anchorHeadings, headings, tableOfContents } from './headings.ts'
import { parseHtml } from './html.ts'
import { htmlToTree } from './html-tree.ts'
import { hasLake, readLake } from './lake-cards.ts'
import { plainIfTooLong } from './markdown-tree.ts'
import { readMarkdown } from './notes.ts'
import { readNotionPage } from './notion.ts'
import { readPage } from './page.ts'
import { listOffers } from './offer-lists.ts'
import { ParseError } from './parsed-article.ts'
import type { KnownFacts, ParsedArticle } from './parsed-article.ts'
import { promotionFrom, withoutPromotion } from './promotion.ts'
import { isWholePage, tellFormat } from './source-format.ts'
import { tailFacts } from './tail-facts.ts'
import { textToTree } from './text-tree.ts'
import { articleImage, treeImages } from './tree-images.ts'
import { inlineText, treeToText } from './tree-text.ts'
import { isWebUrl, webUrl } from './urls.ts'
import { isXhtml, xhtmlToHtml } from './xhtml.ts'

export { decodeText } from './decode.ts'
export { decodeEntities } from './entities.ts'
export { isKindleClippings, kindleClippings } from './formats/clippings.ts'
export { flomoMemos } from './formats/flomo.ts'
export { readLakeContents } from './formats/lake-document.ts'
export { isJoplinItem, NOTE as JOPLIN_NOTE, readJoplinItem } from './formats/joplin-item.ts'
export type { JoplinItem } from './formats/joplin-item.ts'
export { isReadwiseTable } from './formats/readwise.ts'
export { ParseError } from './parsed-article.ts'
export type { KnownFacts, ParsedArticle, PictureBeside } from './parsed-article.ts'
export { isFactLine } from './promotion-signs.ts'
export { withoutPromotion } from './promotion.ts'
export { treeToHtml } from './tree-html.ts'
export { treeToMarkdown } from './tree-markdown.ts'
export { treeToText } from './tree-text.ts'

const MAX_TITLE = 500
const NO_FIELDS: Fields = new Map()

/**
 * Reads one source file of any format. What the file does not say of itself is taken from `known`; a text file is read
 * with `encoding` instead of the one it seems to have.
 *
 * Rejects with {@link ParseError} or ArchiveError.
 */
export async function parseSource(
  bytes: Uint8Array,
  name: string,
  known: KnownFacts = {},
  encoding?: TextEncoding
): Promise<ParsedArticle> {
  const format = formatOf(bytes, name)
  if (format === undefined) return toArticle(readOther(bytes, name, known, encoding), name, known)
  if (bytes.length > MAX_SOURCE_BYTES) throw new ParseError('too_large', `${bytes.length} bytes`)
  try {
    return toArticle({ fields: NO_FIELDS, warnings: [], ...(await format.read(bytes, known, encoding)) }, name, known)
  } catch (error) {
    if (error instanceof ParseError || error instanceof ArchiveError) throw error
    throw new ParseError('damaged', error instanceof Error ? error.message : String(error))
  }
}

/**
 * Reads one text file. The format is told by content first and the name's extension second.
 *
 * `name` is the file's base name. Throws {@link ParseError}.
 */
export function parseArticle(bytes: Uint8Array, name: string): ParsedArticle {
  return toArticle(readText(bytes, name, {}), name, {})
}

/** Reads what shows no other format: a text, unless its name promises what the bytes are not. */
function readOther(...[bytes, name, known, encoding]: Parameters<typeof readText>): Source {
  try {
    return readText(bytes, name, known, encoding)
  } catch (error) {
    if (error instanceof ParseError && error.code === 'binary' && /\.(?:docx|epub|pdf)$/i.test(name))
      throw new ParseError('damaged', error.message)
    throw error
  }
}

function readText(bytes: Uint8Array, name: string, known: KnownFacts, chosen?: TextEncoding): Source {
  const { text, encoding, damaged } = decodeText(bytes, chosen)
  const weread = readWeread(text)
  if (weread !== null) return { format: 'clippings', encoding, fields: NO_FIELDS, content: weread, warnings: [] }
  const { fields: written, body, warnings } = splitFrontMatter(text)
  const fields = written ?? NO_FIELDS
  const format = tellFormat(written, body, name)
  const html = format === 'html' && isXhtml(body) ? xhtmlToHtml(body) : body
  const content = readBody(format, fields, html, known)
  const readwise = format === 'markdown' ? readReadwise(body) : null
  if (readwise !== null)
    return { format: 'clippings', encoding, fields, content: { ...content, ...readwise }, warnings }
  if (format === 'markdown') content.highlights = cuboxHighlights(body)
  if (damaged) warnings.push({ code: 'bad_encoding', detail: `some bytes are not ${encoding}` })
  return { format, encoding, fields, content, warnings }
}

function toArticle(source: Source, name: string, known: KnownFacts): ParsedArticle {
  const { format, encoding, fields, content, warnings } = source
  const { embedded, beside } = takePictures(content.tree, content.embedded)
  const tree = captionImages(content.tree)
  if (tree.length === 0 && fields.size === 0) throw new ParseError('empty_file', 'nothing to read')

  const { title, originalTitle } = takeTitle(
    fields,
    { ...content, title: known.title ?? content.title ?? null },
    tree,
    format,
    name
  )
  anchorHeadings(tree)
  const text = treeToText(tree)
  const tail = tailFacts(tree)
  const date =
    first(DATE_FIELDS, (name) => parseDate(textField(fields, name))) ??
    parseDate(content.date ?? known.publishedAt ?? null)
  const postId = content.postId ?? null
  const given = givenUrl(fields) ?? content.url ?? null
  const facts: ArticleFacts = {
    rights: tail.rights,
    licence: tail.licence ?? textField(fields, 'license', 'licence', 'copyright'),
    coverCredit: tail.coverCredit,
    translator: tail.translator ?? textField(fields, 'translator', '译者'),
    originalUrl: tail.originalUrl,
    postId,
    urlGuessed: given === null && postId !== null,
    dateIsCrawlTime: format === 'feed' && date?.isLocalTime === true,
    language: textField(fields, 'lang', 'language') ?? content.language ?? null
  }
  const categories = content.categories ?? categoriesField(fields)
  const inTree = treeImages(tree)
  const named = coverUrl(fields) ?? content.cover ?? null
  const from = promotionFrom(title, tree, text)
  const cover = named !== null && !inTree.some((image) => image.src === named) ? named : null
  return {
    format,
    encoding,
    title,
    originalTitle,
    author:
      (format === 'feed' ? content.author : (textField(fields, 'author', 'authors', '作者') ?? content.author)) ??
      tail.author ??
      known.author ??
      null,
    feed: content.feed ?? textField(fields, 'feed', 'site', '来源'),
    publishedAt: date?.value ?? null,
    categories: categories.length > 0 || known.category === undefined ? categories : [known.category],
    tags: [
      ...new Set([
        ...(content.tags !== undefined && !fields.has('tags') ? content.tags : tagsField(fields)),
        ...(content.inlineTags ?? []),
        ...(known.tags ?? [])
      ])
    ],
    url: given ?? (postId === null ? null : guessedUrl(postId)),
    summary: textField(fields, 'description', 'summary', 'excerpt', '摘要') ?? content.summary ?? null,
    facts,
    tree,
    text,
    toc: tableOfContents(tree),
    images: cover === null ? inTree : [articleImage(cover), ...inTree],
    cover,
    embedded,
    beside: cover !== null && !isWebUrl(cover) ? [{ src: cover, path: cover }, ...beside] : beside,
    names: [...new Set([...aliasesField(fields), ...(known.names ?? [])])],
    highlights: content.highlights ?? [],
    omitted: content.omitted ?? [],
    unpacked: content.unpacked ?? [],
    promotionFrom: from,
    ...withoutPromotion(tree, text, from),
    warnings: [...warnings, ...(content.warnings ?? [])]
  }
}

const DATE_FIELDS = [
  'date',
  'published',
  'publishdate',
  'pubdate',
  'created',
  'create_time',
  'created_at',
  '日期',
  '发布日期',
  '发布时间',
  'updated'
]
const URL_FIELDS = ['url', 'link', 'source', 'canonical', 'original', '链接', '原文链接']

/** The first name whose field reads as something: names mean different things to different writers. */
function first<T>(names: readonly string[], read: (name: string) => T | null): T | null {
  for (const name of names) {
    const value = read(name)
    if (value !== null) return value
  }
  return null
}

function givenUrl(fields: Fields): string | null {
  return first(URL_FIELDS, (name) => webUrl(textField(fields, name)))
}

function readBody(format: SourceFormat, fields: Fields, body: string, { app, isContent }: KnownFacts): Content {
  if (format === 'feed') {
    const { tree, site, ...feed } = readFeed(fields, body)
    return { ...feed, tree: listOffers(tree), feed: site, summary: leadOf(tree) }
  }
  const url = givenUrl(fields)
  if (format === 'text') return { tree: textToTree(body) }
  if (format === 'markdown') return plainIfTooLong(body) ?? readMarkdown(body, url, app)
  if (!isWholePage(body)) {
    const root = parseHtml(body)
    if (hasLake(body)) readLake(root)
    return { tree: htmlToTree(root, url) }
  }
  if (app === 'notion') return readNotionPage(body)
  const { content, siteName, description, keywords, base, ...page } = readPage(body, {
    whole: isContent === true || app !== undefined
  })
  if (hasLake(body)) readLake(content)
  const tags = tagsField(new Map([['tags', keywords]]))
  return { ...page, tree: htmlToTree(content, base ?? url ?? page.url), feed: siteName, summary: description, tags }
}

/** The front matter's title, else the first heading's, else the page's, else the file's name. Takes the heading that repeats the title out of the tree. */
function takeTitle(
  fields: Fields,
  content: Content,
  tree: ArticleTree,
  format: SourceFormat,
  name: string
): Pick<ParsedArticle, 'title' | 'originalTitle'> {
  const written = textField(fields, 'title', '标题')
  const repaired = format === 'feed' && written !== null ? repairedTitle(written, tree) : null
  const all = headings(tree).filter((heading) => heading.tag === 'h1')
  const [first] = all
  const heading = first === undefined ? null : inlineText(first.children).replace(/\s+/g, ' ').trim() || null
  const title = repaired ?? written ?? heading ?? content.title ?? stem(name)
  // With several, the first is a section like the others.
  if (first !== undefined && all.length === 1 && heading === title) removeHeading(tree, first)
  return { title: title.slice(0, MAX_TITLE).toWellFormed(), originalTitle: repaired === null ? null : written }
}

/** Takes a heading out of the tree; a picture in it stays. */
function removeHeading(tree: ArticleTree, heading: ArticleElement): void {
  const index = tree.indexOf(heading)
  const pictures = picturesIn(heading)
  if (index >= 0) tree.splice(index, 1, ...(pictures.length > 0 ? [{ tag: 'p' as const, children: pictures }] : []))
}

const picturesIn = (node: ArticleElement): ArticleElement[] =>
  node.children.flatMap((child) => (typeof child === 'string' ? [] : child.tag === 'img' ? [child] : picturesIn(child)))

function stem(name: string): string {
  return name.replace(/\.[a-z]{1,8}$/i, '').trim() || name.trim() || '?'
}
