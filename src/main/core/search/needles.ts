import { LATIN, OTHER, SIGN, classOf } from './characters.ts'

// Folding a text costs more than reading it. Most texts are plain: their ideographs and letters stand for themselves, so
// SQLite can look into them as they are.

/** Whether a text's ideographs and letters are what they fold to, but for the case of ASCII letters. */
export function isPlain(text: string, folded: string): boolean {
  if (text.length !== folded.length) return false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === folded.charCodeAt(i)) continue
    const kind = classOf(folded, i)
    if (kind === OTHER || (kind === LATIN && unit > 0x7f)) return false
  }
  return true
}

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
