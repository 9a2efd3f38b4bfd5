/** Arabic digits of any width, or Chinese numerals that count the parts of a work: `第十二章`. */
const NUMBER = /\d+|(?<=第)[〇零一二两三四五六七八九十百千]+/gu
const DIGITS = '〇一二三四五六七八九'
const UNITS: Record<string, number | undefined> = { 十: 10, 百: 100, 千: 1000 }

/**
 * Sorts paths as people expect: folder by folder, names without regard to case or width, and numbers in them by their
 * value, so that `第2章` and `第二章` stand before `第10章`.
 */
export function inNaturalOrder<T>(items: readonly T[], pathOf: (item: T) => string): T[] {
  const keyed = items.map((item) => ({ item, path: pathOf(item), key: keyOf(pathOf(item)) }))
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.path, b.path))
  return keyed.map(({ item }) => item)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A text whose order by code units is that of the path. */
const keyOf = (path: string): string =>
  path
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[/\\]/g, '\u0000') // before whatever a name may go on with
    .replaceAll(NUMBER, (number) => {
      const digits = /\d/.test(number) ? number.replace(/^0+(?=.)/, '') : String(chineseNumber(number))
      // A longer number is a larger one; stands where digits stand.
      return `0${String.fromCharCode(0x30 + Math.min(digits.length, 1000))}${digits}`
    })

/** The value of a numeral up to 9,999: 二十三, 一百零二, 两千; one of digits alone is read as such: 二〇二六. */
function chineseNumber(text: string): number {
  let total = 0
  let digit = 0
  for (const each of text.replaceAll('零', '〇').replaceAll('两', '二')) {
    const unit = UNITS[each]
    if (unit === undefined) digit = digit * 10 + DIGITS.indexOf(each)
    else {
      total += Math.max(digit, 1) * unit
      digit = 0
    }
  }
  return total + digit
}
