import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  assetPath,
  CONTENT_SECURITY_POLICY,
  isAppUrl,
  mayOpenExternally,
  mayRequest,
  PICTURE_POLICY,
  pictureHash
} from './security.ts'

const dev = 'http://localhost:5173'

test.each([
  ['app://gengdu/index.html', undefined, true],
  ['app://gengdu/index.html#/library', undefined, true],
  ['app://other/index.html', undefined, false],
  ['app://gengdu.evil/index.html', undefined, false],
  ['file:///etc/passwd', undefined, false],
  ['http://localhost:5173/', undefined, false],
  ['http://localhost:5173/', dev, true],
  ['http://localhost:5174/', dev, false],
  ['https://localhost:5173/', dev, false],
  ['not a url', dev, false]
])('%s with development %s is the app: %s', (url, development, expected) => {
  expect(isAppUrl(url, development)).toBe(expected)
})

test.each([
  ['https://example.com/pixel.gif', false],
  ['http://127.0.0.1/x', false],
  ['ws://example.com/', false],
  ['file:///etc/passwd', false],
  ['ftp://example.com', false],
  ['app://gengdu/assets/index.js', true],
  ['data:image/png;base64,AAAA', true]
])('a request to %s is let through: %s', (url, expected) => expect(mayRequest(url, undefined)).toBe(expected))

test.each([
  ['https://example.com/a?b=c', true],
  ['mailto:a@example.com', true],
  ['http://example.com/', false],
  ['https://user:pass@example.com/', false],
  ['javascript:alert(1)', false],
  ['JaVaScRiPt:alert(1)', false],
  ['file:///etc/passwd', false],
  ['\\\\server\\share', false],
  ['//example.com', false],
  ['smb://server/share', false],
  ['ms-msdt:/id', false],
  ['', false]
])('%s may be opened outside: %s', (url, expected) => expect(mayOpenExternally(url)).toBe(expected))

test.each([
  ['app://gengdu/', 'index.html'],
  ['app://gengdu/assets/index-1.js?x#y', 'assets/index-1.js'],
  ['app://gengdu/%2e%2e/%2e%2e/etc/passwd', 'etc/passwd'],
  ['app://gengdu/..%2f..%2fetc/passwd', undefined],
  ['app://gengdu/a%5c..%5cb', undefined],
  ['app://gengdu/c:/windows', undefined],
  ['app://gengdu/%00', undefined],
  ['app://gengdu/%zz', undefined],
  ['app://other/index.html', undefined]
])('%s is the file %s', (url, expected) => expect(assetPath(url)).toBe(expected))

test('no path of the app’s scheme leaves its folder', () => {
  const part = fc.constantFrom('..', '.', '%2e%2e', '%2f', '\\', '%5c', 'a', 'b.js', '', '%252e%252e')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = assetPath(`app://gengdu/${parts.join('/')}`)
      expect(path?.split(/[/\\]/) ?? []).not.toContain('..')
    })
  )
})

const hash = '0123456789abcdef'.repeat(4)
test.each([
  [`app://gengdu/asset/${hash}`, hash],
  [`app://gengdu/asset/${hash}?x=1`, undefined],
  [`app://gengdu/asset/${hash}/..`, undefined],
  [`app://gengdu/asset/${hash.toUpperCase()}`, undefined],
  [`app://gengdu/asset/${hash}0`, undefined],
  [`app://gengdu/asset/..%2f${hash}`, undefined],
  [`app://gengdu/x/asset/${hash}`, undefined],
  [`app://other/asset/${hash}`, undefined],
  [`https://gengdu/asset/${hash}`, undefined]
])('%s is the picture %s', (url, expected) => expect(pictureHash(url)).toBe(expected))

test('a picture on its own runs and loads nothing', () => {
  expect(PICTURE_POLICY).toContain("default-src 'none'")
  expect(PICTURE_POLICY).toMatch(/; sandbox$/)
})

test('the policy allows nothing but the app itself', () => {
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*/)
})
