import { descendants, hasClass, parsePage, rawText, sourceOf } from '../html.ts'
import type { HtmlElement } from '../html.ts'

/** A memo of a flomo export. `time` is as written; `html` is its content and pictures, and begins with the time. */
export interface Memo {
  html: string
  title: string
  time: string
  tags: string[]
}

const TAG = /(?:^|\s)#([\p{L}\p{N}_][\p{L}\p{N}_/-]*)/gu
const MAX_TITLE = 40

/** The memos of a page that flomo exported. */
export function flomoMemos(page: string): Memo[] {
  const memos: Memo[] = []
  for (const element of descendants(parsePage(page, { locations: true }))) {
    if (!hasClass(element, 'memo')) continue
    const content = within(element, 'content')
    const files = within(element, 'files')
    const time = textOf(within(element, 'time'))
    const text = content === undefined ? '' : rawText(content)
    const html = [content, files].map((part) => (part === undefined ? '' : sourceOf(part, page))).join('\n')
    const tags = [...text.matchAll(TAG)].map(([, tag = '']) => tag.replace(/\/+$/, ''))
    memos.push({ html: `<!-- ${time.replaceAll('--', '')} -->\n${html}`, title: titleOf(content) || time, time, tags })
  }
  return memos
}

function within(memo: HtmlElement, name: string): HtmlElement | undefined {
  for (const element of descendants(memo)) if (hasClass(element, name)) return element
  return undefined
}

const textOf = (element: HtmlElement | undefined): string =>
  element === undefined ? '' : rawText(element).replace(/\s+/g, ' ').trim()

/** The first sentence of the first line that is more than tags. */
function titleOf(content: HtmlElement | undefined): string {
  if (content === undefined) return ''
  const lines = [...descendants(content)].filter(({ tagName }) => tagName === 'p' || tagName === 'li')
  for (const element of lines.length > 0 ? lines : [content]) {
    const line = rawText(element).replace(TAG, ' ').replace(/\s+/g, ' ').trim()
    if (line === '') continue
    const sentence = /^.*?[。！？!?]/.exec(line)?.[0] ?? line
    return sentence.length > MAX_TITLE ? `${sentence.slice(0, MAX_TITLE)}…` : sentence.replace(/。$/, '')
  }
  return ''
}
