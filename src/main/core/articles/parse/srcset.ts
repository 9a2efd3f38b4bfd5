/** Pixels across that are enough for a page of text on a dense screen. */
const ENOUGH = 1600

/**
 * The picture of a `srcset` that shows most without being larger than needed: the narrowest of at least {@link ENOUGH}
 * pixels, else the widest; of densities the highest. Null for an empty one.
 *
 * Format: HTML standard, "Parsing a srcset attribute": addresses end with white space, for they may hold commas.
 */
export function bestOfSrcset(srcset: string): string | null {
  let best: { url: string; size: number } | null = null
  for (const { url, size } of candidates(srcset))
    if (best === null || (best.size >= ENOUGH ? size >= ENOUGH && size < best.size : size > best.size))
      best = { url, size }
  return best?.url ?? null
}

function* candidates(srcset: string): Generator<{ url: string; size: number }> {
  const words = srcset.split(/\s+/).values()
  let word = words.next().value
  while (word !== undefined) {
    const url = word.replace(/^,+|,+$/g, '')
    const described = word.endsWith(',') ? undefined : words.next().value
    // The next address may stand right behind the comma.
    const comma = described?.indexOf(',') ?? -1
    const size = comma < 0 ? described : described?.slice(0, comma)
    if (url !== '') yield { url, size: Number(/^(\d{1,5}(?:\.\d{1,3})?)[wx]$/.exec(size ?? '')?.[1] ?? 1) }
    word = comma < 0 ? words.next().value : described?.slice(comma + 1) || words.next().value
  }
}
