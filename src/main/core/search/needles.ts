import { LATIN, LOW, OTHER, SPACE, classOf } from './characters.ts'

// Folding a text costs more than reading it. Most texts are plain: their ideographs and letters stand for themselves, so
// SQLite can look into them as they are.

/** Whether a text's ideographs and letters are what they fold to, but for the case of ASCII letters. */
export function isPlain(text: string, folded: string): boolean {
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit !== folded.charCodeAt(at)) {
      // Of several spaces one is left.
      if (at > 0 && classOf(folded, at - 1) === SPACE && isSpace(unit)) continue
      const kind = classOf(folded, at)
      if (kind === OTHER || (kind === LATIN && unit > 0x7f)) return false
    }
    at++
  }
  return at === folded.length
}

/** Of those that stand in texts side by side; a text with others is read. */
const isSpace = (unit: number): boolean =>
  unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0xa0 || unit === 0x3000

/** How to look for a term in plain texts as they are. */
export interface Needle {
  /** For LIKE, between two `%`; empty where that tells nothing new. */
  pattern: string
  /** Whether a plain entry that has the term's tokens and the needle holds the term. */
  sure: boolean
}

/** LIKE's patterns of needles, of those that tell something. */
export const patternsOf = (needles: readonly Needle[]): string[] =>
  needles.map(({ pattern }) => pattern).filter((pattern) => pattern !== '')

/** A folded term with `_` for each sign, which may be written otherwise, and `%` for a space, which may be several. */
export function needleOf(term: string): Needle {
  let pattern = ''
  for (let i = 0; i < term.length; i++) {
    const kind = classOf(term, i)
    if (kind === LATIN || kind === OTHER) pattern += term.charAt(i)
    else if (kind === SPACE) pattern += '%'
    // A character beyond the basic plane is one character of two units.
    else if (kind !== LOW) pattern += '_'
  }
  pattern = pattern.replace(/^[_%]+|[_%]+$/g, '')
  return { pattern, sure: pattern === term }
}
