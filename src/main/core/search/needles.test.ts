import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForMatching } from '../../../shared/fold.ts'
import { isPlain, needleOf } from './needles.ts'

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'产品用户增长，。、“ ABCabc019+-#'),
    fc.constantFrom('產', '⽤', 'Ａ', 'é', '\u200b', '①', 'ﬁ', '😀', '𠮷', 'Я', '\u00a0', '\n', '  ')
  ),
  maxLength: 30
})

/** `value LIKE '%' || pattern || '%'` as SQLite has it. */
function isLike(value: string, pattern: string): boolean {
  const lower = value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return new RegExp(pattern.replaceAll('_', '[^]').replaceAll('%', '[^]*'), 'u').test(lower)
}

describe('needles', () => {
  it.each([
    ['用户增长', { pattern: '用户增长', sure: true }],
    ['mvp产品', { pattern: 'mvp产品', sure: true }],
    ['c++', { pattern: 'c', sure: false }],
    ['12.5%', { pattern: '12_5', sure: false }],
    ['增长,留存率', { pattern: '增长_留存率', sure: false }],
    ['node.js 教程', { pattern: 'node_js%教程', sure: false }],
    ['好😀吗', { pattern: '好_吗', sure: false }],
    ['+', { pattern: '', sure: false }]
  ])('%s', (term, needle) => {
    expect(needleOf(term)).toEqual(needle)
  })

  it('a plain text with the term holds its needle, and a sure needle stands in no plain text without the term', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.integer({ min: 1, max: 8 }), (raw, other, at, length) => {
        const source = foldForMatching(raw).text
        const term = source.slice(at % (source.length + 1)).slice(0, length)
        fc.pre(term.trim() === term && term !== '' && term.isWellFormed())
        const needle = needleOf(term)
        for (const candidate of [raw, other]) {
          const folded = foldForMatching(candidate).text
          if (!isPlain(candidate, folded)) continue
          const holds = folded.includes(term)
          const looks = isLike(candidate, needle.pattern)
          expect(looks || !holds).toBe(true)
          if (needle.sure) expect(looks).toBe(holds)
        }
      }),
      { numRuns: 3000 }
    )
  })

  it.each([
    ['产品 A/B，“测试”', true],
    ['需求\u00a0池（二）', true],
    ['需求\u00a0\n  池\n\n', true],
    ['需求  池  ⽤', false],
    ['需求  池é', false],
    ['產品', false],
    ['⽤户', false],
    ['ＡＢ', false],
    ['café', false],
    ['增\u200b长', false],
    ['ﬁt', false]
  ])('%s is plain: %s', (value, plain) => {
    expect(isPlain(value, foldForMatching(value).text)).toBe(plain)
  })
})
