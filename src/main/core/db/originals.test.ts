import { expect, test } from 'vitest'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { temporaryFolder } from '../testing.ts'
import { originalPath, sha256Of, storeOriginal } from './originals.ts'

const BYTES = Buffer.from('先对齐分母，再谈结论。'.repeat(1000))
const hash = sha256Of(BYTES)

test('an original is kept under its hash, in a folder that need not be there', async () => {
  const folder = temporaryFolder()
  await storeOriginal(folder, hash, BYTES)
  expect(readFileSync(originalPath(folder, hash)).equals(BYTES)).toBe(true)
})

test('bytes that are there already are never emptied, not even for a moment', async () => {
  const folder = temporaryFolder()
  // So many that writing them again can be watched.
  const large = Buffer.alloc(64_000_000, BYTES)
  await storeOriginal(folder, hash, large)
  const sizes = new Set<number>()
  const look = () => sizes.add(statSync(originalPath(folder, hash)).size)
  const timer = setInterval(look, 1)
  await storeOriginal(folder, hash, large)
  clearInterval(timer)
  look()
  expect(sizes).toEqual(new Set([large.length]))
})

test('what a killed import left of a file is made whole', async () => {
  const folder = temporaryFolder()
  await storeOriginal(folder, hash, BYTES)
  writeFileSync(originalPath(folder, hash), BYTES.subarray(0, 100))
  await storeOriginal(folder, hash, BYTES)
  expect(readFileSync(originalPath(folder, hash)).equals(BYTES)).toBe(true)
})
