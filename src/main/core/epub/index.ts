import { posix } from 'node:path'
import { ArchiveError, readZip } from '../zip/index.ts'
import type { ByteSource, ZipEntry } from '../zip/index.ts'
import { elements, firstElement, readXml, textIn } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** A book (EPUB 2 and 3) before its chapters are read. */
export interface Book {
  title: string
  /** Several are joined by `、`; empty when the book names none. */
  author: string
  /** As the book writes them; empty when it does not. */
  date: string
  language: string
  description: string
  /** Path of the cover's picture. */
  cover: string | null
  /** In reading order. */
  documents: BookDocument[]
  files: ReadonlyMap<string, ZipEntry>
}

export interface BookDocument {
  /** In the archive. */
  path: string
  /** By the table of contents; documents that it does not lead to belong to the chapter before. */
  title: string
  /** Its place in the chapter, from 1. */
  page: number
  /** Null when `refused` says why. */
  entry: ZipEntry | null
  refused: ArchiveError | null
}

const MAX_XML_BYTES = 8 * 1024 * 1024

/** Opens a book. Rejects with ArchiveError, RangeError for XML beyond measure, or the system's error. */
export async function openBook(source: ByteSource): Promise<Book> {
  const files = new Map((await readZip(source)).map((entry) => [entry.path, entry]))
  const opfPath = firstElement(await xmlAt(files, 'META-INF/container.xml'), 'rootfile')?.attributes.get('full-path')
  if (opfPath === undefined) throw new ArchiveError('damaged', 'names no book')
  const opf = await xmlAt(files, opfPath)
  const title = textIn(opf, 'title')
  const titles = await chapterTitles(files, opf, opfPath)
  return {
    title,
    author: elements(opf, 'creator')
      .map(({ text }) => text.trim())
      .join('、'),
    date: textIn(opf, 'date'),
    language: textIn(opf, 'language'),
    description: textIn(opf, 'description'),
    cover: coverPath(opf, opfPath),
    documents: documentsOf(spineOf(opf, opfPath), title, titles, files, await encryptedPaths(files)),
    files
  }
}

type Files = ReadonlyMap<string, ZipEntry>

function documentsOf(
  spine: SpineItem[],
  book: string,
  titles: ReadonlyMap<string, string>,
  files: Files,
  encrypted: ReadonlySet<string>
): BookDocument[] {
  let chapter = { title: book, page: 0 }
  return spine.map(({ path, isPage, isContents }) => {
    const entry = files.get(path)
    const refused =
      entry === undefined
        ? new ArchiveError('damaged', 'not in the book')
        : !isPage || isContents
          ? new ArchiveError('unsupported_type', '')
          : encrypted.has(path)
            ? new ArchiveError('encrypted', 'protected by its publisher')
            : entry.refused
    if (entry === undefined || refused !== null) return { path, title: '', page: 0, entry: null, refused }
    const title = titles.get(path)
    chapter = title === undefined ? { ...chapter, page: chapter.page + 1 } : { title, page: 1 }
    return { path, ...chapter, entry, refused }
  })
}

async function xmlAt(files: Files, path: string): Promise<XmlElement> {
  const entry = files.get(path)
  if (entry === undefined) throw new ArchiveError('damaged', `without ${path}`)
  if (entry.size > MAX_XML_BYTES) throw new ArchiveError('unsafe_archive', `${path} has ${entry.size} bytes`)
  return readXml((await entry.read()).toString('utf8'))
}

interface SpineItem {
  path: string
  isPage: boolean
  isContents: boolean
}

/** The documents of the book in reading order. */
function spineOf(opf: XmlElement, opfPath: string): SpineItem[] {
  const items = new Map(elements(opf, 'item').map((item) => [item.attributes.get('id'), item]))
  return elements(opf, 'itemref').flatMap((reference) => {
    const item = items.get(reference.attributes.get('idref'))
    const href = item?.attributes.get('href')
    if (item === undefined || href === undefined) return []
    return [
      {
        path: pathFrom(opfPath, href),
        isPage: /html/.test(item.attributes.get('media-type') ?? ''),
        isContents: has(item, 'nav')
      }
    ]
  })
}

/** EPUB 3 marks the cover's picture, EPUB 2 names its id. */
function coverPath(opf: XmlElement, opfPath: string): string | null {
  const items = elements(opf, 'item')
  const named = elements(opf, 'meta')
    .find((meta) => meta.attributes.get('name') === 'cover')
    ?.attributes.get('content')
  const item =
    items.find((each) => has(each, 'cover-image')) ??
    items.find((each) => named !== undefined && each.attributes.get('id') === named)
  const href = item?.attributes.get('href')
  return href === undefined ? null : pathFrom(opfPath, href)
}

const has = (item: XmlElement, property: string): boolean =>
  (item.attributes.get('properties') ?? '').split(/\s+/).includes(property)

/** The title of each document that the book's table of contents leads to: EPUB 3's `nav`, or EPUB 2's NCX. */
async function chapterTitles(files: Files, opf: XmlElement, opfPath: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const item of elements(opf, 'item')) {
    const isNcx = item.attributes.get('media-type') === 'application/x-dtbncx+xml'
    if (!isNcx && !has(item, 'nav')) continue
    const path = pathFrom(opfPath, item.attributes.get('href') ?? '')
    if (!files.has(path)) continue
    const contents = await xmlAt(files, path)
    const links = isNcx
      ? elements(contents, 'navPoint').map((point) => ({
          to: firstElement(point, 'content')?.attributes.get('src'),
          title: textIn(point, 'text')
        }))
      : elements(contents, 'a').map((link) => ({
          to: link.attributes.get('href'),
          title: link.text.replace(/\s+/g, ' ').trim()
        }))
    for (const { to, title } of links) {
      const target = to === undefined ? '' : pathFrom(path, to)
      if (title !== '' && !titles.has(target)) titles.set(target, title)
    }
  }
  return titles
}

/** What the publisher encrypted; fonts often are, and do not matter. */
async function encryptedPaths(files: Files): Promise<Set<string>> {
  const path = 'META-INF/encryption.xml'
  if (!files.has(path)) return new Set()
  const references = elements(await xmlAt(files, path), 'CipherReference')
  return new Set(references.map((reference) => decoded(reference.attributes.get('URI') ?? '')))
}

/** A reference within the book as a path in the archive, without its anchor. */
export const pathFrom = (from: string, href: string): string =>
  posix.join(posix.dirname(from), decoded(href.replace(/#.*$/, '')))

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}
