import { z } from 'zod'
import { ArticleTree } from './article-tree.ts'
import { EntryId, EntrySummary, ReadState } from './entries.ts'
import { call, Nothing } from './ipc.ts'
import { ArticlePicture } from './pictures.ts'

export const SourceFormat = z.enum([
  'feed',
  'markdown',
  'html',
  'text',
  'docx',
  'mhtml',
  'enex',
  'pdf',
  'epub',
  'joplin',
  'lake',
  'table',
  'bookmark',
  'clippings'
])
export type SourceFormat = z.infer<typeof SourceFormat>

/** What an article's tail says of it, kept as chips; the text itself stays in the body. */
export const ArticleFacts = z.object({
  rights: z.enum(['original', 'authorised', 'translated', 'contributed']).nullable(),
  /** The rights sentence as written, for example that reprinting is forbidden. */
  licence: z.string().nullable(),
  coverCredit: z.string().nullable(),
  translator: z.string().nullable(),
  originalUrl: z.string().nullable(),
  postId: z.string().nullable(),
  /** True when `url` was derived from the post id and not given by the source. */
  urlGuessed: z.boolean(),
  /** True when the date is the time of crawling and not of publishing. */
  dateIsCrawlTime: z.boolean(),
  /** BCP 47 tag of the language that the source names, for example `zh-CN`. */
  language: z.string().nullable().default(null)
})
export type ArticleFacts = z.infer<typeof ArticleFacts>

export const TocItem = z.object({ id: z.string(), level: z.int().min(1).max(6), text: z.string() })
export type TocItem = z.infer<typeof TocItem>

export const ArticleImage = z.object({
  src: z.string(),
  host: z.string(),
  alt: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable()
})
export type ArticleImage = z.infer<typeof ArticleImage>

/** Block index and pixels below its top, so that a position survives another width or font size. */
export const ReadPosition = z.object({ block: z.int().min(0), offset: z.number(), progress: z.number().min(0).max(1) })
export type ReadPosition = z.infer<typeof ReadPosition>

/** The advert at an article's end: folded in the reader, never removed. */
const Promotion = z.object({
  /** The first block of it; 0 when the whole article is one, which folds nothing; null when there is none. */
  from: z.int().min(0).nullable(),
  /** Whether `from` is the user's choice and not what import found. */
  chosen: z.boolean(),
  /** Whether the reader shows it. */
  open: z.boolean()
})

export const Article = EntrySummary.extend({
  tree: ArticleTree,
  toc: z.array(TocItem),
  /** The images of the tree in order; a cover that only the front matter names comes first. */
  imageList: z.array(ArticleImage),
  /** What became of them, the cover first. */
  pictures: z.array(ArticlePicture),
  summary: z.string().nullable(),
  facts: ArticleFacts,
  url: z.string().nullable(),
  /** The title as the source has it, where repair changed it. */
  originalTitle: z.string().nullable(),
  source: z.object({
    name: z.string(),
    format: SourceFormat,
    encoding: z.string(),
    sha256: z.string(),
    bytes: z.int()
  }),
  position: ReadPosition.nullable(),
  promotion: Promotion,
  /** How many marked sentences came with it. */
  highlights: z.int(),
  /** Where links of the tree lead within the library, by their `hrefRaw`; the others lead nowhere yet. */
  links: z.array(z.object({ href: z.string(), id: EntryId, title: z.string() }))
})
export type Article = z.infer<typeof Article>

/**
 * A sentence marked in another reader and brought along. `location` says where in its book, in the words of the source;
 * `createdAt` is `YYYY-MM-DD` or ISO 8601.
 */
export const Highlight = z.object({
  id: z.int().positive(),
  text: z.string(),
  note: z.string(),
  location: z.string(),
  createdAt: z.string().nullable()
})
export type Highlight = z.infer<typeof Highlight>

/** Share of text in common, estimated: from 0.85 on the same but for details, from 0.6 on similar. */
const Likeness = z.number().min(0).max(1)
const NamedArticle = z.object({ id: EntryId, title: z.string() })

const VersionId = z.int().positive()

/**
 * A text that an article had before, or that of an article merged into it (`merged`). `current` is the text that it has
 * now, whose id is 0. `keptAt`: since when the text is a version; of the current one, when the article was changed last.
 */
export const ArticleVersion = z.object({
  id: z.int().min(0),
  current: z.boolean(),
  merged: z.boolean(),
  title: z.string(),
  sourceName: z.string(),
  publishedAt: z.string().nullable(),
  keptAt: z.int(),
  characters: z.int()
})
export type ArticleVersion = z.infer<typeof ArticleVersion>

/** An article's current text, or a version of it. */
export const ArticleText = z.object({ id: EntryId, version: VersionId.optional() })
export type ArticleText = z.infer<typeof ArticleText>

