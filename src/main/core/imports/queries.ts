import type { SourceFormat } from '../../../shared/articles.ts'
import type { ImportItem, ImportLoss, ImportOutcome, ImportReason } from '../../../shared/imports.ts'
import { all, get, run } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'

export interface BatchRow {
  batchId: number
  label: string
  startedAt: number
  finishedAt: number | null
  cancelled: number
  undoneAt: number | null
  lossJson: string | null
  /** 1 when it ended before its last file, and can be gone on with. */
  resumable: number
}

const BATCH = `id AS batchId, label, started_at AS startedAt, finished_at AS finishedAt, cancelled, undone_at AS undoneAt,
  loss_json AS lossJson,
  finished_at IS NOT NULL AND undone_at IS NULL AND paths_json IS NOT NULL AND (cancelled = 1 OR EXISTS (
    SELECT 1 FROM import_items i WHERE i.batch_id = import_batches.id AND i.outcome = 'failed'
      AND i.reason_code = 'disk_full')) AS resumable`

/** What an import was asked for, as JSON text. */
export interface Asked {
  pathsJson: string
  optionsJson: string
}

export const insertBatch = (db: WritableDb, batch: { label: string; startedAt: number } & Asked): number =>
  run(
    db,
    `INSERT INTO import_batches (label, started_at, paths_json, options_json)
     VALUES (@label, @startedAt, @pathsJson, @optionsJson)`,
    { ...batch }
  ).id

export const askedOf = (db: ReadableDb, batchId: number): Asked | undefined =>
  get<Asked>(
    db,
    `SELECT paths_json AS pathsJson, options_json AS optionsJson FROM import_batches
     WHERE id = ? AND paths_json IS NOT NULL`,
    [batchId]
  )

/** Makes an ended batch one that runs: what it had no room for counts as not reached. */
export const reopenBatch = (db: WritableDb, batchId: number): void => {
  run(db, 'UPDATE import_batches SET finished_at = NULL, cancelled = 0, loss_json = NULL WHERE id = ?', [batchId])
  run(
    db,
    `UPDATE import_items SET outcome = 'skipped', reason_code = 'cancelled', reason_detail = ''
     WHERE batch_id = ? AND outcome = 'failed' AND reason_code = 'disk_full'`,
    [batchId]
  )
}

export const finishBatch = (
  db: WritableDb,
  id: number,
  end: { finishedAt: number; cancelled: boolean; loss: ImportLoss | null }
): void => {
  run(db, 'UPDATE import_batches SET finished_at = ?, cancelled = ?, loss_json = ? WHERE id = ?', [
    end.finishedAt,
    end.cancelled ? 1 : 0,
    end.loss && JSON.stringify(end.loss),
    id
  ])
}

/** Batches that a crash or a closed app left open. */
export const unfinishedBatches = (db: ReadableDb): number[] =>
  all<{ id: number }>(db, 'SELECT id FROM import_batches WHERE finished_at IS NULL').map(({ id }) => id)

/** The item of a batch that was recorded first; 0 when there is none. */
export const firstItemOf = (db: ReadableDb, batchId: number): number =>
  get<{ id: number | null }>(db, 'SELECT min(id) AS id FROM import_items WHERE batch_id = ?', [batchId])?.id ?? 0

/** What was kept of a batch's next sources, by item. Reads the table in its order: no index has a batch's items in theirs. */
export const lossesAfter = (
  db: ReadableDb,
  query: { batchId: number; after: number; limit: number }
): { id: number; lossJson: string }[] =>
  all(
    db,
    `SELECT id, loss_json AS lossJson FROM import_items
     WHERE +batch_id = @batchId AND id > @after AND loss_json IS NOT NULL ORDER BY id LIMIT @limit`,
    query
  )

export const newestBatches = (db: ReadableDb, limit: number): BatchRow[] =>
  all(db, `SELECT ${BATCH} FROM import_batches ORDER BY id DESC LIMIT ?`, [limit])

export const batchById = (db: ReadableDb, id: number): BatchRow | undefined =>
  get<BatchRow>(db, `SELECT ${BATCH} FROM import_batches WHERE id = ?`, [id])

/** How many of a batch's files came to what, for how many of them is known what was kept, and which are pictures. */
export const countOutcomes = (
  db: ReadableDb,
  batchId: number
): { outcome: ImportOutcome; count: number; measured: number; stored: number; unused: number }[] =>
  all(
    db,
    `SELECT outcome, count(*) AS count, count(loss_json) AS measured,
       count(iif(reason_code = 'picture_stored', 1, NULL)) AS stored,
       count(iif(reason_code = 'picture_unused', 1, NULL)) AS unused
     FROM import_items
     WHERE batch_id = ? GROUP BY outcome`,
    [batchId]
  )

export interface KnownItem {
  id: number
  path: string
  /** 1 when the batch has not come to it. */
  waits: number
}

/** The items of a batch in the order in which they were recorded. */
export const listedItems = (db: ReadableDb, batchId: number): KnownItem[] =>
  all(
    db,
    `SELECT id, path, outcome = 'skipped' AND reason_code = 'cancelled' AS waits FROM import_items
     WHERE batch_id = ? ORDER BY id`,
    [batchId]
  )

