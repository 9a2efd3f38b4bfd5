import { csvColumns, csvRows } from '../../csv.ts'
import { isReadwiseTable } from '../../articles/index.ts'
import { bookMember } from './clippings.ts'
import type { Container } from './container.ts'
import { textOf } from './text-source.ts'

/** Readwise's export as CSV: every book or article with its highlights is a source, with the rows that are its own. */
export const readwiseContainer: Container = {
  extensions: ['csv'],
  nests: false,
  fits: (head) => isReadwiseTable(head.toString('utf8', 0, 1024)),
  async list(source) {
    const text = await textOf(source)
    const rows = csvRows(text)
    const header = rows.next().value
    if (!header) return []
    const columns = csvColumns(header)
    const books = new Map<string, { title: string; rows: string }>()
    for (const { cells, from, to } of rows) {
      const title = cells[columns.get('book title') ?? -1]?.trim() ?? ''
      const key = `${title}\n${cells[columns.get('book author') ?? -1] ?? ''}`
      const book = books.get(key) ?? { title, rows: text.slice(header.from, header.to) }
      book.rows += text.slice(from, to)
      books.set(key, book)
    }
    return [...books.values()].map((book) => bookMember(book.title, book.rows))
  }
}
