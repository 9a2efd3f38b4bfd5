import type { DiffRow } from '../../../shared/articles.ts'

/** Blocks that are the same are shown before and after a difference, so many. */
const CONTEXT = 1
/** A run of so few more is not worth a fold. */
const LEAST_FOLDED = 2

export type DiffPart = { at: number; kind: 'row'; row: DiffRow } | { at: number; kind: 'folded'; count: number }

/** Rows as they are shown: long runs of the same blocks are one part, unless opened by the place of their first block. */
export function foldSame(rows: DiffRow[], open: ReadonlySet<number>): DiffPart[] {
  const parts: DiffPart[] = []
  for (let at = 0; at < rows.length;) {
    const end = endOfSame(rows, at)
    if (end === at) {
      const row = rows[at]
      if (row) parts.push({ at, kind: 'row', row })
      at++
      continue
    }
    const from = at === 0 ? 0 : at + CONTEXT
    const to = end === rows.length ? end : end - CONTEXT
    const folds = to - from >= LEAST_FOLDED && !open.has(from)
    for (const [index, row] of rows.slice(at, end).entries()) {
      const place = at + index
      if (!folds || place < from || place >= to) parts.push({ at: place, kind: 'row', row })
      else if (place === from) parts.push({ at: place, kind: 'folded', count: to - from })
    }
    at = end
  }
  return parts
}

function endOfSame(rows: DiffRow[], from: number): number {
  let end = from
  while (rows[end]?.kind === 'same') end++
  return end
}
