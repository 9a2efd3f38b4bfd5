import { shortenData } from '../../articles/index.ts'
import { readHtml } from './read-html.ts'
import { isLinkTarget } from './source-reading.ts'
import type { SourceReading } from './source-reading.ts'

const FENCE = /^(`{3,}|~{3,})(.*)$/
/** Quotation marks, bullets and numbers at the start of a line. */
const MARKERS = /^(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))+/
const ITEM = /^(?:> ?)* {0,3}([-*+]|\d{1,9}[.)])[ \t]+\S/
const HEADING = /^#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/
/** These start a block that is HTML up to the next empty line. */
const HTML_BLOCK =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|center|d[dlt]|details|dialog|div|fieldset|fig(?:caption|ure)|footer|form|h[1-6r]|header|iframe|li|main|menu|nav|ol|p|section|summary|t(?:able|body|d|foot|h|head|r)|ul)[\s>/]/i
const PARAGRAPH = /^ {0,3}[\p{L}\p{N}“”‘’《【（*_[]/u
const DELIMITERS = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
const DEFINITION = /^ {0,3}\[[^\]^][^\]]{0,998}\]:[ \t]*\S/
const IMAGE = /!\[[^\]\n]{0,2000}\](?:\((?:[^()\n]|\([^()\n]{0,2000}\)){0,4000}\)|\[[^\]\n]{0,1000}\])/g
/** A wikilink with what stands in it and its text; numbers in double brackets are citations. */
const WIKI_LINK = /!?\[\[(?!(?:\d{1,3}[, -]*)+\]\])([^[\]|\n]{1,500}?)(?:\\?\|([^[\]\n]{0,500}))?\]\](?!\()/g
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg|heic|tiff?)(?:#.*)?$/i
/** The mark at the start of a callout; its kind is shown when it has no title. */
const CALLOUT = /^\[!([\p{L}\p{N}_-]{1,40})\][+-]?[ \t]*(?=(.?))/u
/** The first or last line of a box; its kind is shown when it has no title. */
const BOX = /^ {0,3}:{3,}[ \t]*([\w-]{0,40})[ \t]*([^{]*).*$/
/** Obsidian's name of a block. */
const BLOCK_ID = /(?:^|[ \t])\^[a-z\d-]{1,60}[ \t]*$/i
const LINK_END = /\]\(((?:[^()\n]|\([^()\n]{0,2000}\)){1,4000})\)/g
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/gi
const CODE_SPAN = /(`+)([^`\n]{1,2000})\1/g

/**
 * Visible text and counts of Markdown, line by line. Markup is told by a few rules that err on the side of too little, so
 * that a count which drops means a loss; compare letters and digits only, for marks of markup are none of the text.
 */
export function readMarkdown(markdown: string, { vault = false } = {}): SourceReading {
  const lines = shortenData(markdown).short.split(/\r\n?|\n/)
  const prose: string[] = []
  const counts = { headings: 0, tables: 0, lists: 0, code: 0, images: 0, links: 0 }
  const titles: string[] = []
  const footnotes = new Map<string, number>()
  let fence = ''
  let list = ''
  let inHtml = false
  let previous = ''
  let inComment = false

  for (const written of lines) {
    let line = written
    if (vault && fence === '' && (inComment || written.includes('%%'))) {
      const parts = written.split('%%')
      const shown = inComment ? 1 : 0
      line = parts.filter((_, i) => i % 2 === shown).join('')
      inComment = inComment === (parts.length % 2 === 1)
    }
    const marked = line
      .replace(MARKERS, '')
      .replace(CALLOUT, (_, kind: string, title: string) => (title ? '' : kind))
      .replace(BOX, (_, kind: string, title: string) => title || kind)
    const content = vault ? marked.replace(BLOCK_ID, '') : marked
    if (fence !== '') {
      if (content.startsWith(fence) && content.replaceAll(fence.charAt(0), '').trim() === '') fence = ''
      else prose.push(line.replace(/[<>&]/g, ' '))
      continue
    }
    const opening = FENCE.exec(content)
    if (opening?.[1] && !(opening[1].startsWith('`') && opening[2]?.includes('`'))) {
      fence = opening[1]
      counts.code++
      previous = ''
      continue
    }
    if (line.trim() === '') inHtml = false
    else if (HTML_BLOCK.test(line)) inHtml = true
    if (inHtml) {
      prose.push(line)
      previous = ''
      continue
    }
    const marker = ITEM.exec(line)?.[1]
    const kind = marker?.replace(/\d+/, '1')
    // A number other than one starts no list in the middle of a paragraph.
    const starts = kind !== list && (marker === kind || list !== '' || previous.trim() === '')
    if (kind !== undefined && starts) counts.lists++
    if (kind !== undefined && (starts || kind === list)) list = kind
    else if (/^\S/.test(line) && !line.startsWith('>') && previous.trim() === '') list = ''
    const heading = HEADING.exec(content)
    if (heading?.[1]?.trim()) {
      counts.headings++
      if (/^#[ \t]/.test(content)) titles.push(heading[1])
    } else if (list === '' && UNDERLINE.test(line) && PARAGRAPH.test(previous)) {
      counts.headings++
      if (line.includes('=')) titles.push(previous)
    } else if (
      line.includes('-') &&
      DELIMITERS.test(content) &&
      previous.includes('|') &&
      cells(previous) === cells(content)
    )
      counts.tables++
    if (!DEFINITION.test(line)) prose.push(numbered(inline(content.replace(/^\[[ xX]\][ \t]/, ''), counts), footnotes))
    previous = line
  }

  const html = readHtml(prose.join('\n'))
  return {
    ...html,
    headings: html.headings + counts.headings,
    tables: html.tables + counts.tables,
    lists: html.lists + counts.lists,
    code: html.code + counts.code,
    images: html.images + counts.images,
    links: html.links + counts.links,
    titles: [...html.titles, ...titles]
  }
}

/** A line without the addresses and names in its markup; HTML stays, but not what code spans show of it. */
function inline(line: string, counts: { images: number; links: number }): string {
  let text = line
  if (text.includes('`')) text = text.replace(CODE_SPAN, (_, __, code: string) => code.replace(/[<>&[\]]/g, ' '))
  if (text.includes('[[')) {
    text = text.replace(WIKI_LINK, (link: string, target: string, shown?: string) => {
      const isPicture = link.startsWith('!') && PICTURE.test(target.trim())
      if (isPicture) counts.images++
      else if (!target.trim().startsWith('#')) counts.links++
      return isPicture ? '' : (shown || target).replace(/[<>&]/g, ' ')
    })
  }
  if (text.includes('![')) {
    text = text.replace(IMAGE, () => (counts.images++, ''))
  }
  if (text.includes('](')) {
    text = text.replace(LINK_END, (_, target: string, at: number) => {
      if (isLinkTarget(target) && text.charAt(at - 1) !== '[') counts.links++
      return ']'
    })
  }
  if (text.includes('<'))
    text = text.replace(AUTOLINK, (_, url: string) => (counts.links++, url.replace(/^mailto:/i, '')))
  return text
}

/** Footnotes are shown with numbers in the order of their first mention; the label before a footnote's text is not. */
function numbered(line: string, footnotes: Map<string, number>): string {
  if (!line.includes('[^')) return line
  return line.replace(/^\[\^[^\]\s]{1,200}\]:/, '').replace(/\[\^([^\]\s]{1,200})\]/g, (_, label: string) => {
    const number = footnotes.get(label) ?? footnotes.size + 1
    footnotes.set(label, number)
    return String(number)
  })
}

const cells = (row: string): number =>
  row
    .replace(MARKERS, '')
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/).length
