const FULL_WIDTH = /[\u2E80-\uFFEF]/u
const GAP = 8
const MORE = 26

/** The width in CSS pixels of text at 12 px, estimated: Hanzi take a full em, Latin somewhat more than half of one. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += FULL_WIDTH.test(character) ? 12 : 7
  return width
}

const SIGN = 8
const DOT = 15
/** A source narrower than five Hanzi and its dots says nothing. */
const LEAST_SOURCE = 72

/** How many of the tags fit in a line of `room` CSS pixels, with room left for `+2` when not all do; at least one. */
export function fittingTags(tags: string[], room: number): number {
  let used = 0
  for (const [index, tag] of tags.entries()) {
    used += SIGN + textWidth(tag) + (index > 0 ? GAP : 0)
    const rest = index < tags.length - 1 ? GAP + MORE : 0
    if (used + rest > room) return Math.max(1, index)
  }
  return tags.length
}

/** Whether a source can stand before the other parts of a meta line of `room` CSS pixels, if need be cut short. */
export function fitsSource(source: string, parts: string[], room: number): boolean {
  if (parts.length === 0) return true
  const others = parts.reduce((width, part) => width + DOT + textWidth(part), 0)
  return room - others >= Math.min(LEAST_SOURCE, textWidth(source))
}
