import type { ArticleElement } from '../../../../../shared/article-tree.ts'
import { decodeEntities } from '../entities.ts'
import { webUrl } from '../urls.ts'
import { startsWith } from './format.ts'
import type { Format } from './format.ts'

const ITEM = /^<DT><A HREF="([^"]*)"(?: ADD_DATE="([^"]*)")?(?: TAGS="([^"]*)")?>([^<]*)<\/A>(?:\n<DD>([^<]*))?/

/** A kept link, as `imports` takes it from a list of bookmarks: its description and the link. */
export const bookmark: Format = {
  fits: (bytes) => startsWith(bytes, '<DT><A HREF="') && ITEM.test(new TextDecoder().decode(bytes)),

  async read(bytes) {
    const [, href = '', added = '', tags = '', title = '', description = ''] =
      ITEM.exec(new TextDecoder().decode(bytes))?.map((part: string | undefined) => decodeEntities(part ?? '')) ?? []
    const url = webUrl(href)
    const link: ArticleElement = url === null ? text(href) : { tag: 'a', attributes: { href: url }, children: [href] }
    const about = description.replace(/\s+/g, ' ').trim()
    return {
      format: 'bookmark',
      encoding: 'utf-8',
      content: {
        tree: [...(about === '' ? [] : [text(about)]), url === null ? link : { tag: 'p', children: [link] }],
        title: title.trim() || href,
        url,
        date: dateOf(added),
        summary: about === '' ? null : about,
        tags: tags.split(',').filter((tag) => tag !== '')
      }
    }
  }
}

const text = (words: string): ArticleElement => ({ tag: 'p', children: [words] })

/** Unix time in seconds, which some programs write in milliseconds or microseconds; anything else is a date. */
const dateOf = (added: string): string | null =>
  /^\d{16,}$/.test(added)
    ? added.slice(0, -6)
    : /^\d{9}$/.test(added)
      ? `0${added}`
      : added === '' || added === '0'
        ? null
        : added
