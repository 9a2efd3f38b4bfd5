import { defaultTreeAdapter } from 'parse5'
import { tagsField } from './fields.ts'
import { attribute, descendants, hasClass, parsePage, rawText } from './html.ts'
import type { HtmlElement, HtmlParent } from './html.ts'
import type { Content } from './content.ts'
import { htmlToTree } from './html-tree.ts'
import { webUrl } from './urls.ts'

type Facts = Pick<Content, 'author' | 'date' | 'tags' | 'url'>

const CHECKED = [{ name: 'checked', value: '' }]
const MAX_PROPERTIES = 100
const PROPERTY = /^([^:\n]{1,80}): *(.*)$/
/** Lines that are something else, though they may have a colon. */
const BLOCK = /^(?:#{1,6} |[>|]|[-*+] |\d+\. |```|!?\[)/
/** Which properties of a page say what; columns of a database are named by its user. */
const TAGS = new Set(['tags', 'tag', '标签', 'labels', 'keywords', '关键词'])
const DATES = ['date', '日期', 'published', '发布日期', 'created', 'created time', '创建时间', '创建日期', 'created at']
const AUTHORS = ['author', 'authors', '作者', 'created by', '创建者', '创建人']
const URLS = ['url', 'link', 'source', '链接', '原文链接', '网址', '来源']

/**
 * A page's properties, which an export of Notion in Markdown writes as lines below the title. They stay in the text, as a
 * list.
 */
export function notionProperties(body: string): { markdown: string; facts: Facts } {
  const heading = /^\s*# .*\r?\n\s*?\r?\n/.exec(body)
  if (heading === null) return { markdown: body, facts: {} }
  const block = /^[^]*?(?=\r?\n[ \t]*(?:\r?\n|$)|$)/.exec(body.slice(heading[0].length))?.[0] ?? ''
  const lines = block.split(/\r?\n/, MAX_PROPERTIES + 1)
  const properties = lines.flatMap((line): [string, string[]][] => {
    const [, name, value] = PROPERTY.exec(line) ?? []
    return name === undefined || value === undefined || BLOCK.test(line) ? [] : [[name, [value]]]
  })
  if (properties.length !== lines.length) return { markdown: body, facts: {} }
  const rest = body.slice(heading[0].length + block.length)
  const list = lines.map((line) => `- ${line.replace(RELATION, '$1[$2]($3)')}`).join('\n')
  return {
    markdown: `${heading[0]}${list}${rest}`,
    facts: factsFrom(properties)
  }
}

/** A related page: its title, and in parentheses its path. */
const RELATION = /((?:^|: |, ))([^,:()[\]]{1,300}) \(([^()\s]+\.(?:md|csv)|https:\/\/[^()\s]+)\)/g

/** An exported page in HTML: all of it is content, its table of properties too. */
export function readNotionPage(html: string): Content {
  const page = parsePage(html)
  const facts = notionPageFacts(page)
  return { tree: htmlToTree(page), ...facts }
}

/**
 * What a page says of itself in its table of properties. Makes check marks, which it writes as boxes of style, readable,
 * and parts chosen values, in place.
 */
function notionPageFacts(page: HtmlParent): Facts {
  for (const box of descendants(page)) {
    if (!hasClass(box, 'checkbox')) continue
    const checked = hasClass(box, 'checkbox-on')
    if (box.parentNode?.nodeName === 'li') {
      box.tagName = box.nodeName = 'input'
      box.attrs = [{ name: 'type', value: 'checkbox' }, ...(checked ? CHECKED : [])]
    } else box.childNodes = [defaultTreeAdapter.createTextNode(checked ? '☑' : '☐')]
  }
  const properties: [string, string[]][] = []
  for (const row of descendants(page)) {
    if (row.tagName !== 'tr' || !hasClass(row, 'property-row') || properties.length >= MAX_PROPERTIES) continue
    const [name, value] = row.childNodes.filter((node): node is HtmlElement => 'tagName' in node)
    if (name === undefined || value === undefined) continue
    const chosen = Array.from(descendants(value)).filter((element) => hasClass(element, 'selected-value'))
    const link = Array.from(descendants(value)).find((element) => element.tagName === 'a')
    const texts = chosen.length > 0 ? chosen.map(rawText) : [(link && attribute(link, 'href')) ?? rawText(value)]
    properties.push([rawText(name), texts])
    for (const next of chosen.slice(1)) {
      const gap = defaultTreeAdapter.createTextNode(' ')
      if (next.parentNode) defaultTreeAdapter.insertBefore(next.parentNode, gap, next)
    }
  }
  return factsFrom(properties)
}

function factsFrom(properties: readonly [name: string, values: string[]][]): Facts {
  const byName = new Map(properties.map(([name, values]) => [name.trim().toLowerCase(), values]))
  const first = (names: readonly string[]): string | null => {
    for (const name of names) {
      const value = byName.get(name)?.join('、').trim()
      if (value) return value
    }
    return null
  }
  const tags = [...byName].flatMap(([name, values]) => (TAGS.has(name) ? values : []))
  const facts: Facts = {}
  if (tags.length > 0) facts.tags = tagsField(new Map([['tags', tags.length === 1 ? tags[0] : tags]]))
  const date = first(DATES)
  // A range is dated by its first day.
  if (date !== null) facts.date = date.replace(/^@/, '').replace(/\s*→.*$/, '')
  const author = first(AUTHORS)
  if (author !== null) facts.author = author
  const url = webUrl(/https?:\/\/[^\s)>\]]+/.exec(first(URLS) ?? '')?.[0])
  if (url !== null) facts.url = url
  return facts
}
