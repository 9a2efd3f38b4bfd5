/** What a picture's own bytes say of it; sizes are pixels as shown, null for a drawing that names none. */
export interface PictureFacts {
  mediaType: string
  width: number | null
  height: number | null
}

/** Larger ones fill memory when they are shown. */
const MAX_PIXELS = 300_000_000
const HEAD_BYTES = 64 * 1024

type Reader = (bytes: Buffer) => PictureFacts | null

/**
 * Tells a picture by its first bytes: PNG, JPEG, GIF, WebP, AVIF, BMP, ICO or SVG. Null for anything else and for one that
 * no window can show.
 */
export function readPicture(source: Uint8Array): PictureFacts | null {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  for (const read of READERS) {
    try {
      const facts = read(bytes)
      if (facts !== null) return isShowable(facts) ? facts : null
    } catch (error) {
      // The bytes end before what they promise.
      if (error instanceof RangeError) return null
      throw error
    }
  }
  return null
}

function isShowable({ mediaType, width, height }: PictureFacts): boolean {
  if (width === null || height === null) return mediaType === 'image/svg+xml'
  return width > 0 && height > 0 && width * height <= MAX_PIXELS
}

const startsWith = (bytes: Buffer, characters: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + characters.length) === characters

const png: Reader = (bytes) =>
  startsWith(bytes, '\u0089PNG\r\n\u001a\n')
    ? { mediaType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null

const gif: Reader = (bytes) =>
  startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')
    ? { mediaType: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
    : null

const bmp: Reader = (bytes) => {
  if (!startsWith(bytes, 'BM')) return null
  // The first headers of Windows and OS/2 have sizes of two bytes.
  const isOld = bytes.readUInt32LE(14) === 12
  const width = isOld ? bytes.readUInt16LE(18) : bytes.readInt32LE(18)
  const height = isOld ? bytes.readUInt16LE(20) : Math.abs(bytes.readInt32LE(22))
  return { mediaType: 'image/bmp', width, height }
}

/** Icons hold one picture in several sizes; browsers show the largest. */
const ico: Reader = (bytes) => {
  if (!startsWith(bytes, '\0\0\u0001\0')) return null
  const count = bytes.readUInt16LE(4)
  if (count === 0 || count > 64) return null
  let [width, height] = [0, 0]
  for (let at = 6; at < 6 + count * 16; at += 16) {
    width = Math.max(width, bytes.readUInt8(at) || 256)
    height = Math.max(height, bytes.readUInt8(at + 1) || 256)
  }
  return { mediaType: 'image/x-icon', width, height }
}

/** WebP: https://developers.google.com/speed/webp/docs/riff_container */
const webp: Reader = (bytes) => {
  if (!startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return null
  const mediaType = 'image/webp'
  if (startsWith(bytes, 'VP8X', 12))
    return { mediaType, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (startsWith(bytes, 'VP8L', 12)) {
    const sizes = bytes.readUInt32LE(21)
    return { mediaType, width: (sizes & 0x3fff) + 1, height: ((sizes >>> 14) & 0x3fff) + 1 }
  }
  if (!startsWith(bytes, 'VP8 ', 12)) return null
  return { mediaType, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
}

/** AVIF (ISO/IEC 23000-22): the largest of its items is the picture itself, the others are tiles or transparency. */
const avif: Reader = (bytes) => {
  if (!startsWith(bytes, 'ftyp', 4)) return null
  const brands = bytes.toString('latin1', 8, Math.min(bytes.readUInt32BE(0), 256))
  if (!/avi[fs]/.test(brands)) return null
  const head = bytes.subarray(0, HEAD_BYTES)
  let [width, height] = [0, 0]
  for (let at = head.indexOf('ispe'); at > 0; at = head.indexOf('ispe', at + 4)) {
    const [w, h] = [head.readUInt32BE(at + 8), head.readUInt32BE(at + 12)]
    if (w * h > width * height) [width, height] = [w, h]
  }
  const rotation = head.indexOf('irot')
  const turned = rotation > 0 && (head.readUInt8(rotation + 4) & 1) === 1
  return turned ? { mediaType: 'image/avif', width: height, height: width } : { mediaType: 'image/avif', width, height }
}

/** JPEG (ITU-T T.81, annex B): the segments up to the first frame; EXIF may turn the picture. */
const jpeg: Reader = (bytes) => {
  if (!startsWith(bytes, '\u00ff\u00d8\u00ff')) return null
  let orientation = 1
  for (let at = 2; ;) {
    while (bytes.readUInt8(at) === 0xff && bytes.readUInt8(at + 1) === 0xff) at++
    if (bytes.readUInt8(at) !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    const length = bytes.readUInt16BE(at + 2)
    if (marker === 0xe1 && startsWith(bytes, 'Exif\0\0', at + 4))
      orientation = exifOrientation(bytes.subarray(at + 10, at + 2 + length))
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)]
      return orientation >= 5
        ? { mediaType: 'image/jpeg', width: height, height: width }
        : { mediaType: 'image/jpeg', width, height }
    }
    at += 2 + length
  }
}

/** 1 to 8; from 5 on the picture lies on its side (EXIF 2.3, tag 0x0112). */
function exifOrientation(tiff: Buffer): number {
  try {
    const little = startsWith(tiff, 'II')
    const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let entry = 0; entry < u16(directory); entry++) {
      const at = directory + 2 + entry * 12
      if (u16(at) === 0x0112) return u16(at + 8)
    }
  } catch {
    // Cut off: browsers show it as it lies.
  }
  return 1
}

// A comment ends at its first `-->`: could it go on to a later one, many of them would be tried in every combination.
const SVG_START =
  /^\ufeff?\s*(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!doctype\s+svg[^>[]*(?:\[[^\]]*\]\s*)?>\s*)*<svg(?=[\s>/])([^>]*)>/i

const svg: Reader = (bytes) => {
  const start = SVG_START.exec(bytes.toString('utf8', 0, Math.min(bytes.length, HEAD_BYTES)))?.[1]
  if (start === undefined) return null
  const mediaType = 'image/svg+xml'
  const [width, height] = [svgLength(start, 'width'), svgLength(start, 'height')]
  if (width !== null && height !== null) return { mediaType, width, height }
  const box = /\sviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(start)
  const [boxWidth, boxHeight] = [Math.round(Number(box?.[1])), Math.round(Number(box?.[2]))]
  return boxWidth > 0 && boxHeight > 0
    ? { mediaType, width: boxWidth, height: boxHeight }
    : { mediaType, width: null, height: null }
}

/** A length in pixels; null for percentages and other units. */
function svgLength(start: string, name: string): number | null {
  const written = new RegExp(`\\s${name}\\s*=\\s*["']\\s*(\\d+(?:\\.\\d+)?)(?:px)?\\s*["']`, 'i').exec(start)?.[1]
  const length = Math.round(Number(written))
  return length > 0 && length <= 100_000 ? length : null
}

const READERS: readonly Reader[] = [png, jpeg, gif, webp, avif, bmp, ico, svg]
