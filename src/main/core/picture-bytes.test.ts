import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPicture } from './picture-bytes.ts'
import { testJpegHead, testPng } from './testing-pictures.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const u16le = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from([value & 255, value >> 8])))
const u32be = (value: number) => Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255])

const gif = Buffer.concat([latin1('GIF89a'), u16le(320, 240), Buffer.alloc(3)])
const bmp = Buffer.concat([
  latin1('BM'),
  Buffer.alloc(12),
  Buffer.from([40, 0, 0, 0, 64, 0, 0, 0, 0xe0, 0xff, 0xff, 0xff])
])
const ico = Buffer.concat([
  Buffer.from([0, 0, 1, 0, 2, 0, 16, 16]),
  Buffer.alloc(14),
  Buffer.from([0, 0]),
  Buffer.alloc(14)
])
const riff = (kind: string, data: Buffer) =>
  Buffer.concat([latin1('RIFF\0\0\0\0WEBP'), latin1(kind), Buffer.alloc(4), data])
const webpLossy = riff('VP8 ', Buffer.concat([Buffer.alloc(6), u16le(550, 368)]))
const webpLossless = riff('VP8L', Buffer.from([0x2f, 0x7f, 0xc0, 0x1f, 0x00]))
const webpExtended = riff('VP8X', Buffer.concat([Buffer.alloc(4), Buffer.from([0xff, 0x03, 0, 0xff, 0x01, 0])]))
const ispe = (width: number, height: number) =>
  Buffer.concat([latin1('\0\0\0\u0014ispe\0\0\0\0'), u32be(width), u32be(height)])
const ftyp = latin1('\0\0\0\u0018ftypavif\0\0\0\0avifmif1')
const avif = Buffer.concat([ftyp, ispe(256, 256), ispe(1200, 800)])
const avifTurned = Buffer.concat([ftyp, ispe(1200, 800), latin1('\0\0\0\u0009irot\u0001')])
const svg = (text: string) => Buffer.from(text)

describe('readPicture', () => {
  test.each([
    ['PNG', testPng(3, 2), 'image/png', 3, 2],
    ['JPEG', testJpegHead(640, 480), 'image/jpeg', 640, 480],
    ['JPEG that EXIF leaves as it is', testJpegHead(640, 480, 3), 'image/jpeg', 640, 480],
    ['JPEG that EXIF turns', testJpegHead(640, 480, 6), 'image/jpeg', 480, 640],
    ['GIF', gif, 'image/gif', 320, 240],
    ['BMP that starts at its top', bmp, 'image/bmp', 64, 32],
    ['ICO', ico, 'image/x-icon', 256, 256],
    ['WebP', webpLossy, 'image/webp', 550, 368],
    ['lossless WebP', webpLossless, 'image/webp', 128, 128],
    ['extended WebP', webpExtended, 'image/webp', 1024, 512],
    ['AVIF of several tiles', avif, 'image/avif', 1200, 800],
    ['AVIF that is turned', avifTurned, 'image/avif', 800, 1200],
    ['SVG', svg('<svg xmlns="http://www.w3.org/2000/svg" width="40px" height="20"/>'), 'image/svg+xml', 40, 20],
    ['SVG with a view box only', svg('<svg viewBox="0 0 30.4 12"><g/></svg>'), 'image/svg+xml', 30, 12],
    ['SVG of any size', svg('<svg width="100%" height="100%"></svg>'), 'image/svg+xml', null, null],
    [
      'SVG after a prologue',
      svg(
        '\ufeff<?xml version="1.0"?>\n<!-- 图 -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg width="1" height="1"/>'
      ),
      'image/svg+xml',
      1,
      1
    ]
  ])('%s', (_name, bytes, mediaType, width, height) => {
    expect(readPicture(bytes)).toEqual({ mediaType, width, height })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a page', svg('<!doctype html><html><body><svg width="1" height="1"/></body></html>')],
    ['text that speaks of SVG', svg('关于 <svg> 的笔记')],
    ['a PNG without a size', testPng(1, 1).subarray(0, 12)],
    ['a PNG of no height', testPng(5, 0)],
    ['a GIF that fills memory', Buffer.concat([latin1('GIF89a'), u16le(65_535, 65_535)])],
    ['a JPEG without a frame', testJpegHead(10, 10).subarray(0, 20)],
    ['a film', latin1('\0\0\0\u0018ftypisom\0\0\0\0isomiso2')],
    ['a PDF', latin1('%PDF-1.7\n')]
  ])('%s is no picture', (_name, bytes) => expect(readPicture(bytes)).toBeNull())

  test('many comments and no drawing are told at once', () => {
    const start = performance.now()
    expect(readPicture(svg('<!---->'.repeat(9000)))).toBeNull()
    expect(readPicture(svg(`${'<!-- a -- b -->\n'.repeat(60)}<svg width="4" height="3"/>`))).toMatchObject({ width: 4 })
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('any bytes and any part of a picture are read without harm', () => {
    const pictures = [testJpegHead(640, 480, 6), webpExtended, avif, bmp, ico, gif, svg('<svg width="4" height="3"/>')]
    fc.assert(
      fc.property(fc.constantFrom(...pictures), fc.nat(80), fc.uint8Array({ maxLength: 40 }), (whole, end, tail) => {
        const facts = readPicture(Buffer.concat([whole.subarray(0, end), tail]))
        if (facts !== null) expect(facts.width ?? 1).toBeGreaterThan(0)
      })
    )
  })
})
