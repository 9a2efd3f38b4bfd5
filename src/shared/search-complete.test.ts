import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCompletion, complete, nameOption } from './search-complete.ts'
import { parseQuery } from './search-query.ts'
import type { Language } from './shell.ts'

/** The query with `|` for the caret, completed. */
function at(marked: string, language: Language = 'zh-CN') {
  const caret = marked.indexOf('|')
  const query = marked.replace('|', '')
  return { query, completion: complete(query, caret, language) }
}

describe('completing a query', () => {
  it.each([
    ['标|', ['标签:', '范围:标题', '排序:标题']],
    ['权限 标|', ['标签:', '范围:标题', '排序:标题']],
    ['ta|', ['标签:']],
    ['-未|', ['状态:未读']],
    ['(已|', ['状态:已读']],
    ['状态:|', ['状态:未读', '状态:在读', '状态:已读', '状态:星标', '状态:重复', '状态:回收站']],
    ['is:un|', ['状态:未读']],
    ['is：已|', ['状态:已读']],
    ['-is:re|', ['状态:在读', '状态:已读']],
    ['sort:字|', ['排序:字数']],
    ['kind:pl| 权限', ['类型:计划']]
  ])('%s', (marked, labels) => {
    expect(at(marked).completion?.options.map((option) => option.label)).toEqual(labels)
  })

  it('writes in the language of the user', () => {
    expect(at('标|', 'en').completion?.options[0]).toEqual({ key: 'tag', value: null, label: 'tag:', insert: 'tag:' })
  })

  it.each(['|', '权限|', '权限 |', '"标|', '“权限 标|', '12:|', '权限:标|', '5"标|', 'xyz|'])(
    'has nothing for %s',
    (marked) => {
      expect(at(marked).completion).toBeNull()
    }
  )

  it.each([
    ['标签:访|', 'tag', '访', '标签:访'],
    ['权限 tag:|', 'tag', '', 'tag:'],
    ['-category:产品/需|求 x', 'category', '产品/需', 'category:产品/需求'],
    ['作者:"A B|', 'author', 'A B', '作者:"A B'],
    ['来源:“田埂 周|刊” x', 'source', '田埂 周', '来源:“田埂 周刊”']
  ])('asks for names of %s', (marked, names, text, replaced) => {
    const { query, completion } = at(marked)
    expect(completion).toMatchObject({ names, text, options: [] })
    expect(query.slice(...completion!.range)).toBe(replaced)
  })

  it.each([
    ['标| 权限', '标签: 权限', 3],
    ['权限 未|', '权限 状态:未读 ', 9],
    ['-已| x', '-状态:已读 x', 7]
  ])('puts the first option in place: %s', (marked, expected, caret) => {
    const { query, completion } = at(marked)
    expect(applyCompletion(query, completion!.range, completion!.options[0]!)).toEqual({ query: expected, caret })
  })

  it('puts a name in place, in quotes where it needs them', () => {
    const { query, completion } = at('权限 -标签:b|')
    const done = applyCompletion(query, completion!.range, nameOption('tag', 'B 端', 'zh-CN'))
    expect(done).toEqual({ query: '权限 -标签:"B 端" ', caret: 13 })
    expect(parseQuery(done.query).filters).toMatchObject([{ filter: { key: 'tag', value: 'B 端' }, negated: true }])
  })

  it('reads any text with the caret anywhere, and an option is read as what it says', () => {
    const part = fc.constantFrom(...'标 未 i is: 状态： " “ ( - 权限 sort:'.split(' '), ' ')
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 10 }),
        fc.nat(),
        fc.constantFrom<Language>('en', 'zh-CN'),
        (parts, n, language) => {
          const query = parts.join('')
          const caret = n % (query.length + 1)
          const completion = complete(query, caret, language)
          if (!completion) return
          const [start, end] = completion.range
          expect(start).toBeGreaterThanOrEqual(0)
          expect(start).toBeLessThanOrEqual(caret)
          expect(end).toBeGreaterThanOrEqual(caret)
          expect(end).toBeLessThanOrEqual(query.length)
          for (const option of completion.options) {
            if (option.value === null) continue
            const { filters } = parseQuery(applyCompletion('', [0, 0], option).query)
            expect(filters).toMatchObject([{ filter: { key: option.key, value: option.value } }])
          }
        }
      ),
      { numRuns: 500 }
    )
  })
})
