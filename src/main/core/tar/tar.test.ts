import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesSource } from '../zip/index.ts'
import { testTar } from '../testing-tar.ts'
import { readTar } from './index.ts'

const list = async (bytes: Uint8Array) => {
  const entries = await readTar(bytesSource(bytes))
  return Promise.all(
    entries.map(async (entry) => [entry.path, entry.refused === null ? String(await entry.read()) : entry.refused.code])
  )
}

test('files are listed with their bytes, long and Chinese names too', async () => {
  const long = `${'很长的文件夹/'.repeat(20)}笔记.md`
  const archive = testTar([
    ['a.md', '甲'],
    { name: '文件夹/', type: '5' },
    ['文件夹/空.md', ''],
    [long, 'x'.repeat(1500)],
    ['./b.md', '乙']
  ])
  expect(await list(archive)).toEqual([
    ['a.md', '甲'],
    ['文件夹/空.md', ''],
    [long, 'x'.repeat(1500)],
    ['b.md', '乙']
  ])
})

test('names that lead out, links and special files are refused, the others stay', async () => {
  const archive = testTar([
    ['../a.md', 'x'],
    ['/etc/a.md', 'x'],
    ['C:\\a.md', 'x'],
    ['b/..\\..\\a.md', 'x'],
    { name: 'link.md', type: '2' },
    { name: 'hard.md', type: '1' },
    { name: 'device', type: '3' },
    ['good.md', '好']
  ])
  expect(await list(archive)).toEqual([
    ['../a.md', 'unsafe_archive'],
    ['/etc/a.md', 'unsafe_archive'],
    ['C:\\a.md', 'unsafe_archive'],
    ['b/..\\..\\a.md', 'unsafe_archive'],
    ['link.md', 'unsafe_archive'],
    ['hard.md', 'unsafe_archive'],
    ['device', 'unsafe_archive'],
    ['good.md', '好']
  ])
})

test('a size that is not true, a wrong sum and an early end keep what was before', async () => {
  const good: [string, string] = ['good.md', '好']
  for (const size of [2 ** 20, 8 ** 11 - 1])
    expect(await list(testTar([good, { name: 'big.md', data: 'x', size }]))).toEqual([
      ['good.md', '好'],
      ['big.md', 'damaged']
    ])
  expect(await list(testTar([good, { name: 'bad.md', data: 'x', sum: 1 }]))).toEqual([
    ['good.md', '好'],
    ['@1024', 'damaged']
  ])
  expect(await list(testTar([good, ['cut.md', 'x'.repeat(600)]]).subarray(0, 2000))).toEqual([
    ['good.md', '好'],
    ['cut.md', 'damaged']
  ])
})

test('what is no archive says so', async () => {
  await expect(list(Buffer.from('# 不是'.repeat(200)))).rejects.toMatchObject({ code: 'damaged' })
  await expect(list(testTar([{ name: 'pax', type: 'x', data: 'x'.repeat(2 * 1024 * 1024) }]))).rejects.toMatchObject({
    code: 'unsafe_archive'
  })
})

test('any beginning of an archive, with any byte changed, ends', async () => {
  const archive = testTar([
    ['a.md', '甲'.repeat(300)],
    [`${'长'.repeat(60)}.md`, '乙']
  ])
  await fc.assert(
    fc.asyncProperty(fc.nat(archive.length), fc.nat(archive.length - 1), fc.nat(255), async (end, at, byte) => {
      const bytes = Buffer.from(archive.subarray(0, end))
      if (at < end) bytes[at] = byte
      const found = await list(bytes).catch((error: { code: string }) => {
        expect(error.code).toMatch(/damaged|unsafe_archive/)
        return []
      })
      expect(found.length).toBeLessThanOrEqual(3)
    }),
    { numRuns: 200 }
  )
})
