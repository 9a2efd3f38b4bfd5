import type { ImportLoss } from '../../../shared/imports.ts'
import type { Messages } from '../../../shared/messages/index.ts'

const PARTS = ['images', 'links', 'tables', 'headings', 'lists', 'code', 'media'] as const
/** Parts that a receipt shows when the sources have any. */
export const SHOWN_PARTS = ['images', 'tables', 'code'] as const

/** How well a text was kept: from here on as good as whole, and from here on with gaps. */
const GOOD = 0.99
const FAIR = 0.95

export type LossLevel = 'good' | 'fair' | 'poor'
export const levelOf = (share: number): LossLevel => (share >= GOOD ? 'good' : share >= FAIR ? 'fair' : 'poor')

/** The share of a source that is kept, as it is shown: of its text, and never all of it when something else is missing. */
export const keptShare = (loss: ImportLoss): number =>
  PARTS.some((part) => loss[part][1] < loss[part][0]) ? Math.min(loss.text, 0.999) : loss.text

/** What is not kept, in words; empty when nothing is missing. */
export function lostWords(loss: ImportLoss, t: Messages['imports']): string[] {
  const words = loss.text < 1 ? [t.lostText(1 - loss.text)] : []
  for (const part of PARTS) {
    const [source, kept] = loss[part]
    if (kept < source) words.push(t.lostPart(part, source - kept))
  }
  return words
}
