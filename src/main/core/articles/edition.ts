import type { Given } from './given.ts'
import type { ArticleSource } from './insert.ts'
import type { ReadyArticle } from './ready-article.ts'
import type { EditionRow } from './version-queries.ts'

/** A parsed source as the library keeps it. */
export function editionFrom(parsed: ReadyArticle, source: ArticleSource, given: Given): EditionRow {
  return {
    title: parsed.title,
    bodyText: parsed.text,
    excerpt: parsed.excerpt,
    images: parsed.images.length,
    readingMinutes: parsed.readingMinutes,
    updatedAt: source.now,
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
    tocJson: parsed.tocJson,
    treeJson: parsed.treeJson,
    readPositionJson: null,
    promotionFound: parsed.promotionFrom,
    promotionFrom: parsed.promotionFrom,
    promotionText: parsed.promotionText,
    promotionChosen: 0,
    givenJson: JSON.stringify(given)
  }
}
