import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoriesField, tagsField, textField } from './fields.ts'
import { splitFrontMatter } from './front-matter.ts'

const fieldsOf = (text: string) => splitFrontMatter(text).fields ?? new Map<string, unknown>()

describe('where front matter begins and ends', () => {
  test.each([
    ['at the start', '---\ntitle: 甲\n---\n正文'],
    ['after a mark and blank lines', '\ufeff\n \n---\ntitle: 甲\n---\n正文'],
    ['with CRLF', '---\r\ntitle: 甲\r\n---\r\n正文'],
    ['with blanks after the fences', '---  \ntitle: 甲\n---\t\n正文'],
    ['closed by dots', '---\ntitle: 甲\n...\n正文'],
    ['as TOML', '+++\ntitle = "甲"\n+++\n正文'],
    ['as TOML with its name', '---toml\ntitle = "甲"\n---\n正文'],
    ['as a JSON object', '\ufeff\n{\n  "title": "甲",\n  "a": ["}", {"b": "\\"}"}]\n}\n\n正文'],
    ['as a JSON object with CRLF', '{\r\n  "title": "甲"\r\n}\r\n\r\n正文'],
    ['as JSON between semicolons', ';;;\n{"title": "甲"}\n;;;\n正文'],
    ['as JSON without braces', '"title": "甲",\n"date": "2024-01-02"\n;;;\n正文'],
    ['as JSON without braces between semicolons', ';;;\n"title": "甲"\n;;;\n正文'],
    ['as YAML without an opening', 'title: 甲\ndate: 2024-01-02\ntags:\n- 乙\n---\n正文']
  ])('%s', (_, source) => {
    const { fields, body, warnings } = splitFrontMatter(source)
    expect(fields?.get('title')).toBe('甲')
    expect(body.trim()).toBe('正文')
    expect(warnings).toEqual([])
  })

  test.each([
    ['no front matter', '正文 --- 正文'],
    ['a thematic break first', '---\n\n正文\n\n---\n\n更多'],
    ['a single break', '---\n正文'],
    ['braces of a template', '{% raw %}\n正文'],
    ['an object with text behind it', '{"title": "甲"} 正文'],
    ['an empty object', '{}\n正文'],
    ['an object that does not end', '{"title": "甲"\n正文'],
    ['a quotation', '"甲": 他说\n正文'],
    ['a heading that looks like a field', 'title: 甲\n---\n正文'],
    ['prose before a break', 'title: 甲\ndate: 乙\n正文。\n---\n更多']
  ])('%s', (_, source) => {
    expect(splitFrontMatter(source)).toEqual({ fields: null, body: source, warnings: [] })
  })

  test('an empty one has no fields and leaves the body', () => {
    expect(splitFrontMatter('---\n---\n正文')).toMatchObject({ fields: new Map(), body: '\n正文' })
  })

  test('without an end, the text stays and the fields are read', () => {
    const source = '---\ntitle: 甲\nauthor: 乙\n\n正文：还有冒号'
    const { fields, body, warnings } = splitFrontMatter(source)
    expect(body).toBe(source)
    expect(warnings).toEqual([{ code: 'front_matter_unclosed', detail: 'title: 甲' }])
    expect([...(fields ?? [])]).toEqual([
      ['title', '甲'],
      ['author', '乙']
    ])
  })

  test('an end beyond 64 KB is none', () => {
    const source = `---\ntitle: 甲\n${'# 注释\n'.repeat(20_000)}---\n正文`
    expect(splitFrontMatter(source).warnings[0]?.code).toBe('front_matter_unclosed')
  })
})

