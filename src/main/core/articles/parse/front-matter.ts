import { load } from 'js-yaml'
import { jsonEnd, jsonFields } from './front-matter-json.ts'
import { tomlFields } from './front-matter-toml.ts'
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
/** Also of YAML's aliases: a few bytes must not become gigabytes. */
const MAX_DEPTH = 20

const START = /^[\s\ufeff\u200b]*/
const OPENING = /^[\s\ufeff\u200b]*?(---|\+\+\+|;;;)(yaml|toml|json)?[ \t]*\r?\n/
const CLOSING: Record<string, RegExp> = {
  '---': /^(?:---|\.\.\.)[ \t]*\r?$/m,
  '+++': /^\+\+\+[ \t]*\r?$/m,
  ';;;': /^;;;[ \t]*\r?$/m
}
const LANGUAGES: Record<string, Language> = { '---': 'yaml', '+++': 'toml', ';;;': 'json' }
const FIELD = /^["']?[\p{L}_][\p{L}\p{N}_-]*["']?[ \t]*[:=]/mu
/** What Hexo writes without an opening: only text whose every line may be a field, two of them known, counts as such. */
const BARE_LINE = /^(?:[a-z][\w-]*[ \t]*:(?:[ \t].*)?|[ \t]*-[ \t].*|[ \t]+\S.*|#.*|)$/
const BARE_FIELD = /^(?:title|date|updated|layout|author|tags?|categor(?:y|ies)|permalink|comments|description):/gm

type Language = 'yaml' | 'toml' | 'json'

/**
 * Splits a source into front matter and body: YAML (`---`), TOML (`+++`), JSON (`{…}` or `;;;`), and what Hexo writes
 * with a closing line only. A byte order mark and blank lines may come first: feeds write them. What is not valid is read
 * line by line, with a warning. Front matter without an end gives its fields and stays in the body, with a warning.
 */
export function splitFrontMatter(source: string): SplitSource {
  const opening = OPENING.exec(source)
  const fence = opening?.[1]
  if (opening === null || fence === undefined) return splitJson(source) ?? splitBare(source) ?? unsplit(source)
  const start = opening[0].length
  const head = source.slice(start, start + MAX_CHARACTERS)
  const closing = CLOSING[fence]?.exec(head)
  if (!closing) return unclosed(source, head)
  const text = head.slice(0, closing.index)
  const body = source.slice(start + closing.index + closing[0].length)
  if (text.trim() === '') return { fields: new Map(), body, warnings: [] }
  // Two thematic breaks with prose between them are no front matter.
  const language = languageOf(opening[2]) ?? LANGUAGES[fence] ?? 'yaml'
  if (language !== 'json' && !FIELD.test(text)) return unsplit(source)
  return { ...readFields(text, language), body }
}

const unsplit = (source: string): SplitSource => ({ fields: null, body: source, warnings: [] })

const languageOf = (written: string | undefined): Language | undefined =>
  written === 'yaml' || written === 'toml' || written === 'json' ? written : undefined

function readFields(text: string, language: Language): Pick<SplitSource, 'fields' | 'warnings'> {
  try {
    const fields = READERS[language](text).map(([name, field]): [string, unknown] => [name.toLowerCase(), field])
    return { fields: new Map(fields), warnings: [] }
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { fields: tolerantFields(text), warnings: [{ code: 'front_matter_invalid', detail }] }
  }
}

/** A JSON object, and after its line the body: as Hugo writes it. Text that only looks like one is the body. */
function splitJson(source: string): SplitSource | null {
  const start = START.exec(source)?.[0].length ?? 0
  if (source.charAt(start) !== '{') return null
  const end = jsonEnd(source.slice(start, start + MAX_CHARACTERS))
  if (end === null) return null
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(source.slice(start + end))
  if (rest === null) return null
  const { fields, warnings } = readFields(source.slice(start, start + end), 'json')
  const isObject = warnings.length === 0 && fields !== null && fields.size > 0
  return isObject ? { fields, warnings, body: source.slice(start + end) } : null
}

/** Fields that begin with the first line and end with `---` or `;;;`: as older Hexo writes YAML and JSON. */
function splitBare(source: string): SplitSource | null {
  const start = START.exec(source)?.[0].length ?? 0
  const isJson = source.charAt(start) === '"'
  if (!isJson && !/[a-z]/.test(source.charAt(start))) return null
  const head = source.slice(start, start + MAX_CHARACTERS)
  const closing = CLOSING[isJson ? ';;;' : '---']?.exec(head)
  if (!closing) return null
  const text = head.slice(0, closing.index)
  const body = source.slice(start + closing.index + closing[0].length)
  if (isJson) return /^"[\w-]+"[ \t]*:/.test(text) ? { ...readFields(text, 'json'), body } : null
  const fits = text.split(/\r?\n/).every((line) => BARE_LINE.test(line)) && (text.match(BARE_FIELD)?.length ?? 0) > 1
  return fits ? { ...readFields(text, 'yaml'), body } : null
}

function unclosed(source: string, head: string): SplitSource {
  const first = head.split('\n').find((line) => line.trim() !== '') ?? ''
  if (!FIELD.test(first)) return unsplit(source)
  // Only the lines up to the first blank one: what follows is the body.
  const lines = head.split(/\n[ \t\r]*\n/, 1)[0] ?? ''
  const warning: ParseWarning = { code: 'front_matter_unclosed', detail: first.trim().slice(0, 200) }
  return { fields: tolerantFields(lines), body: source, warnings: [warning] }
}

const READERS: Record<Language, (text: string) => [string, unknown][]> = {
  yaml: yamlFields,
  toml: tomlFields,
  json: jsonFields
}

function yamlFields(text: string): [string, unknown][] {
  const value = load(text, { json: true, maxAliases: 20, maxDepth: MAX_DEPTH })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not a mapping')
  return Object.entries(value)
}
