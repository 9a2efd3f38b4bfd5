import type { EntryId } from '../../../shared/entries.ts'
import { deleteUnusedAssets, insertAsset, unknownAssets } from '../db/assets.ts'
import type { LibraryFolder } from '../db/open.ts'
import { isStored, removeOriginal, removeOriginals, sha256Of, storePicture } from '../db/originals.ts'
import { transaction } from '../db/sql.ts'
import type { WritableDb } from '../db/sql.ts'
import { readPicture } from '../picture-bytes.ts'
import type { PictureFacts } from '../picture-bytes.ts'
import { deleteUnnamed, forgetBatch, forgetGiven, insertPictures, setPicture, updateCover } from './queries.ts'

/** A picture whose file is in the library's assets. */
export interface StoredPicture extends PictureFacts {
  sha256: string
  bytes: number
}

/** Stores the bytes of a picture, once for all articles. Null when they are none; rejects with the system's error. */
export async function storeBytes(
  { assetsFolder }: LibraryFolder,
  bytes: Uint8Array,
  facts: PictureFacts | null = readPicture(bytes)
): Promise<StoredPicture | null> {
  if (facts === null) return null
  const sha256 = sha256Of(bytes)
  try {
    await storePicture(assetsFolder, sha256, bytes)
  } catch (error) {
    // A part of it may be there.
    await removeOriginal(assetsFolder, sha256).catch(() => {})
    throw error
  }
  return { ...facts, sha256, bytes: bytes.byteLength }
}

/**
 * Makes the pictures known that an article's tree and front matter name. Those that it has already stay, also when only an older text names them. The caller holds a transaction.
 */
export function namePictures(db: WritableDb, entryId: EntryId, sources: string[]): void {
  if (sources.length > 0) insertPictures(db, entryId, JSON.stringify([...new Set(sources)]))
}

/** Makes the picture that only its text's front matter names an article's cover. The caller holds a transaction. */
export function setCover(db: WritableDb, entryId: EntryId, src: string | null): void {
  if (src !== null) namePictures(db, entryId, [src])
  updateCover(db, entryId, src)
}

/** A place in an article where a picture is shown. */
export interface Place {
  entryId: EntryId
  src: string
}

/**
 * Gives a stored picture to places that lack it; `batchId` is the import that brings it later than their articles. Gives
 * the places that got it; when none did, its file goes.
 */
export function givePictures(
  library: LibraryFolder,
  places: readonly Place[],
  picture: StoredPicture,
  batchId: number | null = null
): Place[] {
  const given = transaction(library.db, () => {
    const given = places.filter((place) => givePicture(library, place, picture, batchId))
    if (given.length === 0) deleteUnusedAssets(library.db, [picture.sha256])
    return given
  })
  if (given.length === 0) removeUnusedPictures(library, [picture.sha256])
  return given
}

/**
 * Gives an article the pictures that were stored for it. The caller holds a transaction, and calls
 * {@link removeUnusedPictures} with all of them after its end.
 */
export function keepPictures(
  library: LibraryFolder,
  entryId: EntryId,
  stored: ReadonlyMap<string, StoredPicture>
): void {
  const unused: string[] = []
  for (const [src, picture] of stored)
    if (!givePicture(library, { entryId, src }, picture, null)) unused.push(picture.sha256)
  if (unused.length > 0) deleteUnusedAssets(library.db, unused)
}

/** A picture that a place got. */
export interface GivenPicture extends Place {
  sha256: string
}

/** Takes pictures back from the places that still have them; gives these. */
export function takeBackGiven({ db, assetsFolder }: LibraryFolder, given: readonly GivenPicture[]): GivenPicture[] {
  const { taken, unused } = transaction(db, () => {
    const taken = given.filter((picture) => forgetGiven(db, picture))
    return { taken, unused: deleteUnusedAssets(db, [...new Set(taken.map(({ sha256 }) => sha256))]) }
  })
  removeOriginals(assetsFolder, unused)
  return taken
}

/** Not when its file was removed since. */
function givePicture(
  { db, assetsFolder }: LibraryFolder,
  { entryId, src }: Place,
  picture: StoredPicture,
  batchId: number | null
): boolean {
  if (!isStored(assetsFolder, picture.sha256)) return false
  insertAsset(db, picture)
  return setPicture(db, { entryId, src, sha256: picture.sha256, batchId })
}

/** Removes the files of pictures that were stored and that nothing came to use. */
export function removeUnusedPictures({ db, assetsFolder }: LibraryFolder, hashes: string[]): void {
  if (hashes.length > 0 && db.open) removeOriginals(assetsFolder, unknownAssets(db, hashes))
}

/** Forgets pictures of an article that none of its texts names any more; gives those that were stored. */
export const forgetUnnamedPictures = (db: WritableDb, entryId: EntryId): string[] =>
  deleteUnnamed(db, entryId).flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]))

/** Takes back the pictures that an import gave to articles that were there; gives these articles. */
export function takeBackPictures({ db, assetsFolder }: LibraryFolder, batchId: number): EntryId[] {
  const { brought, unused } = transaction(db, () => {
    const brought = forgetBatch(db, batchId)
    return { brought, unused: deleteUnusedAssets(db, [...new Set(brought.map(({ sha256 }) => sha256))]) }
  })
  removeOriginals(assetsFolder, unused)
  return [...new Set(brought.map(({ entryId }) => entryId))]
}
