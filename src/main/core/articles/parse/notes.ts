import type { ArticleNode } from '../../../../shared/article-tree.ts'
import type { Content } from './content.ts'
import { dropBlockIds } from './markdown/block-ids.ts'
import { withoutComments } from './markdown/comments.ts'
import { inlineTags } from './markdown/inline-tags.ts'
import { markdownToTree } from './markdown-tree.ts'
import { notionProperties } from './notion.ts'
import type { KnownFacts } from './parsed-article.ts'

/** Reads Markdown with what its app makes of it; the app is known from the surroundings of a note, not from its text. */
export function readMarkdown(body: string, base: string | null, app: KnownFacts['app']): Content {
  if (app === 'obsidian') return readObsidian(body)
  if (app === undefined || app === 'joplin') return { tree: markdownToTree(body, app === undefined ? base : null) }
  const { markdown, facts } = notionProperties(body)
  return { tree: markdownToTree(markdown, null), ...facts }
}

/** Format: https://help.obsidian.md/obsidian-flavored-markdown */
function readObsidian(body: string): Content {
  const { markdown, hidden } = withoutComments(body)
  const tree = markdownToTree(markdown, null)
  dropBlockIds(tree)
  sizePictures(tree)
  const warnings = hidden > 0 ? [{ code: 'comments_hidden' as const, detail: String(hidden) }] : []
  return { tree, inlineTags: inlineTags(tree), warnings }
}

/** The size that Obsidian writes behind a picture's description, `![plan|300x200](plan.png)`, in place. */
function sizePictures(nodes: readonly ArticleNode[]): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    sizePictures(node.children)
    const { attributes } = node
    const [size, width, height] = /(?:^|\|)(\d{1,5})(?:x(\d{1,5}))?$/.exec(attributes?.alt ?? '') ?? []
    if (attributes?.alt === undefined || size === undefined || Number(width) === 0 || Number(height ?? 1) === 0)
      continue
    attributes.alt = attributes.alt.slice(0, -size.length)
    attributes.width = Number(width)
    if (height !== undefined) attributes.height = Number(height)
    if (attributes.alt === '') delete attributes.alt
  }
}
