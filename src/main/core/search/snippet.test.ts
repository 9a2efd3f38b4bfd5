import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFolded, foldForMatching } from '../../../shared/fold.ts'
import { snippet } from './snippet.ts'

const cut = (text: string, terms: string[]) => snippet(text, foldForMatching(text), terms)
const marked = (text: string, terms: string[]) => {
  const part = cut(text, terms)
  return part.ranges.map((range) => part.text.slice(...range))
}
const filler = '这一段说的是别的事情，与所找的无关。'.repeat(20)

describe('snippet', () => {
  it('shows a short text whole', () => {
    expect(cut('一句话里有埋点方案。', ['埋点'])).toEqual({ text: '一句话里有埋点方案。', ranges: [[5, 7]] })
  })

  it('shows the place with most of the words', () => {
    const text = `开头提到权限。${filler}临时权限到期自动收回，权限表因此变短。${filler}结尾又是收回。`
    const part = cut(text, ['权限', '收回'])
    expect(part.text).toContain('临时权限到期自动收回')
    expect(part.text.startsWith('…') && part.text.endsWith('…')).toBe(true)
    expect(part.ranges.map((range) => part.text.slice(...range))).toEqual(['权限', '收回', '权限'])
  })

  it('shows the beginning when the words stand in the title only', () => {
    const part = cut(filler, ['不存在'])
    expect(part.text.startsWith('这一段')).toBe(true)
    expect(part.ranges).toEqual([])
  })

  it('puts line breaks and runs of spaces in one space without moving a mark', () => {
    expect(marked('第一行\n\n  第二行\u00a0\u3000有埋点\n埋\u200b点', ['埋点'])).toEqual(['埋点', '埋\u200b点'])
    expect(cut('甲\n\n乙  丙', ['乙']).text).toBe('甲 乙 丙')
  })

  it('marks what is written otherwise', () => {
    expect(marked('從⽤户到產品', ['用户', '产品'])).toEqual(['⽤户', '產品'])
  })

  it('shows an advert only when nothing before it is marked', () => {
    const article = `开头提到权限。${filler}`
    const text = `${article}权限课、权限营、权限班，扫码报名。学完再谈定价。`
    const folded = foldForMatching(text)
    expect(snippet(text, folded, ['权限'], { before: article.length }).text).toContain('开头提到权限')
    expect(snippet(text, folded, ['权限']).text).toContain('权限营')
    const inAdvert = snippet(text, folded, ['定价'], { before: article.length })
    expect(inAdvert.ranges.map((range) => inAdvert.text.slice(...range))).toEqual(['定价'])
  })

  it('rather shows a heading than more marks, and more words than a heading', () => {
    const heading = '二、权限怎样收回'
    const text = `权限归权限，不说权限。${filler}\n${heading}\n${filler}\n收回之前先看权限与期限。`
    const folded = foldForMatching(text)
    const shown = (...terms: string[]) => snippet(text, folded, terms, { headings: [heading] }).text
    expect(cut(text, ['权限']).text).toContain('权限归权限')
    expect(shown('权限')).toContain(heading)
    expect(shown('权限', '期限')).toContain('收回之前先看权限与期限')
    // Only as a line of its own is it a heading.
    const quoted = text.replace(`\n${heading}\n`, heading)
    expect(snippet(quoted, foldForMatching(quoted), ['权限'], { headings: [heading] }).text).toContain('权限归权限')
  })

  it('does not begin with the end of a sentence', () => {
    for (const end of ['。', '”。\n', '**，', '……']) {
      const part = cut(`${'甲'.repeat(100)}${end}${'乙'.repeat(19)}埋点${'丙'.repeat(200)}`, ['埋点'])
      expect(part.text).toMatch(/^…乙{19}埋点丙+…$/u)
      expect(part.ranges).toEqual([[20, 22]])
    }
  })

  it('is empty for an empty text', () => {
    expect(cut('', ['无'])).toEqual({ text: '', ranges: [] })
  })

  it('keeps its promises for any text', () => {
    const unit = fc.constantFrom('产', '品', '，', ' ', '\n', 'a', 'B', '😀', '𠮷', '\u200b', '用户')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 600 }), fc.nat(), fc.integer({ min: 1, max: 5 }), (text, at, length) => {
        const term = text.slice(at % (text.length + 1)).slice(0, length)
        const folded = foldForMatching(term.trim()).text
        const part = cut(text, [folded])
        expect(part.text.length).toBeLessThan(160)
        expect(part.text.isWellFormed()).toBe(true)
        expect(part.text).not.toMatch(/\n|\s{2}/)
        const inside = findFolded(part.text, [folded])
        if (folded !== '' && !folded.includes(' ') && term.isWellFormed()) {
          expect(part.ranges.length).toBeGreaterThan(0)
          expect(inside.length).toBeGreaterThanOrEqual(part.ranges.length)
          for (const range of part.ranges) expect(foldForMatching(part.text.slice(...range)).text).toContain(folded)
        }
      }),
      { numRuns: 500 }
    )
  })
})
