import type { ImportCounts, ImportOutcome, ImportReceipt } from '../../../shared/imports.ts'
import type { Messages } from '../../../shared/messages/index.ts'
import { levelOf } from './loss-text.ts'

/** Outcomes in the order in which a receipt lists them. */
export const OUTCOMES = [
  'imported',
  'updated',
  'duplicate',
  'skipped',
  'failed'
] as const satisfies readonly ImportOutcome[]

/** The number of files found: every one of them has exactly one outcome. */
export const filesOf = (counts: ImportCounts): number => OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0)

/** What was imported, in words: core notes a first name and how many more there were. */
export function labelText(label: string, t: Messages['imports']): string {
  const [, first, more] = /^(.+) \+(\d+)$/u.exec(label) ?? []
  return first && more ? t.preview.from(first, Number(more)) : label
}

/** Whether there is nothing to look at: each file became an article that has as good as all of it. */
export const isClean = ({ counts, pictures, cancelled, loss }: ImportReceipt): boolean =>
  !cancelled &&
  counts.imported + pictures.stored === filesOf(counts) &&
  counts.imported > 0 &&
  (loss === null || levelOf(loss.text) === 'good')

/** What an import came to, in a few words. */
export function receiptTitle({ counts, pictures, cancelled }: ImportReceipt, t: Messages['imports']): string {
  if (cancelled) return t.cancelledTitle(counts.imported)
  if (counts.imported > 0) return t.titleImported(counts.imported)
  if (counts.updated > 0) return t.titleUpdated(counts.updated)
  if (pictures.stored > 0) return t.titlePictures(pictures.stored)
  return counts.duplicate > 0 ? t.titleNothingNew : t.titleNothing
}

/** Seconds from the first file to the last; null while it runs. */
export const secondsOf = ({ startedAt, finishedAt }: ImportReceipt): number | null =>
  finishedAt === null ? null : Math.round((finishedAt - startedAt) / 1000)
