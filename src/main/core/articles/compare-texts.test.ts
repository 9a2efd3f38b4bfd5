import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DiffRow } from '../../../shared/articles.ts'
import { prose } from '../testing-prose.ts'
import { processorTime } from '../testing.ts'
import { compareTexts } from './compare-texts.ts'
import { commonRuns } from './diff.ts'

/** One side of a comparison, block by block. */
const side = (rows: DiffRow[], name: 'left' | 'right'): string[] =>
  rows.flatMap((row) => {
    if (row.kind === 'same') return [row.text]
    const segments = row[name]
    return segments === null ? [] : [segments.map(({ text }) => text).join('')]
  })

/** What is marked, with brackets around it. */
const marked = (rows: DiffRow[]): string[] =>
  rows.map((row) => {
    if (row.kind === 'same') return row.text
    const of = (segments: typeof row.left) =>
      segments?.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('') ?? ''
    return `${of(row.left)} | ${of(row.right)}`
  })

describe('common runs', () => {
  test('are in both, in order, and as long as can be', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const runs = commonRuns(a, b, 100)
        let [x, y] = [0, 0]
        for (const run of runs) {
          expect(run.a).toBeGreaterThanOrEqual(x)
          expect(run.b).toBeGreaterThanOrEqual(y)
          expect(a.slice(run.a, run.a + run.length)).toEqual(b.slice(run.b, run.b + run.length))
          x = run.a + run.length
          y = run.b + run.length
        }
        expect(runs.reduce((sum, run) => sum + run.length, 0)).toBe(longestCommon(a, b))
      }),
      { numRuns: 500 }
    )
  })

  test('beyond the bound are those at both ends', () => {
    const a = ['start', ...Array.from({ length: 50 }, (_, i) => `a${i}`), 'end']
    const b = ['start', ...Array.from({ length: 50 }, (_, i) => `b${i}`), 'end']
    expect(commonRuns(a, b, 10)).toEqual([
      { a: 0, b: 0, length: 1 },
      { a: 51, b: 51, length: 1 }
    ])
  })
})

/** Length of the longest common subsequence, by the textbook. */
function longestCommon(a: string[], b: string[]): number {
  const best = Array.from({ length: a.length + 1 }, () => Array.from(b, () => 0).concat(0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i]![j] = a[i] === b[j] ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!)
    }
  }
  return best[0]![0]!
}

describe('a comparison', () => {
  test('keeps every block of both sides', () => {
    const blocks = fc.array(
      fc.oneof(fc.constantFrom('甲乙丙丁', '甲乙丙戊', '一段别的话'), fc.string({ minLength: 1 })),
      {
        maxLength: 8
      }
    )
    fc.assert(
      fc.property(blocks, blocks, (left, right) => {
        const { rows, share } = compareTexts(left, right)
        expect(side(rows, 'left')).toEqual(left)
        expect(side(rows, 'right')).toEqual(right)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        if (left.join('\n') === right.join('\n')) expect(share).toBe(1)
      }),
      { numRuns: 500 }
    )
  })

  test('marks Hanzi one by one and words as a whole', () => {
    const { rows } = compareTexts(
      ['入库先核对数量，再贴标签。', 'The first release was late.', '只在左边的一段'],
      ['入库先清点数量，再贴标签。', 'The second release was late.', '新的一句，与谁都不像：XYZ']
    )
    expect(marked(rows)).toEqual([
      '入库先[核对]数量，再贴标签。 | 入库先[清点]数量，再贴标签。',
      'The [first] release was late. | The [second] release was late.',
      '[只在左边的一段] | ',
      ' | [新的一句，与谁都不像：XYZ]'
    ])
  })

  test('of two books takes neither long nor much', async () => {
    const book = (seed: number) => prose(seed, 3000).split('\n')
    const spent = await processorTime(() => {
      expect(compareTexts(book(1), book(2)).share).toBeLessThan(0.1)
      const changed = book(1).map((line, i) => (i % 7 === 0 ? line.replace(/.$/, '！') : line))
      expect(compareTexts(book(1), changed).share).toBeGreaterThan(0.9)
    })
    expect(spent).toBeLessThan(5000)
  })
})
