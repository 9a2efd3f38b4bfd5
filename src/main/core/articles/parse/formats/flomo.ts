import { descendants, hasClass, isElement, parsePage, rawText, sourceOf } from '../html.ts'
import type { HtmlElement, HtmlParent } from '../html.ts'

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
  for (const element of memosIn(parsePage(page, { locations: true }))) {
    const content = within(element, 'content')
    const files = within(element, 'files')
    const time = textOf(within(element, 'time'))
    const lines = content === undefined ? [] : linesOf(content)
    const html = [content, files].map((part) => (part === undefined ? '' : sourceOf(part, page))).join('\n')
    const tags = [...lines.join('\n').matchAll(TAG)].map(([, tag = '']) => tag.replace(/\/+$/, ''))
    memos.push({ html: `<!-- ${time.replaceAll('--', '')} -->\n${html}`, title: titleOf(lines) || time, time, tags })
  }
  return memos
}

/** Elements that are memos. One within another, as in a broken page, is its text: else each would repeat all that follow. */
function* memosIn(page: HtmlParent): Generator<HtmlElement> {
  const open = page.childNodes.toReversed()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isElement(node)) continue
    if (hasClass(node, 'memo')) yield node
    else for (const child of node.childNodes.toReversed()) open.push(child)
  }
}

function within(memo: HtmlElement, name: string): HtmlElement | undefined {
  for (const element of descendants(memo)) if (hasClass(element, name)) return element
  return undefined
}

const textOf = (element: HtmlElement | undefined): string =>
  element === undefined ? '' : rawText(element).replace(/\s+/g, ' ').trim()

/** The text of each paragraph and item; a memo from before flomo had paragraphs is one line. */
function linesOf(content: HtmlElement): string[] {
  const blocks = [...descendants(content)].filter(({ tagName }) => tagName === 'p' || tagName === 'li')
  return (blocks.length > 0 ? blocks : [content]).map((block) => rawText(block))
}

/** The first sentence of the first line that is more than tags. */
function titleOf(lines: readonly string[]): string {
  const plain = lines.map((line) => line.replace(TAG, ' ').replace(/\s+/g, ' ').trim())
  const line = plain.find((each) => each !== '') ?? ''
  const sentence = /^.*?[。！？!?]/.exec(line)?.[0] ?? line
  return sentence.length > MAX_TITLE ? `${sentence.slice(0, MAX_TITLE)}…` : sentence.replace(/。$/, '')
}
