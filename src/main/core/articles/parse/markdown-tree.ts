import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough'
import type { ArticleTree } from '../../../../shared/article-tree.ts'
import { parseHtml } from './html.ts'
import { htmlToTree } from './html-tree.ts'

/**
 * Reads GitHub Flavoured Markdown, with emphasis next to Chinese punctuation, by way of HTML: embedded HTML then passes
 * the same allow-list as everything else.
 */
export function markdownToTree(markdown: string, base: string | null): ArticleTree {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm(), cjkFriendlyExtension(), gfmStrikethroughCjkFriendly()],
    htmlExtensions: [gfmHtml()]
  })
  return htmlToTree(parseHtml(html), base)
}
