import type { DiffRow, DiffSegment } from '../../../shared/articles.ts'
import { commonRuns } from './diff.ts'

/** Bounds of the search for what two texts have in common; beyond them they count as different. */
const MOST_BLOCKS = 1500
const MOST_TOKENS = 800
/** Among more blocks than this, those that were changed are not paired. */
const MOST_PAIRED = 80
/** Blocks with less in common were not changed into one another. */
const LEAST_ALIKE = 0.4

/**
 * What two texts have in common and where they differ, block by block, and within blocks word by word (Hanzi by Hanzi).
 * `share` is the part of their characters that is the same, 0 to 1.
 */
export function compareTexts(left: string[], right: string[]): { rows: DiffRow[]; share: number } {
  const rows: DiffRow[] = []
  let [l, r] = [0, 0]
  for (const run of [...commonRuns(left, right, MOST_BLOCKS), { a: left.length, b: right.length, length: 0 }]) {
    rows.push(...pairChanged(left.slice(l, run.a), right.slice(r, run.b)))
    for (const text of left.slice(run.a, run.a + run.length)) rows.push({ kind: 'same', text })
    l = run.a + run.length
    r = run.b + run.length
  }
  return { rows, share: shareOf(rows) }
}

const LEFT = 1
const RIGHT = 2
const BOTH = 3

/** Puts blocks beside those that they were changed into, so that as much as possible is alike; keeps their order. */
function pairChanged(left: string[], right: string[]): DiffRow[] {
  const alone = [...left.map((text) => changedRow(text, null)), ...right.map((text) => changedRow(null, text))]
  if (left.length === 0 || right.length === 0 || left.length > MOST_PAIRED || right.length > MOST_PAIRED) return alone
  const [leftPairs, rightPairs] = [left.map(letterPairs), right.map(letterPairs)]
  const width = right.length + 1
  const best = new Float64Array((left.length + 1) * width)
  const step = new Uint8Array(best.length)
  for (let i = left.length; i >= 0; i--) {
    for (let j = right.length; j >= 0; j--) {
      if (i === left.length && j === right.length) continue
      const here = i * width + j
      const choose = (value: number, kind: number) => {
        if (step[here] !== 0 && value <= (best[here] ?? 0)) return
        best[here] = value
        step[here] = kind
      }
      if (i < left.length && j < right.length) {
        const alike = alikeness(leftPairs[i], rightPairs[j])
        if (alike >= LEAST_ALIKE) choose((best[here + width + 1] ?? 0) + alike, BOTH)
      }
      if (i < left.length) choose(best[here + width] ?? 0, LEFT)
      if (j < right.length) choose(best[here + 1] ?? 0, RIGHT)
    }
  }
  const rows: DiffRow[] = []
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const kind = step[i * width + j] ?? LEFT
    rows.push(changedRow(kind === RIGHT ? null : (left[i] ?? ''), kind === LEFT ? null : (right[j] ?? '')))
    if (kind !== RIGHT) i++
    if (kind !== LEFT) j++
  }
  return rows
}

/** Pairs of neighbouring characters, each once. */
function letterPairs(text: string): Set<string> {
  const found = new Set<string>()
  for (let i = 0; i + 2 <= text.length; i++) found.add(text.slice(i, i + 2))
  return found
}

function alikeness(a = new Set<string>(), b = new Set<string>()): number {
  if (a.size + b.size === 0) return 0
  let common = 0
  for (const pair of a) if (b.has(pair)) common++
  return (2 * common) / (a.size + b.size)
}

function changedRow(left: string | null, right: string | null): DiffRow {
  if (left === null || right === null) {
    const whole = (text: string | null): DiffSegment[] | null => (text === null ? null : [{ text, changed: true }])
    return { kind: 'changed', left: whole(left), right: whole(right) }
  }
  const [a, b] = [tokensOf(left), tokensOf(right)]
  const runs = commonRuns(a, b, MOST_TOKENS).filter(({ a: from, length }) => isWorthKeeping(a, from, length))
  return {
    kind: 'changed',
    left: segments(
      a,
      runs.map((run) => ({ from: run.a, length: run.length }))
    ),
    right: segments(
      b,
      runs.map((run) => ({ from: run.b, length: run.length }))
    )
  }
}

/** Words of letters and digits, white space, and every other character by itself. */
const tokensOf = (text: string): string[] => text.match(/[A-Za-z0-9\u00c0-\u024f]+|\s+|./gsu) ?? []

/** A lone character between changes says nothing; at an end it does. */
const isWorthKeeping = (tokens: string[], from: number, length: number): boolean =>
  length > 1 || from === 0 || from + length === tokens.length

function segments(tokens: string[], kept: { from: number; length: number }[]): DiffSegment[] {
  const found: DiffSegment[] = []
  const add = (from: number, to: number, changed: boolean) => {
    if (to > from) found.push({ text: tokens.slice(from, to).join(''), changed })
  }
  let done = 0
  for (const { from, length } of kept) {
    add(done, from, true)
    add(from, from + length, false)
    done = from + length
  }
  add(done, tokens.length, true)
  return found
}

function shareOf(rows: DiffRow[]): number {
  let [same, all] = [0, 0]
  for (const row of rows) {
    if (row.kind === 'same') {
      same += 2 * row.text.length
      all += 2 * row.text.length
    } else {
      for (const { text, changed } of [...(row.left ?? []), ...(row.right ?? [])]) {
        all += text.length
        if (!changed) same += text.length
      }
    }
  }
  return all === 0 ? 1 : same / all
}
