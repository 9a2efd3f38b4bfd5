import type { EntryId } from '../../../shared/entries.ts'
import {
  addToCategory,
  categoriesOf,
  categoryPathsOf,
  cleanCategoryPath,
  clearCategories,
  ensureCategoryPath
} from '../categories/index.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { addTags, cleanTagName, tagsOf, untagEntries } from '../tags/index.ts'
import type { ReadyArticle } from './ready-article.ts'

/** Tags by name, and categories as paths: names cannot hold a slash. */
export interface Filing {
  tags: string[]
  categories: string[]
}

/**
 * What the sources of an article said so far; what the user has differs from it by what the user changed. Tags and
 * categories add up over all sources, so that one which the user took away stays away. `added` is what the current source
 * brought. A null title is unknown, and so is the cover of a text from before it was noted.
 */
export interface Given extends Filing {
  title: string | null
  /** The picture that only the current source's front matter names. */
  cover?: string | null
  added: Filing
}

const NOTHING: Given = { title: null, tags: [], categories: [], added: { tags: [], categories: [] } }

export const readGiven = (json: string | null): Given => (json === null ? NOTHING : JSON.parse(json))

/** What the source of a text called it, whatever the user has made of that. */
export const sourceTitle = (edition: {
  givenJson: string | null
  originalTitle: string | null
  title: string
}): string => readGiven(edition.givenJson).title ?? edition.originalTitle ?? edition.title

/** What a source says that makes a new article. */
export function givenBy(parsed: ReadyArticle): Given {
  const filing = filingIn(parsed)
  return { title: parsed.title, cover: parsed.cover, ...filing, added: filing }
}

function filingIn({ tags, categories }: ReadyArticle): Filing {
  return {
    tags: union(tags.map(cleanTagName).filter((name) => name !== null)),
    categories: union(categories.map((path) => cleanCategoryPath(path).join('/')).filter(Boolean))
  }
}

export function filingOf(db: ReadableDb, id: EntryId): Filing {
  return {
    tags: tagsOf(db, [id]).get(id) ?? [],
    categories: (categoryPathsOf(db, [id]).get(id) ?? []).map((path) => path.join('/'))
  }
}

/** Puts an article under tags and categories beside those it has. `batchId` is the import that does it, if one does. */
export function fileUnder(db: WritableDb, id: EntryId, { tags, categories }: Filing, batchId: number | null): void {
  addTags(db, id, tags, batchId)
  for (const path of categories) addToCategory(db, id, ensureCategoryPath(db, path.split('/'), batchId))
}

/** Takes an article out of tags and categories; what it is not under is left out. */
export function unfile(db: WritableDb, id: EntryId, { tags, categories }: Filing): void {
  untagEntries(db, [id], tags)
  if (categories.length === 0) return
  const paths = (categoryPathsOf(db, [id]).get(id) ?? []).map((path) => path.join('/'))
  const kept = (categoriesOf(db, [id]).get(id) ?? []).filter((_, index) => !categories.includes(paths[index] ?? ''))
  clearCategories(db, [id])
  for (const category of kept) addToCategory(db, id, category)
}

/** What of some filing another has not. */
export const without = (filing: Filing, other: Filing): Filing => ({
  tags: filing.tags.filter((tag) => !other.tags.some((known) => sameName(known, tag))),
  categories: filing.categories.filter((path) => !other.categories.includes(path))
})

/**
 * Files an article as another of its sources says, beside what it is filed under already; what former sources said and
 * the user took away stays away. Gives what is given from then on.
 */
export function fileAlso(
  db: WritableDb,
  id: EntryId,
  base: Given,
  parsed: ReadyArticle,
  batchId: number | null
): Given {
  const said = filingIn(parsed)
  const added = without(without(said, base), filingOf(db, id))
  fileUnder(db, id, added, batchId)
  return {
    title: parsed.title,
    cover: parsed.cover,
    tags: union([...base.tags, ...said.tags]),
    categories: union([...base.categories, ...said.categories]),
    added
  }
}

/** Tag names are the same without regard to the case of Latin letters. */
const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

function union(names: string[]): string[] {
  const seen = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]))
  return [...seen.values()].toReversed()
}
