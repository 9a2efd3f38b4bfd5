import { foldForMatching } from './fold.ts'
import { readFilter } from './search-filters.ts'
import type { Condition, Filter } from './search-filters.ts'
import { isBare, isClosing, isColon, isMinus, isOpening, isQuote, isSpace, LONGEST_KEY } from './search-signs.ts'
import { keyNamed, operatorNamed } from './search-words.ts'
import type { ListedValue } from './search-words.ts'

export type { Condition, Filter } from './search-filters.ts'

/**
 * What must hold. `and` and `or` have at least two parts, none of their own kind, and `not` holds no other `not`. A text
 * is as written, its white space as single spaces; `exact`: it stood in quotes.
 */
export type QueryNode =
  | { type: 'text'; text: string; exact: boolean }
  | { type: 'filter'; filter: Condition }
  | { type: 'not'; node: QueryNode }
  | { type: 'and' | 'or'; nodes: QueryNode[] }

export type ProblemKey =
  | 'unclosedQuote'
  | 'unclosedBracket'
  | 'strayBracket'
  | 'nothingFollows'
  | 'emptyValue'
  | 'unknownValue'
  | 'noArchive'
  | 'badDate'
  | 'badNumber'
  | 'cannotExclude'
  | 'tooMany'

/**
 * A part of the query that was left out or read in the likeliest way. `unfinished`: it stands at the end and may become
 * right with the next key.
 */
export interface QueryProblem {
  key: ProblemKey
  start: number
  end: number
  unfinished: boolean
}

export interface Query {
  /** Null asks for nothing in particular. */
  root: QueryNode | null
  /** Where texts are looked for; null: everywhere. */
  in: ListedValue<'in'> | null
  /** Null: by relevance where there is text, else by date. */
  sort: { by: ListedValue<'sort'>; reversed: boolean } | null
}

/** A filter that every hit must satisfy, with its place in the query: what is shown as a chip. */
export interface PlacedFilter {
  filter: Filter
  negated: boolean
  start: number
  end: number
}

export interface ParsedQuery extends Query {
  filters: PlacedFilter[]
  problems: QueryProblem[]
}

const MOST_DEPTH = 20
const MOST_CONDITIONS = 64

/** A part of a sequence with its place; null where nothing is asked for. */
interface Item {
  node: QueryNode | null
  start: number
  end: number
}

/**
 * Reads a query. Never throws: what is half typed is read as far as it goes, and `problems` say what was left out.
 *
 * Words are parted by white space alone, so `c++`, `node.js`, `a/b` and `MVP产品` are one text each. All must be there; `OR`
 * joins the two beside it before anything else; brackets group. A bracket within a word belongs to the word: `f(x)`.
 */
export function parseQuery(query: string): ParsedQuery {
  return new Parser(query).parse()
}

class Parser {
  private at = 0
  private conditions = 0
  private readonly result: ParsedQuery = { root: null, in: null, sort: null, filters: [], problems: [] }
  private readonly query: string

  constructor(query: string) {
    this.query = query
  }

  parse(): ParsedQuery {
    this.result.root = this.sequence(0)
    this.result.filters.sort((a, b) => a.start - b.start)
    this.result.problems.sort((a, b) => a.start - b.start)
    return this.result
  }

  private char(offset = 0): string {
    return this.query.charAt(this.at + offset)
  }

  private problem(key: ProblemKey, start: number, end: number, unfinished = false): void {
    this.result.problems.push({ key, start, end, unfinished })
  }

  private skipSpace(): void {
    while (isSpace(this.char())) this.at++
  }

  private sequence(depth: number): QueryNode | null {
    const alternatives: Item[][] = []
    let dangling: Omit<Item, 'node'> | null = null
    for (;;) {
      this.skipSpace()
      if (this.char() === '') break
      if (isClosing(this.char())) {
        if (depth > 0) break
        this.problem('strayBracket', this.at, this.at + 1)
        this.at++
        continue
      }
      const start = this.at
      const operator = alternatives.length > 0 ? this.operator() : undefined
      if (operator === 'and') continue
      if (operator === 'or' || (operator === 'not' && this.atEnd())) {
        dangling = { start, end: this.at }
        continue
      }
      this.at = start
      const item = this.item(depth)
      const last = alternatives.at(-1)
      if (item.node === null) continue
      if (dangling && last) last.push(item)
      else alternatives.push([item])
      dangling = null
    }
    if (dangling) this.problem('nothingFollows', dangling.start, dangling.end, this.atEnd())
    if (depth === 0) for (const [item, ...others] of alternatives) if (item && others.length === 0) this.place(item)
    return join('and', alternatives.map((items) => join('or', items.map(nodeOf).filter(isThere))).filter(isThere))
  }

  private atEnd(): boolean {
    return this.query.slice(this.at).trim() === ''
  }

  private place({ node, start, end }: Item): void {
    const inner = node?.type === 'not' ? node.node : node
    if (inner?.type === 'filter') {
      this.result.filters.push({ filter: inner.filter, negated: node?.type === 'not', start, end })
    }
  }

  /** The operator that stands here as a whole word, taken. */
  private operator(): ReturnType<typeof operatorNamed> {
    const start = this.at
    while (this.char() !== '' && !isSpace(this.char()) && !isClosing(this.char())) this.at++
    return operatorNamed(this.query.slice(start, this.at))
  }

  private item(depth: number): Item {
    const start = this.at
    let negated = false
    for (;;) {
      const before = this.at
      if (this.operator() !== 'not' || this.atEnd()) {
        this.at = before
        break
      }
      negated = !negated
      this.skipSpace()
    }
    if (isMinus(this.char()) && this.minusNegates()) {
      negated = !negated
      this.at++
    }
    const node = this.operand(depth, start, negated)
    return { node: node && negated ? negate(node) : node, start, end: this.at }
  }

