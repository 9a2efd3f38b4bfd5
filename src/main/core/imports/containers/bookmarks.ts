import { decodeEntities } from '../../articles/index.ts'
import type { FoundFile } from '../find-files.ts'
import { bookmarkMember, MAX_BOOKMARKS, tooMany } from './bookmark-member.ts'
import type { Bookmark } from './bookmark-member.ts'
import type { Container } from './container.ts'
import { textOf } from './text-source.ts'

const MARK = /<!DOCTYPE NETSCAPE-Bookmark-file-1>/i
/** What parts a list of bookmarks; within attributes and titles these are written as character references. */
const PARTS = /(?=<(?:DT|DD|DL|HR|\/DL)\b)/i
const FOLDER = /^<DT>\s*<H3\b[^>]*>([^<]*)/i
const LINK = /^<DT>\s*<A\s([\s\S]*)/i
const DESCRIPTION = /^<DD>([\s\S]*)/i

/** Links in deeper folders are filed under the last of so many. */
const MAX_DEPTH = 20

/**
 * Bookmarks as browsers and bookmarking services export them (the Netscape bookmark file format): every link is a source,
 * in a category named by its folders.
 */
export const bookmarksContainer: Container = {
  extensions: ['html', 'htm'],
  nests: false,
  fits: (head) => MARK.test(head.toString('latin1', 0, 1024)),
  async list(source) {
    const found: FoundFile[] = []
    for (const bookmark of readBookmarks(await textOf(source))) {
      if (found.length === MAX_BOOKMARKS) return [...found, tooMany(bookmark.title)]
      found.push(bookmarkMember(bookmark, found.length + 1))
    }
    return found
  }
}

function* readBookmarks(text: string): Generator<Bookmark> {
  const folders: string[] = []
  let depth = 0
  let opened: string | null = null
  let bookmark: Bookmark | null = null
  for (const part of text.split(PARTS)) {
    const description = DESCRIPTION.exec(part)?.[1]
    if (description !== undefined) {
      if (bookmark) bookmark.description = plain(description)
      continue
    }
    if (bookmark) yield bookmark
    bookmark = null
    const folder = FOLDER.exec(part)?.[1]
    if (folder !== undefined) opened = plain(folder)
    // The outermost list has no name.
    else if (/^<DL/i.test(part)) {
      if (depth++ < MAX_DEPTH) folders.push(opened ?? '')
    } else if (/^<\/DL/i.test(part) && depth > 0 && --depth < MAX_DEPTH) folders.pop()
    if (folder === undefined) opened = null
    const link = LINK.exec(part)?.[1]
    if (link !== undefined) bookmark = linkOf(link, folders)
  }
  if (bookmark) yield bookmark
}

function linkOf(link: string, folders: readonly string[]): Bookmark {
  const end = link.search(/<\/A>/i)
  const start = link.slice(0, end < 0 ? link.length : end)
  return {
    url: attribute(start, 'HREF'),
    title: plain(start.slice(start.lastIndexOf('>') + 1)),
    added: attribute(start, 'ADD_DATE'),
    tags: attribute(start, 'TAGS')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    description: '',
    folders: folders.filter((name) => name !== '')
  }
}

const ATTRIBUTES = {
  HREF: /(?:^|\s)HREF="([^"]*)"/i,
  ADD_DATE: /\sADD_DATE="(\d{1,20})"/i,
  TAGS: /\sTAGS="([^"]*)"/i
}

const attribute = (tag: string, name: keyof typeof ATTRIBUTES): string => plain(ATTRIBUTES[name].exec(tag)?.[1] ?? '')

const plain = (text: string): string => decodeEntities(text).replace(/\s+/g, ' ').trim()
