import { COMMON_HAN } from './common-han.ts'

/** The encoding in which some bytes look most like everyday Chinese, Japanese or English; the first wins a tie. */
export function likelyEncoding(
  sample: Uint8Array,
  candidates: readonly [string, ...string[]]
): { encoding: string; score: number } {
  let best = { encoding: candidates[0], score: -Infinity }
  for (const encoding of candidates) {
    const score = textScore(new TextDecoder(encoding).decode(sample))
    if (score > best.score) best = { encoding, score }
  }
  return best
}

/**
 * How much a text looks like everyday Chinese or English: about 1 for prose, below 0 for noise. ASCII counts half, so
 * that a legacy file's Chinese decides.
 */
function textScore(text: string): number {
  let good = 0
  let bad = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code >= 0x20 && code < 0x7f) || code === 10 || code === 13 || code === 9) good += 0.5
    else if (code < 0x20 || code === 0xfffd || (code >= 0x7f && code < 0xa0)) bad += 3
    else if (code >= 0xe000 && code < 0xf900) bad += 2
    else if (COMMON_HAN.has(code)) good += 1
    else if (code >= 0x3000 && code < 0x3100) good += 0.7
    else if (code >= 0xff00 && code < 0xff60) good += 0.7
    else if (code >= 0x4e00 && code < 0xa000) good += 0.1
    else if (code >= 0x2010 && code <= 0x2030) good += 0.3
    else bad += 0.5
  }
  return text.length === 0 ? 0 : (good - bad) / text.length
}
