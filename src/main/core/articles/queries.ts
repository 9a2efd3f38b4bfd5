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

export interface SourceMatch {
  id: number
  title: string
  deletedAt: number | null
}

/** The article that has, or had, the text with these bytes. */
export const articleBySource = (db: ReadableDb, sha256: string): SourceMatch | undefined =>
  get<SourceMatch>(
    db,
    `SELECT e.id, e.title, e.deleted_at AS deletedAt
     FROM (
       SELECT entry_id FROM articles WHERE source_sha256 = @sha256
       UNION ALL SELECT entry_id FROM article_versions WHERE source_sha256 = @sha256
     ) found JOIN entries e ON e.id = found.entry_id LIMIT 1`,
    { sha256 }
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
  all(db, 'SELECT id, text, note, location, created_at AS createdAt FROM highlights WHERE entry_id = ? ORDER BY id', [
    id
  ])

export const countHighlights = (db: ReadableDb, id: number): number =>
  get<{ n: number }>(db, 'SELECT count(*) AS n FROM highlights WHERE entry_id = ?', [id])?.n ?? 0
