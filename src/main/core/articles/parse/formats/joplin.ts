import type { ArticleNode, ArticleTree } from '../../../../../shared/article-tree.ts'
import type { Fields } from '../front-matter.ts'
import { decodeText } from '../decode.ts'
import { parseHtml } from '../html.ts'
import { htmlToTree } from '../html-tree.ts'
import { markdownToTree, plainIfTooLong } from '../markdown-tree.ts'
import { ParseError } from '../parsed-article.ts'
import type { ParseWarning } from '../parsed-article.ts'
import type { Format } from './format.ts'
import { isJoplinItem, NOTE, readJoplinItem } from './joplin-item.ts'

/** One note of an export of Joplin, JEX or RAW; its notebook and tags come from the files around it. */
export const joplin: Format = {
  fits: (bytes, name) => /\.md$/i.test(name) && isJoplinItem(bytes, NOTE),

  async read(bytes, { files = {} }, chosen) {
    const { text, encoding } = decodeText(bytes, chosen)
    const { title, body, values } = readJoplinItem(text)
    if (values.get('encryption_applied') === '1') throw new ParseError('encrypted', 'encrypted by Joplin')
    const { tree, warnings } = readBody(body, values.get('markup_language') === '2')
    nameFiles(tree, files)
    if (values.get('is_todo') === '1') tree.unshift(task(title, Number(values.get('todo_completed')) > 0))
    const isConflict = values.get('is_conflict') === '1'
    if (isConflict) warnings.push({ code: 'conflict_copy', detail: '' })
    return { format: 'joplin', encoding, fields: fieldsOf(title, values), content: { tree }, warnings }
  }
}

function readBody(body: string, isHtml: boolean): { tree: ArticleTree; warnings: ParseWarning[] } {
  if (isHtml) return { tree: htmlToTree(parseHtml(body)), warnings: [] }
  return plainIfTooLong(body) ?? { tree: markdownToTree(body, null), warnings: [] }
}

function fieldsOf(title: string, values: ReadonlyMap<string, string>): Fields {
  const fields = new Map<string, string>([['title', title]])
  for (const [name, keys] of [
    ['date', ['user_created_time', 'created_time']],
    ['author', ['author']],
    ['url', ['source_url']]
  ] as const) {
    const value = keys.map((key) => values.get(key)).find((written) => written)
    if (value !== undefined) fields.set(name, value)
  }
  return fields
}

const task = (title: string, checked: boolean): ArticleTree[number] => ({
  tag: 'ul',
  children: [{ tag: 'li', attributes: { checked }, children: [title || '…'] }]
})

/** Puts the paths of attached files in place of their ids. */
function nameFiles(nodes: readonly ArticleNode[], files: Readonly<Record<string, string>>): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    nameFiles(node.children, files)
    const { attributes } = node
    if (attributes?.srcRaw !== undefined) attributes.srcRaw = pathOf(attributes.srcRaw, files)
    if (attributes?.hrefRaw !== undefined) attributes.hrefRaw = pathOf(attributes.hrefRaw, files)
  }
}

function pathOf(link: string, files: Readonly<Record<string, string>>): string {
  const id = /^:\/([\da-f]{32})/i.exec(link)?.[1]?.toLowerCase()
  return id !== undefined && Object.hasOwn(files, id) ? (files[id] ?? link) : link
}
