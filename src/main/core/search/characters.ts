/** Kinds of the UTF-16 units of folded text. */

export const SPACE = 0
export const LATIN = 1
/** ASCII beside letters and digits. */
export const SIGN = 2
/** Every other letter, number or symbol; mostly ideographs. */
export const OTHER = 3
/** Punctuation beyond ASCII. */
export const STOP = 4
const HIGH = 5
/** The second unit of a character beyond the basic plane. */
export const LOW = 6

export const classes = classTable()

function classTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(OTHER)
  for (let unit = 0; unit < 0x80; unit++) table[unit] = /[a-z0-9]/.test(String.fromCharCode(unit)) ? LATIN : SIGN
  table[0x20] = SPACE
  for (let unit = 0x80; unit < 0x3100; unit++) {
    if (unit < 0x2e00 ? unit < 0x200 || unit >= 0x2000 : unit < 0x2e80 || unit >= 0x3000) {
      if (/\p{P}/u.test(String.fromCharCode(unit))) table[unit] = STOP
    }
  }
  for (let unit = 0xfe10; unit < 0x10000; unit++) if (/\p{P}/u.test(String.fromCharCode(unit))) table[unit] = STOP
  table.fill(HIGH, 0xd800, 0xdc00)
  table.fill(LOW, 0xdc00, 0xe000)
  return table
}

export const classOf = (text: string, at: number): number => classes[text.charCodeAt(at)] ?? SPACE

/** Whether two adjacent characters are a token. A character beyond the basic plane is the pair of its two units. */
export function isPair(a: number, b: number): boolean {
  if (a === HIGH) return b === LOW
  const first = a === LATIN || a === OTHER
  const second = b === LATIN || b === OTHER
  return (first && second) || ((a === LATIN || a === SIGN) && (b === LATIN || b === SIGN))
}

/** Whether a character is a token of its own. */
export const isSingle = (a: number): boolean => a !== SPACE && a !== HIGH && a !== LOW
