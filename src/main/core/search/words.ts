/** The length of a folded text as Chinese counts it: ideographs and kana one by one, other letters and digits by words. */
export function countWords(folded: string): number {
  let words = 0
  let inWord = false
  for (let at = 0; at < folded.length; at++) {
    const unit = folded.charCodeAt(at)
    if (isCharacter(unit)) {
      words++
      inWord = false
    } else if (isLetter(unit)) {
      if (!inWord) words++
      inWord = true
    } else if (unit !== 0x27 && unit !== 0x2d && unit !== 0x2e) inWord = false
  }
  return words
}

/** Beyond the basic plane the first unit of a pair counts. */
const isCharacter = (unit: number): boolean =>
  (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0x3041 && unit <= 0x30ff) || (unit >= 0xd840 && unit <= 0xd88f)

const isLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0xc0 && unit <= 0x1fff)
