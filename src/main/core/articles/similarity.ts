import { foldForMatching } from '../../../shared/fold.ts'
import { isFactLine } from './parse/index.ts'

/** From this share of common shingles on, two articles are the same but for details. */
export const SAME = 0.85
/** From this share on they are about as much the same as not. */
export const SIMILAR = 0.6

/** Numbers in a signature: the estimate's standard error is at most 0.045. */
const SIZE = 128
const SHINGLE = 5
/** A shorter text has too few shingles to say what it is like. */
const LEAST_LETTERS = 80
const EMPTY = 0xffffffff
/** Odd, so that no bits are lost; and what a letter has become when it leaves a shingle. */
const BASE = 0x01000193
const LEAVING = [...Array(SHINGLE).keys()].reduce((power) => Math.imul(power, BASE), 1)

/** 1 for letters and digits, by UTF-16 unit; halves of pairs count as letters. */
const isLetter = new Uint8Array(0x10000).fill(1, 0xd800, 0xe000)
const units = Array.from(isLetter, (half, unit) => (half === 1 ? ' ' : String.fromCharCode(unit))).join('')
for (const { index, 0: run } of units.matchAll(/[\p{L}\p{N}]+/gu)) isLetter.fill(1, index, index + run.length)

/** Two articles meet when all numbers of a band are the same: 99 of 100 pairs at 0.6 do, and 1 of 10,000 at 0.05. */
export const BANDS = SIZE / 4

/**
 * MinHash of a text's shingles of five letters or digits, folded as search folds them: the share of equal numbers in two
 * signatures estimates the share of common shingles. Lines about author and rights, which many articles share, are left
 * out. Null for a text that is too short.
 *
 * One hash a shingle, its first bits telling the number it may lower (Li, Owen and Zhang, "One permutation hashing",
 * 2012); numbers that no shingle reached are taken from others (Shrivastava, "Optimal densification", 2017).
 */
export function signatureOf(text: string): Uint32Array | null {
  const lines = text.split('\n').filter((line) => !isFactLine(line))
  const folded = foldForMatching(lines.join('\n')).text
  const least = new Uint32Array(SIZE).fill(EMPTY)
  // The last letters, and a polynomial of them: one letter enters and the fifth before it leaves.
  const last = new Uint16Array(SHINGLE)
  let rolling = 0
  let letters = 0
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i)
    if (isLetter[unit] !== 1) continue
    const place = letters % SHINGLE
    rolling = (Math.imul(rolling, BASE) + unit - Math.imul(last[place] ?? 0, LEAVING)) | 0
    last[place] = unit
    if (++letters < SHINGLE) continue
    const hash = mixed(rolling)
    const number = hash >>> 25
    if (hash < (least[number] ?? 0)) least[number] = hash
  }
  if (letters < LEAST_LETTERS) return null
  return least.map((value, number) => (value === EMPTY ? borrowed(least, number) : value))
}

function borrowed(least: Uint32Array, number: number): number {
  for (let attempt = 1; ; attempt++) {
    const value = least[mixed(number * 0x10001 + attempt) >>> 25] ?? EMPTY
    if (value !== EMPTY) return value
  }
}

/** Spreads 32 bits over 32 bits (MurmurHash3's finaliser). */
function mixed(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The estimated share of common shingles, 0 to 1. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let equal = 0
  for (let i = 0; i < SIZE; i++) if (a[i] === b[i]) equal++
  return equal / SIZE
}

/**
 * The last byte of each number, four of a band in one number: two bands are the same when their numbers are, but for one
 * chance in four billion.
 */
export function digestOf(signature: Uint32Array): Uint32Array {
  return new Uint32Array(Uint8Array.from(signature).buffer)
}

/** As the library keeps it: its numbers one after another, little-endian as every machine that we build for. */
export function toBlob(signature: Uint32Array): Buffer {
  return Buffer.from(signature.buffer, signature.byteOffset, signature.byteLength)
}

export function fromBlob(blob: Buffer): Uint32Array {
  // A copy, because a view of numbers must begin at a multiple of four.
  return new Uint32Array(new Uint8Array(blob).buffer)
}
