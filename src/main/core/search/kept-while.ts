/** Makes a value when first asked for, and anew whenever the stamp has changed. */
export function keptWhile<T>(stamp: () => unknown, make: () => T): () => T {
  let kept: { stamp: unknown; value: T } | null = null
  return () => {
    const current = stamp()
    if (!kept || kept.stamp !== current) kept = { stamp: current, value: make() }
    return kept.value
  }
}
