import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { EntryId } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { ArticlePicture, PictureCounts, pictures as contract } from '../../../shared/pictures.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import type { LibraryFolder } from '../db/open.ts'
import { originalPath } from '../db/originals.ts'
import type { ReadableDb } from '../db/sql.ts'
import { isPublicAddress } from './addresses.ts'
import type { AddressPolicy } from './addresses.ts'
import { downloadPictures } from './download.ts'
import { createFetcher } from './fetch-picture.ts'
import { takeBackGiven } from './keep.ts'
import type { GivenPicture } from './keep.ts'
import { findPictures, pairPictures } from './pair.ts'
import {
  countFailures,
  countHosts,
  countStates,
  failuresOf,
  forgetPicture,
  picturesById,
  pictureType
} from './queries.ts'

export { anyAddress } from './addresses.ts'
export type { AddressPolicy } from './addresses.ts'
export {
  forgetUnnamedPictures,
  keepPictures,
  namePictures,
  removeUnusedPictures,
  setCover,
  storeBytes,
  takeBackPictures
} from './keep.ts'
export type { StoredPicture } from './keep.ts'
export { coverOf } from './queries.ts'
export { decodePercent, isTelling, pathParts } from './names.ts'
export { isPictureName, MAX_PICTURE_BYTES, pairPictures } from './pair.ts'
export type { PictureFile } from './pair.ts'

const NEWS_MS = 250
/** A few milliseconds of work. */
const TAKEN_AT_ONCE = 200

/** The pictures of an article, its cover first. */
export const picturesOf = (db: ReadableDb, id: EntryId): ArticlePicture[] =>
  picturesById(db, id).map((picture) => ({ ...picture, cover: picture.cover === 1 }))

/** A stored picture with its bytes; null when the library does not have it, or its file is gone. */
export async function readStored({ db, assetsFolder }: LibraryFolder, sha256: string) {
  const mediaType = pictureType(db, sha256)
  const bytes = await readFile(originalPath(assetsFolder, sha256)).catch(() => null)
  return mediaType === null || bytes === null ? null : { mediaType, bytes }
}

/** Takes pictures whose files are gone from their articles, which then can get them again; gives these articles. */
export const forgetPictures = ({ db }: LibraryFolder, hashes: readonly string[]): EntryId[] =>
  hashes.flatMap((sha256) => forgetPicture(db, sha256))

export function createPictures(
  { library, emit }: CoreContext,
  mayConnect: AddressPolicy = isPublicAddress
): Handlers<typeof contract> {
  const { db } = library
  /** Downloads go beside other jobs, but one after another. */
  let lastDownload: Promise<unknown> = Promise.resolve()

  /** Kept in memory: an undo is offered as long as the app runs. */
  let lastPaired: { pairing: number; given: GivenPicture[] } = { pairing: 0, given: [] }

  async function download(ids: string | null, job: Parameters<typeof downloadPictures>[2]) {
    const fetcher = createFetcher(mayConnect)
    const changed = new Set<EntryId>()
    let told = performance.now()
    const tell = () => {
      if (changed.size > 0) emit('pictures.changed', { ids: [...changed] })
      changed.clear()
      told = performance.now()
    }
    const onChanged = (entryIds: readonly EntryId[]) => {
      for (const id of entryIds) changed.add(id)
      if (performance.now() - told >= NEWS_MS) tell()
    }
    try {
      return await downloadPictures({ library, fetcher, onChanged }, ids, job)
    } finally {
      fetcher.close()
      tell()
    }
  }

  return {
    counts({ ids }) {
      const counts: PictureCounts = { stored: 0, remote: 0, failed: 0, missing: 0 }
      for (const { state, count } of countStates(db, scope(ids))) counts[state] = count
      return counts
    },
    wanted({ ids }) {
      const hosts = countHosts(db, scope(ids))
      return { pictures: hosts.reduce((sum, { pictures }) => sum + pictures, 0), hosts }
    },
    download({ ids }, job) {
      const result = lastDownload.then(() => download(scope(ids), job))
      lastDownload = result.catch(() => {})
      return result
    },
    failures({ ids, offset, limit }) {
      return { total: countFailures(db, scope(ids)), items: failuresOf(db, { ids: scope(ids), offset, limit }) }
    },
    async pair(_input, { paths, signal }) {
      if (paths.length === 0) throw new AppError('invalid_input', 'nothingToImport')
      const files = await findPictures(paths, signal)
      const { used, given, entryIds } = await pairPictures(library, files, { batchId: null, signal })
      if (entryIds.length > 0) emit('pictures.changed', { ids: entryIds })
      lastPaired = { pairing: lastPaired.pairing + 1, given }
      const { pairing } = lastPaired
      return { pairing, pictures: given.length, articles: entryIds.length, unused: files.length - used.size }
    },
    async unpair({ pairing }) {
      const given = pairing === lastPaired.pairing ? lastPaired.given.splice(0) : []
      let pictures = 0
      while (given.length > 0 && db.open) {
        const taken = takeBackGiven(library, given.splice(0, TAKEN_AT_ONCE))
        if (taken.length > 0) emit('pictures.changed', { ids: [...new Set(taken.map(({ entryId }) => entryId))] })
        pictures += taken.length
        await setImmediate()
      }
      return { pictures }
    },
    mediaType({ sha256 }) {
      const type = pictureType(db, sha256)
      if (type === null) throw new AppError('not_found', 'pictureNotFound')
      return type
    }
  }
}

const scope = (ids: EntryId[] | null): string | null => ids && JSON.stringify(ids)
