import type { Condition, QueryNode } from '../../../shared/search-query.ts'
import type { IdSet } from './id-set.ts'

export type TextNode = Extract<QueryNode, { type: 'text' }>

/** Whether a query holds, given what holds of its texts and filters. */
export function holds(
  node: QueryNode,
  text: (node: TextNode) => boolean,
  filter: (condition: Condition) => boolean
): boolean {
  switch (node.type) {
    case 'text':
      return text(node)
    case 'filter':
      return filter(node.filter)
    case 'not':
      return !holds(node.node, text, filter)
    case 'and':
      return node.nodes.every((each) => holds(each, text, filter))
    case 'or':
      return node.nodes.some((each) => holds(each, text, filter))
  }
}

/** What is known of a condition without reading any text: it holds for `sure` and for nothing beyond `maybe`. */
export interface Bounds {
  sure: IdSet
  maybe: IdSet
}

/** The bounds of a whole query, from those of its leaves. `all` is every entry there is. */
export function boundsOf(node: QueryNode, all: IdSet, leaf: (node: TextNode | FilterNode) => Bounds): Bounds {
  switch (node.type) {
    case 'text':
    case 'filter':
      return leaf(node)
    case 'not': {
      const { sure, maybe } = boundsOf(node.node, all, leaf)
      return { sure: all.without(maybe), maybe: all.without(sure) }
    }
    case 'and':
    case 'or': {
      const join = (a: IdSet, b: IdSet) => (node.type === 'and' ? a.and(b) : a.or(b))
      return node.nodes
        .map((each) => boundsOf(each, all, leaf))
        .reduce((a, b) => ({ sure: join(a.sure, b.sure), maybe: join(a.maybe, b.maybe) }))
    }
  }
}

export type FilterNode = Extract<QueryNode, { type: 'filter' }>

/** All leaves of a query, in order. */
export function leavesOf(node: QueryNode | null): (TextNode | FilterNode)[] {
  if (!node) return []
  if (node.type === 'text' || node.type === 'filter') return [node]
  return node.type === 'not' ? leavesOf(node.node) : node.nodes.flatMap(leavesOf)
}
