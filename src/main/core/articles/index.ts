import type { ArticleFacts, articles as contract, ReadPosition, TocItem } from '../../../shared/articles.ts'
import type { ArticleTree } from '../../../shared/article-tree.ts'
import type { EntryId, ReadState } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import { requireEntry, summariesOf, updateEntry } from '../entries/index.ts'
import { picturesOf } from '../pictures/index.ts'
import { exportArticle } from './export.ts'
import { createDuplicates } from './duplicates.ts'
import { linkingTo, targetsOf } from './link-queries.ts'
import { compareInBackground, signArticle } from './pairs.ts'
import { treeToText, withoutPromotion } from './parse/index.ts'
import { articleImage, treeImages } from './parse/tree-images.ts'
import {
  articleById,
  articleBySource,
  countHighlights,
  highlightsOf,
  keepOriginalTitle,
  readStateOf,
  updatePosition,
  updatePromotion,
  updatePromotionOpen
} from './queries.ts'
import type { SourceMatch } from './queries.ts'

export { addOrUpdateArticle } from './add-or-update.ts'
export { createComingArticles } from './coming-articles.ts'
export type { ComingArticles } from './coming-articles.ts'
export { findSame } from './identity.ts'
export { insertArticle } from './insert.ts'
export { mostLike } from './pairs.ts'
export { readyArticle } from './ready-article.ts'
export type { ReadyArticle } from './ready-article.ts'
export { keepNameOfCopy, resolveLinks } from './links.ts'
export {
  decodeEntities,
  decodeText,
  flomoMemos,
  isKindleClippings,
  isReadwiseTable,
  isJoplinItem,
  JOPLIN_NOTE,
  kindleClippings,
  ParseError,
  parseArticle,
  parseSource,
  readJoplinItem,
  readLakeContents,
  treeToHtml
} from './parse/index.ts'
export { shortenData } from './parse/embedded-pictures.ts'
export type { JoplinItem, KnownFacts, ParsedArticle, PictureBeside } from './parse/index.ts'
export type { SourceMatch } from './queries.ts'
export { editionsBrought } from './version-queries.ts'
export type { BroughtEdition } from './version-queries.ts'
export { takeBackEdition } from './versions.ts'

/** The article made from a file with this hash, in the trash or not. */
export const findBySource = (db: ReadableDb, sha256: string): SourceMatch | undefined => articleBySource(db, sha256)

/** Reaching this share of an article counts as having read it: few readers scroll past the last line. */
const READ_AT = 0.97

export function createArticles(context: CoreContext): Handlers<typeof contract> {
  const { now, emit } = context
  const { db } = context.library
  compareInBackground(db)
  const changed = (id: EntryId) => emit('entries.changed', { ids: [id] })

  return {
    ...createDuplicates(context),

    get: ({ id }) => readArticle(db, id),

    savePosition({ id, position }) {
      const before = readStateOf(db, id)
      if (before === undefined) throw new AppError('not_found', 'entryNotFound')
      const readState = stateAt(before, position)
      updatePosition(db, { id, readState, progress: position.progress, positionJson: JSON.stringify(position) })
      if (readState !== before) changed(id)
      return { readState }
    },

    export: ({ id, format }) => exportArticle(context.library, readArticle(db, id), format),

    setPromotion({ id, from }) {
      transaction(db, () => setPromotion(db, id, from, now()))
      changed(id)
      return null
    },

    openPromotion({ id, open }) {
      if (!updatePromotionOpen(db, id, open)) throw new AppError('not_found', 'entryNotFound')
      return null
    },

    linkedFrom({ id }) {
      requireEntry(db, id)
      return linkingTo(db, id)
    },

    highlights({ id }) {
      if (readStateOf(db, id) === undefined) throw new AppError('not_found', 'entryNotFound')
      return highlightsOf(db, id)
    },

    rename({ id, title }) {
      transaction(db, () => {
        if (readStateOf(db, id) === undefined) throw new AppError('not_found', 'entryNotFound')
        keepOriginalTitle(db, id, requireEntry(db, id).title)
        updateEntry(db, id, { title }, now())
      })
      changed(id)
      return null
    }
  }
}

function readArticle(db: ReadableDb, id: EntryId) {
  const row = articleById(db, id)
  const [summary] = summariesOf(db, [id])
  if (!row || !summary) throw new AppError('not_found', 'entryNotFound')
  // Written by insertArticle; the router checks them against the contract again.
  const tree: ArticleTree = JSON.parse(row.treeJson)
  const toc: TocItem[] = JSON.parse(row.tocJson)
  const facts: ArticleFacts = JSON.parse(row.factsJson)
  const pictures = picturesOf(db, id)
  const cover = pictures.find((picture) => picture.cover)
  const position: ReadPosition | null = row.positionJson === null ? null : JSON.parse(row.positionJson)
  return {
    ...summary,
    tree,
    toc,
    imageList: [...(cover ? [articleImage(cover.src)] : []), ...treeImages(tree)],
    pictures,
    summary: row.summary,
    facts,
    url: row.url,
    originalTitle: row.originalTitle,
    source: {
      name: row.sourceName,
      format: row.sourceFormat,
      encoding: row.sourceEncoding,
      sha256: row.sourceSha256,
      bytes: row.sourceBytes
    },
    position,
    promotion: { from: row.promotionFrom, chosen: row.promotionChosen === 1, open: row.promotionOpen === 1 },
    highlights: countHighlights(db, id),
    links: targetsOf(db, id)
  }
}

/** Moves an article's border of promotion, and what depends on it: reading time, excerpt, where search shows hits. */
function setPromotion(db: WritableDb, id: EntryId, from: number | null | 'auto', now: number): void {
  const row = articleById(db, id)
  if (!row) throw new AppError('not_found', 'entryNotFound')
  const tree: ArticleTree = JSON.parse(row.treeJson)
  const border = from === 'auto' ? row.promotionFound : from
  if (border !== null && border >= tree.length) {
    throw new AppError('invalid_input', 'invalidField', { field: 'from', reason: `0–${tree.length - 1}` })
  }
  const text = treeToText(tree)
  const { promotionText, excerpt, readingMinutes } = withoutPromotion(tree, text, border)
  updatePromotion(db, { id, from: border, chosen: from === 'auto' ? 0 : 1, text: promotionText })
  updateEntry(db, id, { excerpt, readingMinutes }, now)
  signArticle(db, id, text, promotionText)
}

function stateAt(before: ReadState, position: ReadPosition): ReadState {
  if (before === 'read' || position.progress >= READ_AT) return 'read'
  const moved = position.block > 0 || position.offset !== 0 || position.progress > 0
  return moved ? 'reading' : before
}
