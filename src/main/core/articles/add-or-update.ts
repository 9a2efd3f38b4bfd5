import type { EntryId } from '../../../shared/entries.ts'
import type { ImportReason } from '../../../shared/imports.ts'
import type { WritableDb } from '../db/sql.ts'
import { editionFrom } from './edition.ts'
import { fileAlso, readGiven } from './given.ts'
import type { Filing } from './given.ts'
import { findSame } from './identity.ts'
import type { Same } from './identity.ts'
import { insertArticle, keepDetails, keepSource } from './insert.ts'
import type { ArticleSource } from './insert.ts'
import { compareRest } from './pairs.ts'
import type { ReadyArticle } from './ready-article.ts'
import { articleBySource } from './queries.ts'
import { insertVersion, updateGiven } from './version-queries.ts'
import type { EditionRow } from './version-queries.ts'
import { keepVersion, replaceText, requireEdition } from './versions.ts'

/** What became of a source. */
export interface Added {
  outcome: 'imported' | 'updated' | 'duplicate'
  entryId: EntryId
  title: string
  reason: { code: ImportReason; detail: string } | null
}

/**
 * Adds a source to the library: as a new article, or as another text of one that is there ({@link findSame}). The newer
 * text becomes the current one, the other a version; of two sources, a much shorter one, such as a bookmark or a summary,
 * is never the newer, and the order in which one import reads its files says nothing. Tags and categories add up. Nothing that the user changed is lost.
 *
 * The caller has stored the original bytes (`storeOriginal`) and holds a transaction.
 */
export function addOrUpdateArticle(db: WritableDb, parsed: ReadyArticle, source: ArticleSource): Added {
  const known = articleBySource(db, source.sha256)
  if (known) {
    const detail = known.deletedAt === null ? '' : 'trash'
    return { outcome: 'duplicate', entryId: known.id, title: known.title, reason: { code: 'same_bytes', detail } }
  }
  compareRest(db)
  const same = findSame(db, parsed, source.path ?? null)
  if (same) return updateArticle(db, same, parsed, source)
  const entryId = insertArticle(db, parsed, source)
  return { outcome: 'imported', entryId, title: parsed.title, reason: parsed.warnings[0] ?? null }
}

function updateArticle(db: WritableDb, { id, sameFile }: Same, parsed: ReadyArticle, source: ArticleSource): Added {
  const current = requireEdition(db, id)
  const base = readGiven(current.givenJson)
  const given = fileAlso(db, id, base, parsed, source.batchId)
  const next = editionFrom(parsed, source, given)
  keepSource(db, parsed, source)
  keepDetails(db, id, parsed, next, source.path ?? null)

  const detail = filedUnder(given.added)
  const ended = (code: ImportReason): Added => ({
    outcome: 'updated',
    entryId: id,
    title: requireEdition(db, id).title,
    reason: { code, detail }
  })
  const lesser = sameFile ? null : whyLesser(next, current)
  if (lesser) {
    insertVersion(db, { ...next, entryId: id, keptAt: source.now, mergedJson: null })
    updateGiven(db, id, JSON.stringify({ ...base, tags: given.tags, categories: given.categories }))
    return ended(next.bodyText === current.bodyText ? 'same_text' : lesser)
  }
  keepVersion(db, id, source.now)
  const { titleKept } = replaceText(db, id, next, source.now)
  if (titleKept) return ended('title_kept')
  return ended(next.bodyText === current.bodyText ? 'same_text' : 'newer_text')
}

/** A text is as good as gone when another source has so many times its characters. */
const MUCH_LONGER = 2

/**
 * Why a text is not to stand in place of another source's: it is much shorter, or else it is earlier, or else it came with
 * the same import and is shorter. Null when it may.
 */
function whyLesser(one: EditionRow, other: EditionRow): 'shorter_text' | 'earlier_text' | 'longer_beside' | null {
  const [a, b] = [one.bodyText.length, other.bodyText.length]
  if (b >= MUCH_LONGER * a && b > a) return 'shorter_text'
  if (a >= MUCH_LONGER * b && a > b) return null
  if (isEarlier(one, other)) return 'earlier_text'
  if (isEarlier(other, one) || one.batchId !== other.batchId) return null
  const isShorter = a === b ? one.sourceSha256 < other.sourceSha256 : a < b
  return isShorter ? 'longer_beside' : null
}

/** Whether a text was published on a day before the other; a day on which it was collected says nothing. */
function isEarlier(one: EditionRow, other: EditionRow): boolean {
  const [a, b] = [one, other].map(({ publishedAt, factsJson }) =>
    publishedAt === null || readsCrawlTime(factsJson) ? null : publishedAt.slice(0, 10)
  )
  return a != null && b != null && a < b
}

const readsCrawlTime = (factsJson: string): boolean => JSON.parse(factsJson).dateIsCrawlTime === true

const filedUnder = ({ tags, categories }: Filing): string =>
  [...categories.map((path) => path.replaceAll('/', ' › ')), ...tags.map((tag) => `#${tag}`)].join(' ')
