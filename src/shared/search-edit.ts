import { join, negate, parseQuery, requiredNodes } from './search-query.ts'
import type { Filter, Query, QueryNode } from './search-query.ts'
import type { DateRange, NumberRange } from './search-ranges.ts'
import { isBare } from './search-signs.ts'
import { isListed, KEYS, OPERATORS, valueWord } from './search-words.ts'
import type { Language } from './shell.ts'

/** Writes a query so that reading it gives the same again. Filters are written in the language's words. */
export function writeQuery({ root, in: place, sort }: Query, language: Language = 'en'): string {
  const parts: string[] = []
  if (root) parts.push(root.type === 'and' ? writeAll(root.nodes, language) : writeNode(root, language))
  if (place) parts.push(writeFilter({ key: 'in', value: place }, language))
  if (sort) parts.push(`${sort.reversed ? '-' : ''}${writeFilter({ key: 'sort', value: sort.by }, language)}`)
  return parts.join(' ')
}

const writeAll = (nodes: QueryNode[], language: Language): string =>
  nodes.map((node) => (node.type === 'or' ? `(${writeNode(node, language)})` : writeNode(node, language))).join(' ')

function writeNode(node: QueryNode, language: Language): string {
  switch (node.type) {
    case 'text':
      return node.exact || !isBare(node.text) ? quoted(node.text) : node.text
    case 'filter':
      return writeFilter(node.filter, language)
    case 'not': {
      const inner = writeNode(node.node, language)
      return node.node.type === 'and' || node.node.type === 'or' ? `-(${inner})` : `-${inner}`
    }
    case 'and':
      return writeAll(node.nodes, language)
    case 'or':
      return node.nodes
        .map((each) => (each.type === 'and' ? `(${writeNode(each, language)})` : writeNode(each, language)))
        .join(` ${OPERATORS.or[language]} `)
  }
}

/** A filter as it is written, for example `tag:"A B"`. */
export function writeFilter(filter: Filter, language: Language = 'en'): string {
  const key = KEYS[filter.key][language]
  if (filter.key === 'date') return `${key}:${writeDates(filter.value)}`
  if (filter.key === 'words') return `${key}:${writeRange(filter.value)}`
  if (isListed(filter.key)) return `${key}:${valueWord(filter.key, filter.value, language)}`
  return `${key}:${isPlainValue(filter.value) ? filter.value : quoted(filter.value)}`
}

const writeDates = (range: DateRange): string => ('last' in range ? `${range.last}${range.unit}` : writeRange(range))

function writeRange({ from, to }: NumberRange | { from: string | null; to: string | null }): string {
  return from === to ? String(from) : `${from ?? ''}..${to ?? ''}`
}

const isPlainValue = (value: string): boolean => /^[^\s"“”„«»＂\\()（）][^\s()（）]*$/.test(value)
const quoted = (text: string): string => `"${text.replace(/["“”„«»＂\\]/g, '\\$&')}"`

/** Filters of which a query has one at a time: another takes its place. */
const SINGLE = new Set<Filter['key']>(['kind', 'in', 'date', 'words', 'sort'])
const READ_STATES = new Set<unknown>(['unread', 'reading', 'read'])

function isReplacedBy(old: Filter, filter: Filter): boolean {
  if (old.key !== filter.key) return false
  if (same(old, filter)) return true
  return SINGLE.has(filter.key) || (filter.key === 'is' && READ_STATES.has(old.value) && READ_STATES.has(filter.value))
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const sameQuery = (a: Query, b: Query): boolean => same([a.root, a.in, a.sort], [b.root, b.in, b.sort])

/**
 * The query with one more filter that every hit must satisfy, or with `negated` must not. It takes the place of one that it
 * rules out, for example another date. What was typed stays as it was typed where that can be.
 */
export function withFilter(
  query: string,
  filter: Filter,
  options: { negated?: boolean; language?: Language } = {}
): string {
  const { negated = false, language = 'en' } = options
  const parsed = parseQuery(query)
  if (parsed.filters.some((placed) => same(placed.filter, filter) && placed.negated === negated)) return query
  const replaced = parsed.filters.filter((placed) => isReplacedBy(placed.filter, filter))
  const rest = replaced.reduce((text, placed) => withoutFilter(text, placed.filter), query)
  const wanted = addFilter(parseQuery(rest), filter, negated)
  const text = `${rest.trimEnd()} ${negated ? '-' : ''}${writeFilter(filter, language)}`.trimStart()
  const read = parseQuery(text)
  const isPlaced = read.filters.some((placed) => same(placed.filter, filter) && placed.negated === negated)
  return isPlaced && sameQuery(read, wanted) ? text : writeQuery(wanted, language)
}

function addFilter({ root, in: place, sort }: Query, filter: Filter, negated: boolean): Query {
  if (filter.key === 'in') return { root, in: filter.value, sort }
  if (filter.key === 'sort') return { root, in: place, sort: { by: filter.value, reversed: negated } }
  const node: QueryNode = { type: 'filter', filter }
  return { root: join('and', [...(root ? [root] : []), negated ? negate(node) : node]), in: place, sort }
}

/** The query without a filter that every hit must satisfy or must not; unchanged when there is none. */
export function withoutFilter(query: string, filter: Filter, language: Language = 'en'): string {
  const parsed = parseQuery(query)
  const placed = parsed.filters.filter((each) => same(each.filter, filter))
  if (placed.length === 0) return query
  let text = query
  for (const { start, end } of placed.toReversed()) {
    text = `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim()
  }
  const wanted = removeFilter(parsed, filter)
  return sameQuery(parseQuery(text), wanted) ? text : writeQuery(wanted, language)
}

function removeFilter({ root, in: place, sort }: Query, filter: Filter): Query {
  if (filter.key === 'in') return { root, in: null, sort }
  if (filter.key === 'sort') return { root, in: place, sort: null }
  const isIt = (node: QueryNode): boolean => {
    const inner = node.type === 'not' ? node.node : node
    return inner.type === 'filter' && same(inner.filter, filter)
  }
  const nodes = requiredNodes(root)
  return {
    root: join(
      'and',
      nodes.filter((node) => !isIt(node))
    ),
    in: place,
    sort
  }
}

/** The query with another word in place of one that stands without quotes. */
export function withWord(query: string, word: string, other: string): string {
  const { root, in: place, sort } = parseQuery(query)
  const wanted = { root: root && replaced(root, word, other), in: place, sort }
  const text = query.replace(word, () => (isBare(other) ? other : quoted(other)))
  return sameQuery(parseQuery(text), wanted) ? text : writeQuery(wanted)
}

function replaced(node: QueryNode, word: string, other: string): QueryNode {
  if (node.type === 'text') {
    return node.exact || node.text !== word ? node : { type: 'text', text: other, exact: !isBare(other) }
  }
  if (node.type === 'filter') return node
  if (node.type === 'not') return { type: 'not', node: replaced(node.node, word, other) }
  return { type: node.type, nodes: node.nodes.map((each) => replaced(each, word, other)) }
}
