import type { ArticleTree } from '../../../shared/article-tree.ts'
import type { ReadPosition } from '../../../shared/articles.ts'
import type { EntryId } from '../../../shared/entries.ts'
import { AppError } from '../../../shared/result.ts'
import type { WritableDb } from '../db/sql.ts'
import { updateEntry } from '../entries/index.ts'
import { coverOf, setCover } from '../pictures/index.ts'
import { blockTexts, carryPosition, sameBlock } from './carry.ts'
import { readGiven, unfile, without } from './given.ts'
import { keepLinks, resolveLinksOf } from './links.ts'
import { signArticle } from './pairs.ts'
import { treeToText, withoutPromotion } from './parse/index.ts'
import {
  deleteVersion,
  editionOf,
  insertVersion,
  keepForGood,
  updateEdition,
  updateGiven,
  versionById,
  versionsOf
} from './version-queries.ts'
import type { BroughtEdition, EditionRow, VersionRow } from './version-queries.ts'

/** The current text of an article. Throws `not_found`. */
export function requireEdition(db: WritableDb, id: EntryId): EditionRow {
  const edition = editionOf(db, id)
  if (!edition) throw new AppError('not_found', 'entryNotFound')
  return edition
}

/** A version of the article. Throws `not_found`. */
export function requireVersion(db: WritableDb, id: EntryId, versionId: number): VersionRow {
  const version = versionById(db, versionId)
  if (version?.entryId !== id) throw new AppError('not_found', 'versionNotFound')
  return version
}

/** Keeps an article's current text as a version and gives the version's id. */
export function keepVersion(db: WritableDb, id: EntryId, now: number): number {
  const current = requireEdition(db, id)
  const given = readGiven(current.givenJson)
  const givenJson = current.givenJson && JSON.stringify({ ...given, cover: coverOf(db, id) })
  return insertVersion(db, { ...current, givenJson, entryId: id, keptAt: now, mergedJson: null })
}

/**
 * Gives an article another text, which no version has. What the user did to the former one stays: a title they chose, an
 * advert's border they moved while its block is there, and where they are in it. Gives whether their title was kept in
 * place of another.
 */
export function replaceText(db: WritableDb, id: EntryId, next: EditionRow, now: number): { titleKept: boolean } {
  const current = requireEdition(db, id)
  const given = readGiven(next.givenJson).title ?? next.title
  // A title may be the user's and by now a source's as well: then a former text has it, too.
  const renamed = readGiven(current.givenJson).title !== current.title || next.title === current.title
  const title = renamed ? current.title : given
  const titleKept = title !== given
  const [before, after] = [blockTexts(treeOf(current)), blockTexts(treeOf(next))]
  const edition = {
    ...withPromotion(current, next, before, after),
    title,
    originalTitle: next.originalTitle ?? (titleKept ? given : null),
    readPositionJson: positionIn(current, next, before, after)
  }
  updateEdition(db, id, edition)
  const { cover } = readGiven(next.givenJson)
  if (cover !== undefined) setCover(db, id, cover)
  keepLinks(db, id, edition.treeJson)
  resolveLinksOf(db, id)
  const { bodyText, excerpt, images, readingMinutes } = edition
  updateEntry(db, id, { title, bodyText, excerpt, images, readingMinutes }, now)
  signArticle(db, id, bodyText, edition.promotionText)
  return { titleKept }
}

const treeOf = ({ treeJson }: EditionRow): ArticleTree => JSON.parse(treeJson)

/** The text with the border of its advert where the user had it before, if they had and its block is there. */
function withPromotion(current: EditionRow, next: EditionRow, before: string[], after: string[]): EditionRow {
  if (current.promotionChosen === 0) return next
  const from = current.promotionFrom === null ? null : sameBlock(before, current.promotionFrom, after)
  if (from === null && current.promotionFrom !== null) return next
  const tree = treeOf(next)
  return { ...next, promotionChosen: 1, promotionFrom: from, ...withoutPromotion(tree, treeToText(tree), from) }
}

/** Where the reader is in the next text: where they were in it, unless they have moved since. */
function positionIn(current: EditionRow, next: EditionRow, before: string[], after: string[]): string | null {
  if (current.readPositionJson === null) return null
  const now: ReadPosition = JSON.parse(current.readPositionJson)
  if (next.readPositionJson !== null) {
    const then: ReadPosition = JSON.parse(next.readPositionJson)
    const unmoved = carryPosition(after, then, before)
    if (unmoved.block === now.block && unmoved.offset === now.offset && then.progress === now.progress) {
      return next.readPositionJson
    }
  }
  return JSON.stringify(carryPosition(before, now, after))
}

/** Makes a version the current text and the current text a version; gives that version's id. */
export function exchange(db: WritableDb, id: EntryId, version: VersionRow, now: number): number {
  const kept = keepVersion(db, id, now)
  deleteVersion(db, version.id)
  replaceText(db, id, version, now)
  return kept
}

/**
 * Takes a text back that an import brought to an article with others, and what the article was filed under for it. With
 * `keep` the text stays as a version that belongs to no import. Gives the hash of an original that nothing needs any more.
 */
export function takeBackEdition(db: WritableDb, { entryId, versionId }: BroughtEdition, keep: boolean): string | null {
  const brought = versionId === null ? requireEdition(db, entryId) : requireVersion(db, entryId, versionId)
  const { added } = readGiven(brought.givenJson)
  unfile(db, entryId, added)
  let version = versionId
  if (version !== null) {
    const given = readGiven(requireEdition(db, entryId).givenJson)
    updateGiven(db, entryId, JSON.stringify({ ...given, ...without(given, added) }))
  } else {
    const former = versionsOf(db, entryId).find(
      (other) => other.batchId !== brought.batchId && other.mergedJson === null
    )
    if (!former) throw new AppError('not_found', 'versionNotFound')
    version = exchange(db, entryId, former, former.updatedAt)
  }
  if (keep) keepForGood(db, version)
  else deleteVersion(db, version)
  return keep ? null : brought.sourceSha256
}
