import type { ArticleTree } from '../../../shared/article-tree.ts'
import type { ReadPosition } from '../../../shared/articles.ts'
import type { EntryId, ReadState } from '../../../shared/entries.ts'
import { AppError } from '../../../shared/result.ts'
import type { WritableDb } from '../db/sql.ts'
import { forgetUnnamedPictures } from '../pictures/index.ts'
import { blockTexts, carryPosition } from './carry.ts'
import { filingOf, fileUnder, unfile, without } from './given.ts'
import type { Filing } from './given.ts'
import {
  addPictureRow,
  deleteEntry,
  deleteKey,
  followers,
  keptApartFrom,
  keysOfArticle,
  linkRows,
  moveLinks,
  moveReferences,
  pictureRows,
  referring,
  reinsertEntry,
  reinsertReading,
  restoreLink,
  standingOf,
  updateStanding,
  worthOf
} from './merge-queries.ts'
import type { ApartRow, Follower, LinkRow, PictureRow, StandingRow } from './merge-queries.ts'
import { livePairs, markKeptApart, saveKey, savePair } from './pair-queries.ts'
import { signArticle } from './pairs.ts'
import { deleteVersion, insertEdition, insertVersion, versionById } from './version-queries.ts'
import { requireEdition } from './versions.ts'

/** What a merged article had beside its text, and what the article that it became part of gained: all to part them again. */
interface Merged {
  id: EntryId
  /** The article that it became part of, which may since have become part of another. */
  into: EntryId
  standing: StandingRow
  filing: Filing
  keys: string[]
  pictures: PictureRow[]
  links: LinkRow[]
  apart: ApartRow[]
  references: Record<Follower, number[]>
  gained: {
    filing: Filing
    keys: string[]
    pictures: string[]
    /** How the other stood before and after the merge. */
    before: StandingRow
    after: StandingRow
  }
}

const READ_ORDER: Record<ReadState, number> = { unread: 0, reading: 1, read: 2 }

/**
 * Makes one article part of another: its text becomes a version; tags, categories, star, how far it is read, notes, plan
 * items, highlights and pictures add up. Gives the version's id, by which {@link separate} takes it out again.
 */
export function mergeArticles(db: WritableDb, { keep, gone }: { keep: EntryId; gone: EntryId }, now: number): number {
  if (keep === gone) throw new AppError('invalid_input', 'mergeIntoItself')
  const before = requireStanding(db, keep)
  const standing = requireStanding(db, gone)
  const edition = requireEdition(db, gone)
  const filing = filingOf(db, gone)
  const keys = keysOfArticle(db, gone)
  const pictures = pictureRows(db, gone)
  const known = new Set(keysOfArticle(db, keep))
  const after = together(db, { keep, before }, { gone, standing })
  const gained = {
    filing: without(filing, filingOf(db, keep)),
    keys: keys.filter((key) => !known.has(key)),
    before,
    after
  }
  const links = linkRows(db, gone)
  const apart = keptApartFrom(db, gone)
  const references = referencesTo(db, gone)

  fileUnder(db, keep, gained.filing, null)
  updateStanding(db, keep, after)
  for (const key of gained.keys) saveKey(db, keep, key)
  const added = pictures.filter((picture) => addPictureRow(db, keep, { ...picture, cover: 0 })).map(({ src }) => src)
  for (const table of followers) {
    moveReferences(db, table, { keys: JSON.stringify(references[table]), from: gone, to: keep })
  }
  moveLinks(db, gone, keep)
  deleteEntry(db, gone)
  const merged: Merged = {
    id: gone,
    into: keep,
    standing,
    filing,
    keys,
    pictures,
    links,
    apart,
    references,
    gained: { ...gained, pictures: added }
  }
  return insertVersion(db, { ...edition, entryId: keep, keptAt: now, mergedJson: JSON.stringify(merged) })
}

function requireStanding(db: WritableDb, id: EntryId): StandingRow {
  const standing = standingOf(db, id)
  if (!standing) throw new AppError('not_found', 'entryNotFound')
  return standing
}

const referencesTo = (db: WritableDb, id: EntryId): Record<Follower, number[]> => ({
  notes: referring(db, 'notes', id),
  plan_items: referring(db, 'plan_items', id),
  highlights: referring(db, 'highlights', id),
  article_versions: referring(db, 'article_versions', id),
  import_items: referring(db, 'import_items', id)
})

