import { all, run } from './sql.ts'
import type { ReadableDb, WritableDb } from './sql.ts'

/** A file under its hash; sizes in pixels are those of pictures. */
export interface NewAsset {
  sha256: string
  bytes: number
  mediaType: string
  width?: number | null
  height?: number | null
}

/** Makes a file known; it may be known already. */
export const insertAsset = (db: WritableDb, { width = null, height = null, ...asset }: NewAsset): void => {
  run(
    db,
    `INSERT INTO assets (sha256, bytes, media_type, width, height) VALUES (@sha256, @bytes, @mediaType, @width, @height)
     ON CONFLICT DO NOTHING`,
    { ...asset, width, height }
  )
}

/** Pictures of merged articles, which get them again when they are parted. */
const OF_MERGED = `SELECT picture.value ->> 'sha256' AS sha256
  FROM article_versions v, json_each(v.merged_json, '$.pictures') picture
  WHERE v.merged_json IS NOT NULL AND picture.value ->> 'sha256' IS NOT NULL`

/** Originals and pictures of entries, some of which others may use too; `ids` is a JSON array. */
export const assetsOf = (db: ReadableDb, ids: string): string[] =>
  all<{ sha256: string }>(
    db,
    `WITH chosen (id) AS (SELECT value FROM json_each(?))
     SELECT source_sha256 AS sha256 FROM articles WHERE entry_id IN (SELECT id FROM chosen)
     UNION SELECT source_sha256 FROM article_versions WHERE entry_id IN (SELECT id FROM chosen)
     UNION SELECT sha256 FROM article_pictures WHERE sha256 IS NOT NULL AND entry_id IN (SELECT id FROM chosen)
     UNION ${OF_MERGED} AND v.entry_id IN (SELECT id FROM chosen)`,
    [ids]
  ).map(({ sha256 }) => sha256)

const DELETE_UNNAMED = `DELETE FROM assets WHERE sha256 IN (SELECT value FROM json_each(?))
  AND NOT EXISTS (SELECT 1 FROM articles WHERE source_sha256 = assets.sha256)
  AND NOT EXISTS (SELECT 1 FROM article_versions WHERE source_sha256 = assets.sha256)
  AND NOT EXISTS (SELECT 1 FROM article_pictures WHERE sha256 = assets.sha256)`

/** Forgets those of the assets that nothing uses, and gives them: their files are to be removed after the commit. */
export const deleteUnusedAssets = (db: WritableDb, hashes: string[]): string[] =>
  all<{ sha256: string }>(db, `${DELETE_UNNAMED} AND sha256 NOT IN (${OF_MERGED}) RETURNING sha256`, [
    JSON.stringify(hashes)
  ]).map(({ sha256 }) => sha256)

/** Forgets pictures whose files are gone and that no article has any more; merged articles do not get them again. */
export const deleteGonePictures = (db: WritableDb, hashes: string[]): void => {
  run(db, DELETE_UNNAMED, [JSON.stringify(hashes)])
}

/** Those of the hashes that no asset has. */
export const unknownAssets = (db: ReadableDb, hashes: string[]): string[] =>
  all<{ sha256: string }>(
    db,
    'SELECT value AS sha256 FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM assets WHERE sha256 = value)',
    [JSON.stringify(hashes)]
  ).map(({ sha256 }) => sha256)
