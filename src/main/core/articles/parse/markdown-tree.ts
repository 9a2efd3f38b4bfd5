import { micromark } from 'micromark'
import type { Options } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough'
import type { ArticleTree } from '../../../../shared/article-tree.ts'
import { shortenData } from './embedded-pictures.ts'
import { parseHtml } from './html.ts'
import { htmlToTree } from './html-tree.ts'
import { hasLake, readLake } from './lake-cards.ts'
import { boxesToCallouts } from './markdown/boxes.ts'
import { titleCallouts } from './markdown/callouts.ts'
import { highlightHtml, highlightSyntax } from './markdown/highlights.ts'
import { partsOf } from './markdown/parts.ts'
import { wikiLinkHtml, wikiLinkSyntax } from './markdown/wiki-links.ts'
import type { ParseWarning } from './parsed-article.ts'
import { textToTree } from './text-tree.ts'

/** Longer texts are read as plain text: the parser needs about a second for 300,000 characters. */
const MAX_CHARACTERS = 4_000_000

/** A text that is too long for the parser, as plain text; null of any other. */
export function plainIfTooLong(markdown: string): { tree: ArticleTree; warnings: ParseWarning[] } | null {
  if (markdown.length <= MAX_CHARACTERS || shortenData(markdown).short.length <= MAX_CHARACTERS) return null
  const warning: ParseWarning = { code: 'as_plain_text', detail: `over ${MAX_CHARACTERS} characters` }
  return { tree: textToTree(markdown), warnings: [warning] }
}

/** Levels of quotations and lists. The parser's work grows with their square. */
const MAX_LEVELS = 32

const MARKERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){33,}/gm
const INDENTATION = /^[ \t]{65,}/gm

const gfmToHtml = gfmHtml()
// GitHub turns script tags into visible text; here they go with what they hold.
const { htmlFlowData: _flow, htmlTextData: _text, ...exit } = gfmToHtml.exit ?? {}

const OPTIONS: Options = {
  allowDangerousHtml: true,
  // Notes call each other by schemes of their own; all addresses are checked below, those of embedded HTML too.
  allowDangerousProtocol: true,
  extensions: [gfm(), cjkFriendlyExtension(), gfmStrikethroughCjkFriendly(), wikiLinkSyntax, highlightSyntax],
  htmlExtensions: [{ ...gfmToHtml, exit }, wikiLinkHtml, highlightHtml]
}

/**
 * Reads GitHub Flavoured Markdown, with emphasis next to Chinese punctuation and what note apps add to it, by way of HTML:
 * embedded HTML then passes the same allow-list as everything else.
 */
export function markdownToTree(markdown: string, base: string | null): ArticleTree {
  const { short, restore } = shortenData(markdown)
  const html = partsOf(limitLevels(boxesToCallouts(short)))
    .map((part) => micromark(part, OPTIONS))
    .join('\n')
  const root = parseHtml(restore(html))
  if (hasLake(html)) readLake(root)
  if (html.includes('[!')) titleCallouts(root)
  return htmlToTree(root, base)
}

/** Drops markers and indentation beyond {@link MAX_LEVELS}; only hostile files have them. */
function limitLevels(markdown: string): string {
  return markdown
    .replace(MARKERS, (markers) => (markers.match(/\d{0,9}[^ \t\d]/g) ?? []).slice(0, MAX_LEVELS).join(' '))
    .replace(INDENTATION, ' '.repeat(2 * MAX_LEVELS))
}
