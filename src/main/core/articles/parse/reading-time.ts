const CJK_PER_MINUTE = 400
const WORDS_PER_MINUTE = 200

/**
 * Minutes to read a text with pictures, at least 1. The first picture takes 12 seconds, each further one a second less,
 * down to 3.
 */
export function readingMinutes(text: string, images: number): number {
  const { cjk, words } = countWords(text)
  const falling = Math.min(images, 10)
  const seconds = (falling * (25 - falling)) / 2 + (images - falling) * 3
  return Math.max(1, Math.round(cjk / CJK_PER_MINUTE + words / WORDS_PER_MINUTE + seconds / 60))
}

/** Chinese characters, and words of letters and digits; one pass, for it runs over every text imported. */
function countWords(text: string): { cjk: number; words: number } {
  let cjk = 0
  let words = 0
  let inWord = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (
      (code >= 0x3400 && code <= 0x9fff) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xd840 && code <= 0xd88f)
    ) {
      cjk++
      inWord = false
    } else if (isWordCharacter(code)) {
      if (!inWord) words++
      inWord = true
    } else if (code !== APOSTROPHE && code !== HYPHEN && code !== FULL_STOP) inWord = false
  }
  return { cjk, words }
}

const APOSTROPHE = 0x27
const HYPHEN = 0x2d
const FULL_STOP = 0x2e

function isWordCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0xc0 && code <= 0x24f)
  )
}