/** Lists a file of a batch with a reason why it is not imported; gives the item's id. */
export const insertItem = (
  db: WritableDb,
  batchId: number,
  path: string,
  { outcome, code, detail }: { outcome: ImportOutcome; code: ImportReason; detail: string }
): number =>
  run(db, 'INSERT INTO import_items (batch_id, path, outcome, reason_code, reason_detail) VALUES (?, ?, ?, ?, ?)', [
    batchId,
    path,
    outcome,
    code,
    detail
  ]).id

/**
 * Says how an item ended. Its entry may have been deleted for good since it was found. Of an entry that the item brought,
 * notes what it was filed under, so that an undo can tell what the user adds.
 */
export const updateItem = (db: WritableDb, id: number, item: Omit<ImportItem, 'path'>): void => {
  run(
    db,
    `UPDATE import_items SET outcome = @outcome, entry_id = (SELECT id FROM entries WHERE id = @entryId), title = @title,
       reason_code = @reasonCode, reason_detail = @reasonDetail, loss_json = @lossJson,
       given_json = iif(@outcome IN ('imported', 'updated'), json_object(
         'tags', json((SELECT json_group_array(tag_id) FROM entry_tags WHERE entry_id = @entryId)),
         'categories', json((SELECT json_group_array(category_id) FROM entry_categories WHERE entry_id = @entryId))), NULL)
     WHERE id = @id`,
    {
      id,
      outcome: item.outcome,
      entryId: item.entryId,
      title: item.title,
      reasonCode: item.reason?.code ?? null,
      reasonDetail: item.reason?.detail ?? null,
      lossJson: item.loss && JSON.stringify(item.loss)
    }
  )
}

/** Says of picture files of a batch that an article has them. */
export const markPictures = (db: WritableDb, batchId: number, paths: string[]): void => {
  if (paths.length === 0) return
  run(
    db,
    `UPDATE import_items SET reason_code = 'picture_stored'
     WHERE batch_id = ? AND outcome = 'skipped' AND reason_code = 'picture_unused'
       AND path IN (SELECT value FROM json_each(?))`,
    [batchId, JSON.stringify(paths)]
  )
}

/**
 * Says why files that the import did not come to failed: the next ones after an item, at most `limit`. Gives the last of
 * them, or undefined when there is none.
 */
export const failNextItems = (
  db: WritableDb,
  query: { batchId: number; reason: 'disk_full' | 'vanished'; after: number; limit: number }
): number | undefined =>
  all<{ id: number }>(
    db,
    `UPDATE import_items SET outcome = 'failed', reason_code = @reason
     WHERE id IN (
       SELECT id FROM import_items
       WHERE batch_id = @batchId AND outcome = 'skipped' AND id > @after AND reason_code = 'cancelled'
       ORDER BY id LIMIT @limit)
     RETURNING id`,
    query
  ).reduce<number | undefined>((last, { id }) => Math.max(last ?? id, id), undefined)

export interface ItemRow extends Omit<ImportItem, 'reason' | 'loss'> {
  reasonCode: ImportReason | null
  reasonDetail: string | null
  lossJson: string | null
}

/** What narrows the items of a batch; null leaves it open. */
export type ItemFilter = {
  batchId: number
  outcome: ImportOutcome | null
  reason: ImportReason | null
  format: SourceFormat | null
  /** Part of a path or title. */
  query: string | null
}

const NARROWED = `FROM import_items i
  WHERE batch_id = @batchId
    AND (@outcome IS NULL OR outcome = @outcome)
    AND (@reason IS NULL OR reason_code = @reason)
    AND (@format IS NULL OR EXISTS (
      SELECT 1 FROM articles a WHERE a.entry_id = i.entry_id AND a.source_format = @format))
    AND (@query IS NULL OR instr(lower(path), lower(@query)) OR instr(lower(title), lower(@query)))`

/** Items in the order in which they were recorded. */
export const itemsOf = (db: ReadableDb, query: ItemFilter & { offset: number; limit: number }): ItemRow[] =>
  all(
    db,
    `SELECT path, outcome, entry_id AS entryId, title, reason_code AS reasonCode, reason_detail AS reasonDetail,
       loss_json AS lossJson ${NARROWED}
     ORDER BY id LIMIT @limit OFFSET @offset`,
    query
  )

export interface ImportedRow extends ItemRow {
  format: SourceFormat | null
  encoding: string | null
  factsJson: string | null
  similarId: number | null
  similarTitle: string | null
}

