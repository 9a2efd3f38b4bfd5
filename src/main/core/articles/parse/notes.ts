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
  const warnings = hidden > 0 ? [{ code: 'comments_hidden' as const, detail: String(hidden) }] : []
  return { tree, inlineTags: inlineTags(tree), warnings }
}
