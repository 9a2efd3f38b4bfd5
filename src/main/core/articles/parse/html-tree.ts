import type { ArticleAttributes, ArticleElement, ArticleTag, ArticleTree } from '../../../../shared/article-tree.ts'
import {
  alignment,
  cellAttributes,
  codeLanguage,
  headingId,
  imageAttributes,
  integer,
  taskState
} from './html-attributes.ts'
import { attribute, descendants, hasClass, isElement, rawText } from './html.ts'
import type { HtmlElement, HtmlParent } from './html.ts'
import { fallbackOf, isClaimed, picturesIn } from './noscript.ts'
import { namesSource, sourceLink } from './source-links.ts'
import { formulaText } from './formula.ts'
import { linkUrl } from './urls.ts'
import { element, TreeWriter } from './tree-writer.ts'

/** Deeper elements give their text and pictures to the last one kept. */
const MAX_DEPTH = 200

/** How an element of the source is read. What is not listed is inline and gives only its content. */
const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...each(
    'script style iframe frame frameset noframes template object embed applet param audio video source track canvas ' +
      'math head title meta link base button input select option optgroup datalist textarea progress meter map area rp',
    { kind: 'drop' }
  ),
  ...each(
    'div section article main header footer nav aside address hgroup form fieldset legend search body html dialog ' +
      'li dt dd summary figcaption caption thead tbody tfoot tr td th center',
    { kind: 'group' }
  ),
  ...each('p h1 h2 h3 h4 h5 h6', { kind: 'phrasing' }),
  ...each('ul ol menu dir', { kind: 'list' }),
  ...each('pre xmp listing plaintext', { kind: 'pre' }),
  ...each('strong em u s sub sup mark code', { kind: 'format' }),
  ['b', { kind: 'format', tag: 'strong' }],
  ...each('i cite dfn var', { kind: 'format', tag: 'em' }),
  ['ins', { kind: 'format', tag: 'u' }],
  ...each('del strike', { kind: 'format', tag: 's' }),
  ...each('kbd samp tt', { kind: 'format', tag: 'code' }),
  ...each('blockquote dl details figure table a img svg br hr', { kind: 'own' })
])

interface Role {
  kind: 'drop' | 'group' | 'phrasing' | 'list' | 'pre' | 'format' | 'own'
  /** The tag written, where it is not the source's. */
  tag?: ArticleTag
}

function each(tags: string, role: Role): [string, Role][] {
  return tags.split(' ').map((tag) => [tag, role])
}

/**
 * The allowed content of parsed HTML as a tree: known elements with checked attributes, and nothing else. Elements
 * without meaning are replaced by their content; scripts, frames, drawings and form controls go.
 *
 * `base` is the page's own address, if known, for relative URLs.
 */
export function htmlToTree(source: HtmlParent, base: string | null = null): ArticleTree {
  return new Reader(base).read(source)
}

class Reader {
  readonly #base: string | null
  readonly #writer = new TreeWriter()
  #depth = 0
  /** The name that an empty anchor gives to the heading below it. */
  #anchor: string | null = null
  /** Fallbacks that were written in place of their image. */
  readonly #shown = new Set<HtmlElement>()

  constructor(base: string | null) {
    this.#base = base
  }

  read(source: HtmlParent): ArticleTree {
    return this.#writer.flow(() => this.#content(source))
  }

