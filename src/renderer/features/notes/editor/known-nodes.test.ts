import { expect, test } from 'vitest'
import { withKnownNodes } from './known-nodes.ts'

const KNOWN = new Set(['paragraph', 'text', 'linebreak', 'list', 'listitem', 'quote', 'link'])
const text = (value: string) => ({ type: 'text', version: 1, text: value, format: 1 })
const stateOf = (...children: object[]) => JSON.stringify({ root: { type: 'root', version: 1, children } })
const shown = (...children: object[]) => withKnownNodes(stateOf(...children), KNOWN).root.children

/** The text of nodes, blocks apart. */
const textOf = (nodes: readonly object[]): string =>
  nodes
    .map((node) =>
      'text' in node ? String(node.text) : 'children' in node ? `${textOf(node.children as object[])}|` : ''
    )
    .join('')

test('a state of known nodes stays as it is', () => {
  const nodes = [
    { type: 'paragraph', version: 1, indent: 2, children: [text('甲'), { type: 'linebreak', version: 1 }] },
    {
      type: 'list',
      version: 1,
      listType: 'check',
      children: [{ type: 'listitem', version: 1, checked: true, children: [text('乙')] }]
    }
  ]
  expect(shown(...nodes)).toEqual(nodes)
})

test.each([
  [
    'a block with blocks',
    { type: 'callout', version: 1, children: [{ type: 'paragraph', version: 1, children: [text('假设')] }] },
    '假设|'
  ],
  ['a block with text', { type: 'callout', version: 1, children: [text('假设')] }, '假设|'],
  [
    'an inline node',
    { type: 'paragraph', version: 1, children: [text('见'), { type: 'mention', version: 1, text: '权限' }] },
    '见权限|'
  ],
  [
    'a table',
    {
      type: 'table',
      version: 1,
      children: [{ type: 'row', version: 1, children: [{ type: 'cell', version: 1, children: [text('412')] }] }]
    },
    '412|'
  ],
  [
    'inside a list',
    {
      type: 'list',
      version: 1,
      children: [{ type: 'listitem', version: 1, children: [{ type: 'mention', version: 1, text: '波次' }] }]
    },
    '波次||'
  ],
  ['text at the top', { type: 'mention', version: 1, text: '越库' }, '越库|']
])('%s that is unknown keeps its text', (_, node, expected) => {
  const nodes = shown(node)
  expect(textOf(nodes)).toBe(expected)
  const types = JSON.stringify(nodes).matchAll(/"type":"(\w+)"/gu)
  expect([...types].filter(([, type]) => !KNOWN.has(type ?? ''))).toEqual([])
})
