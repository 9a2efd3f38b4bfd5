import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkUrl, relativePath, unwrapProxy, webUrl } from './urls.ts'

describe('addresses kept', () => {
  test.each([
    ['https://example.com/a.png', 'https://example.com/a.png'],
    ['http://example.com', 'http://example.com'],
    ['  https://example.com/a  ', 'https://example.com/a'],
    ['HTTPS://Example.com/中文?q=一', 'https://example.com/%E4%B8%AD%E6%96%87?q=%E4%B8%80'],
    ['https://example.com/a\n/b', 'https://example.com/a/b'],
    ['https://example.com/a b', 'https://example.com/a%20b']
  ])('%s', (raw, url) => {
    expect(webUrl(raw)).toBe(url)
  })

  test.each([
    ['b.png', 'https://example.com/posts/b.png'],
    ['/b.png', 'https://example.com/b.png'],
    ['//img.example.com/b.png', 'https://img.example.com/b.png'],
    ['?page=2', 'https://example.com/posts/1?page=2']
  ])('%s on a page of known address', (raw, url) => {
    expect(webUrl(raw, 'https://example.com/posts/1')).toBe(url)
  })

  test('links may also mail and point within the page', () => {
    expect(linkUrl('mailto:a@example.com')).toBe('mailto:a@example.com')
    expect(linkUrl('#part')).toBe('#part')
    expect(webUrl('mailto:a@example.com')).toBeNull()
    expect(webUrl('#part')).toBeNull()
  })
})

describe('addresses dropped', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\u0000script:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    'file://server/share',
    'ftp://example.com/a',
    String.raw`\\server\share\a.png`,
    '//server/share/a.png',
    String.raw`/\server/share`,
    String.raw`\/server/share`,
    '/rooted.png',
    'a.png',
    'https://',
    'https://exa mple.com/',
    'x'.repeat(10_000),
    '',
    null,
    undefined
  ])('%s', (raw) => {
    expect(webUrl(raw)).toBeNull()
  })

  test.each([String.raw`\\server\share`, String.raw`/\server/share`, 'javascript:alert(1)'])(
    '%s even on a page of known address',
    (raw) => {
      expect(webUrl(raw, 'https://example.com/')).toBeNull()
    }
  )
})

test('any text gives an absolute web address or nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `javascript:${text}`)
      ),
      (raw) => {
        const url = webUrl(raw, 'https://example.com/a/')
        expect(url === null || /^https?:\/\/[^\s\\]/i.test(url)).toBe(true)
      }
    )
  )
})

test.each([
  ['https://cors.example.dev/?https://image.example.com/a.png', 'https://image.example.com/a.png'],
  ['https://proxy.example.com/?url=https%3A%2F%2Fimage.example.com%2Fa.png&w=1', 'https://image.example.com/a.png'],
  ['https://image.example.com/a.png?x=1', 'https://image.example.com/a.png?x=1'],
  ['https://example.com/share?https://other.example.com', 'https://example.com/share?https://other.example.com']
])('the image behind %s', (proxied, origin) => {
  expect(unwrapProxy(proxied)).toBe(origin)
})

test('relative paths have no scheme, host or root', () => {
  expect(relativePath('../images/图 1.png')).toBe('../images/图 1.png')
  expect(relativePath(String.raw`images\图 1.png`)).toBe('images/图 1.png')
  for (const path of ['/a', '//a', String.raw`\\a\b`, String.raw`\a`, String.raw`a\\b`, 'c:\\a', 'data:x', '#a'])
    expect(relativePath(path)).toBeNull()
})
