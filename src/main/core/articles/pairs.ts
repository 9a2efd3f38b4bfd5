import type { EntryId } from '../../../shared/entries.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import { LikenessIndex } from './likeness-index.ts'
import {
  forgetPairs,
  liveTitle,
  markCompared,
  pathsOf,
  saveKey,
  savePair,
  saveSignature,
  signatureById,
  signaturesAfter,
  uncomparedIds
} from './pair-queries.ts'
import { sourceTitle } from './given.ts'
import { keysOf } from './identity.ts'
import type { ReadyArticle } from './ready-article.ts'
import { fromBlob, signatureOf, SIMILAR, similarity, toBlob } from './similarity.ts'
import { editionOf } from './version-queries.ts'

/** Half a kilobyte each. */
const READ_AT_ONCE = 2000

const indexes = new WeakMap<ReadableDb, LikenessIndex>()

/** Every signature of the library by its bands; read once, when the first article is compared. */
function indexOf(db: ReadableDb): LikenessIndex {
  let index = indexes.get(db)
  if (!index) {
    index = new LikenessIndex()
    for (let after = 0; ;) {
      const some = signaturesAfter(db, { after, limit: READ_AT_ONCE })
      for (const { id, signature } of some) index.add(id, fromBlob(signature))
      const last = some.at(-1)
      if (!last) break
      after = last.id
    }
    indexes.set(db, index)
  }
  return index
}

/**
 * Keeps what an article is like, without its advert, and which others it is like. `promotionText` is how much of `text`
 * stands before the advert.
 */
export function signArticle(db: WritableDb, id: EntryId, text: string, promotionText: number | null): void {
  keepSignature(db, id, signatureOf(text.slice(0, promotionText ?? text.length)))
}

/** Does the same with a signature that is known already. */
export function keepSignature(db: WritableDb, id: EntryId, signature: Uint32Array | null): void {
  const index = indexOf(db)
  saveSignature(db, id, signature && toBlob(signature))
  forgetPairs(db, id)
  if (signature === null) return
  for (const other of likeSignature(db, signature)) {
    if (other.id !== id) savePair(db, id, other.id, other.score)
  }
  index.add(id, signature)
}

/** Articles that are at least similar to a text with this signature, in no order, those in the trash among them. */
function likeSignature(db: ReadableDb, signature: Uint32Array): { id: EntryId; score: number }[] {
  const found: { id: EntryId; score: number }[] = []
  for (const id of indexOf(db).find(signature, SIMILAR)) {
    // The index may know an article that was deleted, or its former text.
    const blob = signatureById(db, id)
    const score = blob === undefined ? 0 : similarity(signature, fromBlob(blob))
    if (score >= SIMILAR) found.push({ id, score })
  }
  return found
}

/** The article outside the trash that is most like a source; null when none is at least similar. */
export function mostLike(db: ReadableDb, { signature }: ReadyArticle): { id: EntryId; title: string } | null {
  if (signature === null) return null
  for (const { id } of likeSignature(db, signature).toSorted((a, b) => b.score - a.score)) {
    const title = liveTitle(db, id)
    if (title !== undefined) return { id, title }
  }
  return null
}

/** Compares articles that a former version of the app has stored, so many at once; gives whether some are left. */
function compareSome(db: WritableDb, limit: number): boolean {
  const ids = uncomparedIds(db, limit)
  if (ids.length === 0) return false
  transaction(db, () => {
    for (const id of ids) {
      const edition = editionOf(db, id)
      if (!edition) continue
      const paths = pathsOf(db, id)
      for (const path of paths.length > 0 ? paths : [null]) {
        for (const key of keysOf({ ...edition, title: sourceTitle(edition) }, path)) saveKey(db, id, key)
      }
      signArticle(db, id, edition.bodyText, edition.promotionText)
      markCompared(db, id)
    }
  })
  return ids.length === limit
}

/** Some milliseconds of work. */
const AT_ONCE = 50

/** Compares all that is left, before an answer that must not miss any. */
export function compareRest(db: WritableDb): void {
  while (compareSome(db, AT_ONCE));
}

/** Compares all that is left while nobody waits for it. */
export function compareInBackground(db: WritableDb): void {
  setImmediate(() => {
    if (db.open && compareSome(db, AT_ONCE)) compareInBackground(db)
  })
}
