import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { emptyReading } from './source-reading.ts'
import type { SourceReading } from './source-reading.ts'

/** A note of Joplin: between its first line, the title, and its last lines, which are its properties. */
export function readJoplin(source: string): SourceReading {
  const text = source.trimEnd()
  const end = Math.max(text.lastIndexOf('\n\n'), text.lastIndexOf('\r\n\r\n'))
  const body = text.slice(text.search(/\n|$/), end)
  const isHtml = /^markup_language: 2\s*$/m.test(text.slice(end))
  return isHtml ? readHtml(body) : readMarkdown(body)
}

/** A table as CSV: its cells one after another. */
export function readTable(source: string): SourceReading {
  const links = source.match(/(?<=^|[,;\t\n"])https?:\/\/[^\s,;"]+(?=$|[,;\t\r\n"])/g)?.length ?? 0
  return { ...emptyReading(withoutPagePaths(source)), tables: 1, links }
}

/** Behind the title of a related page Notion writes where it lies. */
export const withoutPagePaths = (source: string): string => source.replace(PAGE_PATH, '')

const PAGE_PATH = / \((?:[^()\s]+%20[\da-f]{32}\.(?:md|html|csv)|https:\/\/(?:www\.)?notion\.so\/[^()\s]+)\)/g
