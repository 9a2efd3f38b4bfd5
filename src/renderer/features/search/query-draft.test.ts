import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../../shared/search-query.ts'
import type { QueryNode } from '../../../shared/search-query.ts'
import { draftOf, emptyDraft, queryOf, reopenChip, withoutChip, withText } from './query-draft.ts'

const typed = (text: string) =>
  [...text].reduce((draft, character) => withText(draft, draft.text + character), emptyDraft)

const conditions = (root: QueryNode | null) =>
  (root?.type === 'and' ? root.nodes : [root]).map((node) => JSON.stringify(node)).toSorted()

describe('a query draft', () => {
  it.each([
    ['权限', [], '权限'],
    ['标签:定价', [], '标签:定价'],
    ['标签:定价 ', ['标签:定价'], ''],
    ['标签:定价 收回', ['标签:定价'], '收回'],
    ['-is:read sort:date 收回', ['-is:read', 'sort:date'], '收回'],
    ['tag:"A B" x', ['tag:"A B"'], 'x'],
    ['(tag:a OR tag:b) x', [], '(tag:a OR tag:b) x'],
    ['tag:a OR tag:b x', [], 'tag:a OR tag:b x'],
    ['kind:nonsense x', [], 'kind:nonsense x']
  ])('%s typed', (text, chips, rest) => expect(typed(text)).toEqual({ chips, text: rest }))

  it('asks for what was typed behind its chips, whatever that is', () => {
    const word = fc.constantFrom('权限', 'tag:a', '-is:read', 'OR', '(', ')', '"', 'date:2022', 'sort:title', '-', ':')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(word, { maxLength: 3 }), (words, more) => {
        const draft = typed(words.join(' '))
        const text = `${draft.text} ${more.join(' ')}`
        const { root, in: place, sort } = parseQuery(queryOf(withText(draft, text)))
        const asked = parseQuery(queryOf({ ...draft, text }))
        expect({ place, sort }).toEqual({ place: asked.in, sort: asked.sort })
        expect(conditions(root)).toEqual(conditions(asked.root))
      })
    )
  })

  it('takes a query from elsewhere apart', () => {
    expect(draftOf('收回 标签:定价')).toEqual({ chips: ['标签:定价'], text: '收回 ' })
    expect(draftOf('')).toEqual(emptyDraft)
  })

  it('gives chips back one by one', () => {
    const draft = typed('tag:a is:unread 收回')
    expect(withoutChip(draft, 0)).toEqual({ chips: ['is:unread'], text: '收回' })
    expect(reopenChip(draft)).toEqual({ draft: { chips: ['tag:a'], text: 'is:unread 收回' }, caret: 9 })
  })
})
