import { posix } from 'node:path'
import { ArchiveError, readZip } from '../../zip/index.ts'
import type { ZipEntry } from '../../zip/index.ts'
import type { FoundFile } from '../find-files.ts'
import { refusal } from '../refusal.ts'
import type { Container } from './container.ts'
import { elements, readXml, textIn } from './xml.ts'
import type { XmlElement } from './xml.ts'

const MAX_XML_BYTES = 8 * 1024 * 1024

/** A book: its chapters in reading order, in a category named by the book (EPUB 2 and 3). */
export const epubContainer: Container = {
  extensions: ['epub'],
  nests: false,
  async list(source, name) {
    const files = new Map((await readZip(source)).map((entry) => [entry.path, entry]))
    const opfPath = elements(await xmlAt(files, 'META-INF/container.xml'), 'rootfile')[0]?.attributes.get('full-path')
    if (opfPath === undefined) throw new ArchiveError('damaged', 'names no book')
    const opf = await xmlAt(files, opfPath)
    const encrypted = await encryptedPaths(files)
    const titles = await chapterTitles(files, opf, opfPath)
    const book = textIn(opf, 'title') || name.replace(/\.epub$/i, '')
    const author = elements(opf, 'creator')
      .map(({ text }) => text.trim())
      .join('、')
    const known = { category: [book], author, publishedAt: textIn(opf, 'date') }

    let chapter = { title: book, pages: 0 }
    return spineOf(opf, opfPath).map(({ inner, isPage, isContents }): FoundFile => {
      const entry = files.get(inner)
      if (entry === undefined) return { path: inner, refused: refusal('damaged', 'not in the book') }
      if (!isPage || isContents) return { path: inner, refused: refusal('unsupported_type') }
      if (encrypted.has(inner)) return { path: inner, refused: refusal('encrypted', 'protected by its publisher') }
      const title = titles.get(inner)
      chapter = { title: title ?? chapter.title, pages: title === undefined ? chapter.pages + 1 : 1 }
      const named = chapter.pages > 1 ? `${chapter.title} (${chapter.pages})` : chapter.title
      const member = {
        name: posix.basename(inner),
        size: entry.size,
        read: entry.read,
        known: { ...known, title: named }
      }
      const refused = entry.refused && refusal(entry.refused.code, entry.refused.message)
      return { path: inner, refused, member }
    })
  }
}

type Files = ReadonlyMap<string, ZipEntry>

async function xmlAt(files: Files, path: string): Promise<XmlElement> {
  const entry = files.get(path)
  if (entry === undefined) throw new ArchiveError('damaged', `without ${path}`)
  if (entry.size > MAX_XML_BYTES) throw new ArchiveError('unsafe_archive', `${path} has ${entry.size} bytes`)
  return readXml((await entry.read()).toString('utf8'))
}

/** The documents of the book in reading order. */
function spineOf(opf: XmlElement, opfPath: string): { inner: string; isPage: boolean; isContents: boolean }[] {
  const items = new Map(elements(opf, 'item').map((item) => [item.attributes.get('id'), item]))
  return elements(opf, 'itemref').flatMap((reference) => {
    const item = items.get(reference.attributes.get('idref'))
    const href = item?.attributes.get('href')
    if (item === undefined || href === undefined) return []
    return [
      {
        inner: resolve(opfPath, href),
        isPage: /html/.test(item.attributes.get('media-type') ?? ''),
        isContents: /(?:^|\s)nav(?:\s|$)/.test(item.attributes.get('properties') ?? '')
      }
    ]
  })
}

/** The title of each document that the book's table of contents leads to: EPUB 3's `nav`, or EPUB 2's NCX. */
async function chapterTitles(files: Files, opf: XmlElement, opfPath: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const item of elements(opf, 'item')) {
    const isNcx = item.attributes.get('media-type') === 'application/x-dtbncx+xml'
    if (!isNcx && !/(?:^|\s)nav(?:\s|$)/.test(item.attributes.get('properties') ?? '')) continue
    const path = resolve(opfPath, item.attributes.get('href') ?? '')
    if (!files.has(path)) continue
    const contents = await xmlAt(files, path)
    const links = isNcx
      ? elements(contents, 'navPoint').map((point) => ({
          to: elements(point, 'content')[0]?.attributes.get('src'),
          title: textIn(point, 'text')
        }))
      : elements(contents, 'a').map((link) => ({
          to: link.attributes.get('href'),
          title: link.text.replace(/\s+/g, ' ').trim()
        }))
    for (const { to, title } of links) {
      const target = to === undefined ? '' : resolve(path, to)
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
const resolve = (from: string, href: string): string =>
  posix.join(posix.dirname(from), decoded(href.replace(/#.*$/, '')))

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}
