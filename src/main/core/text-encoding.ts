import { COMMON_HAN } from './common-han.ts'

/** The encoding in which some bytes look most like everyday prose; the first wins a tie. The bytes may end within a character. */
export function likelyEncoding(
  sample: Uint8Array,
  candidates: readonly [string, ...string[]]
): { encoding: string; score: number } {
  let best = { encoding: candidates[0], score: -Infinity }
  for (const encoding of candidates) {
    const score = textScore(new TextDecoder(encoding).decode(sample, { stream: true }))
    if (score > best.score) best = { encoding, score }
  }
  return best
}

/** The syllables that make up most of written Korean; noise reads as the 2,000 others. */
const COMMON_HANGUL = new Set(
  Array.from(
    '이다는의에을를가고하지기로사은어리자들한시대도인있나해그아정일서부전수라여으보주과년것만게장안적제상우구국면되와중오거원성비모동조신생치공유물문화스니세말때할러없음식업관계내며위경연요용각방회입명선산발단학소무간차트저행결품개데까분미마진실금당습합했였던람더체영'
  ).map((syllable) => syllable.charCodeAt(0))
)

/**
 * How much a text looks like everyday Chinese, Japanese, Korean or English: about 1 for prose, below 0 for noise. ASCII
 * counts half, so that a legacy file's other letters decide.
 */
export function textScore(text: string): number {
  let good = 0
  let bad = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code >= 0x20 && code < 0x7f) || code === 10 || code === 13 || code === 9) good += 0.5
    else if (code < 0x20 || code === 0xfffd || (code >= 0x7f && code < 0xa0)) bad += 3
    else if (code >= 0xe000 && code < 0xf900) bad += 2
    else if (COMMON_HAN.has(code)) good += 1
    else if (code >= 0x3041 && code < 0x3097) good += 0.9
    else if (code >= 0x3000 && code < 0x3100) good += 0.7
    else if (code >= 0xac00 && code < 0xd7a4) good += COMMON_HANGUL.has(code) ? 1 : 0.2
    else if (code >= 0xff00 && code < 0xff60) good += 0.7
    else if (code >= 0x4e00 && code < 0xa000) good += 0.1
    else if (code >= 0x2010 && code <= 0x2030) good += 0.3
    else if (code >= 0xc0 && code < 0x180 && (isAscii(text, i - 1) || isAscii(text, i + 1))) good += 0.5
    else bad += 0.5
  }
  return text.length === 0 ? 0 : (good - bad) / text.length
}

/** Accented letters stand among plain ones; two in a row are half of something else. */
const isAscii = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at) | 0x20
  return code >= 0x61 && code <= 0x7a
}