/** One side of a comparison; of a version, tags and categories are what its source said, and nothing is told of use. */
export const ComparedArticle = z.object({
  title: z.string(),
  author: z.string().nullable(),
  feed: z.string().nullable(),
  publishedAt: z.string().nullable(),
  url: z.string().nullable(),
  sourceName: z.string(),
  addedAt: z.int(),
  tags: z.array(z.string()),
  categories: z.array(z.string()),
  images: z.int(),
  characters: z.int(),
  starred: z.boolean(),
  readState: ReadState,
  notes: z.int(),
  planItems: z.int(),
  highlights: z.int()
})
export type ComparedArticle = z.infer<typeof ComparedArticle>

export const DiffSegment = z.object({ text: z.string(), changed: z.boolean() })
export type DiffSegment = z.infer<typeof DiffSegment>

/** A block that both texts have, or what stands in its place on each side: null where there is nothing. */
export const DiffRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same'), text: z.string() }),
  z.object({
    kind: z.literal('changed'),
    left: z.array(DiffSegment).nullable(),
    right: z.array(DiffSegment).nullable()
  })
])
export type DiffRow = z.infer<typeof DiffRow>

export const articles = {
  get: call(z.object({ id: EntryId }), Article),
  /** Keeps where the reader stopped; reaching the end makes the article read, the first move makes it reading. */
  savePosition: call(z.object({ id: EntryId, position: ReadPosition }), z.object({ readState: ReadState })),
  /** The article in an open format; `html` is a whole page without scripts. */
  export: call(z.object({ id: EntryId, format: z.enum(['markdown', 'html', 'text']) }), z.string()),
  /** Says where the advert begins: a block of the tree, null for nowhere, `auto` for what import found. */
  setPromotion: call(z.object({ id: EntryId, from: z.union([z.int().min(0), z.null(), z.literal('auto')]) }), Nothing),
  /** Keeps whether the reader shows the advert. */
  openPromotion: call(z.object({ id: EntryId, open: z.boolean() }), Nothing),
  /** Articles much like this one but for their adverts, most alike first; `keptApart` are those that are to stay beside it. */
  similar: call(z.object({ id: EntryId }), z.array(NamedArticle.extend({ score: Likeness, keptApart: z.boolean() }))),
  /**
   * Pairs of articles at least so much alike, most alike first; `total` counts those beyond `limit` too. Pairs that were
   * kept apart are left out.
   */
  duplicates: call(
    z.object({ least: z.number().min(0.6).max(1).default(0.85), limit: z.int().min(1).max(1000).default(100) }),
    z.object({ total: z.int(), items: z.array(z.object({ a: NamedArticle, b: NamedArticle, score: Likeness })) })
  ),
  /** Says that two articles much alike both stay, or takes that back. */
  keepApart: call(z.object({ a: EntryId, b: EntryId, apart: z.boolean() }), Nothing),
  /**
   * Makes `gone` part of `keep`: its text becomes a version, and tags, categories, star, notes, plan items, highlights and
   * pictures add up. `separate` takes it out again, at any time.
   */
  merge: call(z.object({ keep: EntryId, gone: EntryId }), z.object({ version: VersionId })),
  /** Merges pairs at least so much alike, each into the article that the user has made more of, else the newer, longer one. */
  mergeAlike: call(
    z.object({ least: z.number().min(0.85).max(1).default(0.95), limit: z.int().min(1).max(500).default(500) }),
    z.object({ versions: z.array(VersionId) })
  ),
  /** Takes merged articles out again as they were, the last merged first; gives their ids. */
  separate: call(z.object({ versions: z.array(VersionId).min(1).max(500) }), z.array(EntryId)),
  /** Texts of an article: the current one, then the former ones, newest first. */
  versions: call(z.object({ id: EntryId }), z.array(ArticleVersion)),
  /** Makes a former text the current one; `version` is then the text that it replaces, for undo. Not for merged ones. */
  restoreVersion: call(z.object({ id: EntryId, version: VersionId }), z.object({ version: VersionId })),
  /** What two texts have in common and where they differ. `share` is the part of both that is the same, 0 to 1. */
  compare: call(
    z.object({ left: ArticleText, right: ArticleText }),
    z.object({ left: ComparedArticle, right: ComparedArticle, rows: z.array(DiffRow), share: z.number().min(0).max(1) })
  ),
  /** The articles that link to an entry, by title. */
  linkedFrom: call(z.object({ id: EntryId }), z.array(NamedArticle)),
  /** The marked sentences that came with an article, in its order. */
  highlights: call(z.object({ id: EntryId }), z.array(Highlight)),
  rename: call(z.object({ id: EntryId, title: z.string().trim().min(1).max(500) }), Nothing)
}
