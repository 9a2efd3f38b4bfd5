/** A run that two sequences have in common: `length` items from `a` in one and from `b` in the other. */
export interface Run {
  a: number
  b: number
  length: number
}

/**
 * The runs that two sequences have in common, in order, such that as little as possible is left out. When more than
 * `most` items would have to be taken out and put in, only what is the same at both ends is given.
 *
 * Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986.
 */
export function commonRuns<T>(a: readonly T[], b: readonly T[], most: number): Run[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const inner = middleRuns(a.slice(start, a.length - end), b.slice(start, b.length - end), most)
  return joined([
    { a: 0, b: 0, length: start },
    ...inner.map((run) => ({ ...run, a: run.a + start, b: run.b + start })),
    { a: a.length - end, b: b.length - end, length: end }
  ])
}

function middleRuns<T>(a: readonly T[], b: readonly T[], most: number): Run[] {
  if (a.length === 0 || b.length === 0) return []
  const limit = Math.min(most, a.length + b.length)
  // The furthest place in `a` on each diagonal x − y, after each number of steps.
  const furthest = new Int32Array(2 * limit + 3)
  const trace: Int32Array[] = []
  for (let steps = 0; steps <= limit; steps++) {
    trace.push(furthest.slice())
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = isDown(furthest, diagonal, steps, limit)
        ? at(furthest, diagonal + 1, limit)
        : at(furthest, diagonal - 1, limit) + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
      furthest[diagonal + limit + 1] = x
      if (x >= a.length && x - diagonal >= b.length) return walkBack(trace, a.length, b.length, limit)
    }
  }
  return []
}

const at = (furthest: Int32Array, diagonal: number, limit: number): number => furthest[diagonal + limit + 1] ?? 0

/** Whether the best way onto a diagonal puts an item of `b` in, rather than taking one of `a` out. */
const isDown = (furthest: Int32Array, diagonal: number, steps: number, limit: number): boolean =>
  diagonal === -steps || (diagonal !== steps && at(furthest, diagonal - 1, limit) < at(furthest, diagonal + 1, limit))

function walkBack(trace: Int32Array[], aLength: number, bLength: number, limit: number): Run[] {
  const runs: Run[] = []
  let [x, y] = [aLength, bLength]
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const before = trace[steps] ?? new Int32Array()
    const diagonal = x - y
    const down = steps > 0 && isDown(before, diagonal, steps, limit)
    const from = steps === 0 ? 0 : at(before, down ? diagonal + 1 : diagonal - 1, limit) + (down ? 0 : 1)
    if (x > from) runs.push({ a: from, b: from - diagonal, length: x - from })
    x = down ? from : from - 1
    y = down ? from - diagonal - 1 : from - diagonal
  }
  return runs.toReversed()
}

function joined(runs: Run[]): Run[] {
  const found: Run[] = []
  for (const run of runs) {
    const last = found.at(-1)
    if (run.length === 0) continue
    if (last && last.a + last.length === run.a && last.b + last.length === run.b) last.length += run.length
    else found.push({ ...run })
  }
  return found
}
