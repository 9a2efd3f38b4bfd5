import type { FoundFile } from '../find-files.ts'
import { refusal } from '../refusal.ts'

/** A link that someone kept, in the words of its source. */
export interface Bookmark {
  url: string
  title: string
  /** Unix time in seconds or ISO 8601; empty when unknown. */
  added: string
  tags: string[]
  description: string
  /** Names of the folders that it lies in, from the root. */
  folders: string[]
}

/** No list has more links. */
export const MAX_BOOKMARKS = 100_000

/**
 * A kept link as a source of its own: an item of the Netscape bookmark format, with what it says of the page and without
 * pictures and the times of visits, so that the same link is the same source in every export.
 */
export function bookmarkMember(bookmark: Bookmark, number: number): FoundFile {
  const { url, title, added, tags, description, folders } = bookmark
  const label = (title || url).replace(/[/\\!\s]+/g, ' ').trim()
  const name = `${String(number).padStart(4, '0')} ${label.slice(0, 80).toWellFormed()}`
  const path = [...folders.map((folder) => folder.replace(/[/\\!]+/g, ' ')), name].join('/')
  if (!/^https?:\/\//i.test(url)) return { path, refused: refusal('unsafe_link', url.slice(0, 100).toWellFormed()) }
  const attributes = [
    `HREF="${escaped(url)}"`,
    ...(added === '' ? [] : [`ADD_DATE="${escaped(added)}"`]),
    ...(tags.length === 0 ? [] : [`TAGS="${escaped(tags.join(','))}"`])
  ]
  const about = description === '' ? '' : `\n<DD>${escaped(description)}`
  const bytes = Buffer.from(`<DT><A ${attributes.join(' ')}>${escaped(title)}</A>${about}\n`)
  const known = folders.length === 0 ? {} : { category: folders }
  return { path, refused: null, member: { name, size: bytes.length, read: async () => bytes, known } }
}

export const tooMany = (path: string): FoundFile => ({
  path,
  refused: refusal('too_large', `more than ${MAX_BOOKMARKS} links`)
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
