import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFolded, fold, foldForMatching } from './fold.ts'

const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      '产',
      '產',
      '⻓',
      '⽤',
      'Ａ',
      'é',
      '\u200b',
      '\u00a0',
      '😀',
      ' ',
      '\n',
      'a',
      'ﬁ',
      'Ⅱ',
      '\u0301',
      '\u{e0100}'
    )
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
    ['plain Chinese stays', '用户画像，见“附录”', '用户画像,见“附录”'],
    ['half-width kana', 'ｶﾅ', 'カナ'],
    ['letters and numbers in circles', 'Ⓐ①Ⅴ', 'a1v'],
    ['hyphens and apostrophes', 'e‑mail 2020–2022 −1 don’t', "e-mail 2020-2022 -1 don't"],
    ['final sigma', 'ΣΟΦΟΣ σοφος', 'σοφοσ σοφοσ'],
    ['ideographic space', '需求\u3000池', '需求 池'],
    ['ideographs beyond the basic plane stay', '𠮷野家', '𠮷野家'],
    ['private use', '\ue000x', '\ufffdx']
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
    expect([...(folded.offsets ?? [])]).toEqual([0, 2, 4, 5])
  })

  it.each([
    ['ligatures', 'ﬁnance oﬀer Straße', 'finance offer strasse'],
    ['Roman numerals', '第Ⅱ期、Ⅷ', '第ii期、viii'],
    ['units and signs', '100㎡、37℃、№5、½', '100m2、37°c、no5、1/2'],
    ['numbers in circles', '⑩与⒈和㈠', '10与1.和(一)'],
    ['variation selectors', '葛\u{e0100}飾\ufe0f', '葛饰'],
    ['keycaps', '1\ufe0f\u20e3产品', '1产品'],
    ['letters with accents apart', 'cafe\u0301', 'cafe'],
    ['runs of white space', ' growth\u00a0 \u200b\t model\r\n\r\n\u3000\u3000下', ' growth model 下'],
    ['line breaks between ideographs', '需求\n分析', '需求 分析']
  ])('%s', (_, text, folded) => {
    expect(foldForMatching(text).text).toBe(folded)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldForMatching(text).text
        expect(foldForMatching(folded)).toEqual({ text: folded, offsets: null })
      })
    )
  })

  it('gives each remaining unit its place in the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: folded, offsets } = foldForMatching(text)
        for (let i = 0; i < folded.length; i++) {
          const place = offsets?.[i] ?? i
          const units = foldForMatching(text.charAt(place)).text
          expect(place).toBeGreaterThan(i > 0 ? (offsets?.[i - 1] ?? i - 1) - 1 : -1)
          expect(units.length > 1 ? units : fold(text).charAt(place)).toContain(folded[i])
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
    ['cafe\u0301 café', ['CAFÉ'], ['cafe\u0301', 'café']],
    ['公司ﬁnance报表', ['finance'], ['ﬁnance']],
    ['oﬃce', ['ffi', 'ce'], ['ﬃ', 'ce']],
    ['第Ⅱ期', ['ii期'], ['Ⅱ期']],
    ['在𠮷野家', ['𠮷野'], ['𠮷野']],
    ['⽤⼾\u200b增⻓', ['用户增长'], ['⽤⼾\u200b增⻓']],
    ['用户用户画像', ['用户画像', '用户'], ['用户', '用户画像']],
    ['a growth \u00a0model', ['growth  model'], ['growth \u00a0model']],
    ['the growth\n\n  model', ['growth model'], ['growth\n\n  model']],
    ['需求\n分析', ['需求分析'], []],
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

  it('marks what folds to the term', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, word) => {
        const term = foldForMatching(word).text
        fc.pre(term !== '')
        for (const [from, to] of findFolded(`${text}${word}${text}`, [word])) {
          expect(from).toBeLessThan(to)
          expect(foldForMatching(`${text}${word}${text}`.slice(from, to)).text).toContain(term)
        }
      })
    )
  })
})
