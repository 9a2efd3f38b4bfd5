import type { ArticleFacts } from '../../../shared/articles.ts'
import type { EntryId } from '../../../shared/entries.ts'
import { foldForMatching } from '../../../shared/fold.ts'
import type { ReadableDb } from '../db/sql.ts'
import { sourceTitle } from './given.ts'
import type { ReadyArticle } from './ready-article.ts'
import { articlesByKeys } from './pair-queries.ts'
import { editionOf } from './version-queries.ts'

/** What an article can be told by. */
interface Named {
  title: string
  publishedAt: string | null
  url: string | null
  factsJson: string
}

/** Shorter titles are those of series and of files that nobody named. */
const LEAST_TITLE = 6

/**
 * Names under which an article may be met again, the surest first: its number in its feed, its address, the file it was
 * read from, its title with its date. `path` is the file as its import lists it.
 */
export function keysOf({ title, publishedAt, url, factsJson }: Named, path: string | null): string[] {
  const facts: ArticleFacts = JSON.parse(factsJson)
  const address = url === null || facts.urlGuessed ? null : canonicalUrl(url)
  const bare = lettersOf(title)
  const dated = bare.length >= LEAST_TITLE && publishedAt !== null && !facts.dateIsCrawlTime
  return [
    ...(facts.postId === null ? [] : [`post:${facts.postId}`]),
    ...(address === null ? [] : [`url:${address}`]),
    ...(path === null ? [] : [`path:${path}`]),
    ...(dated ? [`title:${publishedAt.slice(0, 10)} ${bare}`] : [])
  ]
}

/** What is added to addresses to see where readers come from. */
const TRACKING =
  /^(?:utm_.*|spm|scm|from|fbclid|gclid|msclkid|yclid|mc_[ce]id|ref|ref_src|share(?:_.*)?|isappinstalled|chksm|scene|subscene|nsukey|timestamp|wxshare_count|sharer_.*|vd_source)$/i

/**
 * An address without what does not tell pages apart: scheme, `www.`, case of the host, a slash at the end, the place on the
 * page, marks of where readers come from. Null for a site's home page, which is no article's address.
 */
export function canonicalUrl(url: string): string | null {
  const parsed = URL.parse(url)
  if (parsed === null) return null
  const parameters = [...parsed.searchParams].filter(([name]) => !TRACKING.test(name)).toSorted(byText)
  const path = parsed.pathname.replace(/\/+$/, '')
  // Some sites keep their pages behind a hash: `#/article/12`, `#!page`.
  const hash = /^#[!/]./.test(parsed.hash) ? parsed.hash : ''
  if (path === '' && parameters.length === 0 && hash === '') return null
  const query = parameters.length > 0 ? `?${new URLSearchParams(parameters).toString()}` : ''
  return parsed.host.replace(/^www\./, '') + path + query + hash
}

const byText = (a: [string, string], b: [string, string]) => (a.join('=') < b.join('=') ? -1 : 1)

/** A text's letters and digits, as search folds them. */
export const lettersOf = (text: string): string => foldForMatching(text).text.replace(/[^\p{L}\p{N}]+/gu, '')

const SHINGLE = 5
/** So much of a text is enough to tell it by. */
const MOST_LETTERS = 200_000

/**
 * Shingles of five letters that two texts have in common: as a share of those of both, and of those of the text with
 * fewer, which stays high when one is a part of the other. Null when a text is shorter than a shingle.
 */
export function commonText(one: string, other: string): { ofBoth: number; ofShorter: number } | null {
  const [a, b] = [shingles(one), shingles(other)].toSorted((x, y) => x.size - y.size)
  if (!a || !b || a.size === 0) return null
  let common = 0
  for (const shingle of a) if (b.has(shingle)) common++
  return { ofBoth: common / (a.size + b.size - common), ofShorter: common / a.size }
}

function shingles(text: string): Set<string> {
  const letters = lettersOf(text.slice(0, MOST_LETTERS))
  const found = new Set<string>()
  for (let i = 0; i + SHINGLE <= letters.length; i++) found.add(letters.slice(i, i + SHINGLE))
  return found
}

/** An article that a source is another edition of. */
export interface Same {
  id: EntryId
  title: string
  /** Whether the source is the file that the article was read from. */
  sameFile: boolean
}

/**
 * The article, outside the trash, that a source is another edition of; undefined when it is new.
 *
 * A common name alone does not tell: a home page stands for many articles, a series has one title, a file may be written
 * anew. So the text must have something in common too, and most of it when title and date are all there is.
 */
export function findSame(db: ReadableDb, parsed: ReadyArticle, path: string | null): Same | undefined {
  const keys = keysOf({ ...parsed, factsJson: JSON.stringify(parsed.facts) }, path)
  const met = articlesByKeys(db, JSON.stringify(keys))
  for (const { key, id } of met) {
    const known = editionOf(db, id)
    if (!known) continue
    const sameTitle = lettersOf(sourceTitle(known)) === lettersOf(parsed.title)
    const common = commonText(articleText(known), articleText({ ...parsed, bodyText: parsed.text }))
    if (!isSame(key, sameTitle, common)) continue
    return { id, title: known.title, sameFile: met.some((other) => other.id === id && other.key.startsWith('path:')) }
  }
  return undefined
}

/** Whether a source that has the key in common with an article is another edition of it. */
export function isSame(key: string, sameTitle: boolean, common: ReturnType<typeof commonText>): boolean {
  if (key.startsWith('title:')) return common !== null && common.ofBoth >= 0.5
  if (key.startsWith('path:') && sameTitle) return true
  return common === null ? sameTitle : common.ofShorter >= 0.3
}

/** What editions are compared by: the text without its advert. */
export const articleText = ({ bodyText, promotionText }: { bodyText: string; promotionText: number | null }): string =>
  bodyText.slice(0, promotionText ?? bodyText.length)
