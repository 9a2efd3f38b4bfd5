import { useQueries } from '@tanstack/react-query'
import type { PreviewItem } from '../../../shared/imports.ts'
import { answerTo, kb, useAnswer } from '../../kb.ts'
import type { Shown } from './preview.ts'

const PAGE = 200

export interface PreviewRows {
  /** Files of the tab that are known so far. */
  total: number
  at(index: number): PreviewItem | undefined
  error: Error | null
}

/** The files of a tab around the rows that are seen; asked for again whenever more of the preview is known. */
export function usePreviewRows(show: Shown, first: number, last: number): PreviewRows {
  const from = Math.floor(first / PAGE)
  const pages = Array.from({ length: Math.floor(last / PAGE) - from + 1 }, (_, index) => from + index)
  const answers = useQueries({
    queries: pages.map((page) =>
      answerTo('imports.previewItems', kb.imports.previewItems, { show, offset: page * PAGE, limit: PAGE })
    )
  })
  return {
    total: answers.find(({ data }) => data)?.data?.total ?? 0,
    at: (index) => answers[Math.floor(index / PAGE) - from]?.data?.items[index % PAGE],
    error: answers.find(({ error }) => error)?.error ?? null
  }
}

/** How many files of the preview want the user's attention. */
export function useAttention(): number {
  const { data } = useAnswer('imports.previewItems', kb.imports.previewItems, { show: 'attention', limit: 1 })
  return data?.total ?? 0
}
