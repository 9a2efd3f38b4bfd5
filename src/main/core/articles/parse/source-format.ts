import type { SourceFormat } from '../../../../shared/articles.ts'
import type { Fields } from './front-matter.ts'
import { isFeed } from './feed.ts'

const PAGE = /^<(?:!doctype\s+html|html|head|body)\b/i
const HTML_BLOCK =
  /^<(?:div|p|h[1-6]|article|section|main|table|ul|ol|dl|blockquote|figure|img|pre|span|center)\b[^>]{0,2000}>/i
const MARKDOWN_SIGNS = [
  /^#{1,6} +\S/m,
  /^(?:```|~~~)/m,
  /\[[^\]\n]+\]\((?:https?:|#|\.{0,2}\/)[^)\n]*\)/,
  /^ {0,3}> ?\S/m,
  /^ {0,3}[-*+] +\S.*\n {0,3}[-*+] +\S/m,
  /\*\*[^*\n]+\*\*/,
  /^\|.*\|[ \t]*\n\|[ :|-]+\|/m
]
/** Enough to tell; long texts show their nature early. */
const SAMPLE_CHARACTERS = 20_000

/** Whether an HTML source is a whole page and not a part of one. */
export function isWholePage(body: string): boolean {
  return PAGE.test(beginning(body))
}

/** Tells the format of a source by its content first and its name second. */
export function tellFormat(fields: Fields | null, body: string, name: string): SourceFormat {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (fields !== null && isFeed(fields, body)) return 'feed'
  if (isWholePage(body)) return 'html'
  if (extension === 'md' || extension === 'markdown') return 'markdown'
  if (extension === 'html' || extension === 'htm' || extension === 'xhtml')
    return /<[a-z]/i.test(body) ? 'html' : 'text'
  if (HTML_BLOCK.test(beginning(body))) return 'html'
  if (fields !== null) return 'markdown'
  const sample = body.slice(0, SAMPLE_CHARACTERS)
  const signs = MARKDOWN_SIGNS.filter((sign) => sign.test(sample)).length
  return signs >= 2 || /^\s*# +\S/.test(sample) ? 'markdown' : 'text'
}

/** What follows white space, comments and an XML declaration. */
function beginning(body: string): string {
  let at = 0
  for (;;) {
    while (/\s/.test(body.charAt(at))) at++
    const end = body.startsWith('<!--', at)
      ? body.indexOf('-->', at) + 3
      : body.startsWith('<?xml', at)
        ? body.indexOf('>', at) + 1
        : -1
    if (end <= at) return body.slice(at, at + 3000)
    at = end
  }
}
