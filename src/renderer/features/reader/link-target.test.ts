import { expect, test } from 'vitest'
import { anchorId, linkTarget } from './link-target.ts'

test.each([
  ['https://example.com/a?b=1#c', { kind: 'external', url: 'https://example.com/a?b=1#c' }],
  ['http://example.com/', { kind: 'external', url: 'http://example.com/' }],
  ['mailto:a@example.com', { kind: 'external', url: 'mailto:a@example.com' }],
  ['#toc-1', { kind: 'anchor', id: 'toc-1' }],
  ['#', { kind: 'none' }],
  ['', { kind: 'none' }],
  [undefined, { kind: 'none' }],
  ['javascript:alert(1)', { kind: 'none' }],
  [' JavaScript:alert(1)', { kind: 'none' }],
  ['java\nscript:alert(1)', { kind: 'none' }],
  ['data:text/html,x', { kind: 'none' }],
  ['file:///etc/passwd', { kind: 'none' }],
  ['\\\\host\\share', { kind: 'none' }],
  ['//example.com/', { kind: 'none' }],
  ['other.html', { kind: 'none' }],
  ['app://gengdu/index.html', { kind: 'none' }]
])('%j leads where it may', (href, target) => {
  expect(linkTarget(href)).toEqual(target)
})

test('an anchor of an article is no id of the app', () => {
  expect(anchorId('root')).toBe('article-root')
})
