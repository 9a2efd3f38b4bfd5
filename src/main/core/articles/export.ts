import { dump } from 'js-yaml'
import type { ArticleElement } from '../../../shared/article-tree.ts'
import type { Article, articles } from '../../../shared/articles.ts'
import type { z } from 'zod'
import type { LibraryFolder } from '../db/open.ts'
import { dataAddresses, withAddresses } from './inline-pictures.ts'
import { treeToHtml, treeToMarkdown, treeToText } from './parse/index.ts'

type ExportFormat = z.infer<typeof articles.export.input>['format']

/**
 * An article in an open format, whole: front matter and body, a page, or plain lines. A page has the stored pictures within
 * it; Markdown keeps their addresses and has those within it that have none.
 */
export async function exportArticle(library: LibraryFolder, article: Article, format: ExportFormat): Promise<string> {
  if (format === 'text') return toText(article)
  const { pictures } = article
  const isPage = format === 'html'
  const inlined = isPage ? pictures : pictures.filter(({ src }) => src.startsWith('embedded:'))
  const addresses = await dataAddresses(library, inlined)
  const tree = withAddresses(article.tree, addresses)
  if (!isPage) return toMarkdown({ ...article, tree })
  const cover = addresses.get(pictures.find((picture) => picture.cover)?.src ?? '')
  return toPage({ ...article, tree }, cover)
}

function toMarkdown(article: Article): string {
  const fields = {
    title: article.title,
    author: article.author,
    feed: article.feed,
    date: article.publishedAt,
    // As in Hexo: a flat list is one path, a list of lists is several.
    categories: article.categories.length === 1 ? article.categories[0] : article.categories,
    tags: article.tags,
    url: article.url,
    source: article.source.name
  }
  const known = Object.entries(fields).filter(([, value]) => value != null && value.length > 0)
  return `---\n${dump(Object.fromEntries(known), { lineWidth: -1 })}---\n\n${treeToMarkdown(article.tree).trimEnd()}\n`
}

function toText(article: Article): string {
  const head = [article.title, byline(article), article.url].filter(Boolean).join('\n')
  return `${head}\n\n${treeToText(article.tree).trimEnd()}\n`
}

const byline = (article: Article): string =>
  [article.author, article.feed, article.publishedAt?.slice(0, 10)].filter(Boolean).join(' · ')

// The policy makes a saved page inert even where a browser would run what no longer is in it.
const POLICY = "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'"
const STYLE = `body{max-width:40em;margin:2em auto;padding:0 1em;font:17px/1.8 system-ui,sans-serif}img{max-width:100%;height:auto}
pre{overflow-x:auto}blockquote{margin:1em 0;padding-left:1em;border-left:3px solid #ccc}table{border-collapse:collapse}
td,th{border:1px solid #ccc;padding:.3em .6em}`

function toPage(article: Article, cover: string | undefined): string {
  const facts = [byline(article), article.facts.licence].filter((line): line is string => Boolean(line))
  const head = facts.map((line) => `<p>${escapeHtml(line)}</p>\n`).join('')
  const link = article.url ? `<p><a href="${escapeHtml(article.url)}">${escapeHtml(article.url)}</a></p>\n` : ''
  return `<!doctype html>
<html lang="${languageOf(article)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(article.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<article>
<header>
<h1>${escapeHtml(article.title)}</h1>
${head}${link}${cover ? `<p><img src="${cover}" alt=""></p>\n` : ''}</header>
${treeToHtml(article.tree.map(standingAlone)).trimEnd()}
</article>
</body>
</html>
`
}

/** Chinese when more than a fifth of the letters are Hanzi. */
function languageOf(article: Article): 'zh' | 'en' {
  const sample = article.title + treeToText(article.tree).slice(0, 4000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const hanzi = sample.match(/\p{Script=Han}/gu)?.length ?? 0
  return hanzi > letters / 5 ? 'zh' : 'en'
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)

/** An element of a page that stands alone: links to other sources are text in it. */
function standingAlone(element: ArticleElement): ArticleElement {
  const children = element.children.flatMap((child) => {
    if (typeof child === 'string') return [child]
    const alone = standingAlone(child)
    return child.tag === 'a' && child.attributes?.href === undefined ? alone.children : [alone]
  })
  return { ...element, children }
}
