import fc from 'fast-check'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../testing.ts'
import { ArchiveError, bytesSource, fileSource, readZip } from './index.ts'
import { testZip } from '../testing-zip.ts'
import type { TestEntry } from '../testing-zip.ts'

const list = async (bytes: Uint8Array) => readZip(bytesSource(bytes))

/** What reading each entry gives: its text, or the code it is refused with. */
async function contentsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const read = (await list(bytes)).map(async (entry): Promise<[string, string]> => {
    try {
      return [entry.path, (await entry.read()).toString()]
    } catch (error) {
      expect(error).toBeInstanceOf(ArchiveError)
      return [entry.path, error instanceof ArchiveError ? error.code : '']
    }
  })
  return Object.fromEntries(await Promise.all(read))
}

const noise = () => crypto.getRandomValues(new Uint8Array(60_000)).join()

describe('readZip', () => {
  test('gives files in order, packed and stored, without folders', async () => {
    const bytes = testZip([
      { name: 'a/' },
      ['a/二.md', '第二篇'.repeat(100)],
      { name: 'one.txt', data: 'one', stored: true },
      { name: 'empty.md', data: '' }
    ])
    expect(Object.entries(await contentsOf(bytes))).toEqual([
      ['a/二.md', '第二篇'.repeat(100)],
      ['one.txt', 'one'],
      ['empty.md', '']
    ])
  })

  test('reads from a file', async () => {
    const path = join(temporaryFolder(), 'a.zip')
    writeFileSync(path, testZip([['a.md', '甲']]))
    const [entry] = await readZip(await fileSource(path))
    expect((await entry!.read()).toString()).toBe('甲')
    mkdirSync(`${path}.d`)
    await expect(fileSource(join(path, 'gone'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  test.each([
    [
      'gb18030',
      ['b2fac6b7c9e8bcc62fd0e8c7f3c6c0c9f32e6d64', 'cafdbeddb7d6cef62e6d64'],
      ['产品设计/需求评审.md', '数据分析.md']
    ],
    ['big5', ['b2a3ab7eb35dad702e747874'], ['產品設計.txt']],
    ['shift_jis', ['8381838282cc88ea97972e747874'], ['メモの一覧.txt']],
    ['utf-8 without the flag', ['e7ac94e8aeb02e6d64'], ['笔记.md']]
  ])('reads names in %s', async (_, names, expected) => {
    const entries = await list(testZip(names.map((name): TestEntry => ({ name: Buffer.from(name, 'hex'), data: 'x' }))))
    expect(entries.map(({ path }) => path)).toEqual(expected)
  })

  test('turns backslashes round', async () => {
    expect(await contentsOf(testZip([['a\\b.md', 'x']]))).toEqual({ 'a/b.md': 'x' })
  })

  test('refuses names that lead out, links, passwords and unknown methods, and reads the others', async () => {
    const bytes = testZip([
      ['../out.md', 'x'],
      ['a/../../out.md', 'x'],
      ['/etc/passwd', 'x'],
      ['C:\\x.md', 'x'],
      ['..\\out.md', 'x'],
      { name: 'link.md', data: '/etc/passwd', mode: 0o120777 },
      { name: 'secret.md', data: 'x', flags: 1 },
      { name: 'packed.md', data: 'x', method: 93 },
      ['good.md', '好']
    ])
    expect(await contentsOf(bytes)).toEqual({
      '../out.md': 'unsafe_archive',
      'a/../../out.md': 'unsafe_archive',
      '/etc/passwd': 'unsafe_archive',
      'C:/x.md': 'unsafe_archive',
      'link.md': 'unsafe_archive',
      'secret.md': 'encrypted',
      'packed.md': 'unsupported_type',
      'good.md': '好'
    })
  })

  test('refuses a bomb before unpacking it, and one that lies about its size while unpacking', async () => {
    const zeros = new Uint8Array(20 * 1024 * 1024)
    await expect(list(testZip([['bomb.md', zeros]]))).rejects.toMatchObject({ code: 'unsafe_archive' })
    const hidden = testZip([
      ['bomb.md', zeros],
      ['a.txt', noise()],
      ['b.txt', noise()]
    ])
    expect(Object.values(await contentsOf(hidden))[0]).toBe('unsafe_archive')
    const lie = testZip([{ name: 'lie.md', data: zeros, size: 10 }])
    const before = process.memoryUsage().rss
    expect(await contentsOf(lie)).toEqual({ 'lie.md': 'unsafe_archive' })
    expect(process.memoryUsage().rss - before).toBeLessThan(15 * 1024 * 1024)
  })

  test('tells a wrong sum, a wrong size and a damaged stream', async () => {
    expect(
      await contentsOf(
        testZip([
          { name: 'a', data: 'x', sum: 1 },
          { name: 'b', data: 'abc', size: 9 }
        ])
      )
    ).toEqual({
      a: 'damaged',
      b: 'damaged'
    })
    const bytes = testZip([['a.md', 'some text that packs into a few bytes']])
    bytes.fill(0xff, 40, 50)
    expect(await contentsOf(bytes)).toEqual({ 'a.md': 'damaged' })
  })

  test('refuses entries that overlap', async () => {
    const bytes = testZip([
      ['a.md', 'x'.repeat(10)],
      ['b.md', noise()]
    ])
    // Both directory entries name the larger size.
    const at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1')
    const second = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
    bytes.copy(bytes, at + 20, second + 20, second + 24)
    await expect(list(bytes)).rejects.toMatchObject({ code: 'unsafe_archive' })
  })

  test('any prefix and any changed byte gives entries or an ArchiveError', async () => {
    const bytes = testZip([
      ['a.md', '正文'.repeat(30)],
      ['b/c.md', '第二篇']
    ])
    const attempt = async (changed: Uint8Array) => {
      try {
        await contentsOf(changed)
      } catch (error) {
        expect(error).toBeInstanceOf(ArchiveError)
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), (end) => attempt(bytes.subarray(0, end))),
      { numRuns: 60 }
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(bytes)
        changed[at] = value
        return attempt(changed)
      }),
      { numRuns: 300 }
    )
  })
})
