import type { ArticleAttributes, ArticleNode, ArticleTree } from '../../../../shared/article-tree.ts'

const VOID = new Set(['br', 'hr', 'img'])
const BLOCKS_PER_LINE =
  /^(?:p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|hr|figure|figcaption|table|caption|thead|tbody|tr|details|summary)$/

/** A tree as HTML: only elements and attributes of the tree, everything else escaped. One block a line. */
export function treeToHtml(tree: ArticleTree): string {
  return nodesToHtml(tree).trim()
}

export function nodesToHtml(nodes: readonly ArticleNode[]): string {
  let html = ''
  for (const node of nodes) {
    if (typeof node === 'string') {
      html += escapeHtml(node)
      continue
    }
    const { tag } = node
    html += `<${tag}${attributesToHtml(tag, node.attributes ?? {})}>`
    if (!VOID.has(tag)) {
      html += `${checkbox(node.attributes)}${nodesToHtml(node.children)}</${tag}>`
    }
    if (BLOCKS_PER_LINE.test(tag)) html += '\n'
  }
  return html
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function checkbox(attributes: ArticleAttributes | undefined): string {
  if (attributes?.checked === undefined) return ''
  return `<input type="checkbox" disabled${attributes.checked ? ' checked' : ''}> `
}

function attributesToHtml(tag: string, attributes: ArticleAttributes): string {
  let html = ''
  const {
    id,
    href = innerLink(attributes),
    src,
    alt,
    title,
    width,
    height,
    align,
    colspan,
    rowspan,
    start,
    language
  } = attributes
  const named = { id, href, src, alt, title, width, height, colspan, rowspan, start }
  for (const [name, value] of Object.entries(named)) {
    if (value !== undefined) html += ` ${name}="${escapeHtml(String(value))}"`
  }
  if (tag === 'img' && alt === undefined) html += ' alt=""'
  if (align !== undefined) html += ` style="text-align: ${align}"`
  if (language !== undefined) html += ` class="language-${escapeHtml(language)}"`
  return html
}

/** A link to another source as it stands, unless a browser would ask another app for it. */
const innerLink = ({ hrefRaw }: ArticleAttributes): string | undefined =>
  hrefRaw !== undefined && /^[^/[]*:/.test(hrefRaw) ? undefined : hrefRaw
