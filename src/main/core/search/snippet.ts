import type { FoldedText } from '../../../shared/fold.ts'
import { rangesIn } from '../../../shared/fold.ts'
import type { TextRange } from '../../../shared/search.ts'
import { isLatin } from './match.ts'

const LENGTH = 110
/** Of text before the first mark. */
const LEAD = 20
const MOST_MARKS = 300
/** What ends a sentence or marks Markdown: a snippet does not begin with it. */
const CLOSING = /^[\s，。、；：？！”’）》〉】」』…,.;:!?)\]}*#>-]+/u

export interface Snippet {
  text: string
  ranges: TextRange[]
}

/** What is rather shown: text before an advert, and what stands in a heading. */
export interface Preferred {
  before: number
  /** Folded lines of the text. */
  headings: string[]
}

/**
 * The part of the text with the most marks, on one line: about {@link LENGTH} characters, `…` where something is left
 * out. `folded` is the folded form of `text`. Among parts with as many different words one with a heading is shown; an
 * advert only when nothing before it is marked.
 */
export function snippet(text: string, folded: FoldedText, terms: string[], preferred?: Partial<Preferred>): Snippet {
  const marks = rangesIn(folded, terms, MOST_MARKS)
  const before = marks.filter((mark) => mark[0] < (preferred?.before ?? text.length))
  const shown = before.length > 0 ? before : marks
  const first = densest(text, shown, headingLines(text, folded, preferred?.headings ?? []))
  let from = marks[first] ? Math.max(0, marks[first][0] - LEAD) : 0
  let to = Math.min(text.length, Math.max(from + LENGTH, marks[first]?.[1] ?? 0))
  if (to === text.length) from = Math.max(0, Math.min(from, text.length - LENGTH))
  from = clearOfWord(text, from, -1)
  if (from > 0) from += CLOSING.exec(text.slice(from, marks[first]?.[0]))?.[0].length ?? 0
  to = clearOfWord(text, to, 1)
  return onOneLine(
    text,
    from,
    to,
    marks.filter((mark) => mark[0] >= from && mark[1] <= to)
  )
}

/** Where the headings stand as lines of their own. */
function headingLines(text: string, folded: FoldedText, headings: string[]): TextRange[] {
  const endsLine = (at: number) => at < 0 || at >= text.length || text.charAt(at) === '\n'
  return headings
    .flatMap((heading) => rangesIn(folded, [heading], MOST_MARKS))
    .filter(([from, to]) => endsLine(from - 1) && endsLine(to))
}

/** The mark from which a window holds the most different words, then one that stands in a heading, then the most marks. */
function densest(text: string, marks: TextRange[], headings: TextRange[]): number {
  let best = 0
  let bestValue = -1
  for (let i = 0; i < marks.length; i++) {
    const start = marks[i]?.[0] ?? 0
    const distinct = new Set<string>()
    let end = i
    for (; end < marks.length && (marks[end]?.[1] ?? 0) <= start + LENGTH - LEAD; end++) {
      distinct.add(text.slice(...(marks[end] ?? [0, 0])))
    }
    const inHeading = headings.some(([from, to]) => from <= start && start < to)
    const value = distinct.size * 200 + (inHeading ? 100 : 0) + Math.min(end - i, 50)
    if (value > bestValue) [best, bestValue] = [i, value]
  }
  return best
}

/** Moves a cut outwards, at most 12 places, so that it parts neither a Latin word nor a surrogate pair. */
function clearOfWord(text: string, at: number, step: 1 | -1): number {
  const parts = (cut: number) =>
    isLatin(lower(text.charCodeAt(cut - 1))) && isLatin(lower(text.charCodeAt(cut))) && cut > 0 && cut < text.length
  let cut = at
  for (let n = 0; n < 12 && parts(cut); n++) cut += step
  if (parts(cut)) cut = at
  const inPair = isSurrogate(text.charCodeAt(cut - 1), 0xd800) && isSurrogate(text.charCodeAt(cut), 0xdc00)
  return inPair ? cut + step : cut
}

const lower = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit)
const isSurrogate = (unit: number, base: number): boolean => unit >= base && unit < base + 0x400

function onOneLine(text: string, from: number, to: number, marks: TextRange[]): Snippet {
  const start = from + (/^\s*/.exec(text.slice(from, to))?.[0].length ?? 0)
  const end = Math.max(start, to - (/\s*$/.exec(text.slice(from, to))?.[0].length ?? 0))
  const leftOut = { before: text.slice(0, start).trim() !== '', after: text.slice(end).trim() !== '' }
  let line = leftOut.before ? '…' : ''
  const places: number[] = []
  let wasSpace = false
  for (let i = start; i < end; i++) {
    const char = text.charAt(i)
    const isSpace = /\s/.test(char)
    places[i - start] = isSpace && wasSpace ? line.length - 1 : line.length
    if (!isSpace) line += char
    else if (!wasSpace) line += ' '
    wasSpace = isSpace
  }
  places[end - start] = line.length
  const place = (at: number) => places[Math.min(Math.max(at, start), end) - start] ?? line.length
  const ranges = marks.map((mark): TextRange => [place(mark[0]), place(mark[1])]).filter((range) => range[0] < range[1])
  return { text: leftOut.after ? `${line}…` : line, ranges }
}
