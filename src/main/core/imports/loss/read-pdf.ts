import { BREAK, emptyReading } from './source-reading.ts'
import type { SourceReading } from './source-reading.ts'

/** How far from a dictionary's type its other entries are looked for. */
const NEAR = 2000

/**
 * What a PDF shows: its pages' text as given, and its pictures, counted in the bytes. Pictures are streams, and a stream's
 * dictionary always lies open (ISO 32000-1, 7.5.7). Masks of pictures are pictures too, which their owners name.
 */
export function readPdf(bytes: Uint8Array, pages: readonly string[]): SourceReading {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  /** By the numbers of their objects. */
  const masks = new Set<string>()
  let pictures = 0
  for (let at = source.indexOf(TYPE); at >= 0; at = source.indexOf(TYPE, at + TYPE.length)) {
    if (!/^\/Subtype\s*\/Image\b/.test(source.toString('latin1', at, at + 40))) continue
    const dictionary = dictionaryAround(source, at)
    if (!/\/ImageMask\s+true\b/.test(dictionary)) pictures++
    for (const [, mask = ''] of dictionary.matchAll(/\/S?Mask\s+(\d+)\s+\d+\s+R\b/g)) masks.add(mask)
  }
  return { ...emptyReading(pages.join(BREAK)), images: Math.max(0, pictures - masks.size) }
}

const TYPE = '/Subtype'

function dictionaryAround(source: Buffer, at: number): string {
  const before = source.toString('latin1', Math.max(0, at - NEAR), at)
  const after = source.toString('latin1', at, at + NEAR)
  const end = after.indexOf('stream')
  return before.slice(before.lastIndexOf(' obj') + 1) + (end < 0 ? after : after.slice(0, end))
}
