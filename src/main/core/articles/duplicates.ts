import type { ArticleTree } from '../../../shared/article-tree.ts'
import type { articles as contract, ArticleText, ArticleVersion, ComparedArticle } from '../../../shared/articles.ts'
import type { EntryId } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { CoreContext } from '../context.ts'
import type { WritableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import { requireEntry } from '../entries/index.ts'
import { compareTexts } from './compare-texts.ts'
import { filingOf, readGiven, sourceTitle } from './given.ts'
import { countUses } from './merge-queries.ts'
import { mergeAlike, mergeArticles, separate } from './merge.ts'
import { countLivePairs, likeOne, livePairs, markKeptApart } from './pair-queries.ts'
import { compareRest } from './pairs.ts'
import { treeToText } from './parse/index.ts'
import { treeImages } from './parse/tree-images.ts'
import { readStateOf, titlesOf } from './queries.ts'
import { SIMILAR } from './similarity.ts'
import { versionsOf } from './version-queries.ts'
import type { EditionRow } from './version-queries.ts'
import { exchange, requireEdition, requireVersion } from './versions.ts'

/** At most so many articles are shown beside one. */
const MOST_SIMILAR = 20

type Duplicates = Pick<
  Handlers<typeof contract>,
  | 'similar'
  | 'duplicates'
  | 'keepApart'
  | 'merge'
  | 'mergeAlike'
  | 'separate'
  | 'versions'
  | 'restoreVersion'
  | 'compare'
>

/** Articles that are nearly the same, and the texts that an article had. */
export function createDuplicates({ library: { db }, now, emit }: CoreContext): Duplicates {
  const titlesById = (ids: EntryId[]) => new Map(titlesOf(db, JSON.stringify(ids)).map(({ id, title }) => [id, title]))

  /** Runs a change in one transaction, then tells listeners. */
  function change<T>(work: () => { ids: EntryId[]; result: T }): T {
    const { ids, result } = transaction(db, work)
    if (ids.length === 0) return result
    emit('entries.changed', { ids })
    emit('tags.changed', null)
    emit('categories.changed', null)
    return result
  }

  return {
    similar({ id }) {
      if (readStateOf(db, id) === undefined) throw new AppError('not_found', 'entryNotFound')
      compareRest(db)
      const found = likeOne(db, { id, least: SIMILAR, limit: MOST_SIMILAR })
      const titles = titlesById(found.map((other) => other.id))
      return found.map((other) => ({ ...other, title: titles.get(other.id) ?? '', keptApart: other.keptApart === 1 }))
    },

    duplicates({ least, limit }) {
      compareRest(db)
      const pairs = livePairs(db, { least, limit })
      const titles = titlesById(pairs.flatMap(({ a, b }) => [a, b]))
      const named = (id: EntryId) => ({ id, title: titles.get(id) ?? '' })
      return {
        total: pairs.length < limit ? pairs.length : countLivePairs(db, least),
        items: pairs.map(({ a, b, score }) => ({ a: named(a), b: named(b), score }))
      }
    },

    keepApart: ({ a, b, apart }) =>
      change(() => {
        if (!markKeptApart(db, a, b, apart ? now() : null)) throw new AppError('not_found', 'pairNotFound')
        return { ids: [a, b], result: null }
      }),

    merge: ({ keep, gone }) =>
      change(() => ({ ids: [keep, gone], result: { version: mergeArticles(db, { keep, gone }, now()) } })),

    mergeAlike(query) {
      compareRest(db)
      return change(() => {
        const merged = mergeAlike(db, query, now())
        return {
          ids: merged.flatMap(({ keep, gone }) => [keep, gone]),
          result: { versions: merged.map(({ version }) => version) }
        }
      })
    },

    separate: ({ versions }) =>
      change(() => {
        const parted = versions.toSorted((a, b) => b - a).map((version) => separate(db, version))
        return { ids: parted.flatMap(({ kept, back }) => [kept, back]), result: parted.map(({ back }) => back) }
      }),

    versions: ({ id }) => [
      toVersion({ ...requireEdition(db, id), id: 0, keptAt: requireEntry(db, id).updatedAt, mergedJson: null }),
      ...versionsOf(db, id).map(toVersion)
    ],

    restoreVersion: ({ id, version }) =>
      change(() => {
        const former = requireVersion(db, id, version)
        if (former.mergedJson !== null) throw new AppError('conflict', 'versionMerged')
        return { ids: [id], result: { version: exchange(db, id, former, now()) } }
      }),

    compare({ left, right }) {
      const [one, other] = [readText(db, left), readText(db, right)]
      return { left: one.facts, right: other.facts, ...compareTexts(one.blocks, other.blocks) }
    }
  }
}

function toVersion(version: EditionRow & { id: number; keptAt: number; mergedJson: string | null }): ArticleVersion {
  const { id, sourceName, publishedAt, keptAt, bodyText, mergedJson } = version
  return {
    id,
    current: id === 0,
    merged: mergedJson !== null,
    title: id === 0 ? version.title : titleOf(version),
    sourceName,
    publishedAt,
    keptAt,
    characters: bodyText.length
  }
}

/** What a former text was called: by its source, unless it was an article of its own. */
const titleOf = (version: EditionRow & { mergedJson: string | null }): string =>
  version.mergedJson === null ? sourceTitle(version) : version.title

function readText(db: WritableDb, { id, version }: ArticleText): { facts: ComparedArticle; blocks: string[] } {
  const former = version === undefined ? null : requireVersion(db, id, version)
  const edition = former ?? requireEdition(db, id)
  const { author, feed, publishedAt, url, sourceName, images, bodyText } = edition
  const tree: ArticleTree = JSON.parse(edition.treeJson)
  const title = former ? titleOf(former) : edition.title
  const own = { title, author, feed, publishedAt, url, sourceName, images, characters: bodyText.length }
  const { tags, categories } = former ? readGiven(former.givenJson) : filingOf(db, id)
  const entry = requireEntry(db, id)
  const use = former
    ? { starred: false, readState: 'unread' as const, notes: 0, planItems: 0, highlights: 0 }
    : { starred: entry.starred === 1, readState: readStateOf(db, id) ?? 'unread', ...countUses(db, id) }
  return {
    facts: { ...own, tags, categories, addedAt: former?.keptAt ?? entry.createdAt, ...use },
    blocks: tree.map((block) => treeToText([block]).trim() || pictureNames([block])).filter(Boolean)
  }
}

/** Stands for a block that has pictures and no words. */
const pictureNames = (tree: ArticleTree): string =>
  treeImages(tree)
    .map(({ alt, src }) => `▣ ${alt || (src.split(/[?#]/)[0]?.split('/').at(-1) ?? '')}`.trim())
    .join(' ')
