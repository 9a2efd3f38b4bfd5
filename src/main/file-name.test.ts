import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeFileName } from './file-name.ts'

test.each([
  ['90 天计划.md', '90 天计划.md'],
  ['A/B：取舍?.csv', 'A B：取舍.csv'],
  ['..\\..\\etc\\passwd', 'etc passwd'],
  ['  .hidden .pdf', 'hidden.pdf'],
  ['', 'gengdu'],
  ['***.md', 'gengdu.md']
])('%j becomes %j', (name, safe) => expect(safeFileName(name)).toBe(safe))

test('any name fits any file system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
      const safe = safeFileName(`${name}.md`)
      expect(safe).toMatch(/\.md$/)
      // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
      expect(safe).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]/u)
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(204)
    })
  )
})
