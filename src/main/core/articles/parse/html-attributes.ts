import type { ArticleAttributes } from '../../../../shared/article-tree.ts'
import { isDataPicture, isEmbeddedName } from './embedded-pictures.ts'
import { attribute, isElement } from './html.ts'
import type { HtmlElement } from './html.ts'
import { bestOfSrcset } from './srcset.ts'
import { relativePath, unwrapProxy, webUrl } from './urls.ts'

const MAX_SPAN = 1000
const MAX_PIXELS = 100_000

/** Lazily loaded images carry their address in another attribute and a placeholder in `src`. */
const IMAGE_SOURCES = ['data-src', 'data-original', 'data-original-src', 'data-lazy-src', 'data-actualsrc', 'src']

/** 语雀 notes behind a picture's address how it was pasted and how large it is; 公众号 has attributes of its own for that. */
const EDITOR_NOTES = /#(?=[^#]*\b(?:originWidth|originHeight|clientId|averageHue)=)[^#]*$/

/** Pictures written as data are no longer where a script puts the true ones in their place. */
const MOST_OF_PLACEHOLDER = 2000

/** The folder that a browser saves beside a page. */
const IN_SAVED_FOLDER = /^(?:\.\/)?[^/]+(?:_files|\.files)\//i

/** An image that has no usable address keeps its place and its text; an element without any hint is dropped. */
export function imageAttributes(source: HtmlElement, base: string | null): ArticleAttributes | null {
  const attributes: ArticleAttributes = {}
  const written = attribute(source, 'src')
  const path = relativePath(written)
  // A picture beside the source and never on the site that the source came from.
  const isLocal = attribute(source, 'data-local') !== undefined || (path !== null && IN_SAVED_FOLDER.test(path))
  // Where the source holds the picture, its other sizes are still on the web.
  const holds = isLocal || (isDataPicture(written ?? '') && (written?.length ?? 0) > MOST_OF_PLACEHOLDER)
  const best = holds ? null : bestOf(source)
  for (const [name, raw] of [
    ['srcset', best] as const,
    ...IMAGE_SOURCES.map((name) => [name, attribute(source, name)] as const)
  ]) {
    const url = webUrl(raw, isLocal && name === 'src' ? null : base)
    if (url === null) continue
    const src = (webUrl(unwrapProxy(url)) ?? url).replace(EDITOR_NOTES, '')
    attributes.src = src
    if (src !== url) attributes.srcRaw = url
    break
  }
  const isWithin = written !== undefined && (isDataPicture(written) || isEmbeddedName(written))
  if (attributes.src === undefined && isWithin) attributes.srcRaw = written
  else if (path !== null) attributes.srcRaw = path
  const alt = attribute(source, 'alt')
  if (alt) attributes.alt = alt
  const title = attribute(source, 'title')
  if (title) attributes.title = title
  if (attributes.src === undefined && attributes.srcRaw === undefined && attributes.alt === undefined) return null
  return { ...attributes, ...sizeOf(source, attributes.srcRaw) }
}

/** The best of the sizes that an image comes in; of a `picture` without one that every browser knows, those of its last source. */
function bestOf(source: HtmlElement): string | null {
  const own = attribute(source, 'data-srcset') ?? attribute(source, 'srcset')
  const parent = source.parentNode
  if (own !== undefined) return bestOfSrcset(own)
  if (!parent || !('tagName' in parent) || parent.tagName !== 'picture') return null
  if (IMAGE_SOURCES.some((name) => webUrl(attribute(source, name), 'https://a.example/') !== null)) return null
  const last = parent.childNodes.filter(isElement).findLast(({ tagName }) => tagName === 'source')
  return last ? bestOfSrcset(attribute(last, 'data-srcset') ?? attribute(last, 'srcset') ?? '') : null
}