describe('fields that are no valid YAML', () => {
  test.each([
    ['title: "他说"不"的时候"', 'title', '他说"不"的时候'],
    ["title: 'It's fine'", 'title', "It's fine"],
    ['title: "一行\n两行"x: y"', 'title', '一行两行"x: y'],
    ['author: @某人', 'author', '@某人'],
    ['title: 甲：乙: 丙', 'title', '甲：乙: 丙'],
    ['title: [未完', 'title', '[未完'],
    ['title: *星号*', 'title', '*星号*'],
    ['title: `反引号`', 'title', '`反引号`'],
    ['title: %百分', 'title', '%百分']
  ])('%s', (line, name, value) => {
    const { fields, warnings } = splitFrontMatter(`---\n${line}\ncomments: false\n---\n正文`)
    expect(textField(fields ?? new Map(), name)).toBe(value)
    expect(warnings[0]?.code).toBe('front_matter_invalid')
    expect(fields?.get('comments')).toBe('false')
  })

  test('lists keep their items at any indentation', () => {
    const source = '---\ncategories: \n - 甲\n    -  乙 - 丙  \n- | 丁\n -戊\nauthor: @x\n---\n'
    expect(categoriesField(fieldsOf(source))).toEqual([['甲', '乙 - 丙', '丁']])
  })
})

describe('other languages', () => {
  test('TOML gives texts, lists, dates and what stands in tables', () => {
    const fields = fieldsOf(
      '+++\ntitle = "甲" # 注\ndate = 2024-01-02T03:04:05+08:00\nupdated = 2024-01-03\ndraft = true\n' +
        "authors = ['乙', '丙']\n[taxonomies]\ntags = ['数据', '增长']\ntitle = '不算'\n[extra]\nlink = 'https://a.b/c'\n+++\n"
    )
    expect(textField(fields, 'title')).toBe('甲')
    expect(textField(fields, 'date')).toBe('2024-01-02T03:04:05.000+08:00')
    expect(textField(fields, 'updated')).toBe('2024-01-03')
    expect(textField(fields, 'authors')).toBe('乙、丙')
    expect(textField(fields, 'link')).toBe('https://a.b/c')
    expect(tagsField(fields)).toEqual(['数据', '增长'])
  })

  test.each([
    ['TOML', "+++\ntitle = '甲'\ndraft = yes\n+++\n正文"],
    ['JSON', ';;;\n"title": "甲",\n"draft": yes\n;;;\n正文']
  ])('%s with a mistake is read line by line', (_, source) => {
    const { fields, body, warnings } = splitFrontMatter(source)
    expect(warnings[0]?.code).toBe('front_matter_invalid')
    expect(textField(fields ?? new Map(), 'title')).toBe('甲')
    expect(body.trim()).toBe('正文')
  })
})