/** How the kept article stands with what the other had: starred if either was, read as far as the one read further. */
function together(
  db: WritableDb,
  { keep, before }: { keep: EntryId; before: StandingRow },
  { gone, standing }: { gone: EntryId; standing: StandingRow }
): StandingRow {
  const after: StandingRow = {
    ...before,
    starred: before.starred || standing.starred ? 1 : 0,
    sample: before.sample && standing.sample ? 1 : 0
  }
  if (READ_ORDER[standing.readState] <= READ_ORDER[before.readState]) return after
  const { readState, readProgress, readPositionJson } = standing
  if (readPositionJson === null) return { ...after, readState, readProgress }
  const blocksOf = (id: EntryId): string[] => {
    const tree: ArticleTree = JSON.parse(requireEdition(db, id).treeJson)
    return blockTexts(tree)
  }
  const position: ReadPosition = carryPosition(blocksOf(gone), JSON.parse(readPositionJson), blocksOf(keep))
  return { ...after, readState, readProgress, readPositionJson: JSON.stringify(position) }
}

/**
 * Takes a merged article out of the other again, as it was, under its own id; what it brought goes with it, unless the
 * user has moved it on since. A third article that both are part of keeps what it has, which may be its own as well.
 * Gives both ids. Throws `not_found` for what is no version of a merged article.
 */
export function separate(db: WritableDb, versionId: number): { kept: EntryId; back: EntryId } {
  const version = versionById(db, versionId)
  if (!version || version.mergedJson === null) throw new AppError('not_found', 'versionNotFound')
  const { entryId: kept, mergedJson, ...edition } = version
  const merged: Merged = JSON.parse(mergedJson)
  const { id: back, standing, filing, gained } = merged

  deleteVersion(db, versionId)
  reinsertEntry(db, { ...edition, ...standing, id: back })
  insertEdition(db, back, edition)
  reinsertReading(db, back, standing)
  fileUnder(db, back, filing, null)
  for (const key of merged.keys) saveKey(db, back, key)
  // What came for the other since, a download for example, came for this one.
  const since = new Map(pictureRows(db, kept).map((picture) => [picture.src, picture]))
  const shared = new Set(kept === merged.into ? gained.pictures : [])
  for (const picture of merged.pictures) {
    const current = shared.has(picture.src) ? since.get(picture.src) : undefined
    addPictureRow(db, back, { ...(current ?? picture), cover: picture.cover })
  }
  for (const table of followers) {
    moveReferences(db, table, { keys: JSON.stringify(merged.references[table]), from: kept, to: back })
  }
  for (const link of merged.links) restoreLink(db, link)

  if (kept === merged.into) takeGained(db, kept, gained)
  signArticle(db, back, edition.bodyText, edition.promotionText)
  for (const { other, at } of merged.apart) {
    if (standingOf(db, other) && !markKeptApart(db, back, other, at)) {
      savePair(db, back, other, 0)
      markKeptApart(db, back, other, at)
    }
  }
  return { kept, back }
}

/** Takes from an article what another brought that was part of it. */
function takeGained(db: WritableDb, kept: EntryId, gained: Merged['gained']): void {
  unfile(db, kept, gained.filing)
  for (const key of gained.keys) deleteKey(db, kept, key)
  forgetUnnamedPictures(db, kept)
  const standingNow = standingOf(db, kept)
  if (standingNow) updateStanding(db, kept, apart(standingNow, gained))
}

/** How the kept article stands without what the merge added; what the user has changed since stays. */
function apart(now: StandingRow, { before, after }: Merged['gained']): StandingRow {
  const unread =
    now.readState === after.readState &&
    now.readProgress === after.readProgress &&
    now.readPositionJson === after.readPositionJson
  const { readState, readProgress, readPositionJson } = unread ? before : now
  return {
    ...now,
    starred: now.starred === after.starred ? before.starred : now.starred,
    sample: before.sample,
    readState,
    readProgress,
    readPositionJson
  }
}

/**
 * Merges pairs that are at least so much alike, at most so many, each into the article that the user has made more of;
 * else into the one that is newer, then longer. Gives who was merged into whom, with the versions that came of it.
 */
export function mergeAlike(
  db: WritableDb,
  query: { least: number; limit: number },
  now: number
): { keep: EntryId; gone: EntryId; version: number }[] {
  const merged: { keep: EntryId; gone: EntryId; version: number }[] = []
  for (const { a, b } of livePairs(db, query)) {
    // One of them may have become part of a third.
    if (!standingOf(db, a) || !standingOf(db, b)) continue
    const [keep, gone] = isWorthMore(db, b, a) ? [b, a] : [a, b]
    merged.push({ keep, gone, version: mergeArticles(db, { keep, gone }, now) })
  }
  return merged
}

function isWorthMore(db: WritableDb, one: EntryId, other: EntryId): boolean {
  const [a, b] = [worthOf(db, one), worthOf(db, other)]
  if (a.used !== b.used) return a.used > b.used
  const [dateA, dateB] = [a.publishedAt ?? '', b.publishedAt ?? '']
  if (dateA !== dateB) return dateA > dateB
  return a.length > b.length
}