/** Its size in pixels, as its attributes say, or what an editor noted for it. */
function sizeOf(source: HtmlElement, raw: string | undefined): Pick<ArticleAttributes, 'width' | 'height'> {
  const notes = new URLSearchParams(EDITOR_NOTES.exec(raw ?? '')?.[0].slice(1) ?? '')
  const width = pixels(attribute(source, 'width')) ?? pixels(notes.get('width') ?? attribute(source, 'data-w'))
  const ratio = Number(attribute(source, 'data-ratio'))
  const height =
    pixels(attribute(source, 'height')) ??
    pixels(notes.get('height') ?? (width && ratio > 0 ? String(Math.round(width * ratio)) : undefined))
  return { ...(width !== undefined && { width }), ...(height !== undefined && { height }) }
}

export function cellAttributes(cell: HtmlElement): ArticleAttributes {
  const attributes: ArticleAttributes = {}
  const align = alignment(cell)?.value
  if (align !== undefined) attributes.align = align
  const colspan = integer(attribute(cell, 'colspan'))
  if (colspan !== undefined && colspan > 1) attributes.colspan = Math.min(colspan, MAX_SPAN)
  const rowspan = integer(attribute(cell, 'rowspan'))
  if (rowspan !== undefined && rowspan > 1) attributes.rowspan = Math.min(rowspan, MAX_SPAN)
  return attributes
}

/** The alignment that an element sets for its content; `left` and `justify` set the ordinary one. */
export function alignment(source: HtmlElement): { value: ArticleAttributes['align'] } | undefined {
  if (source.tagName === 'center') return { value: 'center' }
  if (source.attrs.length === 0) return undefined
  const style = attribute(source, 'style')
  const written =
    (style === undefined ? undefined : /(?:^|[;\s])text-align\s*:\s*([a-z]+)/i.exec(style)?.[1]) ??
    attribute(source, 'align')
  if (written === undefined) return undefined
  const value = written.toLowerCase()
  if (value === 'center' || value === 'right') return { value }
  return value === 'end' ? { value: 'right' } : { value: undefined }
}

/** The id as the source has it; see `headings.ts` for what becomes of it. */
export function headingId(source: HtmlElement): ArticleAttributes {
  const id = source.tagName === 'p' ? undefined : attribute(source, 'id')
  return id ? { id } : {}
}

/** State of a task list item: its checkbox stands first, possibly in a paragraph or label. */
export function taskState(item: HtmlElement): boolean | undefined {
  let parent: HtmlElement = item
  for (let depth = 0; depth < 3; depth++) {
    const first = parent.childNodes.find((node) => isElement(node) || ('value' in node && node.value.trim() !== ''))
    if (first === undefined || !isElement(first)) return undefined
    if (first.tagName === 'input') {
      return attribute(first, 'type') === 'checkbox' ? attribute(first, 'checked') !== undefined : undefined
    }
    parent = first
  }
  return undefined
}

export function codeLanguage(source: HtmlElement): string | undefined {
  const code = source.childNodes.find((node): node is HtmlElement => isElement(node) && node.tagName === 'code')
  for (const place of code === undefined ? [source] : [code, source]) {
    const named = attribute(place, 'data-lang') ?? attribute(place, 'data-language')
    const language =
      named ?? /(?:^|\s)(?:language-|lang-|brush:\s*)([\w+#.-]{1,40})/.exec(attribute(place, 'class') ?? '')?.[1]
    if (language) return language.slice(0, 40)
  }
  return undefined
}

export function integer(value: string | undefined): number | undefined {
  const number = value === undefined || !/^\s*-?\d{1,9}\s*$/.test(value) ? Number.NaN : Number(value)
  return Number.isInteger(number) ? number : undefined
}

function pixels(value: string | undefined): number | undefined {
  const number = value === undefined ? undefined : integer(value.replace(/(?:\.\d+)?(?:px)?\s*$/i, ''))
  return number !== undefined && number > 0 && number <= MAX_PIXELS ? number : undefined
}
