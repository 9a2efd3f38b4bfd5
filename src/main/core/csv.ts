/** The rows of a CSV file (RFC 4180) with where each stands in the text, in UTF-16 units; `to` is past its line break. */
export interface CsvRow {
  cells: string[]
  from: number
  to: number
}

/**
 * Reads CSV row by row: quoted cells may hold commas, line breaks and doubled quotes. Empty lines are passed over; a quote
 * that never ends takes the rest of the text.
 */
export function* csvRows(text: string): Generator<CsvRow> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < text.length) {
    const from = at
    const cells: string[] = []
    for (;;) {
      const { value, end } = cellAt(text, at)
      cells.push(value)
      at = end
      if (text.charAt(at) !== ',') break
      at++
    }
    if (text.startsWith('\r\n', at)) at += 2
    else at++
    if (cells.length > 1 || cells[0] !== '') yield { cells, from, to: Math.min(at, text.length) }
  }
}

function cellAt(text: string, from: number): { value: string; end: number } {
  let value = ''
  let at = from
  if (text.charAt(at) === '"') {
    for (at++; ;) {
      const quote = text.indexOf('"', at)
      if (quote < 0) return { value: value + text.slice(at), end: text.length }
      value += text.slice(at, quote)
      at = quote + 1
      if (text.charAt(at) !== '"') break
      value += '"'
      at++
    }
  }
  BREAK.lastIndex = at
  const end = BREAK.exec(text)?.index ?? text.length
  return { value: value + text.slice(at, end), end }
}

const BREAK = /[,\r\n]/g

/** Where a table's columns stand, by lower-case name. */
export const csvColumns = (header: CsvRow): ReadonlyMap<string, number> =>
  new Map(header.cells.map((name, i) => [name.trim().toLowerCase(), i]))