describe('hostile front matter', () => {
  test('in TOML or JSON cannot nest without end or reach the prototype', () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000)
    expect(splitFrontMatter(`+++\ntitle = '甲'\nx = ${deep}\n+++\n`).warnings[0]?.code).toBe('front_matter_invalid')
    expect(splitFrontMatter(`;;;\n"title": "甲",\n"x": ${deep}\n;;;\n`).warnings[0]?.code).toBe('front_matter_invalid')
    expect(splitFrontMatter(`{"title": "甲", "x": ${deep}}\n正文`).fields).toBeNull()
    expect(splitFrontMatter(`{"title": "${'长'.repeat(70_000)}"}\n正文`).fields).toBeNull()
    const dotted = splitFrontMatter(`+++\ntitle = '甲'\n${'a.'.repeat(30_000)}a = 1\n+++\n`)
    expect(textField(dotted.fields ?? new Map(), 'title')).toBe('甲')
    for (const source of ['{"__proto__": {"polluted": 1}}\n', '+++\n__proto__.polluted = 1\n+++\n'])
      expect(textField(fieldsOf(source), 'polluted')).toBeNull()
    expect('polluted' in {}).toBe(false)
  })

  test('cannot reach the prototype', () => {
    const fields = fieldsOf(
      '---\n__proto__:\n  polluted: yes\nconstructor: {prototype: {polluted: yes}}\ntitle: 甲\n---\n'
    )
    expect(textField(fields, 'title')).toBe('甲')
    expect('polluted' in {}).toBe(false)
    expect(textField(fields, 'polluted')).toBeNull()
  })

  test('cannot multiply aliases', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `b${i + 1}: &b${i + 1} [*b${i}, *b${i}]`).join('\n')
    const { fields, warnings } = splitFrontMatter(`---\nb0: &b0 [x, x]\n${levels}\ntitle: 甲\n---\n`)
    expect(warnings[0]?.code).toBe('front_matter_invalid')
    expect(textField(fields ?? new Map(), 'title')).toBe('甲')
  })

  test('cannot run code or nest without end', () => {
    for (const value of ['!!js/function "() => 1"', '['.repeat(5000), '{a: '.repeat(5000)]) {
      expect(splitFrontMatter(`---\ntitle: 甲\nx: ${value}\n---\n`).warnings[0]?.code).toBe('front_matter_invalid')
    }
  })

  test('any border splits: marks, blank lines, line ends, fences in the body, no end', () => {
    const end = fc.constantFrom('\n', '\r\n')
    const before = fc.constantFrom('', '\ufeff', '\n', '\ufeff\n \n', '\u200b\n')
    const blanks = fc.constantFrom('', ' ', '\t ')
    const kind = fc.constantFrom(
      ['---', 'title: 甲', '---'],
      ['---', 'title: "甲"', '...'],
      ['+++', 'title = "甲"', '+++'],
      [';;;', '"title": "甲"', ';;;'],
      ['{', '"title": "甲"', '}']
    )
    const line = fc.constantFrom('正文', '---', '+++', ';;;', '', 'a: b', '}', '{', '...')
    const parts = { before, end, blanks, kind, lines: fc.array(line, { maxLength: 6 }), closed: fc.boolean() }
    fc.assert(
      fc.property(fc.record(parts), ({ before, end, blanks, kind, lines, closed }) => {
        const [opening, field, closing] = kind
        const head = [`${opening}${blanks}`, field, ...(closed ? [`${closing}${blanks}`] : [])]
        const body = ['', ...lines].join(end)
        const source = `${before}${head.join(end)}${body}`
        const split = splitFrontMatter(source)
        expect(source.endsWith(split.body)).toBe(true)
        if (!closed) return
        expect(split.body.replace(/^[ \t]*\r?\n?/, '')).toBe(body.replace(/^\r?\n/, ''))
        expect(split.fields?.get('title')).toBe('甲')
        expect(split.warnings).toEqual([])
      })
    )
  })

  test('any text splits without an exception and without loss', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 50 }), (head, body) => {
        const source = `---\n${head}\n---\n${body}`
        const split = splitFrontMatter(source)
        expect(source.endsWith(split.body)).toBe(true)
      })
    )
  })
})

describe('tags and categories', () => {
  test.each([
    ['tags: [数据, 增长, 数据]', ['数据', '增长']],
    ['tags: 数据, 增长、留存；召回', ['数据', '增长', '留存', '召回']],
    ['tags:\n  - "#数据"\n  - 2024\n  - a,b', ['数据', '2024', 'a b']],
    ['keywords: 数据', ['数据']],
    ['tags: {a: 1}', []],
    [`tags: ["${'长'.repeat(200)}"]`, ['长'.repeat(80)]]
  ])('%s', (line, tags) => {
    expect(tagsField(fieldsOf(`---\n${line}\n---\n`))).toEqual(tags)
  })

  test.each([
    ['categories: [方法, 数据]', [['方法', '数据']]],
    ['categories: 方法', [['方法']]],
    ['category: 方法', [['方法']]],
    ['categories:\n  - [方法, 数据]\n  - [工具]', [['方法', '数据'], ['工具']]],
    ['categories:\n  - [方法, 数据]\n  - 工具', [['方法', '数据'], ['工具']]],
    ['categories: [[甲], [甲]]', [['甲']]],
    ['categories: [输入/输出, "&#123;甲&#125;"]', [['输入／输出', '{甲}']]],
    ['categories:', []]
  ])('%s', (line, paths) => {
    expect(categoriesField(fieldsOf(`---\n${line}\n---\n`))).toEqual(paths)
  })
})
