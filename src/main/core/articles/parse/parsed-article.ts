import type { ArticleTree } from '../../../../shared/article-tree.ts'
import type { ArticleFacts, ArticleImage, SourceFormat, TocItem } from '../../../../shared/articles.ts'
import type { ImportReason } from '../../../../shared/imports.ts'

/** One source file understood: everything that the library keeps of it beside its bytes. */
export interface ParsedArticle {
  format: SourceFormat
  /** WHATWG label of the encoding that the bytes were read with, for example `utf-8` or `gb18030`. */
  encoding: string
  title: string
  /** The title as the source has it, where repair changed it. */
  originalTitle: string | null
  author: string | null
  feed: string | null
  /** `YYYY-MM-DD` when the source gives only a date, else ISO 8601 in UTC. */
  publishedAt: string | null
  /** Paths from the root of the category tree. */
  categories: string[][]
  tags: string[]
  url: string | null
  summary: string | null
  facts: ArticleFacts
  tree: ArticleTree
  /** Plain text of the tree: one line a block, as search and snippets see it. */
  text: string
  /** The first sentences before any advert, at most 160 characters, without line breaks. */
  excerpt: string
  toc: TocItem[]
  /** The images of the tree in order; a cover that only the front matter names comes first. */
  images: ArticleImage[]
  /** The picture that only the front matter names. */
  cover: string | null
  /** Pictures that the source holds within itself. */
  embedded: EmbeddedPicture[]
  /** Pictures that lie beside the source. */
  beside: PictureBeside[]
  /** What links call the source beside its file name and title: aliases and ids. */
  names: string[]
  readingMinutes: number
  /** Where the advert at the end begins: a block's index, 0 when the whole article is one; null when there is none. */
  promotionFrom: number | null
  /** How much of `text` stands before the advert, in UTF-16 units; null when nothing is folded. */
  promotionText: number | null
  /** Sentences marked in another reader. */
  highlights: ParsedHighlight[]
  /** The pieces of a page's source, in its order, that were left out as standing around its content. */
  omitted: string[]
  /**
   * What a format that is no text holds, as it came out of it, to measure what of it was kept: pages of HTML (`mhtml`, `epub`),
   * pages of text (`pdf`), or the parts `word/styles.xml`, `document.xml`, `footnotes.xml` and `endnotes.xml` (`docx`).
   */
  unpacked: string[]
  /** What was tolerated, for the receipt of an imported file; empty when the source was clean. */
  warnings: ParseWarning[]
}

/** `path`, relative to the source, is where the picture with this name in the tree may be; `src` may be an address. */
export interface PictureBeside {
  src: string
  path: string
}

/** `src` is as the tree names it: its address, or `embedded:` and a name. */
export interface EmbeddedPicture {
  src: string
  bytes: Uint8Array
}

/** `location` says where in its book, in the words of the source; `createdAt` is as {@link ParsedArticle.publishedAt}. */
export interface ParsedHighlight {
  text: string
  note: string
  location: string
  createdAt: string | null
}

/** What the surroundings of a source know of it, for where the source itself does not say. */
export interface KnownFacts {
  title?: string
  author?: string
  /** As the source writes dates. */
  publishedAt?: string
  /** Path from the root of the category tree. */
  category?: string[]
  tags?: string[]
  /** What links call it beside its file name and title. */
  names?: string[]
  /** Where the files are that the source names by their ids: paths relative to it. */
  files?: Record<string, string>
  /** The app whose note it is: for its own syntax, and because pictures and notes lie beside it and not on its web site. */
  app?: 'joplin' | 'notion' | 'obsidian'
  /** Set for what is content as a whole although it looks like a page of the web: a book's chapter. */
  isContent?: true
}

export interface ParseWarning {
  code: Extract<
    ImportReason,
    | 'front_matter_unclosed'
    | 'front_matter_invalid'
    | 'bad_encoding'
    | 'page_frame'
    | 'as_plain_text'
    | 'damaged'
    | 'encrypted'
    | 'comments_hidden'
    | 'conflict_copy'
    | 'table_cut'
    | 'unsafe_archive'
  >
  detail: string
}

/** A file that cannot become an article. */
export class ParseError extends Error {
  override readonly name = 'ParseError'
  readonly code: ImportReason

  constructor(code: ImportReason, detail: string) {
    super(detail)
    this.code = code
  }
}
