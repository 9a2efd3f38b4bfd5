import { csvColumns, csvRows } from '../../../csv.ts'
import { parseDate } from '../dates.ts'
import { decodeText } from '../decode.ts'
import { tagsField } from '../fields.ts'
import type { ParsedHighlight } from '../parsed-article.ts'
import type { Format } from './format.ts'
import { highlightsToTree } from './highlights-tree.ts'

/** Whether a text begins with the columns of Readwise's export. */
export function isReadwiseTable(head: string): boolean {
  const [header] = csvRows(head)
  if (header === undefined) return false
  const columns = csvColumns(header)
  return ['highlight', 'book title', 'book author'].every((name) => columns.has(name))
}

/** The rows of one book in Readwise's export as CSV. */
export const readwise: Format = {
  fits: (bytes) => isReadwiseTable(new TextDecoder().decode(bytes.subarray(0, 1024))),

  async read(bytes) {
    const { text, encoding } = decodeText(bytes)
    const [header, ...rows] = csvRows(text)
    const columns = header === undefined ? new Map<string, number>() : csvColumns(header)
    const cell = (row: { cells: string[] } | undefined, name: string): string =>
      row?.cells[columns.get(name) ?? -1]?.trim() ?? ''
    const highlights = rows.map((row): ParsedHighlight => {
      const place = cell(row, 'location')
      return {
        text: cell(row, 'highlight'),
        note: cell(row, 'note'),
        location: place === '' ? '' : `${cell(row, 'location type')} ${place}`.trim(),
        createdAt: parseDate(cell(row, 'highlighted at'))?.value ?? null
      }
    })
    const tags = rows.flatMap((row) => [cell(row, 'document tags'), cell(row, 'tags')]).join(',')
    return {
      format: 'clippings',
      encoding,
      content: {
        tree: highlightsToTree(highlights),
        title: cell(rows[0], 'book title'),
        author: cell(rows[0], 'book author') || null,
        tags: tagsField(new Map([['tags', tags]])),
        highlights
      }
    }
  }
}
