import { folds, into } from './fold-table.ts'

/** Stands for every character without width in folded text. */
export const ZERO_WIDTH = 0x200b

/**
 * Joiners, direction marks, variation selectors, soft hyphen, byte order mark, combining accents, fillers: a word is the
 * same word with or without them.
 */
const NO_WIDTH = [
  [0xad, 0xad],
  [0x300, 0x36f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180b, 0x180f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20ff],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0]
] as const

/** What is written for the sign behind it. */
const LIKE_SIGNS = [
  ['‐‑‒–−', '-'],
  ['‘’‛', "'"],
  ['⁄∕', '/'],
  ['ς', 'σ']
] as const

/** Where signs stand that are several characters in one: ligatures, Roman numerals, units, numbers in circles. */
const SEVERAL_IN_ONE = [
  [0xbc, 0xbe],
  [0xdf, 0xdf],
  [0x132, 0x133],
  [0x1c4, 0x1cc],
  [0x1f1, 0x1f3],
  [0x2100, 0x218f],
  [0x2460, 0x24ff],
  [0x3200, 0x33ff],
  [0xfb00, 0xfb06]
] as const

/** First unit of the pairs that stand for variation selectors and tags beyond the basic plane, and the range of the second. */
export const SELECTOR = 0xdb40
export const SELECTOR_FROM = 0xdc00
export const SELECTOR_TO = 0xddef

/** One UTF-16 unit to one unit; surrogates stand for themselves. */
export const table = buildTable()
/** Signs that are several characters in one, and these, folded. */
export const several = buildSeveral()
export const LONGEST_SEVERAL = Math.max(...Array.from(several.values(), (units) => units.length))
/** 1 for units that matching drops or takes as several. */
export const special = new Uint8Array(0x10000)
for (let unit = 0; unit < special.length; unit++) {
  special[unit] = table[unit] === ZERO_WIDTH || several.has(unit) || unit === SELECTOR ? 1 : 0
}

function buildTable(): Uint16Array {
  const units = new Uint16Array(0x10000)
  for (let unit = 0; unit < units.length; unit++) units[unit] = unit
  for (let n = 0; n < folds.length; n++) units[folds.charCodeAt(n)] = into.charCodeAt(n)

  // Outside these blocks only ideographs fold.
  for (const [from, to] of [
    [0, 0x2e80],
    [0x2fe0, 0x3400],
    [0xa640, 0xabc0],
    [0xf900, 0xfffe]
  ] as const) {
    for (let unit = from; unit < to; unit++) units[unit] = foldUnit(unit, units)
  }
  units.fill(0x20, 0, 0x20)
  units.fill(0x20, 0x7f, 0xa1)
  for (const space of [0x1680, 0x2028, 0x2029]) units[space] = 0x20
  for (const [signs, sign] of LIKE_SIGNS) for (const like of signs) units[like.charCodeAt(0)] = sign.charCodeAt(0)
  // Private use: no meaning of its own.
  units.fill(0xfffd, 0xe000, 0xf900)
  for (const [from, to] of NO_WIDTH) units.fill(ZERO_WIDTH, from, to + 1)
  for (let unit = 0; unit < units.length; unit++) units[unit] = units[units[unit] ?? 0] ?? 0
  return units
}

/** Compatibility forms, accents and case, as far as the result is one unit. */
function foldUnit(unit: number, ideographs: Uint16Array): number {
  const char = String.fromCharCode(unit)
  const decomposed = char.normalize('NFKD')
  let single = char
  if (decomposed !== char) {
    const bare = decomposed.replace(/[\u0300-\u036f]/g, '')
    const composed = bare.length === 1 ? bare : char.normalize('NFKC')
    if (composed.length === 1) single = composed
  }
  const lower = single.toLowerCase()
  const code = (lower.length === 1 ? lower : single).charCodeAt(0)
  return ideographs[code] ?? code
}

function buildSeveral(): Map<number, string> {
  const found = new Map<number, string>()
  for (const [from, to] of SEVERAL_IN_ONE) {
    for (let unit = from; unit <= to; unit++) {
      const char = String.fromCharCode(unit)
      const whole = char === 'ß' ? 'ss' : char.normalize('NFKC').toLowerCase()
      if (whole.length > 1 && !whole.includes(' ')) found.set(unit, foldEach(whole))
    }
  }
  return found
}

function foldEach(text: string): string {
  return Array.from(text, (char) => String.fromCharCode(table[char.charCodeAt(0)] ?? 0)).join('')
}
