import type { SourceFormat } from '../../../shared/articles.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

/** What a source brought: the columns that entries and articles, or a version, have of it. */
export interface EditionRow {
  title: string
  bodyText: string
  excerpt: string
  images: number
  readingMinutes: number
  updatedAt: number
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
  readPositionJson: string | null
  promotionFound: number | null
  promotionFrom: number | null
  promotionText: number | null
  promotionChosen: 0 | 1
  givenJson: string | null
}

const IN_ENTRIES = ['title', 'body_text', 'excerpt', 'images', 'reading_minutes', 'updated_at']
const IN_ARTICLES = [
  'batch_id',
  'source_sha256',
  'source_name',
  'source_format',
  'source_encoding',
  'original_title',
  'author',
  'feed',
  'published_at',
  'url',
  'summary',
  'facts_json',
  'toc_json',
  'tree_json',
  'read_position_json',
  'promotion_found',
  'promotion_from',
  'promotion_text',
  'promotion_chosen',
  'given_json'
]
const COLUMNS = [...IN_ENTRIES, ...IN_ARTICLES]

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const named = (columns: string[], table: string) => columns.map((column) => `${table}.${column} AS ${camel(column)}`)
const bound = (columns: string[]) => columns.map((column) => `@${camel(column)}`).join(', ')

/** The current text of an article, in the trash or not. */
export const editionOf = (db: ReadableDb, id: number): EditionRow | undefined =>
  get<EditionRow>(
    db,
    `SELECT ${[...named(IN_ENTRIES, 'e'), ...named(IN_ARTICLES, 'a')].join(', ')}
     FROM articles a JOIN entries e ON e.id = a.entry_id WHERE a.entry_id = ?`,
    [id]
  )

/** Adds the row of an article beside its base row. */
export const insertEdition = (db: WritableDb, id: number, edition: EditionRow): void => {
  run(
    db,
    `INSERT INTO articles (entry_id, compared, ${IN_ARTICLES.join(', ')}) VALUES (@id, 1, ${bound(IN_ARTICLES)})`,
    { ...edition, id }
  )
}

/** Writes what an edition says beside the base row. */
export const updateEdition = (db: WritableDb, id: number, edition: EditionRow): void => {
  run(db, `UPDATE articles SET (${IN_ARTICLES.join(', ')}) = (${bound(IN_ARTICLES)}) WHERE entry_id = @id`, {
    ...edition,
    id
  })
}

export const updateGiven = (db: WritableDb, id: number, givenJson: string): void => {
  run(db, 'UPDATE articles SET given_json = ? WHERE entry_id = ?', [givenJson, id])
}

export interface VersionRow extends EditionRow {
  id: number
  entryId: number
  keptAt: number
  mergedJson: string | null
}

const VERSION = `SELECT v.id, v.entry_id AS entryId, v.kept_at AS keptAt, v.merged_json AS mergedJson,
  ${named(COLUMNS, 'v').join(', ')} FROM article_versions v`

/** Adds a version and gives its id. */
export const insertVersion = (db: WritableDb, version: Omit<VersionRow, 'id'>): number =>
  run(
    db,
    `INSERT INTO article_versions (entry_id, kept_at, merged_json, ${COLUMNS.join(', ')})
     VALUES (@entryId, @keptAt, @mergedJson, ${bound(COLUMNS)})`,
    { ...version }
  ).id

export const versionById = (db: ReadableDb, id: number): VersionRow | undefined =>
  get<VersionRow>(db, `${VERSION} WHERE v.id = ?`, [id])

/** Newest first. */
export const versionsOf = (db: ReadableDb, entryId: number): VersionRow[] =>
  all(db, `${VERSION} WHERE v.entry_id = ? ORDER BY v.kept_at DESC, v.id DESC`, [entryId])

export const deleteVersion = (db: WritableDb, id: number): void => {
  run(db, 'DELETE FROM article_versions WHERE id = ?', [id])
}

/** A text that an import brought to an article that has others: a version, or the current one. */
export interface BroughtEdition {
  entryId: number
  /** Null when it is the current text. */
  versionId: number | null
  sha256: string
  /** Size of the file. */
  bytes: number
  /** The files of the import that came to the article, a JSON array. */
  pathsJson: string
}

const PATHS = `(SELECT json_group_array(i.path) FROM import_items i
  WHERE i.batch_id = @batchId AND i.entry_id = a.entry_id AND i.outcome IN ('imported', 'updated'))`

/** The next texts to take back when an import is undone. Articles that the import alone brought are not among them. */
export const editionsBrought = (db: ReadableDb, query: { batchId: number; limit: number }): BroughtEdition[] =>
  all(
    db,
    `SELECT a.entry_id AS entryId, v.id AS versionId, s.sha256, s.bytes, ${PATHS} AS pathsJson
     FROM article_versions v
     JOIN articles a ON a.entry_id = v.entry_id
     JOIN assets s ON s.sha256 = v.source_sha256
     WHERE v.batch_id = @batchId AND v.merged_json IS NULL AND a.batch_id IS NOT @batchId
     UNION ALL
     SELECT a.entry_id, NULL, s.sha256, s.bytes, ${PATHS}
     FROM articles a
     JOIN assets s ON s.sha256 = a.source_sha256
     WHERE a.batch_id = @batchId AND EXISTS (SELECT 1 FROM article_versions v
       WHERE v.entry_id = a.entry_id AND v.batch_id IS NOT @batchId AND v.merged_json IS NULL)
     LIMIT @limit`,
    query
  )

/** Makes a version no import's, so that no undo takes it back. */
export const keepForGood = (db: WritableDb, versionId: number): void => {
  run(db, 'UPDATE article_versions SET batch_id = NULL WHERE id = ?', [versionId])
}
