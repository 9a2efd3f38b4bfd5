import { useState } from 'react'
import type { BatchId, ImportReceipt } from '../../../shared/imports.ts'
import { kb, useAnswer } from '../../kb.ts'
import { filesOf } from './receipt-text.ts'

/** When the import began that is not to be offered any more; a library has one at a time that could be. */
const STORED = 'imports.dismissed'

/** Says that the user does not mean to go on with a stopped import; it stays in the list of imports. */
export function dismiss({ startedAt }: ImportReceipt): void {
  localStorage.setItem(STORED, String(startedAt))
}

/** The last import, when it stopped before its end and the user may want to go on. */
export function useInterrupted(): { receipt: ImportReceipt | null; forget(): void } {
  const [, setForgotten] = useState(0)
  const { data } = useAnswer('imports.receipts', kb.imports.receipts, { limit: 1 })
  const last = data?.[0]
  const open = last?.resumable && last.finishedAt !== null && last.undoneAt === null
  return {
    receipt: open && localStorage.getItem(STORED) !== String(last.startedAt) ? last : null,
    forget() {
      if (last) dismiss(last)
      setForgotten((n) => n + 1)
    }
  }
}

/** How many of a batch's files are still to be imported; undefined until known. */
export function useRemaining(batchId: BatchId): number | undefined {
  const question = { batchId, reason: 'cancelled', limit: 1 } as const
  return useAnswer('imports.items', kb.imports.items, question).data?.total
}

/** How many of a batch's files were come to. */
export const doneOf = ({ counts }: ImportReceipt, remaining: number): number => filesOf(counts) - remaining
