import { csvColumns, csvRows } from '../../csv.ts'
import type { FoundFile } from '../find-files.ts'
import { bookmarkMember, MAX_BOOKMARKS, tooMany } from './bookmark-member.ts'
import type { Container } from './container.ts'
import { textOf } from './text-source.ts'

/** Column names by which each service's export is known; their order and what else there is do not matter. */
const SERVICES = [
  ['title', 'url', 'time_added'], // Pocket
  ['url', 'title', 'selection', 'folder'], // Instapaper
  ['title', 'url', 'excerpt', 'folder', 'created'] // Raindrop
]

/** Lists of kept links as CSV, as Pocket, Instapaper and Raindrop export them: every link is a source. */
export const linkListContainer: Container = {
  extensions: ['csv'],
  nests: false,
  fits(head) {
    const [header] = csvRows(head.toString('utf8', 0, 1024))
    if (header === undefined) return false
    const columns = csvColumns(header)
    return SERVICES.some((names) => names.every((name) => columns.has(name)))
  },
  async list(source) {
    const rows = csvRows(await textOf(source))
    const header = rows.next().value
    if (!header) return []
    const columns = csvColumns(header)
    const found: FoundFile[] = []
    for (const { cells } of rows) {
      const cell = (...names: string[]): string =>
        names.map((name) => cells[columns.get(name) ?? -1]?.trim() ?? '').find((value) => value !== '') ?? ''
      const url = cell('url')
      if (found.length === MAX_BOOKMARKS) return [...found, tooMany(url)]
      const title = cell('title')
      const bookmark = {
        url,
        title: title === url ? '' : title,
        added: cell('time_added', 'timestamp', 'created'),
        tags: tagsIn(cell('tags')),
        description: [cell('excerpt'), cell('note', 'selection')].filter((text) => text !== '').join(' '),
        folders: cell('folder')
          .split('/')
          .map((name) => name.trim())
          .filter((name) => name !== '')
      }
      found.push(bookmarkMember(bookmark, found.length + 1))
    }
    return found
  }
}

/** Tags parted by `|` or commas, or written as a JSON list. */
const tagsIn = (written: string): string[] =>
  written
    .replace(/^\[|\]$/g, '')
    .split(/[|,]/)
    .map((tag) => tag.replace(/^[\s"]+|[\s"]+$/g, ''))
    .filter((tag) => tag !== '')
