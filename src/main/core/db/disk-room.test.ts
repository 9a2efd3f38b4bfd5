import { expect, test } from 'vitest'
import { isDiskFull, isNearlyFull, roomOf } from './disk-room.ts'
import { temporaryFolder } from '../testing.ts'

const MIB = 1024 * 1024

test.each([
  ['plenty', { bavail: 1_000_000, bsize: 4096, blocks: 2_000_000 }, 1_000_000 * 4096 - 16 * MIB],
  ['only what is left free', { bavail: 4096, bsize: 4096, blocks: 2_000_000 }, 0],
  ['less', { bavail: 0, bsize: 4096, blocks: 2_000_000 }, -16 * MIB],
  ['a drive that says it has no size', { bavail: 0, bsize: 4096, blocks: 0 }, Infinity]
])('%s', (_, told, room) => {
  expect(roomOf(told)).toBe(room)
})

test('a place that cannot be asked is not taken for full', () => {
  expect(isNearlyFull('/a/place/that/is/not/there')).toBe(false)
  expect(isNearlyFull(temporaryFolder())).toBe(false)
})

test('a full disk is known by the codes of the system and of SQLite', () => {
  const failed = (code: string) => Object.assign(new Error('no'), { code })
  expect(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'EIO', 'SQLITE_BUSY'].map((code) => isDiskFull(failed(code)))).toEqual([
    true,
    true,
    true,
    false,
    false
  ])
  expect(isDiskFull('ENOSPC')).toBe(false)
})
