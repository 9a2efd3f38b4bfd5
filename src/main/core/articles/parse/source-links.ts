import { relativePath } from './urls.ts'

const MAX_CHARACTERS = 2048
const ID = String.raw`[\da-f]{32}`
const NOTION_PAGE = new RegExp(`^https://(?:www\\.)?notion\\.so/\\S*?${ID}(?:[?#]\\S*)?$`, 'i')
const YUQUE_PAGE = /^https:\/\/(?:[\w-]+\.)?yuque\.com\/[^/?#\s]+\/[^/?#\s]+\/[^/?#\s]+(?:[?#]\S*)?$/i
/** Links between notes: wikilinks, ids of Joplin, and the addresses by which note apps call their own notes. */
const FORMS = [
  /^!?\[\[[^\]\n]+\]\]$/,
  new RegExp(`^:/${ID}(?:#.*)?$`, 'i'),
  /^evernote:\/\/\/view\/\S+$/i,
  /^joplin:\/\/x-callback-url\/openNote\?\S+$/i,
  /^obsidian:\/\/open\?\S+$/i,
  NOTION_PAGE,
  YUQUE_PAGE
]

/**
 * The link of a source to another source, as it stands: a path relative to it or one of {@link FORMS}. Null for one that
 * leads to the web, into the source itself, or nowhere.
 */
export function sourceLink(raw: string | undefined): string | null {
  const link = raw?.trim() ?? ''
  if (link === '' || link.length > MAX_CHARACTERS) return null
  if (FORMS.some((form) => form.test(link))) return link
  // People write addresses without their scheme, and a colon in the first part of a path makes it look like one.
  return /^www\.|^[^/]*:/i.test(link) ? null : (relativePath(link)?.replace(ESCAPED, readable) ?? null)
}

/** Characters beyond ASCII as the Markdown parser and other writers escape them; paths are kept as people write them. */
const ESCAPED = /(?:%[89a-f][\da-f])+/gi

function readable(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch {
    return escaped
  }
}

/** Whether a link names a source even where it could be a page of the web: Markdown, and pages of Notion and 语雀. */
export const namesSource = (link: string): boolean =>
  /\.(?:md|markdown)(?:[#?].*)?$/i.test(link) || NOTION_PAGE.test(link) || YUQUE_PAGE.test(link)
