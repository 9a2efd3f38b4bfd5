const FULL_WIDTH = /[\u2E80-\uFFEF]/u
const GAP = 8
const MORE = 26

/** The width in CSS pixels of a tag at 12 px, estimated: Hanzi take a full em, Latin somewhat more than half of one. */
export function tagWidth(tag: string): number {
  let width = 8
  for (const character of tag) width += FULL_WIDTH.test(character) ? 12 : 7
  return width
}

/** How many of the tags fit in a line of `room` CSS pixels, with room left for `+2` when not all do; at least one. */
export function fittingTags(tags: string[], room: number): number {
  let used = 0
  for (const [index, tag] of tags.entries()) {
    used += tagWidth(tag) + (index > 0 ? GAP : 0)
    const rest = index < tags.length - 1 ? GAP + MORE : 0
    if (used + rest > room) return Math.max(1, index)
  }
  return tags.length
}
