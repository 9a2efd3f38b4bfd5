import { LATIN, OTHER, SIGN, SPACE, classOf } from './characters.ts'

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

/** What of a term to look for in plain texts as they are; `text` is empty where that tells nothing new. */
export interface Needle {
  text: string
  /** Whether a plain entry that has the term's tokens and the needle holds the term. */
  sure: boolean
}

/** The longest part of a folded term that consists of ideographs, letters and digits. */
export function needleOf(term: string): Needle {
  let text = ''
  let from = 0
  for (let i = 0; i <= term.length; i++) {
    const kind = i < term.length ? classOf(term, i) : SIGN
    if (kind === LATIN || kind === OTHER) continue
    if (i - from > text.length) text = term.slice(from, i)
    from = i + 1
  }
  return { text, sure: text === term }
}
