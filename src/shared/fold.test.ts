import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFolded, fold, foldForMatching } from './fold.ts'

const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('产', '產', '⻓', '⽤', 'Ａ', 'é', '\u200b', '\u00a0', '😀', ' ', 'a')
  )
})

describe('fold', () => {
  it.each([
    ['upper case', 'MVP', 'mvp'],
    ['full width', 'ＳａａＳ　１２３', 'saas 123'],
    ['full-width signs', '（Ａ／Ｂ）', '(a/b)'],
    ['traditional', '產品經理與業務數據', '产品经理与业务数据'],
    ['Kangxi radicals', '⽤⼾⾏为', '用户行为'],
    ['radicals supplement', '增⻓⻔⻋', '增长门车'],
    ['compatibility ideographs', '\uf902\uf904', '车滑'],
    ['no-break space and line breaks', 'a\u00a0b\nc\td', 'a b c d'],
    ['accents', 'Café Zürich', 'cafe zurich'],
    ['what has no single form stays', '㎡ℵ', '㎡א'],
    ['plain Chinese stays', '用户画像，见“附录”', '用户画像,见“附录”']
  ])('%s', (_, text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('keeps every offset', () => {
    fc.assert(fc.property(anyText, (text) => fold(text).length === text.length))
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text)))
  })
})

describe('foldForMatching', () => {
  it('drops what has no width and remembers where the rest was', () => {
    const folded = foldForMatching('需\u200b求\ufeff池')
    expect(folded.text).toBe('需求池')
    expect([...(folded.offsets ?? [])]).toEqual([0, 2, 4])
  })

  it('gives each remaining unit its place in the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: folded, offsets } = foldForMatching(text)
        for (let i = 0; i < folded.length; i++) {
          expect(folded[i]).toBe(fold(text)[offsets?.[i] ?? i])
        }
      })
    )
  })
})

describe('findFolded', () => {
  it.each([
    ['增\u200b长黑客', ['增长'], ['增\u200b长']],
    ['增⻓与增長', ['增长'], ['增⻓', '增長']],
    ['一种Ａ／Ｂ测试', ['a/b测试'], ['Ａ／Ｂ测试']],
    ['cafe\u0301 café', ['CAFÉ'], ['cafe', 'café']],
    ['用户用户画像', ['用户画像', '用户'], ['用户', '用户画像']],
    ['没有', ['有没有'], []],
    ['空', [''], []]
  ])('%s', (text, terms, marked) => {
    expect(findFolded(text, terms).map((range) => text.slice(...range))).toEqual(marked)
  })

  it('finds every substring of a text in it', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
        const [from, to] = [a % (text.length + 1), b % (text.length + 1)]
        const term = text.slice(Math.min(from, to), Math.max(from, to))
        fc.pre(term.isWellFormed() && foldForMatching(term).text !== '')
        expect(findFolded(text, [term])).not.toEqual([])
      })
    )
  })
})
