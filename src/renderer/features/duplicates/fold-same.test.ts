import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DiffRow } from '../../../shared/articles.ts'
import { foldSame } from './fold-same.ts'

/** `s` for a block that is the same, `c` for one that was changed. */
const rowsOf = (kinds: string): DiffRow[] =>
  Array.from(kinds, (kind, i) =>
    kind === 's'
      ? { kind: 'same', text: `${i}` }
      : { kind: 'changed', left: [{ text: `${i}`, changed: true }], right: null }
  )
const shown = (kinds: string, open: number[] = []) =>
  foldSame(rowsOf(kinds), new Set(open)).map((part) => (part.kind === 'folded' ? part.count : part.row.kind[0]))

test.each([
  ['', []],
  ['c', ['c']],
  ['ss', [2]],
  ['sc', ['s', 'c']],
  ['sssc', [2, 's', 'c']],
  ['cssc', ['c', 's', 's', 'c']],
  ['cssssc', ['c', 's', 2, 's', 'c']],
  ['csss', ['c', 's', 2]]
])('%s is shown as %j', (kinds, expected) => {
  expect(shown(kinds)).toEqual(expected)
})

test('a fold is opened by the place of its first block', () => {
  expect(shown('cssssc', [2])).toEqual(['c', 's', 's', 's', 's', 'c'])
})

test('no block is lost', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[sc]{0,30}$/), (kinds) => {
      const parts = foldSame(rowsOf(kinds), new Set())
      const count = parts.reduce((sum, part) => sum + (part.kind === 'folded' ? part.count : 1), 0)
      expect(count).toBe(kinds.length)
      expect(parts.filter((part) => part.kind === 'row' && part.row.kind === 'changed')).toHaveLength(
        kinds.replaceAll('s', '').length
      )
    })
  )
})
