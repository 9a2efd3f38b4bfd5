import { BREAK, emptyReading } from './source-reading.ts'
import type { SourceReading } from './source-reading.ts'

/** How far from a dictionary's type its other entries are looked for. */
const NEAR = 2000

/**
 * What a PDF shows: its pages' text as given, and its pictures, counted in the bytes. Pictures are streams, and a stream's
 * dictionary always lies open (ISO 32000-1, 7.5.7). Masks of pictures are pictures too, which their owners name. An object
 * that is written again later counts once; pictures within a page's text are not seen.
 */
export function readPdf(bytes: Uint8Array, pages: readonly string[]): SourceReading {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  /** By the numbers of their objects. */
  const masks = new Set<string>()
  const pictures = new Set<string>()
  for (let at = source.indexOf(TYPE); at >= 0; at = source.indexOf(TYPE, at + TYPE.length)) {
    if (!/^\/Subtype\s*\/Image\b/.test(source.toString('latin1', at, at + 40))) continue
    const { object, dictionary } = dictionaryAround(source, at)
    if (!/\/ImageMask\s+true\b/.test(dictionary)) pictures.add(object)
    for (const [, mask = ''] of dictionary.matchAll(/\/S?Mask\s+(\d+)\s+\d+\s+R\b/g)) masks.add(mask)
  }
  return { ...emptyReading(pages.join(BREAK)), images: [...pictures].filter((object) => !masks.has(object)).length }
}

const TYPE = '/Subtype'

/** The dictionary of a type, and the number of the object that it is of. */
function dictionaryAround(source: Buffer, at: number): { object: string; dictionary: string } {
  const before = source.toString('latin1', Math.max(0, at - NEAR), at)
  const after = source.toString('latin1', at, at + NEAR)
  const start = before.lastIndexOf(' obj')
  const end = after.indexOf('stream')
  const object = /(\d+)\s+\d+$/.exec(before.slice(Math.max(0, start - 30), Math.max(0, start)))?.[1]
  return { object: object ?? `at ${at}`, dictionary: before.slice(start + 1) + (end < 0 ? after : after.slice(0, end)) }
}
