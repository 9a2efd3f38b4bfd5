import { decodeText } from '../decode.ts'
import type { Fields } from '../front-matter.ts'
import { parseHtml } from '../html.ts'
import { htmlToTree } from '../html-tree.ts'
import { readLake } from '../lake-cards.ts'
import { readMarkdown } from '../notes.ts'
import { ParseError } from '../parsed-article.ts'
import type { Format } from './format.ts'
import { startsWith } from './format.ts'
import { readLakeDocument } from './lake-document.ts'

/** A document of 语雀 as its export of a knowledge base holds it; its place comes from the table of contents. */
export const lake: Format = {
  fits: (bytes, name) => /\.json$/i.test(name) && startsWith(bytes, '{'),

  async read(bytes) {
    const { text, encoding } = decodeText(bytes)
    const document = readLakeDocument(text)
    if (document === null) throw new ParseError('unsupported_type', 'no text document of 语雀')
    const { body, isMarkdown, values } = document
    if (isMarkdown) return { format: 'lake', encoding, fields: values, content: readMarkdown(body, null, undefined) }
    const root = parseHtml(body)
    readLake(root)
    return { format: 'lake', encoding, fields: values satisfies Fields, content: { tree: htmlToTree(root) } }
  }
}
