import type { SourceFormat } from '../../../shared/articles.ts'
import type { EntryId } from '../../../shared/entries.ts'
import { insertAsset } from '../db/assets.ts'
import type { WritableDb } from '../db/sql.ts'
import { insertEntry } from '../entries/index.ts'
import { namePictures, setCover } from '../pictures/index.ts'
import { editionFrom } from './edition.ts'
import { fileUnder, givenBy } from './given.ts'
import { keysOf } from './identity.ts'
import { keepLinks, keepNames } from './links.ts'
import type { ReadyArticle } from './ready-article.ts'
import { saveKey } from './pair-queries.ts'
import { keepSignature } from './pairs.ts'
import { highlightsOf, insertHighlight } from './queries.ts'
import { insertEdition } from './version-queries.ts'
import type { EditionRow } from './version-queries.ts'

/** Where an article came from. `sourceName` is the file's base name, `bytes` its size, `now` milliseconds since 1970. */
export interface ArticleSource {
  batchId: number | null
  sourceName: string
  sha256: string
  bytes: number
  now: number
  /** The file as its import lists it, by which a later edition is told. */
  path?: string
  /** True for the invented articles that one call removes again. */
  sample?: boolean
}

const MEDIA_TYPES: Record<SourceFormat, string> = {
  feed: 'text/markdown',
  markdown: 'text/markdown',
  html: 'text/html',
  text: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  mhtml: 'multipart/related',
  enex: 'application/enex+xml',
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  joplin: 'text/markdown',
  lake: 'application/json',
  table: 'text/csv',
  bookmark: 'text/html',
  clippings: 'text/plain'
}

/**
 * Adds an article with its categories and tags. The caller has stored the original bytes (`storeOriginal`) and holds a
 * transaction. Throws SQLite's constraint error when an article with the same bytes is there.
 */
export function insertArticle(db: WritableDb, parsed: ReadyArticle, source: ArticleSource): EntryId {
  const given = givenBy(parsed)
  const edition = editionFrom(parsed, source, given)
  const id = insertEntry(db, {
    kind: 'article',
    title: parsed.title,
    bodyText: parsed.text,
    excerpt: parsed.excerpt,
    images: parsed.images.length,
    readingMinutes: parsed.readingMinutes,
    createdAt: source.now,
    updatedAt: source.now,
    sample: source.sample ?? false
  })
  insertAsset(db, { sha256: source.sha256, bytes: source.bytes, mediaType: MEDIA_TYPES[parsed.format] })
  insertEdition(db, id, edition)
  keepLinks(db, id, edition.treeJson)
  keepDetails(db, id, parsed, edition, source.path ?? null)
  if (parsed.cover !== null) setCover(db, id, parsed.cover)
  keepSignature(db, id, parsed.signature)
  fileUnder(db, id, given, source.batchId)
  return id
}

/** Makes the original of an article's next text known. */
export function keepSource(db: WritableDb, { format }: ReadyArticle, { sha256, bytes }: ArticleSource): void {
  insertAsset(db, { sha256, bytes, mediaType: MEDIA_TYPES[format] })
}

/** Adds what a source brings beside its text: names to meet it by, pictures, marked sentences. What is there stays. */
export function keepDetails(
  db: WritableDb,
  id: EntryId,
  parsed: ReadyArticle,
  edition: EditionRow,
  path: string | null
): void {
  for (const key of keysOf(edition, path)) saveKey(db, id, key)
  keepNames(db, id, edition.sourceName, parsed.names)
  namePictures(
    db,
    id,
    parsed.images.map(({ src }) => src)
  )
  if (parsed.highlights.length === 0) return
  const known = new Set(highlightsOf(db, id).map(({ text }) => text))
  for (const highlight of parsed.highlights) if (!known.has(highlight.text)) insertHighlight(db, id, highlight)
}
