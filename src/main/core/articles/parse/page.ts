import { attribute, descendants, isElement, parsePage, rawText } from './html.ts'
import type { HtmlElement, HtmlParent } from './html.ts'
import { webUrl } from './urls.ts'

/** A whole HTML page: what it says of itself, and the part that holds its content. */
export interface Page {
  title: string | null
  author: string | null
  date: string | null
  description: string | null
  keywords: string[]
  url: string | null
  siteName: string | null
  content: HtmlParent
}

/** Names of the meta elements that pages describe themselves with, the most reliable first. */
const META = {
  title: ['og:title', 'twitter:title'],
  author: ['author', 'article:author', 'og:article:author', 'byl'],
  date: ['article:published_time', 'og:published_time', 'date', 'pubdate', 'publishdate', 'dc.date', 'datepublished'],
  description: ['description', 'og:description'],
  keywords: ['keywords'],
  url: ['og:url'],
  siteName: ['og:site_name']
} as const

const FRAME = new Set(['nav', 'aside', 'footer', 'header'])

/**
 * Reads a page. Navigation, sidebars, headers and footers go when the page marks its content with `<article>` or
 * `<main>` and they stand outside of it; a page without such marks is kept whole.
 */
export function readPage(html: string): Page {
  const document = parsePage(html)
  const meta = new Map<string, string>()
  let title: string | null = null
  let canonical: string | null = null
  let body: HtmlElement | null = null
  let marked = false
  for (const element of descendants(document)) {
    if (element.tagName === 'body') body ??= element
    else if (element.tagName === 'title' && element.parentNode?.nodeName === 'head') title ??= text(rawText(element))
    else if (element.tagName === 'meta') collectMeta(element, meta)
    else if (element.tagName === 'link' && attribute(element, 'rel')?.toLowerCase() === 'canonical') {
      canonical ??= webUrl(attribute(element, 'href'))
    } else if (element.tagName === 'article' || element.tagName === 'main') marked = true
  }
  const first = (names: readonly string[]): string | null => {
    for (const name of names) {
      const value = meta.get(name)
      if (value !== undefined) return value
    }
    return null
  }
  if (body !== null && marked) dropFrame(body)
  const author = first(META.author)
  return {
    title: first(META.title) ?? title,
    author: author === null || /^https?:/.test(author) ? null : author,
    date: first(META.date),
    description: first(META.description),
    keywords: first(META.keywords)?.split(/[,，、;；]/) ?? [],
    url: canonical ?? webUrl(first(META.url)) ?? savedFrom(html),
    siteName: first(META.siteName),
    content: body ?? document
  }
}

function collectMeta(element: HtmlElement, meta: Map<string, string>): void {
  const name = attribute(element, 'property') ?? attribute(element, 'name') ?? attribute(element, 'itemprop')
  const content = text(attribute(element, 'content') ?? '')
  if (name !== undefined && content !== null && !meta.has(name.toLowerCase())) meta.set(name.toLowerCase(), content)
}

/** The comment that browsers put at the top of a page they save. */
function savedFrom(html: string): string | null {
  return webUrl(/<!-- saved from url=\(\d+\)(\S+) -->/.exec(html.slice(0, 2000))?.[1])
}

/** Walks from the body down to the marked content and drops page furniture on the way. */
function dropFrame(body: HtmlElement): void {
  const open: HtmlElement[] = [body]
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    parent.childNodes = parent.childNodes.filter((node) => !(isElement(node) && isFurniture(node)))
    for (const node of parent.childNodes) {
      if (isElement(node) && node.tagName !== 'article' && node.tagName !== 'main') open.push(node)
    }
  }
}

function isFurniture(element: HtmlElement): boolean {
  if (!FRAME.has(element.tagName)) return false
  for (const inner of descendants(element)) if (inner.tagName === 'article' || inner.tagName === 'main') return false
  return true
}

function text(value: string): string | null {
  return value.replace(/\s+/g, ' ').trim().slice(0, 2000).toWellFormed() || null
}
