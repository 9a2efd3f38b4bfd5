import type { Highlight, SourceFormat } from '../../../shared/articles.ts'
import type { ReadState } from '../../../shared/entries.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

/** An article's own row with the size of its original; `*Json` are the contract's values as JSON text. */
export interface ArticleRow {
  sourceSha256: string
  sourceName: string
  sourceFormat: SourceFormat
  sourceEncoding: string
  sourceBytes: number
  originalTitle: string | null
  url: string | null
  summary: string | null
  factsJson: string
  tocJson: string
  treeJson: string
  readState: ReadState
  positionJson: string | null
  promotionFound: number | null
  promotionFrom: number | null
  promotionChosen: 0 | 1
  promotionOpen: 0 | 1
}

export const articleById = (db: ReadableDb, id: number): ArticleRow | undefined =>
  get<ArticleRow>(
    db,
    `SELECT a.source_sha256 AS sourceSha256, a.source_name AS sourceName, a.source_format AS sourceFormat,
       a.source_encoding AS sourceEncoding, s.bytes AS sourceBytes, a.original_title AS originalTitle, a.url, a.summary,
       a.facts_json AS factsJson, a.toc_json AS tocJson, a.tree_json AS treeJson, a.read_state AS readState,
       a.read_position_json AS positionJson, a.promotion_found AS promotionFound, a.promotion_from AS promotionFrom,
       a.promotion_chosen AS promotionChosen, a.promotion_open AS promotionOpen
     FROM articles a JOIN assets s ON s.sha256 = a.source_sha256
     WHERE a.entry_id = ?`,
    [id]
  )

export interface NewArticle {
  entryId: number
  batchId: number | null
  sourceSha256: string
  sourceName: string
  sourceFormat: SourceFormat
  sourceEncoding: string
  originalTitle: string | null
  author: string | null
  feed: string | null
  publishedAt: string | null
  url: string | null
  summary: string | null
  factsJson: string
  tocJson: string
  treeJson: string
  promotionFrom: number | null
  promotionText: number | null
}

export const insertArticleRow = (db: WritableDb, article: NewArticle): void => {
  run(
    db,
    `INSERT INTO articles (entry_id, batch_id, source_sha256, source_name, source_format, source_encoding, original_title,
       author, feed, published_at, url, summary, facts_json, toc_json, tree_json, promotion_found,
       promotion_from, promotion_text)
     VALUES (@entryId, @batchId, @sourceSha256, @sourceName, @sourceFormat, @sourceEncoding, @originalTitle,
       @author, @feed, @publishedAt, @url, @summary, @factsJson, @tocJson, @treeJson, @promotionFrom,
       @promotionFrom, @promotionText)`,
    { ...article }
  )
}

export interface SourceMatch {
  id: number
  title: string
  deletedAt: number | null
}

export const articleBySource = (db: ReadableDb, sha256: string): SourceMatch | undefined =>
  get<SourceMatch>(
    db,
    `SELECT e.id, e.title, e.deleted_at AS deletedAt
     FROM articles a JOIN entries e ON e.id = a.entry_id
     WHERE a.source_sha256 = ?`,
    [sha256]
  )

export const readStateOf = (db: ReadableDb, id: number): ReadState | undefined =>
  get<{ readState: ReadState }>(db, 'SELECT read_state AS readState FROM articles WHERE entry_id = ?', [id])?.readState

export const updatePosition = (
  db: WritableDb,
  values: { id: number; readState: ReadState; progress: number; positionJson: string }
): void => {
  run(
    db,
    `UPDATE articles SET read_state = @readState, read_progress = @progress, read_position_json = @positionJson
     WHERE entry_id = @id`,
    values
  )
}

export const updatePromotion = (
  db: WritableDb,
  values: { id: number; from: number | null; chosen: 0 | 1; text: number | null }
): void => {
  run(
    db,
    'UPDATE articles SET promotion_from = @from, promotion_chosen = @chosen, promotion_text = @text WHERE entry_id = @id',
    values
  )
}

/** Gives whether the article is there. */
export const updatePromotionOpen = (db: WritableDb, id: number, open: boolean): boolean =>
  run(db, 'UPDATE articles SET promotion_open = ? WHERE entry_id = ?', [open ? 1 : 0, id]).changes > 0

/** Remembers the title that the source gave, unless one is remembered already. */
export const keepOriginalTitle = (db: WritableDb, id: number, title: string): void => {
  run(db, 'UPDATE articles SET original_title = ? WHERE entry_id = ? AND original_title IS NULL', [title, id])
}

/** Null takes it away: a text may be too short for one. */
export const saveSignature = (db: WritableDb, id: number, signature: Buffer | null): void => {
  if (signature === null) run(db, 'DELETE FROM article_signatures WHERE entry_id = ?', [id])
  else run(db, 'INSERT OR REPLACE INTO article_signatures (entry_id, signature) VALUES (?, ?)', [id, signature])
}

/** Of all articles that are not in the trash. */
export const signatures = (db: ReadableDb): { id: number; signature: Buffer }[] =>
  all(
    db,
    `SELECT s.entry_id AS id, s.signature FROM article_signatures s JOIN entries e ON e.id = s.entry_id
     WHERE e.deleted_at IS NULL ORDER BY s.entry_id`
  )

export const signatureById = (db: ReadableDb, id: number): Buffer | undefined =>
  get<{ signature: Buffer }>(db, 'SELECT signature FROM article_signatures WHERE entry_id = ?', [id])?.signature

/** Titles by id; `ids` is a JSON array. */
export const titlesOf = (db: ReadableDb, ids: string): { id: number; title: string }[] =>
  all(db, 'SELECT id, title FROM entries WHERE id IN (SELECT value FROM json_each(?))', [ids])

export const insertHighlight = (db: WritableDb, entryId: number, highlight: Omit<Highlight, 'id'>): void => {
  run(
    db,
    `INSERT INTO highlights (entry_id, text, note, location, created_at)
     VALUES (@entryId, @text, @note, @location, @createdAt)`,
    { entryId, ...highlight }
  )
}

export const highlightsOf = (db: ReadableDb, id: number): Highlight[] =>
  all(
    db,
    'SELECT id, text, note, location, created_at AS createdAt FROM highlights WHERE entry_id = ? ORDER BY id',
    [id]
  )

export const countHighlights = (db: ReadableDb, id: number): number =>
  get<{ n: number }>(db, 'SELECT count(*) AS n FROM highlights WHERE entry_id = ?', [id])?.n ?? 0
