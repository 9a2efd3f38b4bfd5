import { descendants, parsePage, rawText } from './html.ts'
import type { HtmlElement, HtmlParent } from './html.ts'
import { takeFrame } from './main-text.ts'
import { pageFacts } from './page-facts.ts'
import type { PageFacts } from './page-facts.ts'
import type { ParseWarning } from './parsed-article.ts'

/** A whole HTML page: what it says of itself, and the part that holds its content. */
export interface Page extends PageFacts {
  content: HtmlParent
  /** The source of what stands around the content and was left out; null when there is none. */
  omitted: string | null
  warnings: ParseWarning[]
}

/** Reads a page and leaves out what stands around its content. */
export function readPage(html: string): Page {
  const document = parsePage(html, { locations: true })
  const facts = pageFacts(document, html)
  const body = bodyOf(document)
  if (body === null) return { ...facts, content: document, omitted: null, warnings: [] }
  const before = rawText(body).replace(/\s+/g, '').length
  const omitted = takeFrame(body, html, facts.title)
  const characters = before - rawText(body).replace(/\s+/g, '').length
  return {
    ...facts,
    content: body,
    omitted: omitted.length > 0 ? omitted.join('\n') : null,
    warnings: characters > 0 ? [{ code: 'page_frame', detail: `${characters} characters` }] : []
  }
}

function bodyOf(document: HtmlParent): HtmlElement | null {
  for (const element of descendants(document)) if (element.tagName === 'body') return element
  return null
}
