import { z } from 'zod'

/**
 * An article's body after sanitising: a tree of allowed elements that the renderer turns into React elements. Text is a
 * plain string; nothing in a tree is ever parsed as HTML again.
 */
export const ARTICLE_TAGS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'blockquote',
  'pre',
  'code',
  'hr',
  'br',
  'strong',
  'em',
  'u',
  's',
  'sub',
  'sup',
  'mark',
  'a',
  'img',
  'figure',
  'figcaption',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'details',
  'summary'
] as const
export type ArticleTag = (typeof ARTICLE_TAGS)[number]

export const Attributes = z
  .object({
    /** Anchor of a heading, unique in its article. */
    id: z.string(),
    /** Absolute `https:`, `http:` or `mailto:` URL, or `#anchor`. */
    href: z.string(),
    /** The source's own link where it leads to another source: a relative path, a note's id, a wikilink's title. */
    hrefRaw: z.string(),
    /** Absolute `https:` or `http:` URL of the image's origin (a proxy prefix is unwrapped). */
    src: z.string(),
    /**
     * The source's own image URL where it differs from `src`: a relative path, or `embedded:` and a name for a picture
     * that the source holds within itself.
     */
    srcRaw: z.string(),
    alt: z.string(),
    title: z.string(),
    width: z.int().positive(),
    height: z.int().positive(),
    align: z.enum(['center', 'right']),
    colspan: z.int().positive(),
    rowspan: z.int().positive(),
    /** First number of an ordered list. */
    start: z.int(),
    /** A task list item's state. */
    checked: z.boolean(),
    /** Programming language of a `pre`. */
    language: z.string()
  })
  .partial()
export type ArticleAttributes = z.infer<typeof Attributes>

export type ArticleNode = string | ArticleElement
export interface ArticleElement {
  tag: ArticleTag
  attributes?: ArticleAttributes | undefined
  children: ArticleNode[]
}

export const ArticleElement: z.ZodType<ArticleElement> = z.lazy(() =>
  z.object({
    tag: z.enum(ARTICLE_TAGS),
    attributes: Attributes.optional(),
    children: z.array(z.union([z.string(), ArticleElement]))
  })
)

/** The top level of a tree: block elements only. */
export const ArticleTree = z.array(ArticleElement)
export type ArticleTree = ArticleElement[]
