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

/** A document of 语雀: its text as HTML, in which cards hold what they show as JSON in an attribute. */
export function readLake(source: string): SourceReading {
  const { doc } = JSON.parse(source)
  if (doc.format === 'markdown') return readMarkdown(String(doc.body))
  const isLake = String(doc.body_asl ?? '')
    .trimStart()
    .startsWith('<!doctype lake')
  return readHtml(String((isLake ? doc.body_asl : doc.body || doc.body_asl) ?? '').replace(CARD, shownOfCard))
}

const CARD = /<card\s(?:[^>]*\s)?name="([^"]*)"[^>]*\svalue="(?:data:)?([^"]*)"[^>]*>/g

function shownOfCard(_: string, name: string, value: string): string {
  const card = cardOf(value)
  if (name === 'image') return '<img src="1">'
  if (name === 'table') return card.html
  const text = String(card.code ?? card.detail?.title ?? card.name ?? card.label ?? '').replace(/[<>&]/g, ' ')
  return name === 'math' ? text : card.code ? `<pre>${text}</pre>` : card.src ? `<a href="1">${text}</a>` : text
}

function cardOf(value: string) {
  try {
    return Object(JSON.parse(decodeURIComponent(value)))
  } catch {
    return {}
  }
}

/** A table as CSV: its cells one after another. */
export function readTable(source: string): SourceReading {
  const links = source.match(/(?<=^|[,;\t\n"])https?:\/\/[^\s,;"]+(?=$|[,;\t\r\n"])/g)?.length ?? 0
  return { ...emptyReading(withoutPagePaths(source)), tables: 1, links }
}

/** Behind the title of a related page Notion writes where it lies. */
export const withoutPagePaths = (source: string): string => source.replace(PAGE_PATH, '')

const PAGE_PATH = / \((?:[^()\s]+%20[\da-f]{32}\.(?:md|html|csv)|https:\/\/(?:www\.)?notion\.so\/[^()\s]+)\)/g
