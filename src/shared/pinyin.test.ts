import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characters } from './pinyin-table.ts'
import { homophonesOf, pinyinMatch, readAs } from './pinyin.ts'

describe('pinyin', () => {
  it.each([
    ['xuqiufenxi', '做好需求分析', '需求分析'],
    ['xqfx', '需求分析', '需求分析'],
    ['需qfx', '需求分析', '需求分析'],
    ['需求fx', '需求分析', '需求分析'],
    ['xuqfenx', '需求分析', '需求分析'],
    ['xuq', '需求分析', '需求'],
    ['xu qiu', '需求分析', '需求'],
    ["xi'an", '西安与先后', '西安'],
    ['XuQiu', '需求', '需求'],
    ['xuqiu', '需 、求', '需 、求'],
    ['xuqiu', '需\u200b求', '需\u200b求'],
    ['xqiu', '《需求》', '需求'],
    ['qx', '權限', '權限'],
    ['mvpcp', '一次MVP产品', 'MVP产品'],
    ['zhsh', '展示', '展示'],
    ['zs', '展示', '展示'],
    ['lvse', '绿色', '绿色'],
    ['luse', '绿色', '绿色'],
    ['nue', '疟', '疟'],
    ['qiankun', '乾坤', '乾坤'],
    // Several readings.
    ['chongqing', '重庆', '重庆'],
    ['zhongyao', '重要', '重要'],
    ['chongfu', '重复', '重复'],
    ['yinhang', '银行', '银行'],
    ['hangye', '行业', '行业'],
    ['xingwei', '行为', '行为'],
    ['changdu', '长度', '长度'],
    ['zengzhang', '增长', '增长'],
    ['chanpinjingli', '产品经理', '产品经理'],
    ['yuele', '音乐', null],
    ['yinyue', '音乐', '音乐'],
    ['kuaile', '快乐', '快乐'],
    ['diaoyan', '调研', '调研'],
    ['tiaozheng', '调整', '调整'],
    ['shuju', '数据', '数据'],
    ['canyu', '参与', '参与'],
    ['jiaose', '角色', '角色'],
    // No reading of it.
    ['uq', '需求', null],
    ['xuqiufenxiy', '需求分析', null],
    ['需求', '需求', null],
    ['x', '需求', null],
    ['ab', 'about', null],
    ['', '需求', null],
    ['qx', '', null]
  ])('%s in %s', (query, text, read) => {
    const ranges = pinyinMatch(query, text)
    expect(ranges?.map((range) => text.slice(...range)) ?? null).toEqual(read === null ? null : [read])
  })

  it('reads on behind a place, and never beyond a line', () => {
    const text = '需求\n分析需求\n需\n求'
    expect(readAs('xq', text)).toEqual([0, 2])
    expect(readAs('xq', text, 1)).toEqual([5, 7])
    expect(readAs('xq', text, 6)).toBeNull()
    expect(readAs('qfx', text)).toBeNull()
  })

  it('finds any words by their readings, whole or by first letters, wherever they stand', () => {
    const reading = Object.entries(characters).flatMap(([syllable, chars]) =>
      Array.from(chars.slice(0, 6), (char): [string, string] => [char, syllable])
    )
    const spoken = fc.array(fc.tuple(fc.constantFrom(...reading), fc.boolean()), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(spoken, fc.string({ maxLength: 5 }), (words, before) => {
        const typed = words.map(([[, syllable], whole]) => (whole ? syllable : syllable.charAt(0))).join('')
        const text = before + words.map(([[char]]) => char).join('')
        fc.pre(typed.length <= 40)
        expect(pinyinMatch(typed, text)).not.toBeNull()
      }),
      { numRuns: 1000 }
    )
  })

  it('knows what sounds the same', () => {
    expect([...homophonesOf('需')]).toEqual(expect.arrayContaining(['须', '虚', '需']))
    expect([...homophonesOf('x')]).toEqual(['x'])
  })
})
