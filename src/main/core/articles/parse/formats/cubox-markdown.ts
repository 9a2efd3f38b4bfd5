import type { ParsedHighlight } from '../parsed-article.ts'

/** What stands below each marked sentence: a link to it. */
const LINK = /^\[[^\]\n]{0,100}\]\(https:\/\/cubox\.(?:pro|cc)\/\S*[?&]highlight=\d{1,30}[^\s)]*\)\s*$/
const BREAK = /^(?:#{1,6}\s|-{3,}\s*$)/

/**
 * The sentences marked in Cubox of a page that its plugins keep as Markdown: a quotation, maybe a note, a link to it. The
 * page's text stays as it is.
 */
export function cuboxHighlights(body: string): ParsedHighlight[] {
  const highlights: ParsedHighlight[] = []
  if (!/https:\/\/cubox\.(?:pro|cc)\//.test(body)) return highlights
  let quoted: string[] = []
  let note: string[] = []
  for (const line of body.split(/\r?\n/)) {
    const sentence = /^> ?(.*)$/.exec(line)?.[1]
    const isOther = sentence !== undefined && note.some((each) => each.trim() !== '')
    if (BREAK.test(line) || isOther) [quoted, note] = [[], []]
    if (sentence !== undefined) quoted.push(sentence.trimEnd())
    else if (!LINK.test(line)) note.push(line.trimEnd())
    else {
      const text = quoted.join('\n').trim()
      if (text !== '') highlights.push({ text, note: note.join('\n').trim(), location: '', createdAt: null })
      quoted = []
      note = []
    }
  }
  return highlights
}
