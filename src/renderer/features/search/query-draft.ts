import { parseQuery } from '../../../shared/search-query.ts'
import type { PlacedFilter } from '../../../shared/search-query.ts'

/** A query in the making: conditions that are complete, as chips, and the text that is being typed behind them. */
export interface QueryDraft {
  /** As written, each one condition. */
  chips: string[]
  text: string
}

export const emptyDraft: QueryDraft = { chips: [], text: '' }

/** The whole query. */
export const queryOf = ({ chips, text }: QueryDraft): string => [...chips, text].join(' ')

/**
 * The draft with another text. A condition becomes a chip when white space follows it, unless it is part of a larger one
 * such as `tag:a OR tag:b`: then it stays in the text, and chips that became part of one return to it.
 */
export function withText({ chips }: QueryDraft, text: string): QueryDraft {
  const head = chips.map((chip) => `${chip} `).join('')
  const whole = head + text
  const { filters } = parseQuery(whole)
  const kept = filters.filter(({ end }) => end <= head.length)
  if (kept.length < chips.length) return { chips: [], text: whole }
  const finished = filters.filter(({ start, end }) => start >= head.length && /\s/.test(whole.charAt(end)))
  const draft = {
    chips: [...chips, ...finished.map(({ start, end }) => whole.slice(start, end))],
    text: cutOut(whole, finished).slice(head.length)
  }
  return meaningOf(queryOf(draft)) === meaningOf(whole) ? draft : { chips, text }
}

/** Equal for queries that ask for the same, whatever the order of their conditions. */
function meaningOf(query: string): string {
  const { root, in: place, sort } = parseQuery(query)
  const nodes = root?.type === 'and' ? root.nodes : [root]
  return JSON.stringify([place, sort, nodes.map((node) => JSON.stringify(node)).toSorted()])
}

/** A draft of a query from elsewhere. */
export const draftOf = (query: string): QueryDraft => withText(emptyDraft, query === '' ? '' : `${query.trim()} `)

function cutOut(text: string, places: PlacedFilter[]): string {
  return places.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end + 1), text)
}

/** The draft without one chip. */
export const withoutChip = ({ chips, text }: QueryDraft, index: number): QueryDraft => ({
  chips: chips.toSpliced(index, 1),
  text
})

/** The draft with its last chip as text again, and where in it the caret belongs. */
export function reopenChip({ chips, text }: QueryDraft): { draft: QueryDraft; caret: number } {
  const last = chips.at(-1) ?? ''
  return { draft: { chips: chips.slice(0, -1), text: text === '' ? last : `${last} ${text}` }, caret: last.length }
}
