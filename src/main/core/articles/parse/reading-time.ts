const CJK = /[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud88f][\udc00-\udfff]/g
const WORD = /[A-Za-zÀ-ɏ0-9]+(?:['’.-][A-Za-zÀ-ɏ0-9]+)*/g
const CJK_PER_MINUTE = 400
const WORDS_PER_MINUTE = 200

/** Minutes to read a text with pictures, at least 1: the first picture takes 12 seconds, each further one less, down to 3. */
export function readingMinutes(text: string, images: number): number {
  const minutes = (text.match(CJK)?.length ?? 0) / CJK_PER_MINUTE + (text.match(WORD)?.length ?? 0) / WORDS_PER_MINUTE
  const falling = Math.min(images, 9)
  const seconds = (falling * (12 + 13 - falling)) / 2 + (images - falling) * 3
  return Math.max(1, Math.round(minutes + seconds / 60))
}
