import type { Nodes } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import type { Options } from 'mdast-util-to-markdown'
import { cjkFriendlyToMarkdown } from 'mdast-util-to-markdown-cjk-friendly'
import { cjkFriendlyGfmStrikethroughToMarkdown } from 'mdast-util-to-markdown-cjk-friendly-gfm-strikethrough'

// Of the two strikethroughs the Chinese one counts; of its other handlers, which write a whole document, one set is enough
// and must come before GitHub's, whose paragraphs know task items.
const strikethrough = cjkFriendlyGfmStrikethroughToMarkdown().handlers?.delete

const OPTIONS: Options = {
  bullet: '-',
  rule: '-',
  extensions: [cjkFriendlyToMarkdown(), gfmToMarkdown(), { handlers: strikethrough ? { delete: strikethrough } : {} }],
  // Else a backslash would stand unescaped before a letter that is then written as `&#x61;`, and escape its `&`.
  unsafe: [{ character: '\\', inConstruct: 'phrasing' }]
}

/** A tree as GitHub Flavoured Markdown; marks may touch Chinese punctuation. Text that looks like Markdown is escaped. */
export const writeMarkdown = (tree: Nodes): string => toMarkdown(tree, OPTIONS)
