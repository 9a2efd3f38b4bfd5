import { parseDate } from './dates.ts'
import { attribute, descendants, rawText } from './html.ts'
import type { HtmlElement, HtmlParent } from './html.ts'
import { articleData } from './json-ld.ts'
import { webUrl } from './urls.ts'

/** What a whole page says of itself. */
export interface PageFacts {
  title: string | null
  author: string | null
  /** As the page writes it. */
  date: string | null
  description: string | null
  keywords: string[]
  url: string | null
  /** What relative addresses are relative to, where the page says so. */
  base: string | null
  siteName: string | null
  cover: string | null
  language: string | null
}

/** Names of the meta elements that pages describe themselves with, the most reliable first. */
const META = {
  title: ['og:title', 'twitter:title'],
  author: ['author', 'article:author', 'og:article:author', 'byl', 'dc.creator'],
  date: ['article:published_time', 'og:published_time', 'date', 'pubdate', 'publishdate', 'dc.date', 'datepublished'],
  description: ['description', 'og:description'],
  keywords: ['keywords'],
  url: ['og:url'],
  siteName: ['og:site_name'],
  cover: ['og:image', 'og:image:url', 'twitter:image', 'twitter:image:src']
} as const

/** Names of the elements that show author and date, for pages that have them nowhere else. */
const AUTHOR =
  /(?:^|\s)(?:(?:post|article|entry)?-?author(?:-?name)?|AuthorInfo-name|by-?line(?:-?name)?|js_author_name)(?:\s|$)/
const DATE = /(?:^|[\s_-])(?:date|time|pub-?time|posted-on)(?:\s|$)/i
const MAX_AUTHOR = 30
const MAX_DATE = 60

/** Reads what a page says of itself, in its head, in linked data and where it shows author and date. */
export function pageFacts(document: HtmlParent, html: string): PageFacts {
  const meta = new Map<string, string>()
  const scripts: string[] = []
  const shown: Shown = {}
  const tags: string[] = []
  let title: string | null = null
  let canonical: string | null = null
  let base: string | null = null
  let language: string | null = null
  for (const element of descendants(document)) {
    const { tagName } = element
    if (tagName === 'html') language ??= languageOf(attribute(element, 'lang') ?? attribute(element, 'xml:lang'))
    else if (tagName === 'title' && element.parentNode?.nodeName === 'head') title ??= line(textOf(element))
    else if (tagName === 'meta') collectMeta(element, meta)
    else if (tagName === 'script' && /^application\/ld\+json/i.test(attribute(element, 'type') ?? ''))
      scripts.push(textOf(element))
    else if (tagName === 'base') base ??= attribute(element, 'href') ?? null
    else if (tagName === 'link' && attribute(element, 'rel')?.toLowerCase() === 'canonical')
      canonical ??= webUrl(attribute(element, 'href'))
    else if (tagName === 'a' && attribute(element, 'rel') === 'tag') tags.push(line(rawText(element)) ?? '')
    else collectShown(element, shown)
  }
  const first = (names: readonly string[]): string | null =>
    names.map((name) => meta.get(name)).find((value) => value !== undefined) ?? null
  const data = articleData(scripts)
  const wechat = html.includes('js_content') ? wechatFacts(html) : null
  const author = first(META.author)
  const url = canonical ?? webUrl(first(META.url)) ?? wechat?.url ?? savedFrom(html) ?? webUrl(data.url)
  return {
    title: first(META.title) ?? shown.heading ?? data.title ?? title,
    author: (author === null || /^https?:/.test(author) ? null : author) ?? data.author ?? shown.author ?? null,
    date: first(META.date) ?? data.date ?? shown.date ?? wechat?.date ?? null,
    description: first(META.description) ?? data.description,
    keywords: first(META.keywords)?.split(/[,，、;；]/) ?? (tags.length > 0 ? tags : data.keywords),
    url,
    base: webUrl(base, url),
    siteName: shown.account ?? first(META.siteName) ?? data.siteName,
    cover: webUrl(first(META.cover)) ?? webUrl(data.cover),
    language: language ?? data.language
  }
}

function collectMeta(element: HtmlElement, meta: Map<string, string>): void {
  const name = attribute(element, 'property') ?? attribute(element, 'name') ?? attribute(element, 'itemprop')
  const content = line(attribute(element, 'content') ?? '')
  if (name !== undefined && content !== null && !meta.has(name.toLowerCase())) meta.set(name.toLowerCase(), content)
}

interface Shown {
  author?: string
  date?: string
  account?: string | null
  heading?: string | null
}

function collectShown(element: HtmlElement, shown: Shown): void {
  if (element.attrs.length === 0 && element.tagName !== 'time') return
  const id = attribute(element, 'id')
  // The ids of 公众号 articles.
  if (id === 'js_name') shown.account ??= line(rawText(element))
  if (id === 'activity-name') shown.heading ??= line(rawText(element))
  const called = `${attribute(element, 'class') ?? ''} ${id ?? ''}`
  const isAuthor =
    attribute(element, 'rel') === 'author' || attribute(element, 'itemprop') === 'author' || AUTHOR.test(called)
  if (isAuthor && shown.author === undefined) {
    const name = line(rawText(element))?.replace(/^(?:作者|文|撰文|by)\s*[：:/|]?\s*/i, '')
    if (name !== undefined && name !== '' && name.length <= MAX_AUTHOR) shown.author = name
  }
  if (shown.date !== undefined) return
  const written =
    attribute(element, 'datetime') ??
    (element.tagName === 'time' || attribute(element, 'itemprop') === 'datePublished' || DATE.test(called)
      ? rawText(element)
      : '')
  const date = line(written.slice(0, 200))?.replace(/^\D{0,12}(?=\d)/, '')
  if (date !== undefined && date.length <= MAX_DATE && parseDate(date) !== null) shown.date = date
}

/** The scripts of a 公众号 article hold its time, in seconds or as text, and its address. */
function wechatFacts(html: string): { date: string | null; url: string | null } {
  const seconds = /\bct\s*=\s*["'](\d{10})["']/.exec(html)?.[1]
  const written = /\b(?:createTime|publish_time)\s*=\s*["'](\d{4}-\d{2}-\d{2}[ \d:]{0,9})["']/.exec(html)?.[1]
  const url = /\bmsg_link\s*=\s*["'](https?:[^"']{1,1000})["']/.exec(html)?.[1]
  return { date: seconds ?? written ?? null, url: webUrl(url?.replaceAll('&amp;', '&')) }
}

/** The comment that browsers put at the top of a page they save. */
function savedFrom(html: string): string | null {
  return webUrl(/<!-- saved from url=\(\d+\)(\S+) -->/.exec(html.slice(0, 2000))?.[1])
}

const languageOf = (tag: string | undefined): string | null =>
  tag !== undefined && /^[a-z]{2,3}(?:[-_][a-z\d]{1,8}){0,3}$/i.test(tag) ? tag.replaceAll('_', '-') : null

/** The text of elements whose content no page shows. */
const textOf = (element: HtmlElement): string =>
  element.childNodes.map((node) => (node.nodeName === '#text' && 'value' in node ? node.value : '')).join('')

function line(value: string): string | null {
  return value.replace(/\s+/g, ' ').trim().slice(0, 2000).toWellFormed() || null
}
