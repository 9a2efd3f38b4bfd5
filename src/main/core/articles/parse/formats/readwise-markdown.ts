import type { ParsedHighlight } from '../parsed-article.ts'

/** What Readwise writes above and in the list of a book's highlights. */
interface ReadwiseBook {
  author: string | null
  tags: string[]
  highlights: ParsedHighlight[]
}

const AUTHOR = /^- Author: *(.+)$/m
const CATEGORY = /^- (?:Category|Document Tags): *(.+)$/gm
const ITEM = /^[-*] +(.+)$/
const PLACE = / *\(\[([^\]]+)\]\([^)]*\)\) *$/
const NOTE = /^\s+[-*] +(?:\*\*)?Note:?(?:\*\*)?:? *(.+)$/

/** What Readwise's export of a book as Markdown says of its highlights; null for any other text. */
export function readReadwise(markdown: string): ReadwiseBook | null {
  if (!markdown.includes('## Highlights')) return null
  const [head = '', list] = markdown.split(/^## Highlights[^\n]*$/m, 2)
  const author = AUTHOR.exec(head)?.[1]
  if (list === undefined || author === undefined || !/^## Metadata[ \t\r]*$/m.test(head)) return null
  const highlights: ParsedHighlight[] = []
  for (const line of list.split(/\r?\n/)) {
    const note = NOTE.exec(line)?.[1]
    const last = highlights.at(-1)
    const item = ITEM.exec(line)?.[1]
    if (note !== undefined && last !== undefined) last.note = note.trim()
    else if (item !== undefined) {
      const place = PLACE.exec(item)
      const location = place?.[1] ?? ''
      highlights.push({
        text: (place === null ? item : item.slice(0, place.index)).trim(),
        note: '',
        location: location === 'View Highlight' ? '' : location,
        createdAt: null
      })
    }
  }
  const tags = [...head.matchAll(CATEGORY)].flatMap(([, names = '']) => names.split(/[\s,]+/))
  return {
    author: author.replaceAll(/\[\[|\]\]/g, '').trim(),
    tags: tags.map((tag) => tag.replace(/^#/, '')).filter((tag) => tag !== ''),
    highlights
  }
}
