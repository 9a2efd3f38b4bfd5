import type { ArticleTree } from '../../../../shared/article-tree.ts'
import type { SourceFormat } from '../../../../shared/articles.ts'
import type { Fields } from './front-matter.ts'
import type { EmbeddedPicture, ParsedHighlight, ParseWarning } from './parsed-article.ts'

/** What the body of a source gives beside the front matter. */
export interface Content {
  tree: ArticleTree
  title?: string | null
  author?: string | null
  feed?: string | null
  /** As the source writes it. */
  date?: string | null
  summary?: string | null
  url?: string | null
  tags?: string[]
  /** Tags that the text names beside those of the source as a whole. */
  inlineTags?: string[]
  categories?: string[][]
  postId?: string | null
  embedded?: EmbeddedPicture[]
  highlights?: ParsedHighlight[]
  cover?: string | null
  language?: string | null
  omitted?: string[]
  unpacked?: string[]
  warnings?: ParseWarning[]
}

/** A source that was read, before the article is made of it. */
export interface Source {
  format: SourceFormat
  /** WHATWG label. */
  encoding: string
  fields: Fields
  content: Content
  warnings: ParseWarning[]
}
