import Papa from 'papaparse'
import type { ArticleElement } from '../../../../../shared/article-tree.ts'
import { decodeText } from '../decode.ts'
import { ParseError } from '../parsed-article.ts'
import { sourceLink } from '../source-links.ts'
import { linkUrl } from '../urls.ts'
import { extensionOf } from './format.ts'
import type { Format } from './format.ts'

/** What a reader can show; the original file is kept whole. */
const MAX_ROWS = 2000
const MAX_COLUMNS = 100
const MAX_CELLS = 40_000

/** A table as CSV or TSV, such as a database of Notion; its first row names the columns. */
export const table: Format = {
  fits: (_bytes, name) => /^(?:csv|tsv)$/.test(extensionOf(name)),

  async read(bytes, _known, chosen) {
    const { text, encoding, damaged } = decodeText(bytes, chosen)
    const rows: ArticleElement[] = []
    let columns = 0
    let left = 0
    Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
      delimiter: separatorOf(text),
      skipEmptyLines: 'greedy',
      step({ data: cells }) {
        columns ||= Math.min(cells.length, MAX_COLUMNS)
        if (rows.length > MAX_ROWS || rows.length * columns > MAX_CELLS) left++
        else rows.push(row(cells.slice(0, MAX_COLUMNS), rows.length === 0 ? 'th' : 'td', columns))
      }
    })
    const [head, ...body] = rows
    if (head === undefined) throw new ParseError('empty_file', 'no rows')
    const parts: ArticleElement[] = [{ tag: 'thead', children: [head] }]
    if (body.length > 0) parts.push({ tag: 'tbody', children: body })
    return {
      format: 'table',
      encoding,
      content: { tree: [{ tag: 'table', children: parts }] },
      warnings: [
        ...(left > 0 ? [{ code: 'table_cut' as const, detail: String(left) }] : []),
        ...(damaged ? [{ code: 'bad_encoding' as const, detail: `some bytes are not ${encoding}` }] : [])
      ]
    }
  }
}

/** The character that parts the cells of the first line: a tab or semicolon where there are more of them than commas. */
function separatorOf(text: string): ',' | ';' | '\t' {
  const line =
    text
      .slice(0, 10_000)
      .replace(/"[^"]*"/g, '')
      .split(/[\r\n]/, 1)[0] ?? ''
  const count = (separator: string): number => line.split(separator).length
  const [best = ','] = ([',', ';', '\t'] as const).toSorted((a, b) => count(b) - count(a))
  return best
}

function row(cells: readonly string[], tag: 'th' | 'td', columns: number): ArticleElement {
  const filled = [...cells, ...Array.from({ length: Math.max(0, columns - cells.length) }, () => '')]
  return { tag: 'tr', children: filled.map((cell) => ({ tag, children: content(cell.trim()) })) }
}

/** Lines of a cell; an address in it is a link, and so is the page that Notion names as `title (path)`. */
function content(cell: string): ArticleElement['children'] {
  if (cell === '') return []
  const url = /^https?:\/\/\S+$/i.test(cell) ? linkUrl(cell) : null
  if (url !== null) return [{ tag: 'a', attributes: { href: url }, children: [cell] }]
  const [, title, path] = /^(.{1,500}?) \(([^()\s]+%20[\da-f]{32}\.(?:md|html|csv))\)$/.exec(cell) ?? []
  const hrefRaw = title === undefined ? null : sourceLink(path)
  if (title !== undefined && hrefRaw !== null) return [{ tag: 'a', attributes: { hrefRaw }, children: [title] }]
  return cell.split(/\r?\n/).flatMap((line, i) => (i === 0 ? [line] : [{ tag: 'br' as const, children: [] }, line]))
}
