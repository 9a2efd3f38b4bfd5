import type { Fields } from './front-matter.ts'
import { decodeEntities } from './entities.ts'
import { collapse } from './white-space.ts'

const MAX_TEXT = 2000
const MAX_ITEMS = 100
const MAX_NAME = 80

/** The first of the named fields that holds text: entities decoded, white space collapsed. */
export function textField(fields: Fields, ...names: string[]): string | null {
  for (const name of names) {
    const value = fields.get(name)
    const text = typeof value === 'string' || typeof value === 'number' ? plain(String(value)) : ''
    if (text !== '') return text
    // Hugo and others allow a list of authors.
    if (Array.isArray(value)) {
      const joined = value.filter((item) => typeof item === 'string').join('、')
      if (joined !== '') return plain(joined)
    }
  }
  return null
}

/** Tags: a list, or one text parted by commas. Names are made fit for {@link TagName} and unique. */
export function tagsField(fields: Fields): string[] {
  const tags = new Set<string>()
  for (const name of ['tags', 'tag', 'keywords', '标签']) {
    const value = fields.get(name)
    const items = typeof value === 'string' ? value.split(/[,，、;；]/) : Array.isArray(value) ? value.flat(2) : []
    for (const item of items.slice(0, MAX_ITEMS)) {
      if (typeof item !== 'string' && typeof item !== 'number') continue
      const tag = plain(String(item)).replace(/[#,]+/g, ' ').trim().slice(0, MAX_NAME).trim()
      if (tag !== '') tags.add(tag.toWellFormed())
    }
    if (tags.size > 0) break
  }
  return [...tags]
}

/**
 * Category paths from the root. As in Hexo, a flat list is one path, and a list that holds lists is several.
 */
export function categoriesField(fields: Fields): string[][] {
  const value = fields.get('categories') ?? fields.get('category') ?? fields.get('分类')
  const list: unknown[] = Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value]
  const several = list.some((item) => Array.isArray(item))
  const paths = several ? list.map((item) => (Array.isArray(item) ? item : [item])) : [list]
  const cleaned = paths.map((path) => path.slice(0, 10).flatMap(categoryName)).filter((path) => path.length > 0)
  return [...new Map(cleaned.map((path) => [path.join('\n'), path])).values()]
}

/** Other names of a note, by which links may call it. */
export function aliasesField(fields: Fields): string[] {
  const value = fields.get('aliases') ?? fields.get('alias') ?? fields.get('别名')
  const items = typeof value === 'string' ? value.split(/[,，、]/) : Array.isArray(value) ? value : []
  const names = items.slice(0, MAX_ITEMS).flatMap((item) => (typeof item === 'string' ? [plain(item)] : []))
  return [...new Set(names.filter((name) => name !== ''))]
}

function categoryName(item: unknown): string[] {
  if (typeof item !== 'string' && typeof item !== 'number') return []
  const name = plain(String(item)).replaceAll('/', '／').slice(0, MAX_NAME).trim().toWellFormed()
  return name === '' ? [] : [name]
}

/** Note apps write people and places as links to their notes. */
const WIKI_LINK = /\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]/g

function plain(text: string): string {
  return collapse(decodeEntities(text.slice(0, MAX_TEXT).replace(WIKI_LINK, '$1')))
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed()
}