/** Items of a batch with what is known of the articles that they became. */
export const importedItemsOf = (
  db: ReadableDb,
  query: { batchId: number; offset: number; limit: number }
): ImportedRow[] =>
  all(
    db,
    `SELECT i.path, i.outcome, i.entry_id AS entryId, i.title, i.reason_code AS reasonCode,
       i.reason_detail AS reasonDetail, i.loss_json AS lossJson, a.source_format AS format,
       a.source_encoding AS encoding, a.facts_json AS factsJson, s.id AS similarId, s.title AS similarTitle
     FROM (SELECT * FROM import_items WHERE batch_id = @batchId ORDER BY id LIMIT @limit OFFSET @offset) i
     LEFT JOIN articles a ON a.entry_id = i.entry_id AND i.outcome IN ('imported', 'updated')
     LEFT JOIN entries s ON s.id = (
       SELECT iif(p.a = a.entry_id, p.b, p.a) FROM article_pairs p
       JOIN entries e ON e.id = iif(p.a = a.entry_id, p.b, p.a) AND e.deleted_at IS NULL
       WHERE p.a = a.entry_id OR p.b = a.entry_id ORDER BY p.score DESC, e.id LIMIT 1)
     ORDER BY i.id`,
    query
  )

export const countItems = (db: ReadableDb, filter: ItemFilter): number =>
  get<{ count: number }>(db, `SELECT count(*) AS count ${NARROWED}`, filter)?.count ?? 0

export const countReasons = (db: ReadableDb, batchId: number): { reason: ImportReason; count: number }[] =>
  all(
    db,
    `SELECT reason_code AS reason, count(*) AS count FROM import_items
     WHERE batch_id = ? AND reason_code IS NOT NULL GROUP BY reason ORDER BY count DESC, reason`,
    [batchId]
  )

export const countFormats = (db: ReadableDb, batchId: number): { format: SourceFormat; count: number }[] =>
  all(
    db,
    `SELECT a.source_format AS format, count(*) AS count FROM import_items i
     JOIN articles a ON a.entry_id = i.entry_id
     WHERE i.batch_id = ? GROUP BY format ORDER BY count DESC, format`,
    [batchId]
  )

export interface BroughtRow {
  id: number
  /** The files of the batch that came to it, a JSON array. */
  pathsJson: string
  /** Sizes of the files that its texts were read from, a JSON array. */
  sizesJson: string
  /**
   * 1 when the user has added something to it or refers to it (star, name, border of its advert, note, plan, tag, category,
   * another article merged into it), or when it has texts of other imports.
   */
  used: number
}

/** The next articles of a batch that are left, by id. */
export const articlesBrought = (
  db: ReadableDb,
  query: { batchId: number; after: number; limit: number }
): BroughtRow[] =>
  all(
    db,
    `SELECT e.id,
       (SELECT json_group_array(i.path) FROM import_items i
         WHERE i.entry_id = e.id AND i.batch_id = a.batch_id AND i.outcome IN ('imported', 'updated')) AS pathsJson,
       (SELECT json_group_array(s.bytes) FROM assets s
         WHERE s.sha256 = a.source_sha256
         OR s.sha256 IN (SELECT source_sha256 FROM article_versions WHERE entry_id = e.id)) AS sizesJson,
       e.starred = 1 OR a.promotion_chosen = 1 OR e.title IS NOT a.given_json ->> '$.title'
       OR EXISTS (SELECT 1 FROM article_versions v WHERE v.entry_id = e.id
         AND (v.merged_json IS NOT NULL OR v.batch_id IS NOT a.batch_id))
       OR EXISTS (SELECT 1 FROM notes n WHERE n.source_id = e.id)
       OR EXISTS (SELECT 1 FROM plan_items p WHERE p.entry_id = e.id)
       OR EXISTS (SELECT 1 FROM entry_tags t WHERE t.entry_id = e.id AND t.tag_id NOT IN (
         SELECT value FROM import_items i, json_each(i.given_json, '$.tags')
         WHERE i.entry_id = e.id AND i.batch_id = a.batch_id))
       OR EXISTS (SELECT 1 FROM entry_categories c WHERE c.entry_id = e.id AND c.category_id NOT IN (
         SELECT value FROM import_items i, json_each(i.given_json, '$.categories')
         WHERE i.entry_id = e.id AND i.batch_id = a.batch_id)) AS used
     FROM articles a
     JOIN entries e ON e.id = a.entry_id
     WHERE a.batch_id = @batchId AND e.id > @after
     ORDER BY e.id LIMIT @limit`,
    query
  )

export const markUndone = (db: WritableDb, batchId: number, now: number): void => {
  run(db, 'UPDATE import_batches SET undone_at = ? WHERE id = ?', [now, batchId])
}

/** Deletes the tags and categories that undone batches made and that hold nothing. */
export const deleteLeftBehind = (db: WritableDb): void => {
  const undone = 'batch_id IN (SELECT id FROM import_batches WHERE undone_at IS NOT NULL)'
  run(
    db,
    `DELETE FROM tags WHERE ${undone}
       AND NOT EXISTS (SELECT 1 FROM entry_tags et WHERE et.tag_id = tags.id)`
  )
  const leaves = `DELETE FROM categories WHERE ${undone}
    AND NOT EXISTS (SELECT 1 FROM entry_categories ec WHERE ec.category_id = categories.id)
    AND NOT EXISTS (SELECT 1 FROM categories child WHERE child.parent_id = categories.id)`
  while (run(db, leaves).changes > 0);
}
