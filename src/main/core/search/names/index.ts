import { fold, foldForMatching, rangesIn } from '../../../../shared/fold.ts'
import { maybePinyin, pinyinMatch, readAs, typedPinyin } from '../../../../shared/pinyin.ts'
import type { SearchItemOf, TextRange } from '../../../../shared/search.ts'
import type { ReadableDb } from '../../db/sql.ts'
import type { Filters } from '../filters/index.ts'
import * as queries from '../filters/queries.ts'
import { keptWhile } from '../kept-while.ts'

/** A name with how it is shown and found. */
interface Name {
  id: number
  name: string
  folded: string
}

/** Names of tags, categories, authors and sources, kept folded in memory until the library changes. */
export interface Names {
  tags(terms: string[], filters: Filters): SearchItemOf<'tag'>[]
  categories(terms: string[], filters: Filters): SearchItemOf<'category'>[]
  /** All tags as they are compared. */
  foldedTags(): string[]
  /** Names that begin with a text, then those that hold it, then those that are read so; most used first. */
  complete(key: NamedKey, text: string, limit: number, filters: Filters): Completed[]
}

type NamedKey = 'tag' | 'category' | 'author' | 'source'
interface Completed {
  value: string
  entries: number
  ranges: TextRange[]
}

/** How well a name fits: it begins with the text, holds it, is read so. */
type Fit = 0 | 1 | 2

/** Of names that fit equally well, so many are counted to put the most used first. */
const MOST_COUNTED = 100

export function createNames(library: ReadableDb, stamp: () => unknown): Names {
  const tagNames = keptWhile(stamp, () =>
    queries.tagNames(library).map((row): Name => ({ ...row, folded: foldForMatching(row.name).text }))
  )
  const categoryNames = keptWhile(stamp, () => categoriesOf(library))

  return {
    tags: (terms, filters) =>
      matching(tagNames(), terms).map(({ item, pinyin }) => ({
        type: 'tag' as const,
        name: item.name,
        entries: countTagged(filters, item.name),
        pinyin,
        ranges: marks(item.name, terms)
      })),

    categories: (terms, filters) =>
      matching(categoryNames(), terms).map(({ item, pinyin }) => ({
        type: 'category' as const,
        id: item.id,
        path: item.path,
        entries: countIn(filters, { key: 'category', value: item.path.join('/') }),
        pinyin,
        ranges: marks(item.name, terms)
      })),

    foldedTags: () => tagNames().map((tag) => tag.folded),

    complete(key, text, limit, filters) {
      const wanted = fold(text.trim())
      const typed = typedPinyin(text)
      const fits: [string[], string[], string[]] = [[], [], []]
      for (const value of valuesOf(key)) {
        const fit = fitOf(foldForMatching(value).text, wanted, typed)
        if (fit !== null) fits[fit].push(value)
      }
      const counted = fits.flatMap((values) =>
        values
          .slice(0, MOST_COUNTED)
          .map((value) => ({ value, entries: countIn(filters, { key, value }), ranges: marks(value, [wanted]) }))
          .toSorted((a, b) => b.entries - a.entries)
      )
      return counted.slice(0, limit)
    }
  }

  function valuesOf(key: NamedKey): string[] {
    if (key === 'tag') return tagNames().map((tag) => tag.name)
    if (key === 'category') return categoryNames().map((category) => category.path.join('/'))
    return key === 'author' ? queries.authorNames(library) : queries.sourceNames(library)
  }
}

interface CategoryName extends Name {
  path: string[]
}

function categoriesOf(library: ReadableDb): CategoryName[] {
  const rows = queries.categoryNames(library)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return rows.map((row) => {
    const path: string[] = []
    for (let at: typeof row | undefined = row; at; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
      path.unshift(at.name)
    }
    return { id: row.id, name: row.name, folded: foldForMatching(row.name).text, path }
  })
}

/** Names that hold all terms; behind them those that are read as the terms. */
function matching<T extends Name>(names: T[], terms: string[]): { item: T; pinyin: boolean }[] {
  const literal = names.filter(({ folded }) => terms.every((term) => folded.includes(term)))
  const typed = typedPinyin(terms.join(''))
  const read = maybePinyin(typed)
    ? names.filter((name) => !literal.includes(name) && readAs(typed, name.folded) !== null)
    : []
  return [...literal.map((item) => ({ item, pinyin: false })), ...read.map((item) => ({ item, pinyin: true }))]
}

function fitOf(folded: string, wanted: string, typed: string): Fit | null {
  const last = folded.slice(folded.lastIndexOf('/') + 1)
  if (folded.startsWith(wanted) || last.startsWith(wanted)) return 0
  if (folded.includes(wanted)) return 1
  return maybePinyin(typed) && readAs(typed, folded) ? 2 : null
}

function marks(name: string, terms: string[]): TextRange[] {
  const literal = rangesIn(foldForMatching(name), terms)
  return literal.length > 0 ? literal : (pinyinMatch(terms.join(''), name) ?? [])
}

const countTagged = (filters: Filters, name: string): number => countIn(filters, { key: 'tag', value: name })

const countIn = (filters: Filters, condition: Parameters<Filters['idsOf']>[0]): number =>
  filters.idsOf(condition).without(filters.trash()).size
