import { descendants, parsePage, rawText } from './html.ts'
import type { HtmlElement, HtmlParent } from './html.ts'
import { takeFrame } from './main-text.ts'
import { pageFacts } from './page-facts.ts'
import type { PageFacts } from './page-facts.ts'
import type { ParseWarning } from './parsed-article.ts'

/** A whole HTML page: what it says of itself, and the part that holds its content. */
export interface Page extends PageFacts {
  content: HtmlParent
  /** The pieces of the source that stand around the content and were left out. */
  omitted: string[]
  warnings: ParseWarning[]
}

/** Reads a page and leaves out what stands around its content, unless it is known to be content as a `whole`. */
export function readPage(html: string, { whole = false } = {}): Page {
  const document = parsePage(html, { locations: true })
  const facts = pageFacts(document, html)
  const body = bodyOf(document)
  if (body === null) return { ...facts, content: document, omitted: [], warnings: [] }
  const before = rawText(body).replace(/\s+/g, '').length
  const omitted = whole ? [] : takeFrame(body, html, facts.title)
  markTitle(body, facts.title)
  const characters = before - rawText(body).replace(/\s+/g, '').length
  return {
    ...facts,
    content: body,
    omitted,
    warnings: characters > 0 ? [{ code: 'page_frame', detail: `${characters} characters` }] : []
  }
}

/** A page may write its title as a heading of lower level, and add the site's name to it elsewhere. */
function markTitle(body: HtmlElement, title: string | null): void {
  for (const element of descendants(body)) {
    if (!/^h[1-6]$/.test(element.tagName)) continue
    const heading = rawText(element).replace(/\s+/g, ' ').trim()
    const isTitle = heading !== '' && title?.startsWith(heading) === true
    if (isTitle && /^(?:\s*[-_|–—·]|$)/.test(title.slice(heading.length))) element.tagName = 'h1'
    return
  }
}

function bodyOf(document: HtmlParent): HtmlElement | null {
  for (const element of descendants(document)) if (element.tagName === 'body') return element
  return null
}
