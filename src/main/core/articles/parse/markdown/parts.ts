import { micromark } from 'micromark'
import { closesFence, FENCE } from './fences.ts'

/** The parser takes a kilobyte and more for each character: texts that are longer are read part by part. */
const PART_CHARACTERS = 100_000
/** Targets of links are defined for the whole text, so that every part ends with the definitions. */
const MAX_DEFINITIONS = 10_000

const DEFINITION = /^ {0,3}\[((?:[^[\]\\]|\\.)+)\]:/
const HTML = /^ {0,3}</
/** A line at the margin that can neither go on with a list nor belong to the block before: a heading or plain words. */
const FRESH = /^(?:#{1,6}[ \t]|[\p{L}“”‘’「『《（【])/u
/**
 * What is not followed here: footnotes, which are numbered through the text, labels over several lines, definitions and
 * fences within lists and quotations, and line ends of old Macs.
 */
const NOT_DIVISIBLE = [
  /^ {0,3}\[\^[^\]\n]+\]:/m,
  /^ {0,3}\[[^\]\n]*$/m,
  /\r(?!\n)/,
  /^(?: {4}|\t|[ \t]*(?:[-*+>]|\d{1,9}[.)]))[ \t>*+\-\d.)]*(?:\[(?:[^\]\\\n]|\\.)+\]:|`{3}|~{3})/m
]

/** White space by Markdown's measure: an ideographic space is a character like others. */
const BLANK_END = /[ \t\r\n]+$/

/** HTML blocks that go on over empty lines: CommonMark's kinds 1 to 5. */
const OPEN_BLOCKS: readonly { start: RegExp; end: RegExp }[] = [
  { start: /^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, end: /<\/(?:script|pre|style|textarea)>/i },
  { start: /^ {0,3}<!--/, end: /-->/ },
  { start: /^ {0,3}<\?/, end: /\?>/ },
  { start: /^ {0,3}<![A-Z]/i, end: />/ },
  { start: /^ {0,3}<!\[CDATA\[/, end: /\]\]>/ }
]

/**
 * Divides a long Markdown text where blocks end for certain, so that the HTML of the parts, one after another, is that of
 * the whole: before a heading or plain words that follow an empty line, outside fences and HTML blocks. What cannot be
 * divided with certainty stays whole.
 *
 * Block structure: https://spec.commonmark.org/0.31.2/#blocks-and-inlines
 */
export function partsOf(markdown: string, size = PART_CHARACTERS): string[] {
  if (markdown.length <= size || NOT_DIVISIBLE.some((sign) => sign.test(markdown))) return [markdown]
  const structure = structureOf(markdown)
  if (structure === null) return [markdown]
  const definitions = [...structure.definitions.values()].join('\n\n')
  // Text that only looks like a definition would stand in every part.
  if (definitions.length > MAX_DEFINITIONS || micromark(definitions) !== '') return [markdown]
  const ending = definitions && `\n\n${definitions}`
  const parts: string[] = []
  let start = 0
  for (const at of structure.places) {
    if (at - start < size) continue
    parts.push(markdown.slice(start, at) + ending)
    start = at
  }
  parts.push(markdown.slice(start) + ending)
  return parts
}

interface Structure {
  /** Where lines begin before which the text may be divided. */
  places: number[]
  /** By what they define. */
  definitions: Map<string, string>
}

/** Null when it is not certain what is a definition, or which of two holds, or when the text ends within an open block. */
function structureOf(markdown: string): Structure | null {
  const places: number[] = []
  const definitions = new Map<string, string>()
  let before: 'empty' | 'definition' | 'other' = 'empty'
  let fence = ''
  let indentation = 0
  let inHtml = false
  let end: RegExp | null = null
  for (let at = 0; at < markdown.length;) {
    const feed = markdown.indexOf('\n', at)
    const next = feed < 0 ? markdown.length : feed + 1
    const line = markdown.slice(at, next).replace(BLANK_END, '')
    const defined = DEFINITION.exec(line)?.[1]
    const kind = line === '' ? 'empty' : defined === undefined ? 'other' : 'definition'
    if (end !== null) {
      if (end.test(line)) end = null
    } else if (fence !== '') {
      // A fence within a list ends with it.
      if (indentationOf(line) < indentation && line !== '') return null
      if (closesFence(line, fence)) fence = ''
    } else {
      if (kind !== before && kind !== 'empty' && before !== 'empty' && [kind, before].includes('definition'))
        return null
      if (defined !== undefined) {
        const label = defined.replace(/\s+/g, ' ').trim().toLowerCase()
        if (definitions.has(label)) return null
        definitions.set(label, line.trimStart())
      }
      if (before === 'empty' && FRESH.test(line)) places.push(at)
      fence = FENCE.exec(line)?.[1] ?? ''
      indentation = indentationOf(line)
      const block = OPEN_BLOCKS.find(({ start }) => start.test(line))
      // An HTML block goes on to the next empty line: what seems to begin within it may be part of it.
      if (before === 'empty') inHtml = false
      if (inHtml && (fence !== '' || block)) return null
      inHtml ||= HTML.test(line)
      if (block && !block.end.test(line)) ({ end } = block)
    }
    before = kind
    at = next
  }
  return fence === '' && end === null ? { places, definitions } : null
}

const indentationOf = (line: string): number => line.search(/[^ ]|$/)
