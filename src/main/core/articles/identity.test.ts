import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prose } from '../testing-prose.ts'
import { canonicalUrl, commonText, keysOf } from './identity.ts'

describe('an address', () => {
  test.each([
    ['https://www.example.com/a/12/?utm_source=feed&id=3#top', 'example.com/a/12?id=3'],
    ['http://EXAMPLE.com/a/12', 'example.com/a/12'],
    ['https://example.com:8443/a', 'example.com:8443/a'],
    ['https://example.com/p?b=2&a=1', 'example.com/p?a=1&b=2'],
    ['https://example.com/?p=12', 'example.com?p=12'],
    ['https://example.com/#/article/12', 'example.com#/article/12'],
    ['https://example.com/A', 'example.com/A'],
    ['https://www.example.com/', null],
    ['https://example.com/?utm_campaign=x#top', null],
    ['no address', null]
  ])('%s is told by %s', (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical)
  })

  test('is the same however it is decorated, and canonical already when it is canonical', () => {
    const path = fc.stringMatching(/^(\/[a-z0-9-]{1,8}){1,4}$/)
    const id = fc.nat(10_000)
    fc.assert(
      fc.property(path, id, fc.boolean(), fc.boolean(), (path, id, secure, www) => {
        const plain = canonicalUrl(`https://example.com${path}?id=${id}`)
        const scheme = secure ? 'https' : 'http'
        const decorated = `${scheme}://${www ? 'www.' : ''}example.com${path}/?spm=1&id=${id}&utm_medium=mail#comments`
        expect(canonicalUrl(decorated)).toBe(plain)
        expect(canonicalUrl(`https://${plain}`)).toBe(plain)
      })
    )
  })
})

describe('the names of an article', () => {
  const facts = (values: object = {}) =>
    JSON.stringify({ postId: null, urlGuessed: false, dateIsCrawlTime: false, ...values })
  const article = {
    title: '盘点差异的三种来源',
    publishedAt: '2024-05-06T01:00:00Z',
    url: 'https://a.example/x',
    factsJson: facts()
  }

  test('are the surest first', () => {
    expect(keysOf({ ...article, factsJson: facts({ postId: '77' }) }, '/tmp/a.md')).toEqual([
      'post:77',
      'url:a.example/x',
      'path:/tmp/a.md',
      'title:2024-05-06 盘点差异的三种来源'
    ])
  })

  test.each([
    ['a guessed address', { ...article, factsJson: facts({ urlGuessed: true }) }, 'url:'],
    ['a short title', { ...article, title: '周报 12' }, 'title:'],
    ['the day on which it was collected', { ...article, factsJson: facts({ dateIsCrawlTime: true }) }, 'title:'],
    ['a missing date', { ...article, publishedAt: null }, 'title:']
  ])('leave out %s', (_, named, prefix) => {
    expect(keysOf(named, null).filter((key) => key.startsWith(prefix))).toEqual([])
  })

  test('tell a title without its punctuation, which feeds replace', () => {
    const [, key] = keysOf({ ...article, title: '盘点_差异的三种来源？' }, null)
    expect(keysOf({ ...article, title: '盘点：差异的三种来源?' }, null)).toContain(key)
  })
})

describe('common text', () => {
  test('is all of a text and its copy, none of two others, and a part of what was cut', () => {
    const text = prose(1)
    expect(commonText(text, text)).toEqual({ ofBoth: 1, ofShorter: 1 })
    expect(commonText(text, prose(2))).toEqual({ ofBoth: 0, ofShorter: 0 })
    const half = commonText(text, text.slice(0, text.length / 2))
    expect(half?.ofShorter).toBe(1)
    expect(half?.ofBoth).toBeCloseTo(0.5, 1)
    expect(commonText('短', text)).toBeNull()
  })

  test('is that of the second with the first', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (a, b) => {
        expect(commonText(prose(a, 5), prose(b, 9))).toEqual(commonText(prose(b, 9), prose(a, 5)))
      }),
      { numRuns: 30 }
    )
  })
})
