import { useQueries } from '@tanstack/react-query'
import type { Result } from '../../../shared/result.ts'
import { answerTo } from '../../kb.ts'

export const PAGE = 200

interface Page {
  total: number
  items: unknown[]
}

export interface Rows<A extends Page> {
  total: number
  /** The first answer that is there: it says of the list as a whole what any of them does. */
  first: A | undefined
  /** A row by its place, when its page is there. */
  at(index: number): A['items'][number] | undefined
  /** True until the first answer. */
  waiting: boolean
  error: Error | null
}

/** The rows of a long list from `first` to `last`, read page by page; its first page is kept, so that its length stays known. */
export function useRows<I extends object, A extends Page>(
  key: `imports.${string}`,
  ask: (input: I & { offset: number; limit: number }) => Promise<Result<A>>,
  question: I,
  { first, last }: { first: number; last: number }
): Rows<A> {
  const from = Math.floor(first / PAGE)
  const seen = Array.from({ length: Math.floor(last / PAGE) - from + 1 }, (_, index) => from + index)
  const pages = from === 0 ? seen : [0, ...seen]
  const answers = useQueries({
    queries: pages.map((page) => answerTo(key, ask, { ...question, offset: page * PAGE, limit: PAGE }))
  })
  const known = answers.find(({ data }) => data)?.data
  return {
    total: known?.total ?? 0,
    first: known,
    at: (index) => answers[pages.indexOf(Math.floor(index / PAGE))]?.data?.items[index % PAGE],
    waiting: known === undefined,
    error: answers.find(({ error }) => error)?.error ?? null
  }
}