  /** `-` before something; alone or doubled it is text, at the very end it is yet to come. */
  private minusNegates(): boolean {
    const next = this.char(1)
    return !isMinus(next) && !isSpace(next) && !isClosing(next)
  }

  private operand(depth: number, start: number, negated: boolean): QueryNode | null {
    const char = this.char()
    if (char === '' || (negated && isClosing(char))) {
      if (start < this.at) this.problem('nothingFollows', start, this.at, this.atEnd())
      return null
    }
    if (isOpening(char) && depth < MOST_DEPTH) return this.group(depth)
    if (isQuote(char)) return this.text(this.phrase(), true)
    return this.word(start, negated)
  }

  private group(depth: number): QueryNode | null {
    const start = this.at++
    const node = this.sequence(depth + 1)
    if (isClosing(this.char())) this.at++
    else this.problem('unclosedBracket', start, start + 1, true)
    return node
  }

  /** The content of the quotes that begin here. Within them `\"` and `\\` stand for the sign itself. */
  private phrase(): string {
    const start = this.at++
    let content = ''
    for (; !isQuote(this.char()); this.at++) {
      if (this.char() === '') {
        this.problem('unclosedQuote', start, start + 1, true)
        return content
      }
      if (this.char() === '\\' && (isQuote(this.char(1)) || this.char(1) === '\\')) this.at++
      content += this.char()
    }
    this.at++
    return content
  }

  private text(raw: string, exact: boolean): QueryNode | null {
    const text = raw.trim().replace(/\s+/g, ' ')
    if (foldForMatching(text).text.trim() === '' || !this.hasRoom(this.at - raw.length)) return null
    return { type: 'text', text, exact: exact || !isBare(text) }
  }

  private hasRoom(start: number): boolean {
    this.conditions++
    if (this.conditions === MOST_CONDITIONS + 1) this.problem('tooMany', Math.max(0, start), this.query.length)
    return this.conditions <= MOST_CONDITIONS
  }

  private word(start: number, negated: boolean): QueryNode | null {
    const from = this.at
    let open = 0
    for (; this.char() !== '' && !isSpace(this.char()); this.at++) {
      const char = this.char()
      if (isOpening(char)) open++
      else if (isClosing(char) && --open < 0) break
      else if (isColon(char) && this.at - from <= LONGEST_KEY) {
        const key = keyNamed(this.query.slice(from, this.at))
        if (key) return this.filter(key, start, negated)
      }
    }
    return this.text(this.query.slice(from, this.at), false)
  }

  private filter(key: Filter['key'], start: number, negated: boolean): QueryNode | null {
    this.at++
    const from = this.at
    const value = (isQuote(this.char()) ? this.phrase() : this.bareValue()).trim().replace(/\s+/g, ' ')
    const filter = value === '' ? 'emptyValue' : readFilter(key, value)
    const atEnd = this.at === this.query.length
    if (typeof filter === 'string') {
      const place = filter === 'emptyValue' ? start : from
      this.problem(filter, place, this.at, atEnd && filter !== 'noArchive')
      return null
    }
    if (!this.hasRoom(start)) return null
    if (filter.key === 'in' || filter.key === 'sort') {
      this.settle(filter, start, negated)
      return null
    }
    return { type: 'filter', filter }
  }

  private settle(filter: Extract<Filter, { key: 'in' | 'sort' }>, start: number, negated: boolean): void {
    const { result } = this
    if (negated && (filter.key === 'in' || filter.value === 'relevance')) {
      return this.problem('cannotExclude', start, this.at)
    }
    if (filter.key === 'in') result.in = filter.value
    else result.sort = { by: filter.value, reversed: negated }
    result.filters.push({ filter, negated, start, end: this.at })
  }

  private bareValue(): string {
    const from = this.at
    let open = 0
    for (; this.char() !== '' && !isSpace(this.char()); this.at++) {
      if (isOpening(this.char())) open++
      else if (isClosing(this.char()) && --open < 0) break
    }
    return this.query.slice(from, this.at)
  }
}

const nodeOf = (item: Item): QueryNode | null => item.node
const isThere = (node: QueryNode | null): node is QueryNode => node !== null

/** Joins conditions in the normal form of {@link QueryNode}. */
export function join(type: 'and' | 'or', nodes: QueryNode[]): QueryNode | null {
  const flat = nodes.flatMap((node) => (node.type === type ? node.nodes : [node]))
  return flat.length > 1 ? { type, nodes: flat } : (flat[0] ?? null)
}

/** The opposite of a condition, in the normal form. */
export const negate = (node: QueryNode): QueryNode => (node.type === 'not' ? node.node : { type: 'not', node })

/** What a hit must satisfy all of: the parts of a conjunction, or the only part. */
export const requiredNodes = (root: QueryNode | null): QueryNode[] =>
  root?.type === 'and' ? root.nodes : root ? [root] : []

/** All texts that hits hold rather than lack, in order. */
export function textsOf(node: QueryNode | null, negated = false): string[] {
  if (!node) return []
  if (node.type === 'text') return negated ? [] : [node.text]
  if (node.type === 'not') return textsOf(node.node, !negated)
  return node.type === 'filter' ? [] : node.nodes.flatMap((each) => textsOf(each, negated))
}

/** The words of a query as they are compared and marked: folded, each once, without those that are left out. */
export function queryTerms(query: string): string[] {
  return [...new Set(textsOf(parseQuery(query).root).map(foldedTerm))]
}

export const foldedTerm = (text: string): string => foldForMatching(text).text.trim().replace(/\s+/g, ' ')
