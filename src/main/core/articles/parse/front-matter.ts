import { load } from 'js-yaml'
import type { ParseWarning } from './parsed-article.ts'
import { tolerantFields } from './tolerant-fields.ts'

/** Fields of a front matter by lower-case name. Values are untrusted: read them through `fields.ts`. */
export type Fields = ReadonlyMap<string, unknown>

export interface SplitSource {
  /** Null when the source has no front matter. */
  fields: Fields | null
  body: string
  warnings: ParseWarning[]
}

const MAX_CHARACTERS = 64 * 1024
const OPENING = /^[\s\ufeff\u200b]*?(---|\+\+\+)[ \t]*\r?\n/
const FIELD = /^["']?[\p{L}_][\p{L}\p{N}_-]*["']?[ \t]*[:=]/mu

/**
 * Splits a source into YAML (`---`) or TOML (`+++`) front matter and body. A byte order mark and blank lines may come
 * first: feeds write them. YAML that is not valid is read line by line, with a warning. Front matter without an end
 * gives its fields and stays in the body, with a warning.
 */
export function splitFrontMatter(source: string): SplitSource {
  const opening = OPENING.exec(source)
  const fence = opening?.[1]
  if (opening === null || fence === undefined) return { fields: null, body: source, warnings: [] }
  const start = opening[0].length
  const head = source.slice(start, start + MAX_CHARACTERS)
  const closing = (fence === '---' ? /^(?:---|\.\.\.)[ \t]*\r?$/m : /^\+\+\+[ \t]*\r?$/m).exec(head)
  if (closing === null) return unclosed(source, head)
  const text = head.slice(0, closing.index)
  const body = source.slice(start + closing.index + closing[0].length)
  if (text.trim() === '') return { fields: new Map(), body, warnings: [] }
  // Two thematic breaks with prose between them are no front matter.
  if (!FIELD.test(text)) return { fields: null, body: source, warnings: [] }
  if (fence === '+++') return { fields: tolerantFields(text), body, warnings: [] }
  try {
    return { fields: yamlFields(text), body, warnings: [] }
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { fields: tolerantFields(text), body, warnings: [{ code: 'front_matter_invalid', detail }] }
  }
}

function unclosed(source: string, head: string): SplitSource {
  const first = head.split('\n').find((line) => line.trim() !== '') ?? ''
  if (!FIELD.test(first)) return { fields: null, body: source, warnings: [] }
  // Only the lines up to the first blank one: what follows is the body.
  const lines = head.split(/\n[ \t\r]*\n/, 1)[0] ?? ''
  const warning: ParseWarning = { code: 'front_matter_unclosed', detail: first.trim().slice(0, 200) }
  return { fields: tolerantFields(lines), body: source, warnings: [warning] }
}

function yamlFields(text: string): Fields {
  const value = load(text, { json: true, maxAliases: 20, maxDepth: 20 })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not a mapping')
  return new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]))
}
