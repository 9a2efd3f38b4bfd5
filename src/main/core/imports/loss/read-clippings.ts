import { csvColumns, csvRows } from '../../csv.ts'

/** Lines that tell of a mark and are none of its text: a Kindle's and those of 微信读书. */
const TOLD = /^- [^|]*\d[^|]*\||^={8,}$|^(?:◆\s*)?\d{4}\/\d{1,2}\/\d{1,2}\s*发表想法[:：]?$|^-- 来自/
const MARKS = /^(?:◆|>>|原文[:：])\s*/

/** More lines than anyone marks in one book are not compared with each other. */
const MOST_COMPARED = 5000

/**
 * The sentences and notes of clippings, longest first: their article has them in an order of its own. A device keeps earlier
 * forms of a mark beside it; what another line holds is one. Null for clippings in Markdown.
 */
export function readClippings(source: string): string[] | null {
  if (/^## Highlights/m.test(source)) return null
  const lines = /^\ufeff?Highlight,/.test(source) ? cellsOf(source) : linesOf(source)
  const longest = [...new Set(lines)].toSorted((a, b) => b.length - a.length)
  const kept: string[] = []
  let all = '\n'
  for (const line of longest) {
    if (longest.length <= MOST_COMPARED && all.includes(line)) continue
    kept.push(line)
    all += `\n${line}`
  }
  return kept
}

const COUNT = /^\d+\s*个笔记$/

/** Without what names the book: the first line of each record of a Kindle, and all before the number of notes. */
function linesOf(source: string): string[] {
  const all = source.split(/\r?\n/).map((line) => line.replaceAll('\ufeff', '').trim())
  const lines = all.slice(all.findIndex((line) => COUNT.test(line)) + 1)
  const text = lines.flatMap((line, i) => {
    const isTitle = TOLD.test(lines[i + 1] ?? '') && (lines[i + 1] ?? '').startsWith('- ')
    return isTitle || TOLD.test(line) ? [] : [line.replace(MARKS, '')]
  })
  return text.filter((line) => line !== '')
}

function cellsOf(source: string): string[] {
  const [header, ...rows] = csvRows(source)
  const columns = header === undefined ? new Map<string, number>() : csvColumns(header)
  return ['highlight', 'note'].flatMap((name) => rows.flatMap(({ cells }) => cells[columns.get(name) ?? -1] || []))
}