  #content(parent: HtmlParent): void {
    for (const node of parent.childNodes) {
      if (node.nodeName === '#text') {
        if ('value' in node) this.#writer.text(node.value)
      } else if (isElement(node)) this.#element(node)
    }
  }

  #element(source: HtmlElement): void {
    const role = ROLES.get(source.tagName)
    if (source.tagName === 'math') return this.#formula(source)
    if (source.tagName === 'noscript') return this.#fallback(source)
    if (role?.kind === 'drop') return
    if (this.#depth >= MAX_DEPTH) return this.#writer.text(rawText(source))
    this.#depth++
    this.#read(source, role)
    this.#depth--
  }

  #read(source: HtmlElement, role: Role | undefined): void {
    if (role === undefined) return this.#content(source)
    if (role.kind === 'format') {
      const tag = role.tag ?? articleTag(source.tagName)
      return this.#writer.format({ tag }, () => this.#content(source))
    }
    if (source.tagName === 'br') return this.#writer.lineBreak()
    if (source.tagName === 'img') return this.#image(source)
    if (source.tagName === 'svg') return this.#drawing(source)
    if (source.tagName === 'a') return this.#link(source)
    if (role.kind === 'group' || (this.#writer.inPhrasing && role.kind !== 'phrasing')) return this.#group(source)
    if (role.kind === 'phrasing') return this.#phrasing(source, articleTag(source.tagName))
    if (role.kind === 'list') return this.#list(source)
    if (role.kind === 'pre') return this.#preformatted(source)
    if (source.tagName === 'hr') return this.#writer.block({ tag: 'hr', children: [] })
    if (source.tagName === 'blockquote') return this.#blockquote(source)
    if (source.tagName === 'dl') return this.#definitions(source)
    if (source.tagName === 'details') return this.#captioned(source, 'details', 'summary')
    if (source.tagName === 'figure') return this.#captioned(source, 'figure', 'figcaption')
    return this.#table(source)
  }

  #formula(source: HtmlElement): void {
    const text = formulaText(source)
    if (text !== '') this.#writer.format({ tag: 'code' }, () => this.#writer.text(text))
  }

  #group(source: HtmlElement): void {
    const align = alignment(source)
    if (align !== undefined) return this.#writer.aligned(align.value, () => this.#content(source))
    this.#writer.border()
    this.#content(source)
    this.#writer.border()
  }

  #phrasing(source: HtmlElement, tag: ArticleTag): void {
    // The label that Markdown's footnotes have for screen readers.
    if (hasClass(source, 'sr-only')) return
    const align = alignment(source)
    const id = headingId(source)
    if (tag !== 'p' && id.id === undefined && this.#anchor !== null) id.id = this.#anchor
    this.#anchor = null
    const write = (): void => this.#writer.phrasing(tag, id, () => this.#content(source))
    if (align === undefined) write()
    else this.#writer.aligned(align.value, write)
  }

  #blockquote(source: HtmlElement): void {
    const blocks = this.#writer.flow(() => this.#content(source))
    if (blocks.length > 0) this.#writer.block({ tag: 'blockquote', children: blocks })
  }

  #list(source: HtmlElement): void {
    const items: ArticleElement[] = []
    for (const node of source.childNodes) {
      if (!isElement(node)) {
        if ('value' in node && node.nodeName === '#text' && node.value.trim() !== '') {
          items.push({ tag: 'li', children: tight(this.#writer.flow(() => this.#writer.text(node.value))) })
        }
      } else if (node.tagName === 'li') {
        const blocks = this.#writer.flow(() => this.#content(node))
        const checked = taskState(node)
        if (blocks.length > 0) items.push(element('li', checked === undefined ? {} : { checked }, tight(blocks)))
      } else {
        const blocks = this.#writer.flow(() => this.#element(node))
        const last = items.at(-1)
        if (blocks.length === 0) continue
        if (last !== undefined && (node.tagName === 'ul' || node.tagName === 'ol')) last.children.push(...blocks)
        else items.push({ tag: 'li', children: tight(blocks) })
      }
    }
    if (items.length === 0) return
    const ordered = source.tagName === 'ol'
    const start = ordered ? integer(attribute(source, 'start')) : undefined
    this.#writer.block(element(ordered ? 'ol' : 'ul', start === undefined || start === 1 ? {} : { start }, items))
  }

  #definitions(source: HtmlElement): void {
    const entries: ArticleElement[] = []
    const read = (parent: HtmlElement): void => {
      for (const node of parent.childNodes) {
        if (!isElement(node)) continue
        if (node.tagName === 'div' && parent === source) read(node)
        else if (node.tagName === 'dt') {
          entries.push(...this.#writer.flow(() => this.#writer.phrasing('dt', {}, () => this.#content(node))))
        } else {
          const blocks = this.#writer.flow(() => (node.tagName === 'dd' ? this.#content(node) : this.#element(node)))
          if (blocks.length > 0) entries.push({ tag: 'dd', children: tight(blocks) })
        }
      }
    }
    read(source)
    if (entries.length > 0) this.#writer.block({ tag: 'dl', children: entries })
  }

  /** A block with a caption of its own: `details` with its summary, `figure` with its caption. */
  #captioned(source: HtmlElement, tag: 'details' | 'figure', caption: 'summary' | 'figcaption'): void {
    const blocks = this.#writer.flow(() => {
      for (const node of source.childNodes) {
        if (isElement(node) && node.tagName === caption) {
          this.#writer.phrasing(caption, {}, () => this.#content(node))
        } else if (isElement(node)) this.#element(node)
        else if ('value' in node && node.nodeName === '#text') this.#writer.text(node.value)
      }
    })
    if (blocks.length === 0) return
    const children =
      tag === 'figure' ? blocks.flatMap((block) => (isPicture(block) ? block.children : [block])) : blocks
    this.#writer.block({ tag, children })
  }

  #table(source: HtmlElement): void {
    const parts: ArticleElement[] = []
    for (const part of source.childNodes) {
      if (!isElement(part)) continue
      if (part.tagName === 'caption') {
        parts.push(...this.#writer.flow(() => this.#writer.phrasing('caption', {}, () => this.#content(part))))
      } else if (part.tagName === 'thead' || part.tagName === 'tbody' || part.tagName === 'tfoot') {
        const rows = part.childNodes.filter(isElement).map((row) => this.#row(row))
        const filled = rows.filter((row) => row.children.length > 0)
        if (filled.length > 0) parts.push({ tag: part.tagName === 'thead' ? 'thead' : 'tbody', children: filled })
      }
    }
    if (parts.some((part) => part.children.length > 0)) this.#writer.block({ tag: 'table', children: parts })
  }

  #row(source: HtmlElement): ArticleElement {
    const cells: ArticleElement[] = []
    for (const cell of source.childNodes) {
      if (!isElement(cell) || (cell.tagName !== 'td' && cell.tagName !== 'th')) continue
      const blocks = this.#writer.flow(() => this.#content(cell))
      const attributes = cellAttributes(cell)
      const [only] = blocks
      if (blocks.length === 1 && only?.tag === 'p') {
        const align = attributes.align ?? only.attributes?.align
        cells.push(element(cell.tagName, align === undefined ? attributes : { ...attributes, align }, only.children))
      } else cells.push(element(cell.tagName, attributes, tight(blocks)))
    }
    return { tag: 'tr', children: cells }
  }

  #preformatted(source: HtmlElement): void {
    const text = rawText(source)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd()
    if (text === '') return
    const language = codeLanguage(source)
    this.#writer.block(element('pre', language === undefined ? {} : { language }, [text]))
  }

  #link(source: HtmlElement): void {
    if (attribute(source, 'data-footnote-backref') !== undefined) return
    const written = attribute(source, 'href')
    if (written === undefined && source.childNodes.length === 0)
      this.#anchor = attribute(source, 'name') ?? attribute(source, 'id') ?? null
    const href = linkUrl(written, this.#base)
    const inner = sourceLink(written)
    const hrefRaw = inner !== null && (href === null || namesSource(inner)) ? inner : null
    if (href === null && hrefRaw === null) return this.#content(source)
    const attributes = { ...(href !== null && { href }), ...(hrefRaw !== null && { hrefRaw }) }
    this.#writer.format({ tag: 'a', attributes }, () => this.#content(source))
  }

  /** Only pictures: what else a page says where scripts do not run is about scripts. */
  #fallback(source: HtmlElement): void {
    if (this.#shown.has(source) || isClaimed(source)) return
    for (const picture of picturesIn(source)) this.#writePicture(imageAttributes(picture, this.#base))
  }

  /** Of a drawing only the pictures that it holds: books show their cover and plates in this way. */
  #drawing(source: HtmlElement): void {
    for (const image of descendants(source)) {
      const href = image.tagName === 'image' ? attribute(image, 'href') : undefined
      if (href !== undefined)
        this.#image({ ...image, tagName: 'img', attrs: [...image.attrs, { name: 'src', value: href }] })
    }
  }

  #image(source: HtmlElement): void {
    const attributes = imageAttributes(source, this.#base)
    const fallback = fallbackOf(source)
    if (fallback === null || this.#shown.has(fallback.noscript)) return this.#writePicture(attributes)
    this.#shown.add(fallback.noscript)
    this.#writePicture({ ...attributes, ...imageAttributes(fallback.picture, this.#base) })
  }

  #writePicture(attributes: ArticleAttributes | null): void {
    if (attributes !== null) this.#writer.image(attributes)
  }
}

/** Blocks of an item or cell without the paragraph around its only, or its first, line. */
function tight(blocks: ArticleElement[]): ArticleElement['children'] {
  const [first, ...rest] = blocks
  const unwraps =
    first?.tag === 'p' &&
    first.attributes === undefined &&
    rest.every((block) => block.tag === 'ul' || block.tag === 'ol')
  return unwraps ? [...first.children, ...rest] : blocks
}

function isPicture(block: ArticleElement): boolean {
  return block.tag === 'p' && block.children.every((child) => typeof child !== 'string' && child.tag === 'img')
}

function articleTag(tagName: string): ArticleTag {
  return TAGS.get(tagName) ?? 'p'
}

const TAGS: ReadonlyMap<string, ArticleTag> = new Map(
  (['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 'u', 's', 'sub', 'sup', 'mark', 'code'] as const).map(
    (tag) => [tag, tag]
  )
)
