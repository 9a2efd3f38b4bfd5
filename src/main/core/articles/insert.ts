import type { SourceFormat } from '../../../shared/articles.ts'
import type { EntryId } from '../../../shared/entries.ts'
import { addToCategory, ensureCategoryPath } from '../categories/index.ts'
import { insertAsset } from '../db/assets.ts'
import type { WritableDb } from '../db/sql.ts'
import { insertEntry } from '../entries/index.ts'
import { namePictures } from '../pictures/index.ts'
import { addTags } from '../tags/index.ts'
import type { ParsedArticle } from './parse/parsed-article.ts'
import { insertArticleRow, insertHighlight, saveSignature } from './queries.ts'
import { signatureOf, toBlob } from './similarity.ts'

/** Where an article came from. `sourceName` is the file's base name, `bytes` its size, `now` milliseconds since 1970. */
export interface ArticleSource {
  batchId: number | null
  sourceName: string
  sha256: string
  bytes: number
  now: number
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
  table: 'text/csv',
  bookmark: 'text/html',
  clippings: 'text/plain'
}

/**
 * Adds an article with its categories and tags. The caller has stored the original bytes (`storeOriginal`) and holds a
 * transaction. Throws SQLite's constraint error when an article with the same bytes is there.
 */
export function insertArticle(db: WritableDb, parsed: ParsedArticle, source: ArticleSource): EntryId {
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
  insertArticleRow(db, {
    entryId: id,
    batchId: source.batchId,
    sourceSha256: source.sha256,
    sourceName: source.sourceName,
    sourceFormat: parsed.format,
    sourceEncoding: parsed.encoding,
    originalTitle: parsed.originalTitle,
    author: parsed.author,
    feed: parsed.feed,
    publishedAt: parsed.publishedAt,
    url: parsed.url,
    summary: parsed.summary,
    factsJson: JSON.stringify(parsed.facts),
    tocJson: JSON.stringify(parsed.toc),
    treeJson: JSON.stringify(parsed.tree),
    promotionFrom: parsed.promotionFrom,
    promotionText: parsed.promotionText
  })
  signArticle(db, id, parsed.text, parsed.promotionText)
  for (const highlight of parsed.highlights) insertHighlight(db, id, highlight)
  namePictures(
    db,
    id,
    parsed.images.map(({ src }) => src),
    parsed.cover
  )
  for (const path of parsed.categories) addToCategory(db, id, ensureCategoryPath(db, path, source.batchId))
  addTags(db, id, parsed.tags, source.batchId)
  return id
}

/** Keeps what an article is like, without its advert: `promotionText` is how much of `text` stands before it. */
export function signArticle(db: WritableDb, id: EntryId, text: string, promotionText: number | null): void {
  const signature = signatureOf(text.slice(0, promotionText ?? text.length))
  saveSignature(db, id, signature && toBlob(signature))
}
