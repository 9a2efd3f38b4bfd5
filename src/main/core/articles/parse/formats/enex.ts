import { parseDate } from '../dates.ts'
import { decodeText } from '../decode.ts'
import { parseHtml } from '../html.ts'
import { htmlToTree } from '../html-tree.ts'
import { ParseError } from '../parsed-article.ts'
import { taskList } from './enex-tasks.ts'
import { readNoteXml } from './enex-xml.ts'
import { markEnml, resourceName } from './enml.ts'
import { startsWith } from './format.ts'
import type { Format } from './format.ts'
import { xhtmlToHtml } from '../xhtml.ts'

/**
 * One note of an export of Evernote or 印象笔记: the `<note>` element as it stands in the ENEX file.
 *
 * Format: https://dev.evernote.com/doc/articles/enml.php and evernote-export4.dtd there.
 */
export const enex: Format = {
  fits: (bytes) => startsWith(bytes, '<note>'),

  async read(bytes) {
    const { text, encoding } = decodeText(bytes)
    const note = readNoteXml(text)
    const root = parseHtml(xhtmlToHtml(note.content))
    markEnml(root, note.resources)
    const tree = [...htmlToTree(root), ...taskList(note.tasks)]
    if (tree.length === 0 && note.title === '') throw new ParseError('empty_file', 'a note without title and text')
    return {
      format: 'enex',
      encoding,
      content: {
        tree,
        embedded: [...note.resources].map(([hash, { bytes: data }]) => ({ src: resourceName(hash), bytes: data })),
        title: note.title || null,
        author: note.author || null,
        date: enexDate(note.created),
        url: note.sourceUrl,
        tags: note.tags
      }
    }
  }
}

/** `20220130T081500Z` as ISO 8601. */
function enexDate(written: string): string | null {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(written.trim()) ?? []
  if (date === undefined || time === undefined) return parseDate(written)?.value ?? null
  const parts = [...date.matchAll(/^(....)(..)(..)$/g)][0]?.slice(1).join('-')
  return `${parts}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`
}
