import type { ImportLoss } from '../../../../shared/imports.ts'

const COUNTS = ['images', 'links', 'tables', 'headings', 'lists', 'code', 'media'] as const

/** Adds up what was kept of sources, one after another. */
export interface LossSum {
  add(loss: ImportLoss): void
  /** What was kept of them together; longer texts weigh more. Null when there are none. */
  result(): ImportLoss | null
}

export function createLossSum(): LossSum {
  const sum: ImportLoss = {
    text: 0,
    characters: 0,
    images: [0, 0],
    links: [0, 0],
    tables: [0, 0],
    headings: [0, 0],
    lists: [0, 0],
    code: [0, 0],
    media: [0, 0]
  }
  let sources = 0
  let whole = true

  return {
    add(loss) {
      sources++
      whole &&= loss.text === 1
      sum.text += loss.text * loss.characters
      sum.characters += loss.characters
      for (const kind of COUNTS) {
        const [inSource, stored] = loss[kind]
        // One source's surplus is no substitute for what another lost.
        sum[kind] = [sum[kind][0] + inSource, sum[kind][1] + Math.min(inSource, stored)]
      }
    },
    result() {
      if (sources === 0) return null
      const text = whole || sum.characters === 0 ? 1 : Math.min(sum.text / sum.characters, 0.9999)
      return { ...sum, text: Math.floor(text * 10_000) / 10_000 }
    }
  }
}

export function sumLosses(losses: Iterable<ImportLoss>): ImportLoss | null {
  const sum = createLossSum()
  for (const loss of losses) sum.add(loss)
  return sum.result()
}
