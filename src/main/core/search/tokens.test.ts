import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../shared/fold.ts'
import { entryTokens, isLevelToken, termTokens } from './tokens.ts'

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'产品用户增长的一了，。、 ：“”……—Ⅱ'),
    fc.constantFrom(...'abcxyz019 +./-#@_%'),
    fc.constantFrom('😀', '𠮷', 'カ', 'й')
  ),
  maxLength: 60
})

describe('tokens', () => {
  it('every term that stands in a text has all its tokens there', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat({ max: 30 }), (raw, at, length) => {
        const body = fold(raw)
        const from = at % (body.length + 1)
        const term = body.slice(from, from + length).trim()
        const held = new Set(entryTokens({ title: '', body, tags: '' }, 50).split(' '))
        for (const token of termTokens(term).required) expect(held).toContain(token)
      }),
      { numRuns: 2000 }
    )
  })

  it('an exact term stands in every text that has its token', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.integer({ min: 1, max: 3 }), (raw, other, at, length) => {
        const source = fold(raw)
        const term = source.slice(at % (source.length + 1)).slice(0, length)
        fc.pre(term === term.trim() && term !== '' && term.isWellFormed())
        const { exact, required } = termTokens(term)
        fc.pre(exact)
        const body = fold(other)
        const held = new Set(entryTokens({ title: '', body, tags: '' }, 50).split(' '))
        expect(required.every((token) => held.has(token))).toBe(body.includes(term))
      }),
      { numRuns: 2000 }
    )
  })

  it.each([
    ['产', 1, true],
    ['产品', 1, true],
    ['产品经理', 3, false],
    ['𠮷', 1, true],
    ['ai', 1, true],
    ['mvp', 1, true],
    ['mvp产品', 3, false],
    ['c++', 2, false],
    ['、、', 1, false],
    ['aaaa', 1, false]
  ])('%s needs %i tokens', (term, count, exact) => {
    expect(termTokens(term)).toMatchObject({ exact })
    expect(termTokens(term).required).toHaveLength(count)
  })

  it('holds what stands often at a level', () => {
    const levels = (body: string) =>
      entryTokens({ title: '', body, tags: '' }, 100)
        .split(' ')
        .filter(isLevelToken)
        .map((token) => [token.charCodeAt(0) & 0xf, token.slice(1)])
    expect(levels('埋点一次')).toEqual([])
    expect(levels('埋点、'.repeat(20))).toContainEqual([6, '埋点'])
    expect(levels('埋点、'.repeat(2) + '其他的话'.repeat(23))).not.toContainEqual([1, '埋点'])
    expect(levels('埋点、'.repeat(3) + '其他的话'.repeat(23))).toContainEqual([1, '埋点'])
  })

  it('parts hold no ASCII signs, which the tokenizer would split at', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const tokens = entryTokens({ title: fold(raw), body: '', tags: '' }, 50)
        expect(tokens).not.toMatch(/[!-/:-@[-`{-~]/)
      })
    )
  })
})
