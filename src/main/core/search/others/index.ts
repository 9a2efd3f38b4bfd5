import { foldForMatching, rangesIn } from '../../../../shared/fold.ts'
import type { FoldedText } from '../../../../shared/fold.ts'
import { pinyinMatch } from '../../../../shared/pinyin.ts'
import { foldedTerm } from '../../../../shared/search-query.ts'
import type { Condition, Query } from '../../../../shared/search-query.ts'
import { daysOf } from '../../../../shared/search-ranges.ts'
import type { SearchItemOf, SearchMatch, TextRange } from '../../../../shared/search.ts'
import type { ReadableDb } from '../../db/sql.ts'
import { holds } from '../evaluate.ts'
import { keptWhile } from '../kept-while.ts'
import type { Filters } from '../filters/index.ts'
import { countWords } from '../words.ts'
import * as queries from './queries.ts'

const MOST_MATCHES = 20

interface Folded<T> {
  row: T
  fields: Partial<Record<SearchMatch['field'], FoldedText>>
}

/** Highlights and plans: few and short beside the entries, so they are kept folded in memory and read through. */
export interface Others {
  highlights(query: Query, terms: string[], filters: Filters): SearchItemOf<'highlight'>[]
  /** Behind those that satisfy the query, the ones that are read as `typed`, unless that is null. */
  plans(query: Query, terms: string[], today: string, typed: string | null): SearchItemOf<'plan'>[]
}

/** `stamp` changes with every change of the library. */
export function createOthers(library: ReadableDb, stamp: () => unknown): Others {
  const highlights = keptWhile(stamp, () =>
    queries.allHighlights(library).map((row): Folded<queries.HighlightRow> => ({
      row,
      fields: { text: foldForMatching(row.text), note: foldForMatching(row.note) }
    }))
  )
  const plans = keptWhile(stamp, () =>
    queries.allPlans(library).map((row): Folded<queries.PlanRow> => ({
      row,
      fields: { title: foldForMatching(row.title) }
    }))
  )

  return {
    highlights(query, terms, filters) {
      const trash = filters.trash()
      const asksForTrash = JSON.stringify(query.root).includes('"trash"')
      return highlights()
        .filter(({ row, fields }) => {
          if (!asksForTrash && trash.has(row.entryId)) return false
          return fits(query, fields, (condition) => {
            if (condition.key === 'kind') return condition.value === 'highlight'
            if (condition.key === 'words') return isWithin(countWords(fields.text?.text ?? ''), condition.value)
            return filters.idsOf(condition).has(row.entryId)
          })
        })
        .map(({ row, fields }) => ({
          type: 'highlight' as const,
          id: row.id,
          entry: { id: row.entryId, title: row.entryTitle },
          text: row.text,
          note: row.note,
          ranges: marks(fields.text, terms),
          noteRanges: marks(fields.note, terms),
          ...places(fields, terms)
        }))
        .toSorted((a, b) => b.count - a.count)
    },

    plans(query, terms, today, typed) {
      const all = plans()
      const found = all.filter(({ row, fields }) =>
        fits(query, fields, (condition) => {
          if (condition.key === 'kind') return condition.value === 'plan'
          if (condition.key !== 'date' || row.date === null) return false
          const { from, to } = daysOf(condition.value, today)
          return (from ?? '') <= row.date && row.date <= (to ?? '9999-12-31')
        })
      )
      const known = new Set(found)
      const read = typed === null ? [] : all.flatMap((plan) => (known.has(plan) ? [] : (readPlan(plan, typed) ?? [])))
      return [
        ...found.map((plan) => planItem(plan, marks(plan.fields.title, terms), places(plan.fields, terms))),
        ...read
      ]
    }
  }
}

const planItem = (
  { row }: Folded<queries.PlanRow>,
  ranges: TextRange[],
  { count, matches }: Places
): SearchItemOf<'plan'> => ({ type: 'plan', ...row, done: row.done === 1, pinyin: false, ranges, count, matches })

function readPlan(plan: Folded<queries.PlanRow>, typed: string): SearchItemOf<'plan'> | null {
  const ranges = pinyinMatch(typed, plan.row.title)
  return ranges && { ...planItem(plan, ranges, { count: 0, matches: [] }), pinyin: true }
}

/** Whether the query holds of a text; a word may stand in any of the fields, or in those that the query names. */
function fits(query: Query, fields: Folded<unknown>['fields'], filter: (condition: Condition) => boolean): boolean {
  const texts = Object.entries(fields)
    .filter(([field]) => query.in === null || query.in === field)
    .map(([, folded]) => folded.text)
  const text = ({ text: words }: { text: string }) => texts.some((each) => each.includes(foldedTerm(words)))
  return query.root !== null && holds(query.root, text, filter)
}

const isWithin = (n: number, { from, to }: { from: number | null; to: number | null }): boolean =>
  n >= (from ?? 0) && n <= (to ?? Infinity)

const marks = (folded: FoldedText | undefined, terms: string[]): TextRange[] => (folded ? rangesIn(folded, terms) : [])

interface Places {
  count: number
  matches: SearchMatch[]
}

function places(fields: Folded<unknown>['fields'], terms: string[]): Places {
  const all = (['title', 'text', 'note'] as const).flatMap((field) =>
    marks(fields[field], terms).map(([offset, end]) => ({ field, offset, length: end - offset }))
  )
  return { count: all.length, matches: all.slice(0, MOST_MATCHES) }
}
