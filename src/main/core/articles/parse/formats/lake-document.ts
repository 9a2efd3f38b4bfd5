import { load } from 'js-yaml'
import { z } from 'zod'

const Text = z.string().nullish().catch(null)

const Document = z.object({
  doc: z.object({
    title: Text,
    format: Text,
    type: Text,
    body: Text,
    body_asl: Text,
    first_published_at: Text,
    published_at: Text,
    created_at: Text,
    cover: Text
  })
})

/** A document of 语雀. */
export interface LakeDocument {
  body: string
  isMarkdown: boolean
  /** What it says of itself, named as in front matter. */
  values: ReadonlyMap<string, string>
}

/** Reads a document of an export; null for what is no text: tables, boards, data. Throws SyntaxError. */
export function readLakeDocument(json: string): LakeDocument | null {
  const parsed = Document.safeParse(JSON.parse(json))
  if (!parsed.success) return null
  const { doc } = parsed.data
  const isMarkdown = doc.format === 'markdown'
  if (!isMarkdown && doc.format && !['lake', 'html', 'lark'].includes(doc.format)) return null
  // The editor's own form holds more than the page made of it, for example formulas, which are pictures there.
  const isLake = /^\s*<!doctype lake/i.test(doc.body_asl ?? '')
  const body = (isLake && !isMarkdown ? doc.body_asl : doc.body || doc.body_asl) ?? ''
  const written = {
    title: doc.title,
    date: doc.first_published_at || doc.created_at || doc.published_at,
    cover: doc.cover
  }
  return {
    body,
    isMarkdown,
    values: new Map(Object.entries(written).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  }
}

/** The table of contents of a knowledge base. */
export interface LakeContents {
  book: string
  /** By the name of a document's file without its extension. */
  places: ReadonlyMap<string, LakePlace>
}

export interface LakePlace {
  title: string
  /** Titles above it, from the root. */
  above: string[]
  /** What links call it: `user/book/document`. */
  address: string
}

const Meta = z.object({ meta: z.string() })
const Book = z.object({ book: z.object({ name: Text, path: Text, tocYml: Text }) })
const Entry = z.object({
  title: z.coerce.string().catch(''),
  url: z.coerce.string().nullish().catch(null),
  level: z.coerce.number().int().min(0).catch(0)
})
const MAX_LEVELS = 20

/** Reads `$meta.json` of an export: JSON in JSON, and in it the table of contents as YAML. Null when it is none. */
export function readLakeContents(json: string): LakeContents | null {
  try {
    const { book } = Book.parse(JSON.parse(Meta.parse(JSON.parse(json)).meta))
    const path = (book.path ?? '').replace(/^https?:\/\/[^/]+\//, '').replace(/\/+$/, '')
    const listed: unknown = load(book.tocYml ?? '', { json: true, maxAliases: 0, maxDepth: 10 })
    const places = new Map<string, LakePlace>()
    const above: string[] = []
    for (const each of Array.isArray(listed) ? listed : []) {
      const { title, url, level } = Entry.catch({ title: '', url: null, level: 0 }).parse(each)
      if (title === '') continue
      above.length = Math.min(level, above.length, MAX_LEVELS)
      if (url) places.set(url, { title, above: [...above], address: `${path}/${url}` })
      above.push(title)
    }
    return { book: book.name?.trim() || (path.split('/').at(-1) ?? ''), places }
  } catch {
    return null
  }
}
